import PlanModel
import Quantities

/// Times from the end of acquisition to a copy, by planning year of the acquisition, for each site and
/// for all together.
final class ArrivalTimes {
  /// Studies counted.
  private(set) var total = 0

  private let measures: Set<ServiceLevel.Measure>
  private let levels: [ServiceLevel]
  /// This measure's promises, laid out for the loop over studies.
  private let judged: UnsafeMutableBufferPointer<Promise>
  private let yearEnds: [Double]
  /// One a site for even and one for odd years: a study acquired at the end of a year can arrive in
  /// the next.
  private let histograms: UnsafeMutableBufferPointer<WaitHistogram>
  private let together = WaitHistogram()
  private let siteOf: UnsafePointer<UInt32>
  private let sites: Int
  private var open = 0
  private var summaries: [WaitSummary] = []
  private var ofSites: [[WaitSummary]]
  /// By promise, then year: studies within the time, studies asked about.
  private let counts: UnsafeMutableBufferPointer<SIMD2<Int>>

  private struct Promise {
    /// One bit for each ``PatientClass`` that it is made to.
    var classes: Int
    var within: Double
  }

  /// - Parameters:
  ///   - measures: Which promises are judged here.
  ///   - levels: The scenario's promises.
  ///   - timeline: The plan's.
  ///   - siteOf: The site of each stream, in memory that outlives this.
  ///   - sites: How many there are.
  init(
    _ measures: Set<ServiceLevel.Measure>, _ levels: [ServiceLevel], _ timeline: Timeline,
    siteOf: UnsafePointer<UInt32>, sites: Int
  ) {
    self.siteOf = siteOf
    self.sites = sites
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
    histograms = .allocate(capacity: 2 * sites)
    _ = histograms.initialize(from: (0..<(2 * sites)).map { _ in WaitHistogram() })
    ofSites = Array(repeating: [], count: sites)
  }

  deinit {
    judged.deallocate()
    counts.deallocate()
    for histogram in histograms { histogram.deallocate() }
    histograms.deallocate()
    together.deallocate()
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
      histograms[(year & 1) * sites + Int(siteOf[Int(study.stream)])].add(time)
      // Without branches: whether a study is asked about and kept is hard to guess.
      for place in 0..<promises {
        let asked = judged[place].classes >> Int(study.patientClass) & 1
        let kept = time <= judged[place].within ? asked : 0
        counts[place * years + year] &+= SIMD2(kept, asked)
      }
    }
  }

  private func close() {
    together.clear()
    for site in 0..<sites {
      let histogram = histograms[(open & 1) * sites + site]
      ofSites[site].append(histogram.summary())
      together.add(histogram)
      histogram.clear()
    }
    summaries.append(together.summary())
    open += 1
  }

  /// Closes every year.
  ///
  /// - Returns: The times of all studies, and of each site's, by year.
  func finish() -> (all: [WaitSummary], bySite: [[WaitSummary]]) {
    while open < yearEnds.count { close() }
    return (summaries, ofSites)
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
