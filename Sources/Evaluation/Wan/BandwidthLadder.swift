public import Quantities

/// The bandwidths that are tried: what lines are sold in, rather than any number.
public struct BandwidthLadder: Sendable, Hashable {
  /// From the least to the greatest; at least two, each more than the one before.
  public let rungs: [BitsPerSecond]

  /// Makes a ladder.
  ///
  /// - Parameter rungs: Bandwidths, rising; at least two.
  public init(_ rungs: [BitsPerSecond]) {
    precondition(
      rungs.count > 1 && zip(rungs, rungs.dropFirst()).allSatisfy { $0 < $1 },
      "a ladder has two rungs or more, each above the one before")
    self.rungs = rungs
  }

  /// 1, 2, 3 and 5 times each power of ten from 1 Mbit/s to 100 Gbit/s.
  public static let plain = BandwidthLadder(
    (6...10).flatMap { power -> [BitsPerSecond] in
      let unit = (0..<power).reduce(1.0) { product, _ in product * 10 }
      return [1, 2, 3, 5].map { BitsPerSecond($0 * unit) }
    } + [BitsPerSecond(1e11)])

  /// The widest of its bandwidths.
  var top: Int { rungs.count - 1 }
}
