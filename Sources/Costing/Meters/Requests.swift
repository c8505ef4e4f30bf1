public import Foundation
public import PlanModel

/// Thousands of requests that taking studies in makes: some for each study, some for each
/// instance.
///
/// Example: 12,000 studies with 3 requests each and 2,400,000 instances with 1 each are
/// 2,436 thousand; at 0.005 they cost 12.18.
public struct RequestsMeter: Meter {
  public static let name = "requests"
  public static let meaning =
    "Thousands of requests: requests-per-study for each study and requests-per-instance for each instance acquired."
  public static let example =
    "{ id: calls, item: API calls, category: storage, kind: opex, meter: requests, requests-per-study: 3, requests-per-instance: 1, price: 0.005 }"
  public static let accepts: Set<MeterOption> = [.requestsPerStudy, .requestsPerInstance]

  private let perStudy: Decimal
  private let perInstance: Decimal
  public let unitName = "1,000 requests"

  public init(_ options: MeterOptions) {
    perStudy = options.requestsPerStudy ?? 0
    perInstance = options.requestsPerInstance ?? 0
  }

  public func quantity(_ usage: PlanUsage, period: Int, first: Int) -> Decimal {
    guard period >= 1 else { return 0 }
    let month = usage.months[period - 1]
    let requests = perStudy * Decimal(month.studies) + perInstance * Decimal(month.instances)
    return (requests / 1_000).rounded(to: 6)
  }
}
