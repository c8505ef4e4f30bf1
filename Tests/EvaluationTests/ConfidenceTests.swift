import Testing

@testable import Evaluation

struct ConfidenceTests {
  /// 1, 2, 3, 4: mean 2.5, s² = (2.25 + 0.25 + 0.25 + 2.25)/3 = 5/3, s/√4 = 0.645497; t(0.975, 3) is
  /// 3.182446 in the tables: 3.182446 × 0.645497 = 2.054260. Both factors have seven digits, so the
  /// product is off by less than 3e-6.
  @Test func `the interval of a known sample`() throws {
    let band = Band(of: [1, 2, 3, 4])
    #expect(band.mean == 2.5)
    #expect(abs(try #require(band.ci95) - 2.054260) < 3e-6)
  }

  /// The third of 84,810.37 times three need not be that again.
  @Test func `futures that do not differ have an interval without width`() {
    #expect(Band(of: [Double](repeating: 84_810.37, count: 7)).ci95 == 0)
  }

  @Test(arguments: [[], [1], [1, .infinity], [1, .nan, 2]])
  func `what has no spread or no mean has no interval`(values: [Double]) {
    #expect(Confidence.halfWidth(of: values) == nil)
  }

  /// From tables of Student's distribution, to six decimals; the expansion above 9 degrees leaves
  /// out a term of the order 40/10⁵ of the first, 1e-5 at 10 degrees.
  @Test(arguments: [
    (1, 12.706205), (5, 2.570582), (9, 2.262157), (10, 2.228139), (15, 2.131450), (31, 2.039513),
    (63, 1.998341), (120, 1.979930), (9_999, 1.960201),
  ])
  func `Student's quantiles are those of the tables`(degrees: Int, quantile: Double) {
    #expect(abs(Confidence.studentQuantile(degrees: degrees) - quantile) < 1e-5)
  }

  /// Counted in whole numbers: Σ C(n, k) for k below the rank, times 40, is at most 2ⁿ, and with one
  /// more term it is above. For 6: 1 × 40 ≤ 64 < 7 × 40. For 10: 11 × 40 ≤ 1,024 < 56 × 40. For 16:
  /// 697 × 40 ≤ 65,536 < 2,517 × 40. The others from such sums by machine, in exact integers.
  @Test(arguments: [
    (6, 1...6), (9, 2...8), (10, 2...9), (16, 4...13), (100, 40...61), (200, 86...115),
    (1_000, 469...532), (10_000, 4_902...5_099),
  ])
  func `the median lies between two futures`(count: Int, ranks: ClosedRange<Int>) {
    #expect(Confidence.medianRanks(of: count) == ranks)
  }

  /// With five futures the least and the greatest enclose the median in 1 − 2/32 = 93.75 %.
  @Test func `five futures are too few for a median's interval`() {
    #expect(Confidence.medianRanks(of: 5) == nil)
    #expect(Confidence.medianInterval(of: [1, 2, 3, 4, 5]) == nil)
  }

  @Test func `the median's interval goes by size, not by order`() {
    #expect(Confidence.medianInterval(of: [7, 1, 10, 3, 9, 5, 2, 8, 4, 6]) == 2...9)
  }
}
