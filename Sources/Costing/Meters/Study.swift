public import Foundation
public import PlanModel

/// Studies acquired in the month.
///
/// Example: 2.60 up to 100,000 studies a year and 2.10 beyond: the month in which the count passes
/// from 95,000 to 107,000 costs 5,000 × 2.60 + 7,000 × 2.10 = 27,700.00.
public struct StudyMeter: Meter {
  public static let name = "study"
  public static let meaning =
    "Each study acquired in the month, or each examination of it: of all, or of those that `applies-to` names."
  public static let example =
    "{ id: platform, item: Platform fee, category: software, kind: opex, meter: study, price: 2.60 }"
  public static let accepts: Set<MeterOption> = [.appliesTo, .counts, .imported]

  public let scope: MeterScope?
  public let unitName: String

  public init(_ options: MeterOptions) {
    scope = options.scope
    unitName = options.countsExaminations ? "examination" : "study"
  }

  /// Whether it counts every study once.
  public var countsAll: Bool { scope == nil }

  public func quantity(_ usage: PlanUsage, period: Int, first: Int) -> Decimal {
    period >= 1 ? usage.months[period - 1].studies(scope).rounded(to: 6) : 0
  }
}
