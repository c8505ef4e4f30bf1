/// How much of what futures differ by is chance, and how much comes from uncertain inputs.
///
/// By the law of total variance
///
///     Var(Y) = E[Var(Y | inputs)] + Var(E[Y | inputs])
///
/// where the first term is the luck of arrivals. Some futures are played a second time, with the same
/// inputs and other arrivals: half the mean of the squared differences between the two plays has the
/// first term as its expectation, whatever the distributions are. Example: plays of 10 and 14, 20 and
/// 18 make (16 + 4)/2 ÷ 2 = 5.
public struct VarianceSplit: Sendable, Hashable {
  /// Futures that are played a second time.
  public static let plays = 16

  /// The share of the variance that is chance, 0 to 1; the rest comes from the inputs.
  public var chance: Double
  /// The standard error of that share; nil where it cannot be told.
  public var standardError: Double?

  /// Makes a split.
  public init(chance: Double, standardError: Double?) {
    self.chance = chance
    self.standardError = standardError
  }

  /// All of it, as where no input is uncertain.
  static let allChance = VarianceSplit(chance: 1, standardError: 0)

  /// Splits the variance of a figure; nil where it does not differ between futures, or is not finite.
  ///
  /// The standard error is that of a quotient, from those of its two parts:
  ///
  ///     Var(q)/q² ≈ Var(c)/c² + Var(s²)/s⁴,  Var(s²) = (m₄ − s⁴·(n − 3)/(n − 1)) / n
  ///
  /// - Parameters:
  ///   - values: One a future.
  ///   - again: What the first of these futures gave when they were played a second time.
  init?(of values: [Double], again: [Double]) {
    precondition(again.count <= values.count, "a second play has a first")
    guard values.count > 1, !again.isEmpty, (values + again).allSatisfy(\.isFinite),
      values.contains(where: { $0 != values[0] })
    else { return nil }
    let variance = Confidence.variance(of: values)
    let halves = zip(values, again).map { ($0 - $1) * ($0 - $1) / 2 }
    let mean = halves.reduce(0, +) / Double(halves.count)
    chance = min(1, mean / variance)
    guard halves.count > 1 else {
      standardError = nil
      return
    }
    let count = Double(values.count)
    let centre = values.reduce(0, +) / count
    let fourth =
      values.reduce(0) { sum, value in
        let square = (value - centre) * (value - centre)
        return sum + square * square
      } / count
    let spread = max(0, fourth - variance * variance * (count - 3) / (count - 1)) / count
    let ofChance = Confidence.variance(of: halves) / Double(halves.count)
    let quotient = mean / variance
    standardError =
      (ofChance / (variance * variance) + quotient * quotient * spread / (variance * variance))
      .squareRoot()
  }
}

extension Evaluator {
  /// Plays the first futures a second time: with the same inputs and other arrivals.
  ///
  /// - Parameters:
  ///   - records: The futures, whose indices have no gaps.
  ///   - seed: What random numbers are keyed by.
  ///   - threads: How many may run at a time, at least 1.
  ///   - folder: On the disk that takes their figures, in a file without a name.
  ///   - progress: Told after each how many are done.
  ///   - isCancelled: Asked before each.
  /// - Returns: nil when cancelled.
  /// - Throws: ``RecordFileError`` where the disk is full or fails.
  public func playAgain(
    _ records: RunRecords, seed: UInt64, threads: Int,
    in folder: String = RecordFile.usualFolder,
    progress: @escaping @Sendable (Int) -> Void = { _ in },
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) async throws(RecordFileError) -> RunRecords? {
    let first = records.indices.first ?? 0
    let futures = first..<first + min(VarianceSplit.plays, records.indices.count)
    precondition(records.indices.starts(with: futures), "the first futures have no gaps")
    return try await replicate(
      futures, seed: seed, threads: threads, into: try recordFile(in: folder), isAgain: true,
      progress: progress, isCancelled: isCancelled)
  }
}
