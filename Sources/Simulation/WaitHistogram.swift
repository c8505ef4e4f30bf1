import Quantities

/// Counts of times in buckets whose width is 0.8 % of the time (and never below 8 µs), so that a
/// quantile is right to 0.4 %.
///
/// The bucket of a time is read off the bits of `time + 1/1024 s`: 128 buckets to each doubling, from
/// 1/1024 s to 2³⁰ s.
final class WaitHistogram {
  private static let buckets = 40 << 7
  private static let origin = (1023 - 10) << 7
  // Counts that start a multiple of 4 KiB apart would share one set of the cache: hence the 48.
  private let counts: UnsafeMutablePointer<UInt32>
  private(set) var total = 0
  private(set) var sum = 0.0

  init() {
    counts = .allocate(capacity: Self.buckets + 48)
    counts.initialize(repeating: 0, count: Self.buckets + 48)
  }

  deinit { counts.deallocate() }

  @inline(__always)
  func add(_ time: Double) {
    let bucket = Int((time + 0x1p-10).bitPattern >> 45) - Self.origin
    counts[min(max(bucket, 0), Self.buckets - 1)] += 1
    total += 1
    sum += time
  }

  /// Mean and quantiles, all 0 when nothing was counted.
  func summary() -> WaitSummary {
    guard total > 0 else { return WaitSummary(mean: 0, p50: 0, p95: 0, p99: 0) }
    return WaitSummary(
      mean: sum / Double(total), p50: quantile(50), p95: quantile(95), p99: quantile(99))
  }

  func clear() {
    counts.update(repeating: 0, count: Self.buckets)
    total = 0
    sum = 0
  }

  /// The middle of the bucket that holds the time with so many per cent at or below it.
  private func quantile(_ percent: Int) -> Double {
    let rank = (total * percent + 99) / 100
    var seen = 0
    for bucket in 0..<Self.buckets {
      seen += Int(counts[bucket])
      if seen >= rank {
        if bucket == 0 { return 0 }
        let low = Double(bitPattern: UInt64(bucket + Self.origin) << 45)
        let high = Double(bitPattern: UInt64(bucket + 1 + Self.origin) << 45)
        return 0.5 * (low + high) - 0x1p-10
      }
    }
    return 0
  }
}

/// Times of many studies, in seconds.
public struct WaitSummary: Sendable, Hashable {
  /// The mean.
  public var mean: Double
  /// Half take at most this.
  public var p50: Double
  /// 95 % take at most this.
  public var p95: Double
  /// 99 % take at most this.
  public var p99: Double
}
