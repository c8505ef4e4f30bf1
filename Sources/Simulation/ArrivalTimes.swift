import PlanModel
import Quantities

/// Times from the end of acquisition to a copy, by planning year of the acquisition.
final class ArrivalTimes {
  /// Studies counted.
  private(set) var total = 0

  private let measures: Set<ServiceLevel.Measure>
  private let levels: [ServiceLevel]
  /// This measure's promises, laid out for the loop over studies.
  private let judged: UnsafeMutableBufferPointer<Promise>
  private let yearEnds: [Double]
  // A study acquired at the end of a year can arrive in the next: two histograms are open.
  private let histograms: (WaitHistogram, WaitHistogram)
  private var open = 0
  private var summaries: [WaitSummary]
  /// By promise, then year: studies within the time, studies asked about.
  private let counts: UnsafeMutableBufferPointer<SIMD2<Int>>

  private struct Promise {
    /// One bit for each ``PatientClass`` that it is made to.
    var classes: Int
    var within: Double
  }

  init(_ measures: Set<ServiceLevel.Measure>, _ levels: [ServiceLevel], _ timeline: Timeline) {
    self.measures = measures
    self.levels = levels
    let promises = levels.filter { measures.contains($0.measure) }.map {
      Promise(classes: $0.patientClass.map { 1 << $0.rawValue } ?? ~0, within: $0.within.value)
    }
    judged = .allocate(capacity: promises.count)
    _ = judged.initialize(from: promises)
    counts = .allocate(capacity: promises.count * timeline.years)
    counts.initialize(repeating: .zero)
    yearEnds = timeline.yearEnds.map { Double($0) * 3600 }
    histograms = (WaitHistogram(), WaitHistogram())
    summaries = Array(
      repeating: WaitSummary(mean: 0, p50: 0, p95: 0, p99: 0), count: timeline.years)
  }

  deinit {
    judged.deallocate()
    counts.deallocate()
    histograms.0.deallocate()
    histograms.1.deallocate()
  }

  /// Counts studies that have arrived.
  ///
  /// - Parameters:
  ///   - batch: With the time of arrival.
  ///   - isDefined: Whether the times mean something; where not, they count as endless.
  func count(_ batch: StudyBuffer, isDefined: Bool) {
    total += batch.count
    let years = yearEnds.count
    let promises = judged.count
    var yearEnd = yearEnds[open]
    var nextEnd = open + 1 < years ? yearEnds[open + 1] : .infinity
    for n in 0..<batch.count {
      let study = batch.base[n]
      // Queues let nobody wait for a year: at most the next year is open besides.
      while study.acquired >= nextEnd {
        close()
        yearEnd = yearEnds[open]
        nextEnd = open + 1 < years ? yearEnds[open + 1] : .infinity
      }
      let year = study.acquired >= yearEnd && open + 1 < years ? open + 1 : open
      let time = isDefined ? study.time - study.acquired : .infinity
      (year & 1 == 0 ? histograms.0 : histograms.1).add(time)
      // Without branches: whether a study is asked about and kept is hard to guess.
      for place in 0..<promises {
        let asked = judged[place].classes >> Int(study.patientClass) & 1
        let kept = time <= judged[place].within ? asked : 0
        counts[place * years + year] &+= SIMD2(kept, asked)
      }
    }
  }

  private func close() {
    let histogram = open & 1 == 0 ? histograms.0 : histograms.1
    summaries[open] = histogram.summary()
    histogram.clear()
    open += 1
  }

  /// Closes every year.
  func finish() -> [WaitSummary] {
    while open < yearEnds.count - 1 { close() }
    summaries[open] = (open & 1 == 0 ? histograms.0 : histograms.1).summary()
    return summaries
  }

  /// By service level: nil where it is not this measure's; a year without studies counts as kept.
  func attained() -> [[Double]?] {
    var place = -1
    return levels.map { level in
      guard measures.contains(level.measure) else { return nil }
      place += 1
      return yearEnds.indices.map { year in
        let count = counts[place * yearEnds.count + year]
        return count.y > 0 ? Double(count.x) / Double(count.y) : 1
      }
    }
  }
}
