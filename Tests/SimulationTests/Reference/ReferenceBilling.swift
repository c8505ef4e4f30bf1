import PlanModel
import Quantities

@testable import Simulation

/// What a tier bills on top of the bytes that lie in it.
struct ReferenceBilling {
  let scenario: Scenario
  let marks: DrawnMarks
  let draws: ParameterDraws

  /// What an object below the least size lacks, for a byte at rest, by retention rule: the mean over what
  /// was recorded in year 1, and of drawn studies over 400 equally likely sizes.
  ///
  /// - Returns: nil where the tier has no least size.
  func lacking(_ tier: StorageTier, isCompressed: Bool) -> [Double]? {
    guard let least = tier.minimumObject else { return nil }
    let yearEnd =
      scenario.years > 1
      ? marks.dayBegins[marks.monthDays[12].lowerBound] : Double(marks.hourOfWeek.count) * 3600
    var bytes = scenario.retention.rules.map { _ in 0.0 }
    var missing = bytes
    for (place, stream) in scenario.streams.enumerated() {
      let share = isCompressed ? marks.compressed[place].value : 1
      func count(_ size: Double, _ instances: Double, _ studies: Double) {
        let objects = least.per == .study ? 1 : instances
        bytes[stream.retentionRule] += studies * size * share
        missing[stream.retentionRule] +=
          studies * max(0, objects * Double(least.size.count) - size * share)
      }
      if let trace = stream.trace {
        for row in trace.times.indices where trace.times[row] < yearEnd {
          count(trace.bytes[row], Double(trace.instances?[row] ?? 1), 1)
        }
        continue
      }
      let studies = draws.value(stream.studiesPerYear) / 400
      for point in 0..<400 {
        let share = (Double(point) + 0.5) / 400
        let size =
          switch stream.size {
          case .constant(let size): size
          case .exponential(let mean): -mean * Elementary.log(1 - share)
          case .lognormal(let median, let p95):
            median
              * Elementary.exp(
                Elementary.log(p95 / median) * Elementary.normalQuantile(share)
                  / Elementary.normalQuantile(0.95))
          default: preconditionFailure("scenarios here have no such sizes")
          }
        count(size, Self.instances(stream), studies)
      }
    }
    return zip(missing, bytes).map { $1 > 0 ? $0 / $1 : 0 }
  }

  private static func instances(_ stream: StudyStream) -> Double {
    switch stream.instances {
    case .constant(let count): max(1, count.rounded())
    case .exponential(mean: let mean): mean
    case .catalogue: stream.modality.instances.mean
    }
  }
}
