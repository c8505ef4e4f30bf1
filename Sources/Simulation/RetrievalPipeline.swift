import PlanModel

/// A vendor's queues from the core to the readers: a tree of lines.
final class RetrievalPipeline {
  private struct Station {
    let chain: QueueChain
    /// By place: the station to go on to; −1 where accesses have arrived.
    let next: UnsafeMutableBufferPointer<Int32>
    let passing = StudyBuffer()
  }

  private let stations: [Station]
  private let arrived = StudyBuffer()

  init(_ layout: RetrievalLayout, _ queues: [StageQueue]) {
    stations = layout.stations.map { station in
      let next = UnsafeMutableBufferPointer<Int32>.allocate(capacity: station.next.count)
      _ = next.initialize(from: station.next.map { Int32($0 ?? -1) })
      return Station(chain: QueueChain(queues[station.queues]), next: next)
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
      arrived.count = 0
      for n in 0..<passing.count {
        let next = Int(station.next[Int(passing.base[n].place)])
        (next < 0 ? arrived : stations[next].passing).append(passing.base[n])
      }
      passing.count = 0
      if saturated[place] {
        for next in station.next where next >= 0 { saturated[Int(next)] = true }
      }
      times.count(arrived, isDefined: !saturated[place])
    }
  }
}
