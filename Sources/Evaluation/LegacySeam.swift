public import PlanModel
import Quantities
import Simulation

/// How the legacy archive's last year joins planning year 1.
///
/// Events are left aside, and streams that begin by one: the archive knows neither.
public struct LegacySeam: Sendable {
  /// Bytes that the legacy archive took in during its last 365.25 days.
  public let lastYear: Double
  /// Bytes at rest that year 1 is expected to add, losslessly compressed.
  public let firstYear: Double
  /// First year over last year, less 1.
  public let step: Double
  /// The plan's own growth from year 1 to year 2.
  public let explained: Double
  /// What is left: (1 + step) / (1 + explained) − 1.
  public let unexplained: Double

  /// - Returns: nil without a year of legacy archive or without demand.
  public init?(_ scenario: Scenario) {
    guard let legacy = scenario.legacy else { return nil }
    let days = Double(scenario.start.firstDay.dayNumber - legacy.oldest.firstDay.dayNumber)
    // Less than a year of legacy cannot be held against a year of the plan.
    guard days >= 365, legacy.stored.count > 0 else { return nil }
    let growth = 1 + legacy.yearlyGrowth
    let span = days / 365.25
    let share =
      growth == 1
      ? min(1, 1 / span)
      : (1 - Elementary.pow(growth, -min(1, span))) / (1 - Elementary.pow(growth, -span))
    lastYear = Double(legacy.stored.count) * share
    let streams = DemandExpectation(scenario.continuing).streams
    firstYear = streams.reduce(0) { $0 + $1.studies * $1.meanCompressed }
    let secondYear = streams.reduce(0) { $0 + $1.studies * $1.meanCompressed * $1.growth }
    guard firstYear > 0 else { return nil }
    step = firstYear / lastYear - 1
    explained = secondYear / firstYear - 1
    unexplained = (1 + step) / (1 + explained) - 1
  }
}
