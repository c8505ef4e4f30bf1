import PlanModel

/// A vendor's queues from the core to the readers: a tree of lines.
final class RetrievalPipeline {
  private struct Station {
    let chain: QueueChain
    /// By place: the station to go on to; −1 where accesses have arrived.
    let next: UnsafeMutableBufferPointer<Int32>
    let passing = StudyBuffer()
    /// Whether all accesses that come here have arrived.
    let isEnd: Bool
  }

  private let stations: [Station]
  private let arrived = StudyBuffer()

  init(_ layout: RetrievalLayout, _ queues: [StageQueue]) {
    stations = layout.stations.map { station in
      let next = UnsafeMutableBufferPointer<Int32>.allocate(capacity: station.next.count)
      _ = next.initialize(from: station.next.map { Int32($0 ?? -1) })
      return Station(
        chain: QueueChain(queues[station.queues]), next: next,
        isEnd: station.next.allSatisfy { $0 == nil })
    }
  }

  deinit { for station in stations { station.next.deallocate() } }

  /// Passes accesses on.
  ///
  /// - Parameters:
  ///   - accesses: In order of time; empty afterwards.
  ///   - watermark: All later accesses come after this.
  ///   - isDefined: Whether their times mean something.
  ///   - times: Counts those that are on display.
  func pass(
    _ accesses: StudyBuffer, through watermark: Double, isDefined: Bool, into times: ArrivalTimes
  ) {
    guard let core = stations.first else { return }
    core.passing.swap(with: accesses)
    var saturated = [Bool](repeating: !isDefined, count: stations.count)
    for (place, station) in stations.enumerated() {
      let passing = station.passing
      saturated[place] = station.chain.pass(
        passing, through: watermark, upstreamSaturated: saturated[place])
      if station.isEnd {
        times.count(passing, isDefined: !saturated[place])
        passing.count = 0
        continue
      }
      share(station)
      if saturated[place] {
        for next in station.next where next >= 0 { saturated[Int(next)] = true }
      }
      times.count(arrived, isDefined: !saturated[place])
    }
  }

  /// Sends accesses on to the stations behind one, or to those that have arrived.
  private func share(_ station: Station) {
    let passing = station.passing
    // Rows to write into, the arrived ones last: nothing is retained in the loop.
    let rows = stations.map(\.passing) + [arrived]
    arrived.count = 0
    withUnsafeTemporaryAllocation(of: UnsafeMutablePointer<Study>.self, capacity: rows.count) {
      ends in
      for (place, row) in rows.enumerated() {
        row.reserve(passing.count)
        ends.initializeElement(at: place, to: row.base + row.count)
      }
      let last = rows.count - 1
      for n in 0..<passing.count {
        let next = Int(station.next[Int(passing.base[n].place)])
        let place = next < 0 ? last : next
        ends[place].pointee = passing.base[n]
        ends[place] += 1
      }
      for (place, row) in rows.enumerated() where row !== passing {
        row.count = ends[place] - row.base
      }
    }
    passing.count = 0
  }
}
