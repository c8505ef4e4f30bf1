/// Philox4x32-10: random bits as a function of a key and a counter, without state.
///
/// Any number of the plan can be drawn alone, in any order and on any thread.
/// Source: J. K. Salmon et al., *Parallel random numbers: as easy as 1, 2, 3*, SC'11.
struct Philox: Sendable {
  private let key0: UInt32
  private let key1: UInt32

  /// Makes a generator for a seed.
  init(seed: UInt64) {
    key0 = UInt32(truncatingIfNeeded: seed)
    key1 = UInt32(truncatingIfNeeded: seed >> 32)
  }

  /// 128 random bits.
  @inline(__always)
  func block(_ counter: SIMD4<UInt32>) -> SIMD4<UInt32> {
    var x0 = counter.x
    var x1 = counter.y
    var x2 = counter.z
    var x3 = counter.w
    var k0 = key0
    var k1 = key1
    for _ in 0..<10 {
      let product0 = UInt64(x0) &* 0xD251_1F53
      let product1 = UInt64(x2) &* 0xCD9E_8D57
      x0 = UInt32(truncatingIfNeeded: product1 >> 32) ^ x1 ^ k0
      x1 = UInt32(truncatingIfNeeded: product1)
      x2 = UInt32(truncatingIfNeeded: product0 >> 32) ^ x3 ^ k1
      x3 = UInt32(truncatingIfNeeded: product0)
      k0 &+= 0x9E37_79B9
      k1 &+= 0xBB67_AE85
    }
    return SIMD4(x0, x1, x2, x3)
  }

  /// A number strictly between 0 and 1 from 64 random bits, in steps of 2⁻⁵³.
  @inline(__always)
  static func uniform(_ low: UInt32, _ high: UInt32) -> Double {
    let bits = (UInt64(high) << 32 | UInt64(low)) >> 11
    return (Double(bits) + 0.5) * 0x1p-53
  }

  /// A number strictly between 0 and 1 from 32 random bits.
  @inline(__always)
  static func uniform(_ bits: UInt32) -> Double { (Double(bits) + 0.5) * 0x1p-32 }
}

/// What a random number is for. Each purpose has counters of its own, so that drawing more for one
/// leaves all others as they were. The raw values are part of the format: never reuse one.
enum DrawPurpose: UInt32 {
  /// The gaps between arrivals: two a block.
  case arrivals = 1
  /// Size, class and instances of a study: one block a study.
  case marks = 2
  /// The scrambling of a parameter's sequence.
  case parameters = 3
}

extension Philox {
  /// The counter of one block: purpose and index, hour, stream, replication.
  ///
  /// - Parameters:
  ///   - purpose: What it is for.
  ///   - index: Which block of this purpose, below 2²⁴.
  ///   - hour: Hours since 1970-01-01 UTC.
  ///   - stream: ``StreamKey`` of the stream.
  ///   - replication: Which future.
  /// - Returns: Four words for ``block(_:)``.
  @inline(__always)
  static func counter(
    _ purpose: DrawPurpose, index: UInt32, hour: UInt32, stream: UInt32, replication: UInt32
  ) -> SIMD4<UInt32> {
    SIMD4(purpose.rawValue << 24 | index, hour, stream, replication)
  }
}
