public import PlanModel

/// One future's choice of every uncertain value.
public enum ParameterDraws: Sendable {
  /// The base case: every value at its mean.
  case means
  /// One group of values at a quantile, every other value at its mean.
  case one(group: String, quantile: Double)
  /// A replication: every group of values at a quantile of its own.
  case replication(UInt32, seed: UInt64)

  /// The value of an estimate in this future.
  public func value(_ estimate: Estimate) -> Double {
    switch self {
    case .means: estimate.mean
    case .one(let group, let quantile):
      estimate.isUncertain && estimate.group == group
        ? estimate.quantile(quantile) : estimate.mean
    case .replication(let index, let seed):
      estimate.isUncertain
        ? estimate.quantile(Self.quantile(of: estimate.group, replication: index, seed: seed))
        : estimate.mean
    }
  }

  /// The quantile that a group of estimates takes in a replication.
  ///
  /// A van der Corput sequence in base 2, shuffled within every aligned block of 2ᵏ replications and
  /// scrambled, both keyed by the group. So every aligned block of 2ᵏ replications has one value in
  /// each 2ᵏ-th part of the range; two groups are unrelated; replications can be added, and disjoint
  /// sets merged.
  ///
  /// Source: A. B. Owen, *Randomly permuted (t,m,s)-nets*, 1995; B. Burley, *Practical hash-based
  /// Owen scrambling*, JCGT 9(4), 2020, for shuffling by scrambling the index.
  public static func quantile(of group: String, replication: UInt32, seed: UInt64) -> Double {
    let philox = Philox(seed: seed)
    let key = StreamKey.of(group)
    // Bits of the index are permuted from the top down, so that aligned blocks stay together.
    let shuffled = scramble(replication, philox, key, salt: 0)
    // The reversed index is van der Corput's point; its digits are permuted from the top down.
    let point = scramble(reversed(shuffled), philox, key, salt: 1)
    return Philox.uniform(point)
  }

  /// Flips each bit of a number or not, as a random function of the bits above it.
  private static func scramble(
    _ number: UInt32, _ philox: Philox, _ key: UInt32, salt: UInt32
  ) -> UInt32 {
    var result: UInt32 = 0
    for bit in stride(from: UInt32(31), through: 0, by: -1) {
      let above = bit == 31 ? 0 : number >> (bit + 1)
      let random = philox.block(
        Philox.counter(
          .parameters, index: salt << 8 | bit, hour: above, stream: key, replication: 0))
      result |= ((number >> bit & 1) ^ (random.x & 1)) << bit
    }
    return result
  }

  private static func reversed(_ number: UInt32) -> UInt32 {
    var source = number
    var result: UInt32 = 0
    for _ in 0..<32 {
      result = result << 1 | source & 1
      source >>= 1
    }
    return result
  }
}
