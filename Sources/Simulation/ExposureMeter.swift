import PlanModel

/// How many bytes exist but not yet in the last copy: what a loss of all before it would cost.
///
///     exposed(t) = bytes acquired by t − bytes in the last copy by t
///
/// Its mean over a year is an integral, its greatest value that after some acquisition; both are exact.
final class ExposureMeter {
  /// By planning year.
  private(set) var years: [ExposureYear] = []

  private let yearEnds: [Double]
  /// What reached the last copy and is not yet looked at: when, and bytes.
  private var left: UnsafeMutablePointer<SIMD2<Double>>
  private var leftCount = 0
  private var leftCapacity = 1_024
  private var level = 0.0
  private var time = 0.0
  private var integral = 0.0
  private var largest = 0.0
  /// When studies began to be stuck on the way.
  private var isStuck = false

  init(_ timeline: Timeline) {
    yearEnds = timeline.yearEnds.map { Double($0) * 3600 }
    left = .allocate(capacity: leftCapacity)
  }

  deinit { left.deallocate() }

  /// From here on studies are stuck on the way to the copy.
  func giveUp() { isStuck = true }

  /// Takes what reached the last copy, in order of time; what an old system lets out as it stops may reach
  /// it later than the first that go through the new one.
  func protect(_ batch: StudyBuffer) {
    let (studies, count) = (batch.base, batch.count)
    if leftCount + count > leftCapacity {
      leftCapacity = 2 * (leftCount + count)
      let more = UnsafeMutablePointer<SIMD2<Double>>.allocate(capacity: leftCapacity)
      more.update(from: left, count: leftCount)
      left.deallocate()
      left = more
    }
    for n in 0..<count {
      let time = studies[n].time
      var place = leftCount
      while place > 0, left[place - 1].x > time {
        left[place] = left[place - 1]
        place -= 1
      }
      left[place] = SIMD2(time, studies[n].bytes)
      leftCount += 1
    }
  }

  /// Takes what was acquired, in order of time, and works out everything up to a time.
  ///
  /// - Parameters:
  ///   - made: All that was acquired since the last call.
  ///   - watermark: All that reaches the copy later does so after this.
  func acquire(_ made: StudyPiece, through watermark: Double) {
    var (out, into) = (0, 0)
    // Up to the end of each year that lies before the watermark, then up to that.
    while years.count < yearEnds.count, yearEnds[years.count] <= watermark {
      let end = yearEnds[years.count]
      advance(made, &out, &into, before: end.nextDown)
      endYear(at: end)
    }
    advance(made, &out, &into, before: watermark)
    leftCount -= out
    left.update(from: left + out, count: leftCount)
  }

  /// Goes through all events up to a time, in their order; of equal times what leaves is first.
  private func advance(
    _ made: StudyPiece, _ out: inout Int, _ into: inout Int, before end: Double
  ) {
    let (base, left) = (made.base, left)
    var (level, time, integral, largest) = (level, time, integral, largest)
    func leave(_ through: Double) {
      while out < leftCount, left[out].x <= through {
        integral += level * (left[out].x - time)
        time = left[out].x
        level -= left[out].y
        out &+= 1
      }
    }
    while into < made.count, base[into].time <= end {
      let now = base[into].time
      leave(now)
      integral += level * (now - time)
      time = now
      level += base[into].bytes
      largest = larger(level, largest)
      into &+= 1
    }
    leave(end)
    (self.level, self.time, self.integral, self.largest) = (level, time, integral, largest)
  }

  private func endYear(at end: Double) {
    let begin = years.isEmpty ? 0 : yearEnds[years.count - 1]
    integral += level * (end - time)
    years.append(
      isStuck
        ? ExposureYear(mean: .infinity, largest: .infinity)
        : ExposureYear(mean: integral / (end - begin), largest: largest))
    time = end
    integral = 0
    largest = level
  }
}

/// How many bytes were not yet in the last copy in one planning year of one future.
public struct ExposureYear: Sendable, Hashable {
  /// In the mean over time, as acquired; infinite like the next where studies are stuck on the way.
  public var mean: Double
  /// At most.
  public var largest: Double

  /// In the order of their names.
  public var figures: [Double] { [mean, largest] }
}
