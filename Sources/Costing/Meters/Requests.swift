public import Foundation
public import PlanModel

/// Thousands of requests of one kind: some for each study or instance that comes in, some for each that is read.
///
/// Example: 12,000 studies with 3 requests each and 2,400,000 instances with 1 each are
/// 2,436 thousand; at 0.005 they cost 12.18.
public struct RequestsMeter: Meter {
  public static let name = "requests"
  public static let meaning =
    "Thousands of requests: requests-per-study and requests-per-instance for each study and instance acquired, requests-per-read and requests-per-read-instance for each that is read, from all tiers or from one. A line for each kind of request that has a price of its own."
  public static let example =
    "{ id: calls, item: API calls, category: storage, kind: opex, meter: requests, requests-per-study: 3, requests-per-instance: 1, price: 0.005 }"
  public static let accepts: Set<MeterOption> = [
    .requestsPerStudy, .requestsPerInstance, .requestsPerRead, .requestsPerReadInstance, .tier,
  ]

  private let perStudy: Decimal
  private let perInstance: Decimal
  private let perRead: Decimal
  private let perReadInstance: Decimal
  private let tier: Int?
  public let unitName = "1,000 requests"

  public var countsReads: Bool { perRead > 0 || perReadInstance > 0 }

  public init(_ options: MeterOptions) {
    perStudy = options.requestsPerStudy ?? 0
    perInstance = options.requestsPerInstance ?? 0
    perRead = options.requestsPerRead ?? 0
    perReadInstance = options.requestsPerReadInstance ?? 0
    tier = options.tier
  }

  public func quantity(_ usage: PlanUsage, period: Int, first: Int) -> Decimal {
    guard period >= 1 else { return 0 }
    let month = usage.months[period - 1]
    var requests = perStudy * Decimal(month.studies) + perInstance * Decimal(month.instances)
    for (place, read) in month.reads.enumerated() where tier == nil || tier == place {
      requests += perRead * Decimal(read.studies) + perReadInstance * Decimal(read.instances)
    }
    return (requests / 1_000).rounded(to: 6)
  }
}
