import PlanModel
import Quantities

/// Times from the end of acquisition to a copy, by planning year of the acquisition.
final class ArrivalTimes {
  /// Studies counted.
  private(set) var total = 0

  private let measure: ServiceLevel.Measure
  private let levels: [ServiceLevel]
  private let yearEnds: [Double]
  private let histograms: [WaitHistogram]
  private var open = 0
  private var summaries: [WaitSummary]
  private var within: [[Int]]
  private var asked: [[Int]]

  init(_ measure: ServiceLevel.Measure, _ levels: [ServiceLevel], _ timeline: Timeline) {
    self.measure = measure
    self.levels = levels
    yearEnds = timeline.yearEnds.map { Double($0) * 3600 }
    // A study acquired at the end of a year can arrive in the next: two histograms are open.
    histograms = [WaitHistogram(), WaitHistogram()]
    summaries = Array(
      repeating: WaitSummary(mean: 0, p50: 0, p95: 0, p99: 0), count: timeline.years)
    within = Array(repeating: Array(repeating: 0, count: timeline.years), count: levels.count)
    asked = within
  }

  /// Counts studies that have arrived.
  ///
  /// - Parameters:
  ///   - batch: With the time of arrival.
  ///   - isDefined: Whether the times mean something; where not, no promise is kept.
  func count(_ batch: StudyBuffer, isDefined: Bool) {
    let judged = levels.indices.filter { levels[$0].measure == measure }
    total += batch.count
    for n in 0..<batch.count {
      let study = batch.base[n]
      // Queues let nobody wait for a year: at most the next year is open besides.
      while open + 1 < yearEnds.count, study.acquired >= yearEnds[min(open + 1, yearEnds.count - 1)] {
        close()
      }
      let year = open + (study.acquired >= yearEnds[open] && open + 1 < yearEnds.count ? 1 : 0)
      let time = study.time - study.acquired
      if isDefined { histograms[year & 1].add(time) }
      for level in judged {
        if let wanted = levels[level].patientClass, wanted.rawValue != Int(study.patientClass) {
          continue
        }
        asked[level][year] += 1
        if isDefined && time <= levels[level].within.value { within[level][year] += 1 }
      }
    }
  }

  private func close() {
    summaries[open] = histograms[open & 1].summary()
    histograms[open & 1].clear()
    open += 1
  }

  /// Closes every year.
  func finish() -> [WaitSummary] {
    while open < yearEnds.count - 1 { close() }
    summaries[open] = histograms[open & 1].summary()
    return summaries
  }

  /// By service level: nil where it is not this measure's; a year without studies counts as kept.
  func attained() -> [[Double]?] {
    levels.indices.map { level in
      guard levels[level].measure == measure else { return nil }
      return zip(within[level], asked[level]).map { $1 > 0 ? Double($0) / Double($1) : 1 }
    }
  }
}
