/// The gamma distribution with mean 1, from + − × ÷ √ and ``Elementary`` alone: the same on every
/// machine.
///
///     density(g) = k^k · g^(k−1) · e^(−k·g) / Γ(k),  mean 1,  variance 1/k
public struct GammaDistribution: Sendable {
  /// From this shape on the quantile is a series about the normal distribution's.
  private static let nearlyNormal = 1e4

  /// k; the variance is 1/k.
  public let shape: Double
  /// ln Γ(k + 1)
  private let logFactorial: Double

  /// Makes a distribution.
  ///
  /// - Parameter shape: k, from 0.1 on.
  public init(shape: Double) {
    precondition(shape >= 0.1, "a distribution this wide is of no use")
    self.shape = shape
    logFactorial = Elementary.logGamma(shape + 1)
  }

  /// The number below which a share of the distribution lies; relative error below 1e-10.
  ///
  /// Newton's method on the logarithm of the share below, or of the share above for those beyond the
  /// middle, as a function of the number's logarithm: both are concave, so that it does not go astray.
  /// From a shape of 10,000 on, the expansion of Cornish and Fisher.
  ///
  /// Sources: E. B. Wilson and M. M. Hilferty, Proc. Natl. Acad. Sci. 17 (1931) 684–688 (where it
  /// begins); H. Goldberg and H. Levine, Ann. Math. Stat. 17 (1946) 216–225 (the expansion).
  ///
  /// - Parameter share: Strictly between 0 and 1.
  /// - Returns: More than 0.
  public func quantile(_ share: Double) -> Double {
    let z = Elementary.normalQuantile(share)
    guard shape < Self.nearlyNormal else { return expansion(z) }
    let isLow = share < 0.5
    let wanted = Elementary.log(isLow ? share : 1 - share)
    var u = begin(share, z)
    for _ in 0..<100 {
      let x = Elementary.exp(u)
      // x^k·e^(−x)/Γ(k + 1), in logarithms
      let front = shape * u - x - logFactorial
      let density = Elementary.exp(max(-700, front)) * shape
      var step: Double
      if x < shape + 1 {
        let sum = series(x)
        let below = density / shape * sum
        step =
          isLow
          ? (front + Elementary.log(sum) - wanted) * below / density
          : (wanted - Elementary.log(1 - below)) * (1 - below) / density
      } else {
        let factor = fraction(x)
        let above = density * factor
        step =
          isLow
          ? (Elementary.log(1 - above) - wanted) * (1 - above) / density
          : (wanted - front - Elementary.log(shape * factor)) * above / density
      }
      // Beyond its root the share above falls too fast to be followed from far away.
      step = min(0.7, max(-0.7, step))
      u -= step
      if abs(step) < 1e-12 { break }
    }
    return Elementary.exp(u) / shape
  }

  /// The logarithm of a number near the quantile, in units of 1/k.
  private func begin(_ share: Double, _ z: Double) -> Double {
    // Γ(k + 1)·share = x^k for small x, and less than x^k for others.
    let least = (Elementary.log(share) + logFactorial) / shape
    let root = 1 - 1 / (9 * shape) + z / (3 * shape.squareRoot())
    guard shape >= 0.5, root > 0.3 else { return least }
    return max(least, Elementary.log(shape * root * root * root))
  }

  /// The share below x is x^k·e^(−x)/Γ(k + 1) times this.
  private func series(_ x: Double) -> Double {
    var (term, sum, n) = (1.0, 1.0, shape)
    while term > sum * 1e-17 {
      n += 1
      term *= x / n
      sum += term
    }
    return sum
  }

  /// The share above x is x^k·e^(−x)/Γ(k) times this: *NIST Digital Library of Mathematical Functions*
  /// 8.9.2 in its even form, by Lentz's method.
  private func fraction(_ x: Double) -> Double {
    let tiny = 1e-300
    var b = x + 1 - shape
    var c = 1 / tiny
    var d = 1 / b
    var h = d
    for n in 1...20_000 {
      let m = Double(n)
      let a = m * (shape - m)
      b += 2
      d = a * d + b
      d = 1 / (abs(d) < tiny ? tiny : d)
      c = b + a / c
      if abs(c) < tiny { c = tiny }
      h *= d * c
      if abs(d * c - 1) < 1e-16 { break }
    }
    return h
  }

  /// The quantile as a series in 1/√k about the normal quantile z.
  private func expansion(_ z: Double) -> Double {
    let w = 1 / shape.squareRoot()
    let z2 = z * z
    let first = z
    let second = (z2 - 1) / 3
    let third = z * (z2 - 7) / 36
    let fourth = -((3 * z2 + 7) * z2 - 16) / 810
    let fifth = z * ((9 * z2 + 256) * z2 - 433) / 38_880
    return 1 + w * (first + w * (second + w * (third + w * (fourth + w * fifth))))
  }
}
