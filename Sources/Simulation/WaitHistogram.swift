/// Counts of times in buckets whose width is 0.8 % of the time (and never below 8 µs), so that a
/// quantile is right to 0.4 %.
///
/// The bucket of a time is read off the bits of `time + 1/1024 s`: 128 buckets to each doubling, from
/// 1/1024 s to 2³⁰ s; the last bucket holds what never ends. A handle to memory that its owner frees.
struct WaitHistogram {
  private static let buckets = 40 << 7
  private static let origin = (1023 - 10) << 7
  /// Where the last bucket begins.
  private static var most: Double { Double(bitPattern: UInt64(buckets - 1 + origin) << 45) }
  private let counts: UnsafeMutablePointer<UInt32>
  private let sums: UnsafeMutablePointer<Sums>

  private struct Sums {
    var total = 0
    var time = 0.0
  }

  init() {
    // Counts that start a multiple of 4 KiB apart would share one set of the cache: hence the 48.
    counts = .allocate(capacity: Self.buckets + 48)
    counts.initialize(repeating: 0, count: Self.buckets + 48)
    sums = .allocate(capacity: 1)
    sums.initialize(to: Sums())
  }

  /// Frees the memory; the histogram must not be used any more.
  func deallocate() {
    counts.deallocate()
    sums.deallocate()
  }

  /// The number of times counted.
  var total: Int { sums.pointee.total }

  @inline(__always)
  func add(_ time: Double) {
    place(time)
    add(1, time: time)
  }

  /// Counts a time that ``add(_:time:)`` adds up together with others: a sum in memory would make
  /// each study wait for the one before.
  @inline(__always)
  func place(_ time: Double) {
    assert(time >= 0, "nobody waits for less than no time")
    let bounded = time < Self.most ? time : Self.most
    counts[Int((bounded + 0x1p-10).bitPattern &>> 45) &- Self.origin] &+= 1
  }

  /// Adds up what ``place(_:)`` has counted.
  @inline(__always)
  func add(_ times: Int, time: Double) {
    sums.pointee.total += times
    sums.pointee.time += time
  }

  /// Adds what another has counted.
  func add(_ other: WaitHistogram) {
    for bucket in 0..<Self.buckets { counts[bucket] += other.counts[bucket] }
    sums.pointee.total += other.sums.pointee.total
    sums.pointee.time += other.sums.pointee.time
  }

  /// Mean and quantiles, all 0 when nothing was counted.
  func summary() -> WaitSummary {
    guard total > 0 else { return WaitSummary(mean: 0, p50: 0, p95: 0, p99: 0) }
    var result = WaitSummary(mean: sums.pointee.time / Double(total), p50: 0, p95: 0, p99: 0)
    let ranks = [50, 95, 99].map { (total * $0 + 99) / 100 }
    var seen = 0
    var found = 0
    for bucket in 0..<Self.buckets where counts[bucket] > 0 {
      seen += Int(counts[bucket])
      while found < 3, seen >= ranks[found] {
        switch found {
        case 0: result.p50 = Self.middle(bucket)
        case 1: result.p95 = Self.middle(bucket)
        default: result.p99 = Self.middle(bucket)
        }
        found += 1
      }
      if found == 3 { break }
    }
    return result
  }

  func clear() {
    counts.update(repeating: 0, count: Self.buckets)
    sums.pointee = Sums()
  }

  private static func middle(_ bucket: Int) -> Double {
    if bucket == 0 { return 0 }
    if bucket == buckets - 1 { return .infinity }
    let low = Double(bitPattern: UInt64(bucket + origin) << 45)
    let high = Double(bitPattern: UInt64(bucket + 1 + origin) << 45)
    return 0.5 * (low + high) - 0x1p-10
  }
}

/// Times of many studies, in seconds; infinite where a queue on the way cannot keep up.
public struct WaitSummary: Sendable, Hashable {
  /// What nobody can say.
  static let endless = WaitSummary(
    mean: .infinity, p50: .infinity, p95: .infinity, p99: .infinity)

  /// The mean.
  public var mean: Double
  /// Half take at most this.
  public var p50: Double
  /// 95 % take at most this.
  public var p95: Double
  /// 99 % take at most this.
  public var p99: Double
}
