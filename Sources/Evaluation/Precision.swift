import PlanModel
public import Simulation

/// How well the means are to be known before no more futures are added.
///
/// Futures are added in blocks, and only whole blocks in the order of their indices are looked at,
/// so that the number of futures depends on nothing but the scenario, the seed and this.
public struct Precision: Sendable, Hashable {
  /// Futures in a block: with a power of two each block has the draws evenly spread.
  public static let block = 16

  /// How far a mean may be off, as a share of the mean net present cost.
  public var share: Double
  /// The most futures.
  public var most: Int

  /// Makes a precision.
  ///
  /// - Parameters:
  ///   - share: More than 0.
  ///   - most: At least 1.
  public init(share: Double, most: Int) {
    self.share = share
    self.most = most
  }

  /// Whether some futures are enough.
  ///
  /// They are when half the width of the 95 % confidence interval of each offer's mean net present
  /// cost is at most the share of that mean, and half the width of that of the difference between
  /// the two cheapest at most the share of the mean of the cheapest.
  ///
  /// - Parameters:
  ///   - costs: By offer, each future's net present cost.
  ///   - cheapest: The offers in order of their cost in the base case.
  /// - Returns: Whether no more futures are needed.
  func isReached(costs: [[Double]], cheapest: [Int]) -> Bool {
    func isKnown(_ values: [Double], against costs: [Double]) -> Bool {
      guard let halfWidth = Confidence.halfWidth(of: values) else { return false }
      return halfWidth <= share * abs(costs.reduce(0, +) / Double(costs.count))
    }
    guard costs.allSatisfy({ isKnown($0, against: $0) }) else { return false }
    guard cheapest.count > 1 else { return true }
    let (first, second) = (costs[cheapest[0]], costs[cheapest[1]])
    return isKnown(zip(first, second).map { $1 - $0 }, against: first)
  }
}

/// Why a run has as many futures as it has.
public struct PrecisionOutcome: Sendable, Hashable {
  /// What was asked for.
  public var precision: Precision
  /// Whether it was reached.
  public var isReached: Bool

  /// Makes an outcome.
  public init(precision: Precision, isReached: Bool) {
    self.precision = precision
    self.isReached = isReached
  }
}

extension Evaluator {
  /// Replays futures until their means are known well enough.
  ///
  /// The result does not depend on the number of threads.
  ///
  /// - Parameters:
  ///   - precision: When to stop.
  ///   - base: From ``baseCase(seed:)``, which says which two offers are the cheapest.
  ///   - seed: What random numbers are keyed by.
  ///   - threads: How many may run at a time, at least 1.
  ///   - folder: On the disk that takes their figures, in a file without a name.
  ///   - progress: Told after each replication how many are done.
  ///   - isCancelled: Asked before each replication.
  /// - Returns: The futures, and whether they are enough; nil when cancelled.
  /// - Throws: ``RecordFileError`` where the disk is full or fails.
  public func replicate(
    until precision: Precision, base: ReplayOutcome, seed: UInt64, threads: Int,
    in folder: String = RecordFile.usualFolder,
    progress: @escaping @Sendable (Int) -> Void = { _ in },
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) async throws(RecordFileError) -> (records: RunRecords, outcome: PrecisionOutcome)? {
    let cheapest = cheapest(in: base)
    let file = try recordFile(in: folder)
    var costs = scenario.vendors.map { _ in [Double]() }
    var all: RunRecords?
    var done = 0
    while done < precision.most {
      let before = done
      guard
        let block = try await replicate(
          before..<min(before + Precision.block, precision.most), seed: seed, threads: threads,
          into: file, progress: { progress(before + $0) }, isCancelled: isCancelled)
      else { return nil }
      let records = all?.merging(block) ?? block
      all = records
      done = records.indices.count
      for (vendor, more) in try presentCosts(block).enumerated() { costs[vendor] += more }
      if precision.isReached(costs: costs, cheapest: cheapest) {
        return (records, PrecisionOutcome(precision: precision, isReached: true))
      }
    }
    return all.map { ($0, PrecisionOutcome(precision: precision, isReached: false)) }
  }
}
