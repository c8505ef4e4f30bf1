/// What people mean by "at least, most likely, at most": a PERT distribution.
///
/// A Beta distribution stretched over [low, high], with
///
///     mean = (low + 4·likely + high) / 6
///     α = 1 + 4·(likely − low)/(high − low),  β = 1 + 4·(high − likely)/(high − low)
///
/// Source: D. G. Malcolm et al., Operations Research 7 (1959) 646–669.
public struct PertDistribution: Hashable, Sendable {
  /// The least possible value.
  public var low: Double
  /// The value with the highest density.
  public var likely: Double
  /// The greatest possible value.
  public var high: Double

  /// Makes a distribution from its limits and its mode; low ≤ likely ≤ high.
  public init(low: Double, likely: Double, high: Double) {
    precondition(low <= likely && likely <= high, "a PERT is written low ≤ likely ≤ high")
    self.low = low
    self.likely = likely
    self.high = high
  }

  /// Finds the limits for which 10 % of the values lie below `p10` and 10 % above `p90`.
  ///
  /// The two half-widths are scaled in turn until both quantiles fit to 1e-9 of the width.
  ///
  /// - Returns: nil when no PERT with this mode has these quantiles (a mode too near to one of
  ///   them).
  public init?(p10: Double, likely: Double, p90: Double) {
    guard p10 < likely, likely < p90 else { return nil }
    var left = (likely - p10) * 2
    var right = (p90 - likely) * 2
    for _ in 0..<400 {
      let trial = PertDistribution(low: likely - left, likely: likely, high: likely + right)
      let below = trial.quantile(0.1)
      let above = trial.quantile(0.9)
      if abs(below - p10) + abs(above - p90) < 1e-9 * (p90 - p10) {
        self = trial
        return
      }
      guard below < likely, above > likely else { return nil }
      left *= (likely - p10) / (likely - below)
      right *= (p90 - likely) / (above - likely)
    }
    return nil
  }

  /// The mean, (low + 4·likely + high)/6.
  public var mean: Double { (low + 4 * likely + high) / 6 }

  /// The value below which a share of the distribution lies.
  ///
  /// By bisection of the distribution function down to neighbouring numbers.
  ///
  /// - Parameter share: Between 0 and 1.
  /// - Returns: Between low and high.
  public func quantile(_ share: Double) -> Double {
    guard high > low else { return low }
    if share <= 0 { return low }
    if share >= 1 { return high }
    let a = 1 + 4 * (likely - low) / (high - low)
    let b = 1 + 4 * (high - likely) / (high - low)
    var below = 0.0
    var above = 1.0
    for _ in 0..<60 {
      let middle = 0.5 * (below + above)
      if Elementary.betaShare(middle, a, b) < share { below = middle } else { above = middle }
    }
    return low + (high - low) * 0.5 * (below + above)
  }
}
