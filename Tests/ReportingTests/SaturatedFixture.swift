import Evaluation
import PlanModel
import Quantities

extension Fixture {
  private static let endless = Band(
    mean: .infinity, p10: .infinity, p50: .infinity, p90: .infinity)
  private static let partlyEndless = Band(mean: .infinity, p10: 2_880, p50: 4_320, p90: .infinity)

  /// The comparison with a cloud whose first line cannot keep up in its last year, as the engine
  /// gives it: no wait, time or rate has an end.
  static let saturated: Comparison = {
    var comparison = Fixture.comparison
    var vendor = comparison.vendors[1]
    vendor.stages[0].saturated = DateBand(
      p10: CalendarDate(2031, 10, 4), p50: CalendarDate(2034, 2, 1), p90: nil)
    for year in 8...9 {
      let band = year == 8 ? partlyEndless : endless
      let waits = WaitBand(mean: band, p50: band, p95: band, p99: band)
      vendor.stages[0].years[year] = StageYear(
        utilisation: band, busyHour: band, busyHourRate: band, wait: waits, largestBacklog: band)
      vendor.timeToArchive[year] = WaitBand(
        mean: band, p50: partlyEndless, p95: band,
        p99: Band(mean: .nan, p10: .nan, p50: .nan, p90: .nan))
      vendor.timeToProtected[year] = waits
    }
    vendor.stages[0].hourOfWeek = vendor.stages[0].hourOfWeek.enumerated().map {
      $0.offset < 24 ? .infinity : $0.element
    }
    comparison.vendors[1] = vendor
    return comparison
  }()
}
