/// Puts the studies of a day in order of time.
///
/// Each goes into a bucket by its hour and its time in it, four buckets to a study, and from there into
/// its place among the one or two neighbours. Studies of one instant keep the order in which they were
/// drawn.
final class DaySorter {
  /// What was drawn, in any order.
  let made = StudyBuffer()
  private var firstHour = 0
  private var hours = 0
  /// By hour: how many studies, then the first bucket; one more at the end.
  private let counts: UnsafeMutablePointer<Int> = .allocate(capacity: 26)
  private let firstBucket: UnsafeMutablePointer<Int> = .allocate(capacity: 26)
  /// By study drawn.
  private var bucketOf: UnsafeMutablePointer<UInt32> = .allocate(capacity: 0)
  /// Where each bucket's studies begin.
  private var starts: UnsafeMutablePointer<UInt32> = .allocate(capacity: 1)
  private var capacity = 0

  deinit {
    counts.deallocate()
    firstBucket.deallocate()
    bucketOf.deallocate()
    starts.deallocate()
  }

  /// Begins a day, or some other run of hours.
  ///
  /// - Parameters:
  ///   - firstHour: Of the plan.
  ///   - hours: At most 25.
  func begin(firstHour: Int, hours: Int) {
    self.firstHour = firstHour
    self.hours = hours
    made.count = 0
    counts.initialize(repeating: 0, count: 26)
  }

  /// Announces studies of the day's n-th hour.
  @inline(__always)
  func expect(_ studies: Int, inHour n: Int) { counts[n] += studies }

  /// Makes buckets for everything that was announced.
  func layOut() {
    var studies = 0
    for n in 0..<hours {
      firstBucket[n] = 4 * studies
      studies += counts[n]
    }
    firstBucket[hours] = 4 * studies
    made.reserve(studies)
    if capacity < studies {
      bucketOf.deallocate()
      starts.deallocate()
      capacity = 2 * studies
      bucketOf = .allocate(capacity: capacity)
      starts = .allocate(capacity: 4 * capacity + 1)
    }
    starts.initialize(repeating: 0, count: 4 * studies + 1)
  }

  /// Makes room for studies that were announced.
  ///
  /// - Returns: The place of the first.
  func append(_ studies: Int) -> Int {
    defer { made.count += studies }
    return made.count
  }

  /// The buckets of one hour: plain numbers and memory, nothing to look up for each study.
  struct HourBuckets {
    fileprivate let first: UInt64
    fileprivate let count: UInt64
    fileprivate let begin: Double
    fileprivate let bucketOf: UnsafeMutablePointer<UInt32>
    fileprivate let starts: UnsafeMutablePointer<UInt32>

    /// Notes when a study is made.
    ///
    /// - Parameters:
    ///   - word: The part of the hour that has passed, in 2⁻³².
    ///   - study: Its place in ``DaySorter/made``.
    @inline(__always)
    func note(_ word: UInt32, study: Int) {
      let bucket = first &+ (UInt64(word) &* count) &>> 32
      bucketOf[study] = UInt32(truncatingIfNeeded: bucket)
      starts[Int(truncatingIfNeeded: bucket) &+ 1] &+= 1
    }

    /// The time of a word of the hour, in seconds since the start of the plan.
    @inline(__always)
    func time(_ word: UInt32) -> Double { begin + (Double(word) + 0.5) * (3600 * 0x1p-32) }

    /// Notes when a study was made whose time is known.
    ///
    /// - Parameters:
    ///   - time: Seconds since the start of the plan, within the hour.
    ///   - study: Its place in ``DaySorter/made``.
    func note(at time: Double, study: Int) {
      let part = max(0, (time - begin) * (0x1p32 / 3600))
      note(UInt32(min(part, 0xFFFF_FFFF)), study: study)
    }
  }

  /// The buckets of the day's n-th hour.
  func buckets(ofHour n: Int) -> HourBuckets {
    HourBuckets(
      first: UInt64(firstBucket[n]), count: UInt64(4 * counts[n]),
      begin: Double(firstHour + n) * 3600, bucketOf: bucketOf, starts: starts)
  }

  /// How many studies the day's n-th hour has.
  func count(ofHour n: Int) -> Int { counts[n] }

  /// Appends the day's studies in order.
  func finish(into batch: StudyBuffer) {
    let count = made.count
    guard count > 0 else { return }
    batch.reserve(count)
    let source = made.base
    let target = batch.base + batch.count
    batch.count += count
    let starts = starts
    let bucketOf = bucketOf
    var start: UInt32 = 0
    for bucket in 0..<firstBucket[hours] {
      start += starts[bucket]
      starts[bucket] = start
    }
    for n in 0..<count {
      let bucket = Int(bucketOf[n])
      target[Int(starts[bucket])] = source[n]
      starts[bucket] += 1
    }
    for n in 1..<max(1, count) where target[n].time < target[n - 1].time {
      let study = target[n]
      var place = n
      while place > 0, study.time < target[place - 1].time {
        target[place] = target[place - 1]
        place -= 1
      }
      target[place] = study
    }
  }
}
