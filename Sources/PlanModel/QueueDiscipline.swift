/// The order in which a stage serves what has arrived.
public enum QueueDiscipline: String, CaseIterable, Sendable {
  /// All transfers under way share a line equally, as TCP shares it; lines alone.
  case shared
  /// First come, first served.
  case fifo
  /// Emergency studies before all others, first come, first served among either; service that has
  /// begun is not interrupted.
  case statFirst = "stat-first"
}
