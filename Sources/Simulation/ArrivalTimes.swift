import PlanModel
import Quantities

/// Times from the end of acquisition to a copy, or from a request to the display, by planning year of
/// their beginning, for groups of studies and for all together.
final class ArrivalTimes {
  /// What makes a group.
  enum Grouping {
    /// The place of the study; so many of them.
    case place(Int)
    /// What is asked for: the study itself by its class, a prior, a view; then priors again, by where
    /// they came from, so many places.
    case access(sources: Int)

    fileprivate var count: Int {
      switch self {
      case .place(let count): count
      case .access(let sources): Self.kinds + sources
      }
    }

    /// How many kinds of accesses there are.
    static let kinds = 5
    /// Which of them priors are.
    static let prior = 3
  }

  /// Studies counted.
  private(set) var total = 0
  /// Is shown everybody who arrives.
  var observer: ((StudyBuffer) -> Void)?

  private let measures: Set<ServiceLevel.Measure>
  private let levels: [ServiceLevel]
  /// This measure's promises, laid out for the loop over studies.
  private let judged: UnsafeMutableBufferPointer<Promise>
  private let yearEnds: [Double]
  /// One a group for even and one for odd years: a study acquired at the end of a year can arrive in
  /// the next.
  private let histograms: UnsafeMutableBufferPointer<WaitHistogram>
  private let together = WaitHistogram()
  private let isByPlace: Bool
  private let groups: Int
  private var open = 0
  private var summaries: [WaitSummary] = []
  private var ofGroups: [[WaitSummary]]
  /// By promise, then year: studies within the time, studies asked about.
  private let counts: UnsafeMutableBufferPointer<SIMD2<Int>>
  /// By promise, then year, then place, likewise; empty where nobody asks for places.
  private let countsOfPlaces: UnsafeMutableBufferPointer<SIMD2<Int>>
  /// How many places there are; 0 where nobody asks for them.
  private let places: Int

  private struct Promise {
    /// One bit for each ``PatientClass`` that it is made to.
    var classes: Int
    var within: Double
  }

  /// - Parameters:
  ///   - measures: Which promises are judged here.
  ///   - levels: The scenario's promises.
  ///   - timeline: The plan's.
  ///   - grouping: What makes a group.
  ///   - places: How many places promises are judged at by themselves; 0 does not.
  init(
    _ measures: Set<ServiceLevel.Measure>, _ levels: [ServiceLevel], _ timeline: Timeline,
    by grouping: Grouping, places: Int = 0
  ) {
    self.places = places
    if case .place = grouping { isByPlace = true } else { isByPlace = false }
    groups = grouping.count
    self.measures = measures
    self.levels = levels
    let promises = levels.filter { measures.contains($0.measure) }.map {
      Promise(classes: $0.patientClass.map { 1 << $0.rawValue } ?? 0b111, within: $0.within.value)
    }
    judged = .allocate(capacity: promises.count)
    _ = judged.initialize(from: promises)
    counts = .allocate(capacity: promises.count * timeline.years)
    counts.initialize(repeating: .zero)
    countsOfPlaces = .allocate(capacity: promises.count * timeline.years * places)
    countsOfPlaces.initialize(repeating: .zero)
    yearEnds = timeline.yearEnds.map { Double($0) * 3600 }
    histograms = .allocate(capacity: 2 * groups)
    _ = histograms.initialize(from: (0..<(2 * groups)).map { _ in WaitHistogram() })
    ofGroups = Array(repeating: [], count: groups)
  }

  deinit {
    judged.deallocate()
    counts.deallocate()
    countsOfPlaces.deallocate()
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
    let (studies, count) = (batch.base, batch.count)
    total += count
    observer?(batch)
    var first = 0
    while first < count {
      let year = year(of: studies[first])
      let begin = year == open ? -Double.infinity : yearEnds[open]
      let end = year == yearEnds.count - 1 ? .infinity : yearEnds[year]
      var last = first
      // Nobody arrives before its acquisition: mostly the last says that all are of the open year.
      if year == open, isByPlace, studies[count - 1].time < end { last = count }
      while last < count, studies[last].acquired >= begin, studies[last].acquired < end {
        last &+= 1
      }
      add(studies, first..<last, to: (year & 1) * groups, isDefined: isDefined)
      judge(studies, first..<last, in: year, isDefined: isDefined)
      first = last
    }
  }

  /// Adds studies of one year to the histograms from some place on.
  private func add(
    _ studies: UnsafeMutablePointer<Study>, _ range: Range<Int>, to place: Int, isDefined: Bool
  ) {
    let histograms = histograms
    if !isDefined {
      for n in range { histograms[place &+ group(of: studies[n])].add(.infinity) }
    } else if groups == 1 {
      // Unlike those of several groups, sums over all of them stay in registers.
      let histogram = histograms[place]
      var sum = 0.0
      for n in range {
        let time = Self.time(of: studies[n])
        histogram.place(time)
        sum += time
      }
      histogram.add(range.count, time: sum)
    } else {
      for n in range { histograms[place &+ group(of: studies[n])].add(Self.time(of: studies[n])) }
    }
  }

  /// What was fetched ahead can be there before anybody waits for it.
  @inline(__always)
  private static func time(of study: Study) -> Double { larger(0, study.time - study.acquired) }

  @inline(__always)
  private func group(of study: Study) -> Int {
    if isByPlace { return Int(study.place) }
    switch study.kind {
    case .current: return Int(study.patientClass)
    case .prior: return Grouping.kinds &+ Int(study.tier)
    case .view: return Grouping.kinds &- 1
    }
  }

  /// The year in which a study was acquired; closes those that are over.
  private func year(of study: Study) -> Int {
    // Queues let nobody wait for a year: at most the next year is open besides.
    let last = yearEnds.count - 1
    while open < last, study.acquired >= yearEnds[open + 1] { close() }
    return open < last && study.acquired >= yearEnds[open] ? open + 1 : open
  }

  /// Counts which promises are kept to studies of one year.
  private func judge(
    _ studies: UnsafeMutablePointer<Study>, _ range: Range<Int>, in year: Int, isDefined: Bool
  ) {
    for (place, promise) in judged.enumerated() {
      var (kept, asked) = (0, 0)
      // Without branches: whether a study is asked about and kept is hard to guess.
      for n in range {
        let isAsked =
          promise.classes &>> Int(studies[n].patientClass) & (studies[n].kind == .view ? 0 : 1)
        let isKept = isDefined && studies[n].time - studies[n].acquired <= promise.within
        asked &+= isAsked
        kept &+= isAsked & (isKept ? 1 : 0)
      }
      counts[place * yearEnds.count + year] &+= SIMD2(kept, asked)
    }
    if places > 0 { judgePlaces(studies, range, in: year, isDefined: isDefined) }
  }

  /// Counts the same by place.
  private func judgePlaces(
    _ studies: UnsafeMutablePointer<Study>, _ range: Range<Int>, in year: Int, isDefined: Bool
  ) {
    for (number, promise) in judged.enumerated() {
      let first = (number * yearEnds.count + year) * places
      for n in range where studies[n].kind != .view {
        guard promise.classes & 1 << Int(studies[n].patientClass) != 0 else { continue }
        let isKept = isDefined && studies[n].time - studies[n].acquired <= promise.within
        countsOfPlaces[first + Int(studies[n].place)] &+= SIMD2(isKept ? 1 : 0, 1)
      }
    }
  }

  private func close() {
    together.clear()
    if !isByPlace {
      let priors = histograms[(open & 1) * groups + Grouping.prior]
      for group in Grouping.kinds..<groups {
        priors.add(histograms[(open & 1) * groups + group])
      }
    }
    for group in 0..<groups {
      let histogram = histograms[(open & 1) * groups + group]
      ofGroups[group].append(histogram.summary())
      if isByPlace || group < Grouping.kinds { together.add(histogram) }
      histogram.clear()
    }
    summaries.append(together.summary())
    open += 1
  }

  /// Closes every year.
  ///
  /// - Returns: The times of all studies, and of each site's, by year.
  func finish() -> (all: [WaitSummary], byGroup: [[WaitSummary]]) {
    while open < yearEnds.count { close() }
    return (summaries, ofGroups)
  }

  /// By service level, place and year: nil where the level is not this measure's or nobody asks for
  /// places; not a number where there was nothing to judge.
  func attainedByPlace() -> [[[Double]]?] {
    var number = -1
    return levels.map { level in
      guard measures.contains(level.measure) else { return nil }
      number += 1
      guard places > 0 else { return nil }
      return (0..<places).map { place in
        yearEnds.indices.map { year in
          let count = countsOfPlaces[(number * yearEnds.count + year) * places + place]
          return count.y > 0 ? Double(count.x) / Double(count.y) : .nan
        }
      }
    }
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
