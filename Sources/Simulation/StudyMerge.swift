/// Brings rows of studies together.
enum StudyMerge {
  /// Moves everything that comes in by the watermark into one row in order of time; equal times in
  /// order of the inputs. The watermark is finite.
  static func merge(
    _ pending: [StudyBuffer], through watermark: Double, into merged: StudyBuffer
  ) {
    let inputs = pending.count
    merged.count = 0
    merged.reserve(pending.reduce(0) { $0 + $1.count })
    withUnsafeTemporaryAllocation(of: Head.self, capacity: inputs) { heads in
      for (input, queue) in pending.enumerated() {
        heads.initializeElement(at: input, to: Head(queue.closed()))
      }
      let target = merged.base
      var written = 0
      while true {
        // Without branches, since nobody can guess who comes next.
        var best = 0
        var earliest = heads[0].time
        for input in 1..<inputs {
          let time = heads[input].time
          best = time < earliest ? input : best
          earliest = time < earliest ? time : earliest
        }
        if earliest > watermark { break }
        target[written] = heads[best].next.pointee
        written &+= 1
        heads[best].advance()
      }
      merged.count = written
      for (input, queue) in pending.enumerated() {
        let taken = heads[input].next - queue.base
        if taken > 0 { queue.removeFirst(taken) }
      }
    }
  }

  /// The first study of a row that has not been taken; behind the last stands one that never comes.
  private struct Head {
    private(set) var next: UnsafeMutablePointer<Study>
    private(set) var time: Double

    init(_ row: UnsafeMutablePointer<Study>) {
      next = row
      time = row.pointee.time
    }

    @inline(__always)
    mutating func advance() { self = Head(next + 1) }
  }
}
