/// How a queue serves what arrives: one small type a discipline.
///
/// A queue calls it a few times a batch and never once a study, so that it may stand behind an
/// existential. It tells the meter of its queue what each study meets. Times and the order of those
/// that leave depend on the studies alone, not on how they are cut into batches.
protocol ServiceDiscipline {
  /// Takes arrivals in.
  ///
  /// - Parameter arrivals: In order of time, after all that came before. What it holds afterwards is
  ///   for ``release(through:into:)`` alone.
  /// - Returns: When the queue saturated, how many had arrived by then; the others are left.
  mutating func admit(_ arrivals: StudyBuffer) -> Int?

  /// What is left to do.
  ///
  /// - Parameter time: Not before the last arrival; all that arrives by then has been admitted.
  /// - Returns: Seconds of service, all servers together.
  mutating func unfinishedWork(at time: Double) -> Double

  /// Lets studies out, in order of time; none that leaves later leaves before them.
  ///
  /// - Parameters:
  ///   - watermark: All later arrivals come after this; who leaves by then is let out.
  ///   - batch: What was admitted last; takes those that leave in place of it.
  mutating func release(through watermark: Double, into batch: StudyBuffer)
}
