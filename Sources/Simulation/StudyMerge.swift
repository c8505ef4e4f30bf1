/// Brings rows of studies together.
enum StudyMerge {
  /// Moves everything that comes in by the watermark into one row in order of time; equal times in
  /// order of the inputs.
  static func merge(
    _ pending: [StudyBuffer], through watermark: Double, into merged: StudyBuffer
  ) {
    let inputs = pending.count
    merged.count = 0
    merged.reserve(pending.reduce(0) { $0 + $1.count })
    withUnsafeTemporaryAllocation(of: Head.self, capacity: inputs) { heads in
      for input in 0..<inputs {
        let queue = pending[input]
        heads.initializeElement(
          at: input, to: Head(next: queue.base, end: queue.base + queue.count, first: queue.base))
      }
      let target = merged.base
      var written = 0
      while true {
        var best = -1
        var earliest = watermark
        for input in 0..<inputs where heads[input].next < heads[input].end {
          let time = heads[input].next.pointee.time
          if best < 0 ? time <= earliest : time < earliest {
            best = input
            earliest = time
          }
        }
        if best < 0 { break }
        target[written] = heads[best].next.pointee
        heads[best].next += 1
        written += 1
      }
      merged.count = written
      for input in 0..<inputs {
        let taken = heads[input].next - heads[input].first
        if taken > 0 { pending[input].removeFirst(taken) }
      }
    }
  }

  private struct Head {
    var next: UnsafeMutablePointer<Study>
    let end: UnsafeMutablePointer<Study>
    let first: UnsafeMutablePointer<Study>
  }
}
