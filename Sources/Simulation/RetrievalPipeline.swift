import PlanModel

/// A vendor's queues from its tiers to the readers: a tree of lines, and a cache at some of its ends.
final class RetrievalPipeline {
  private final class Station {
    let chain: QueueChain
    /// By place: the station to go on to; −1 where accesses have arrived.
    let next: UnsafeMutableBufferPointer<Int32>
    let passing = StudyBuffer()
    /// Whether all accesses that come here have arrived.
    let isEnd: Bool
    /// What the cache of the site that stands here gives out; nil where no site does.
    let hits: StudyBuffer?
    /// The queues of that site.
    let end: QueueChain
    let hasEnd: Bool
    /// What arrives here and what the cache gives out, of each what lies after the watermark.
    let pending = [StudyBuffer(), StudyBuffer()]

    init(chain: QueueChain, next: [Int?], hits: StudyBuffer?, end: QueueChain, hasEnd: Bool) {
      self.chain = chain
      self.next = .allocate(capacity: next.count)
      _ = self.next.initialize(from: next.map { Int32($0 ?? -1) })
      isEnd = next.allSatisfy { $0 == nil }
      self.hits = hits
      self.end = end
      self.hasEnd = hasEnd
    }

    deinit { next.deallocate() }
  }

  /// How a tier gives out what is read from it.
  private struct Source {
    let asked = StudyBuffer()
    let drives: QueueChain?
    let delay: TierDelay?
    let pending = StudyBuffer()
  }

  private let stations: [Station]
  private let sources: [Source]
  private let locator: StudyLocator?
  /// What comes from tiers that take no time.
  private let ready = Source(drives: nil, delay: nil)
  /// Where accesses go first: those that are ready, then by tier, then by place, for those that a site's
  /// cache answers.
  private let rows: [StudyBuffer]
  /// What waits to be put in order of time; empty where no tier takes any.
  private let pending: [StudyBuffer]
  private let arrived = StudyBuffer()
  /// By station, what comes to it; then what has arrived.
  private let onward: [StudyBuffer]
  private let merged = StudyBuffer()
  /// Whether a tier, or the queues of a site, cannot keep up.
  private var isTierSaturated: [Bool]
  private var isEndSaturated: [Bool]

  /// What was read from each tier, by month.
  var readBack: [[ReadBack]] { locator?.readBack ?? [] }

  init(
    _ layout: RetrievalLayout, _ queues: [StageQueue], _ locator: StudyLocator?,
    delays: [TierDelay?]
  ) {
    self.locator = locator
    stations = layout.stations.map { station in
      Station(
        chain: QueueChain(queues[station.queues]), next: station.next,
        hits: station.site == nil ? nil : StudyBuffer(), end: QueueChain(queues[station.end]),
        hasEnd: !station.end.isEmpty)
    }
    onward = stations.map(\.passing) + [arrived]
    sources = zip(layout.drives, delays).map { drives, delay in
      Source(drives: drives.map { QueueChain([queues[$0]]) }, delay: delay)
    }
    let places = layout.stations.map(\.next.count).max() ?? 0
    var hits = (0..<places).map { _ in StudyBuffer(capacity: 1) }
    for (station, built) in zip(layout.stations, stations) {
      if let site = station.site, let row = built.hits { hits[site] = row }
    }
    rows = [ready.asked] + sources.map(\.asked) + hits
    let slow = sources.filter { $0.drives != nil || $0.delay != nil }
    pending = slow.isEmpty ? [] : [ready.pending] + slow.map(\.pending)
    isTierSaturated = sources.map { _ in false }
    isEndSaturated = stations.map { _ in false }
  }

  /// Passes accesses on.
  ///
  /// - Parameters:
  ///   - accesses: In order of time, with a note each.
  ///   - watermark: All later accesses come after this.
  ///   - isDefined: Whether their times mean something.
  ///   - times: Counts those that are on display.
  func pass(
    _ accesses: StudyBuffer, through watermark: Double, isDefined: Bool, into times: ArrivalTimes
  ) {
    guard let core = stations.first, let locator else { return }
    locator.locate(accesses, into: rows)
    giveOut(through: watermark, into: core.passing, times)
    var saturated = [Bool](repeating: !isDefined, count: stations.count)
    for (place, station) in stations.enumerated() {
      let passing = station.passing
      saturated[place] = station.chain.pass(
        passing, through: watermark, upstreamSaturated: saturated[place])
      if station.isEnd {
        arrived.count = 0
        arrived.swap(with: passing)
      } else {
        share(station)
        if saturated[place] {
          for next in station.next where next >= 0 { saturated[Int(next)] = true }
        }
      }
      arrive(place, through: watermark, isDefined: !saturated[place], into: times)
    }
  }

  /// Takes what is asked for out of the tiers and puts it in order of time.
  private func giveOut(
    through watermark: Double, into passing: StudyBuffer, _ times: ArrivalTimes
  ) {
    if pending.isEmpty {
      passing.count = 0
      return passing.swap(with: ready.asked)
    }
    ready.pending.append(ready.asked)
    ready.asked.count = 0
    for (place, source) in sources.enumerated() where source.drives != nil || source.delay != nil {
      source.delay?.pass(source.asked, through: watermark)
      if let drives = source.drives {
        isTierSaturated[place] = drives.pass(
          source.asked, through: watermark, upstreamSaturated: isTierSaturated[place])
      }
      if isTierSaturated[place] {
        times.count(source.asked, isDefined: false)
      } else {
        source.pending.append(source.asked)
      }
      source.asked.count = 0
    }
    StudyMerge.merge(pending, through: watermark, into: passing)
  }

  /// Lets what has arrived at a place, and what its cache gives out, through its own servers.
  private func arrive(
    _ place: Int, through watermark: Double, isDefined: Bool, into times: ArrivalTimes
  ) {
    let station = stations[place]
    guard station.hasEnd else {
      times.count(arrived, isDefined: isDefined)
      if let hits = station.hits {
        times.count(hits, isDefined: true)
        hits.count = 0
      }
      return
    }
    if isDefined {
      station.pending[0].append(arrived)
    } else {
      times.count(arrived, isDefined: false)
    }
    if let hits = station.hits {
      station.pending[1].append(hits)
      hits.count = 0
    }
    StudyMerge.merge(station.pending, through: watermark, into: merged)
    isEndSaturated[place] = station.end.pass(
      merged, through: watermark, upstreamSaturated: isEndSaturated[place])
    times.count(merged, isDefined: !isEndSaturated[place])
  }

  /// Sends accesses on to the stations behind one, or to those that have arrived.
  private func share(_ station: Station) {
    let passing = station.passing
    arrived.count = 0
    withUnsafeTemporaryAllocation(of: UnsafeMutablePointer<Study>.self, capacity: onward.count) {
      ends in
      for (place, row) in onward.enumerated() {
        row.reserve(passing.count)
        ends.initializeElement(at: place, to: row.base + row.count)
      }
      let last = onward.count - 1
      for n in 0..<passing.count {
        let next = Int(station.next[Int(passing.base[n].place)])
        let place = next < 0 ? last : next
        ends[place].pointee = passing.base[n]
        ends[place] += 1
      }
      for (place, row) in onward.enumerated() where row !== passing {
        row.count = ends[place] - row.base
      }
    }
    passing.count = 0
  }
}
