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

  /// A number strictly between 0 and 1 from 32 random bits: (bits + ½) · 2⁻³².
  ///
  /// Put below the point of 1.0, since that takes no conversion; exact, like the difference.
  @inline(__always)
  static func uniform(_ bits: UInt32) -> Double {
    Double(bitPattern: (1.0).bitPattern | UInt64(bits) &<< 20) - (1 - 0x1p-33)
  }
}

/// What a random number is for. Each purpose has counters of its own, so that drawing more for one
/// leaves all others as they were. The raw values are part of the format: never reuse one.
enum DrawPurpose: UInt32 {
  /// The scrambling of a parameter's sequence.
  case parameters = 3
  /// How many studies an hour has: one block for each 64 of them that are expected.
  case counts = 4
  /// When in its hour a study is made, its size, class and instances: one block a study.
  case studies = 5
  /// Which of several scanners makes a study: one block a study.
  case scanners = 6
  /// When and where a study is read, how many priors and views it has: one block a study.
  case reading = 7
  /// How old and how big a prior is: one block a prior, 64 to a study.
  case priors = 8
  /// How long after the reading somebody looks at a study: one block a view, 64 to a study.
  case views = 9
  /// How many studies a day has against its mean: one block a day, of the hour with which it begins.
  case days = 12
  /// When a line or a system fails, and for how long: one block a failure.
  case failures = 13
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

  /// Fills the rows of a table with one block each, what ``block(_:)`` gives for the rows' counters.
  ///
  /// One row after the other without a branch between them, so that several are made at a time.
  func fill(_ table: RandomTable, _ purpose: DrawPurpose, stream: UInt32, replication: UInt32) {
    let head = UInt64(purpose.rawValue << 24)
    let mask: UInt64 = 0xFFFF_FFFF
    let (x, y, z, w) = (table.x, table.y, table.z, table.w)
    let (index, hour) = (table.index, table.hour)
    for row in 0..<table.count {
      var x0 = head | UInt64(index[row])
      var x1 = UInt64(hour[row])
      var x2 = UInt64(stream)
      var x3 = UInt64(replication)
      var k0 = UInt64(key0)
      var k1 = UInt64(key1)
      for _ in 0..<10 {
        let product0 = x0 &* 0xD251_1F53
        let product1 = x2 &* 0xCD9E_8D57
        x0 = (product1 &>> 32) ^ x1 ^ k0
        x1 = product1 & mask
        x2 = (product0 &>> 32) ^ x3 ^ k1
        x3 = product0 & mask
        k0 = (k0 &+ 0x9E37_79B9) & mask
        k1 = (k1 &+ 0xBB67_AE85) & mask
      }
      x[row] = UInt32(truncatingIfNeeded: x0)
      y[row] = UInt32(truncatingIfNeeded: x1)
      z[row] = UInt32(truncatingIfNeeded: x2)
      w[row] = UInt32(truncatingIfNeeded: x3)
    }
  }
}

/// Rows of random words and the counters they come from, in columns. A handle to memory that its owner
/// frees.
struct RandomTable {
  /// The number of rows in use.
  var count = 0
  /// Of the block's counter: which block of the hour.
  private(set) var index: UnsafeMutablePointer<UInt32>
  /// Of the block's counter: the hour.
  private(set) var hour: UnsafeMutablePointer<UInt32>
  /// The words.
  private(set) var x: UnsafeMutablePointer<UInt32>
  private(set) var y: UnsafeMutablePointer<UInt32>
  private(set) var z: UnsafeMutablePointer<UInt32>
  private(set) var w: UnsafeMutablePointer<UInt32>
  private var capacity: Int

  init(capacity: Int) {
    self.capacity = capacity
    index = .allocate(capacity: 6 * capacity)
    hour = index + capacity
    x = hour + capacity
    y = x + capacity
    z = y + capacity
    w = z + capacity
    index.initialize(repeating: 0, count: 6 * capacity)
  }

  /// Frees the memory; the table must not be used any more.
  func deallocate() { index.deallocate() }

  /// Makes the table hold some number of rows; what it held is lost.
  mutating func resize(_ rows: Int) {
    if rows > capacity {
      deallocate()
      self = RandomTable(capacity: max(rows, 2 * capacity))
    }
    count = rows
  }
}
