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
  /// In the last copy after the times looked at so far.
  private let ahead = StudyBuffer()
  private let due = StudyBuffer()
  private var level = 0.0
  private var time = 0.0
  private var integral = 0.0
  private var largest = 0.0
  /// When studies began to be stuck on the way.
  private var isStuck = false

  init(_ timeline: Timeline) { yearEnds = timeline.yearEnds.map { Double($0) * 3600 } }

  /// From here on studies are stuck on the way to the copy.
  func giveUp() { isStuck = true }

  /// Takes what reached the last copy, in order of time.
  func protect(_ batch: StudyBuffer) { ahead.append(batch) }

  /// Takes what was acquired, in order of time, and works out everything up to a time.
  ///
  /// - Parameters:
  ///   - made: All that was acquired since the last call.
  ///   - watermark: All that reaches the copy later does so after this.
  func acquire(_ made: StudyPiece, through watermark: Double) {
    StudyMerge.merge([ahead], through: watermark, into: due)
    var (left, next) = (due.base, made.base)
    let (leftEnd, nextEnd) = (due.base + due.count, made.base + made.count)
    while true {
      let out = left < leftEnd ? left.pointee.time : .infinity
      let into = next < nextEnd ? next.pointee.time : .infinity
      let event = min(out, into)
      guard event < .infinity else { break }
      closeYears(through: event)
      integral += level * (event - time)
      time = event
      if out <= into {
        level -= left.pointee.bytes
        left += 1
      } else {
        level += next.pointee.bytes
        next += 1
        largest = larger(level, largest)
      }
    }
    closeYears(through: watermark)
  }

  private func closeYears(through event: Double) {
    while years.count < yearEnds.count, yearEnds[years.count] <= event {
      let end = yearEnds[years.count]
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
