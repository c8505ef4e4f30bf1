/// Queues that studies meet one after the other.
struct QueueChain {
  private let queues: [StageQueue]

  init(_ queues: some Sequence<StageQueue>) { self.queues = Array(queues) }

  /// Sends a batch through.
  ///
  /// - Returns: Whether times after it mean nothing any more.
  func pass(
    _ batch: StudyBuffer, through watermark: Double, upstreamSaturated: Bool
  ) -> Bool {
    var saturated = upstreamSaturated
    for queue in queues {
      queue.pass(batch, through: watermark, upstreamSaturated: saturated)
      if queue.saturatedHour != nil { saturated = true }
    }
    return saturated
  }
}
