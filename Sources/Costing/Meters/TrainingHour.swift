public import Foundation
public import PlanModel

/// Hours of training: of all at first, then of those who are new, and refreshers.
///
/// Example: 20 people with 6 hours each are 120 hours at first. With refreshers of 1 hour a year and a tenth of
/// them new each year, the first month of each later year has 20 × (1 + 0.1 × 6) = 32 hours.
public struct TrainingHourMeter: Meter {
  public static let name = "training-hour"
  public static let meaning =
    "Hours of training: `count` people times `hours` each, paid by the contract's payments; from the second year on those of who is new (`turnover`) and of refreshers (`refresher-hours`), on each anniversary of go-live. A line for each role."
  public static let example =
    "{ id: training, item: Training of radiologists, category: services, kind: opex, meter: training-hour, count: 20, hours: 6, price: 95 }"
  public static let needs: Set<MeterOption> = [.count, .hours]
  public static let accepts: Set<MeterOption> = [.refresherHours, .turnover]

  private let first: Decimal
  private let later: Decimal
  public let unitName = "hour"
  public let rhythm = BillingRhythm.bought

  public init(_ options: MeterOptions) {
    let (count, hours) = (options.count ?? 0, options.hours ?? 0)
    first = count * hours
    later = count * ((options.refresherHours ?? 0) + (options.turnover ?? 0) * hours)
  }

  public func quantity(_ usage: PlanUsage, period: Int, first: Int) -> Decimal {
    if period == first { return self.first }
    let begin = max(1, first, usage.goLive)
    return period > begin && (period - begin) % 12 == 0 ? later.rounded(to: 6) : 0
  }
}
