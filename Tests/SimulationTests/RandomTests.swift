import PlanModel
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

  /// The published offset basis and the hash of "a" of 32-bit FNV-1a.
  @Test func `a stream's key is the FNV-1a hash of its id`() {
    #expect(StreamKey.of("") == 0x811C_9DC5)
    #expect(StreamKey.of("a") == 0xE40C_292C)
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
