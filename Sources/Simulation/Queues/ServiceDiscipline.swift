/// How a queue serves what arrives: one small type a discipline.
///
/// A queue calls it a few times a batch and never once a study, behind ``Serving``. It tells the meter of its queue what each study meets. Times and the order of those
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

/// A discipline of some type, to be called a few times a batch.
///
/// Closures, since they are compiled for the discipline and its clock: what stands behind an existential
/// of a generic type is not.
struct Serving {
  /// See ``ServiceDiscipline/admit(_:)``.
  let admit: (StudyBuffer) -> Int?
  /// See ``ServiceDiscipline/unfinishedWork(at:)``.
  let unfinishedWork: (_ time: Double) -> Double
  /// See ``ServiceDiscipline/release(through:into:)``.
  let release: (_ watermark: Double, _ batch: StudyBuffer) -> Void

  @inline(__always)
  init(_ discipline: some ServiceDiscipline) {
    var discipline = discipline
    admit = { discipline.admit($0) }
    unfinishedWork = { discipline.unfinishedWork(at: $0) }
    release = { discipline.release(through: $0, into: $1) }
  }
}
