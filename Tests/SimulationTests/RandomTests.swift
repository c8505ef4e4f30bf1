import PlanModel
import Quantities
import Testing

@testable import Simulation

struct PhiloxTests {
  /// The known answers published with the Random123 library (`kat_vectors`).
  @Test func `the generator gives the published bits`() {
    #expect(
      Philox(seed: 0).block(SIMD4(0, 0, 0, 0))
        == SIMD4(0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8))
    #expect(
      Philox(seed: .max).block(SIMD4(repeating: .max))
        == SIMD4(0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd))
    #expect(
      Philox(seed: 0x299f_31d0_a409_3822)
        .block(SIMD4(0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344))
        == SIMD4(0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1))
  }

  @Test func `a table of blocks holds what the blocks are one by one`() {
    let philox = Philox(seed: 0x1234_5678_9ABC_DEF0)
    var table = RandomTable(capacity: 8)
    defer { table.deallocate() }
    for rows in [1, 2, 7, 100] {
      table.resize(rows)
      for row in 0..<rows {
        table.index[row] = UInt32(row * 7 + 3)
        table.hour[row] = 500_000 + UInt32(row / 3)
      }
      philox.fill(table, .studies, stream: 0xFFFF_FFFE, replication: 9)
      for row in 0..<rows {
        let block = philox.block(
          Philox.counter(
            .studies, index: table.index[row], hour: table.hour[row], stream: 0xFFFF_FFFE,
            replication: 9))
        #expect(block == SIMD4(table.x[row], table.y[row], table.z[row], table.w[row]))
      }
    }
  }

  /// The least and the greatest of 2³² words, and the middle.
  @Test func `words become numbers strictly between 0 and 1`() {
    #expect(Philox.uniform(UInt32(0)) == 0x1p-33)
    #expect(Philox.uniform(UInt32.max) == 1 - 0x1p-33)
    #expect(Philox.uniform(UInt32(1) << 31) == 0.5 + 0x1p-33)
  }

  /// The published offset basis and the hash of "a" of 32-bit FNV-1a.
  @Test func `a stream's key is the FNV-1a hash of its id`() {
    #expect(StreamKey.of("") == 0x811C_9DC5)
    #expect(StreamKey.of("a") == 0xE40C_292C)
  }
}

struct PoissonCountTests {
  /// Of the distribution with mean 2.5, e^−2.5 = 0.082085 is 0; SciPy's `poisson.cdf` gives 0.287297
  /// up to 1, 0.543813 up to 2, 0.757576 up to 3 and 0.999988 up to 11.
  @Test(arguments: [
    (0.0820, 0), (0.0822, 1), (0.2872, 1), (0.2874, 2), (0.5438, 2), (0.5439, 3), (0.7575, 3),
    (0.7577, 4), (0.99998, 11),
  ])
  func `quantiles are those of the table`(share: Double, count: Int) {
    #expect(PoissonCount.quantile(share, mean: 2.5, empty: Elementary.exp(-2.5)) == count)
  }

  /// Mean and variance over 100,000 equally spaced quantiles are those of the distribution, both
  /// 64: the midpoint rule misses at most one step of the quantile function a count, in all less than
  /// the greatest count over their number, 140/100,000, and 140² over it for the variance.
  @Test func `mean and variance are the mean`() {
    let counts = (0..<100_000).map {
      Double(
        PoissonCount.quantile(
          (Double($0) + 0.5) / 100_000, mean: 64, empty: Elementary.exp(-64)))
    }
    let mean = counts.reduce(0, +) / 100_000
    let variance = counts.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 100_000
    #expect(abs(mean - 64) < 0.0014)
    #expect(abs(variance - 64) < 0.2)
  }

  @Test func `the search ends`() {
    #expect(PoissonCount.quantile(1 - 0x1p-53, mean: 64, empty: Elementary.exp(-64)) < 200)
    #expect(PoissonCount.quantile(0.999, mean: 0, empty: 1) == 0)
  }
}

struct ParameterDrawsTests {
  /// With one value in each of 64 equal parts of the range, sorting 64 quantiles must put the n-th
  /// into the n-th part: that is what "low-discrepancy" promises of every aligned block.
  @Test(arguments: [0, 64, 640, 4_096])
  func `every aligned block of 64 replications has one quantile in each 64th`(first: Int) {
    for group in ["CT growth", "together demand", "catalogue CT size"] {
      let quantiles = (first..<(first + 64)).map {
        ParameterDraws.quantile(of: group, replication: UInt32($0), seed: 7)
      }
      #expect(Set(quantiles.map { Int($0 * 64) }).count == 64)
    }
  }

  /// The correlation of n independent pairs has a standard error of 1/√n = 1/32 with n = 1,024; four
  /// of them are 0.125. Stratified sequences that share their order would give ±1 or so.
  @Test func `two groups are unrelated`() {
    let groups = ["CT growth", "MR growth", "CT size-growth", "together demand", "a", "b"]
    let columns = groups.map { group in
      (0..<1_024).map {
        ParameterDraws.quantile(of: group, replication: UInt32($0), seed: 1) - 0.5
      }
    }
    for a in columns.indices {
      for b in columns.indices where b > a {
        let product = zip(columns[a], columns[b]).reduce(0) { $0 + $1.0 * $1.1 } / 1_024
        #expect(abs(product * 12) < 0.125)
      }
    }
  }

  @Test func `a quantile depends on seed and group alone`() {
    let one = ParameterDraws.quantile(of: "CT growth", replication: 3, seed: 1)
    #expect(one == ParameterDraws.quantile(of: "CT growth", replication: 3, seed: 1))
    #expect(one != ParameterDraws.quantile(of: "CT growth", replication: 3, seed: 2))
    #expect(one != ParameterDraws.quantile(of: "MR growth", replication: 3, seed: 1))
  }
}
