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

struct GammaDistributionTests {
  /// SciPy's `gamma.ppf(share, shape) / shape`; the same from 40 digits.
  @Test(arguments: [
    (0.1, 0.5, 0.005933911044602284), (0.1, 1e-10, 6.073048362408172e-100),
    (0.1, 0.999, 33.63677011718753), (0.5, 0.2, 0.0641847546673016),
    (1, 0.9, 2.302585092994046), (3, 0.01, 0.14534838835943106),
    (3, 0.99, 2.8019823049618213), (27.4, 0.0001, 0.43949593769381556),
    (27.4, 0.5, 0.9878612123086048), (27.4, 0.9999, 1.8705314641930357),
    (100, 1e-12, 0.44886022030017597), (100, 0.3, 0.9452429935888071),
    (5_000, 0.975, 1.027907017988759), (9_999, 0.001, 0.96938092181799),
    (10_001, 0.001, 0.969383955120679), (1e6, 0.9, 1.001281765499621),
  ])
  func `quantiles are those of the tables`(shape: Double, share: Double, expected: Double) {
    let found = GammaDistribution(shape: shape).quantile(share)
    #expect(abs(found / expected - 1) < 1e-10)
  }

  /// With k = 1 the quantile is −ln(1 − share), to the ends of what can be drawn.
  @Test(arguments: [0x1p-54, 1e-9, 0.25, 0.75, 1 - 1e-9, 1 - 0x1p-53])
  func `a shape of 1 is the exponential distribution`(share: Double) {
    let expected = -Foundation.log1p(-share)
    #expect(abs(GammaDistribution(shape: 1).quantile(share) / expected - 1) < 1e-10)
  }

  /// Equally spaced quantiles of 20,000 cells average to the mean, 1, but for the last cells: those
  /// of the widest shape hold less than 0.1 % more than their middle says.
  @Test(arguments: [0.1, 0.7, 5, 300, 20_000]) func `the mean is 1`(shape: Double) {
    let gamma = GammaDistribution(shape: shape)
    let sum = (0..<20_000).reduce(0.0) { $0 + gamma.quantile((Double($1) + 0.5) / 20_000) }
    #expect(abs(sum / 20_000 - 1) < 1e-3)
  }

  @Test(arguments: [0.1, 0.5, 3, 9_999, 10_000]) func `quantiles rise`(shape: Double) {
    let gamma = GammaDistribution(shape: shape)
    let found = (1..<1_000).map { gamma.quantile(Double($0) / 1_000) }
    #expect(zip(found, found.dropFirst()).allSatisfy { $0 < $1 })
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
