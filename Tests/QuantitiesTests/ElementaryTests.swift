import Foundation
import Quantities
import Testing

struct ElementaryTests {
  /// Over 100,000 arguments from 1e-300 to 1e300 the difference from the C library, itself right to
  /// 1 unit in the last place, stays within 2 units.
  @Test func `the logarithm agrees with the C library to two units in the last place`() {
    for n in 0..<100_000 {
      let x = Foundation.pow(10, -300 + 600 * (Double(n) + 0.37) / 100_000)
      let expected = Foundation.log(x)
      #expect(abs(Elementary.log(x) - expected) <= 2 * expected.ulp)
    }
    #expect(Elementary.log(1) == 0)
  }

  @Test func `the exponential agrees with the C library to two units in the last place`() {
    for n in 0..<100_000 {
      let x = -690 + 1380 * (Double(n) + 0.37) / 100_000
      let expected = Foundation.exp(x)
      #expect(abs(Elementary.exp(x) - expected) <= 2 * expected.ulp)
    }
    #expect(Elementary.exp(0) == 1)
  }

  /// From SciPy's `norm.ppf`.
  @Test(arguments: [
    (0.5, 0), (0.6, 0.2533471031357997), (0.975, 1.959963984540054),
    (1e-10, -6.361340902404055),
  ])
  func `normal quantiles are those of the tables`(share: Double, expected: Double) {
    #expect(abs(Elementary.normalQuantile(share) - expected) <= 1e-15 * max(1, abs(expected)) * 4)
  }

  /// By hand: ∫₀^0.3 12·x·(1−x)² dx = 12·(0.045 − 0.018 + 0.002025) = 0.3483. The others are SciPy's
  /// `beta.cdf`.
  @Test(arguments: [
    (0.3, 2, 3, 0.3483), (0.3, 2.6, 3.4, 0.26623126913377476),
    (0.01, 1.5, 4.5, 0.007599172993565484),
    (0.9, 3.4, 2.6, 0.9772579445436668),
  ])
  func `shares of Beta distributions are those of the tables`(
    x: Double, a: Double, b: Double, expected: Double
  ) {
    #expect(abs(Elementary.betaShare(x, a, b) - expected) < 1e-12)
  }
}

struct PertDistributionTests {
  /// (2 + 4·4 + 7)/6 = 25/6.
  @Test func `the mean is low plus four times likely plus high, over six`() {
    #expect(abs(PertDistribution(low: 2, likely: 4, high: 7).mean - 25.0 / 6) < 1e-15)
  }

  /// The mean of 10,000 equally spaced quantiles is the area under the quantile function, which the
  /// midpoint rule misses by less than the range over the square of their number times its greatest
  /// slope; 1e-4 of the range is far above that.
  @Test(arguments: [(0.02, 0.04, 0.07), (0.25, 0.4375, 4.0), (1, 1, 3), (1, 3, 3)])
  func `quantiles average to the mean`(low: Double, likely: Double, high: Double) {
    let pert = PertDistribution(low: low, likely: likely, high: high)
    let mean = (0..<10_000).reduce(0) { $0 + pert.quantile((Double($1) + 0.5) / 10_000) } / 10_000
    #expect(abs(mean - pert.mean) < 1e-4 * (high - low))
    #expect(pert.quantile(0) == low && pert.quantile(1) == high)
  }

  @Test func `ten per cent lie below p10 and ten above p90`() throws {
    let pert = try #require(PertDistribution(p10: 0.02, likely: 0.04, p90: 0.07))
    #expect(abs(pert.quantile(0.1) - 0.02) < 1e-8)
    #expect(abs(pert.quantile(0.9) - 0.07) < 1e-8)
    #expect(pert.likely == 0.04)
  }

  @Test func `a mode outside its quantiles is no distribution`() {
    #expect(PertDistribution(p10: 4, likely: 2, p90: 7) == nil)
  }
}

struct PertTableTests {
  /// From SciPy's `beta.ppf` with α = 1 + 4(m−a)/(b−a), β = 1 + 4(b−m)/(b−a).
  @Test(arguments: [
    (0.01, 0.26803828788580153), (0.1, 0.3793783929473247), (0.5, 0.8721351321631758),
    (0.9, 1.8146404817157453), (0.99, 2.6650922092636766),
  ])
  func `quantiles are those of SciPy`(share: Double, expected: Double) {
    let pert = PertDistribution(low: 0.25, likely: 0.4375, high: 4)
    #expect(abs(pert.quantile(share) - expected) < 1e-11)
  }
}
