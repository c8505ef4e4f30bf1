import PlanModel
import Quantities

/// What a tier bills on top since objects are smaller than it counts at least.
enum SmallObjects {
  /// How many shares of the sizes are looked at.
  private static let points = 400

  /// By retention rule, the mean over year 1's studies of what is billed on top of a byte at rest; empty
  /// where the tier has no least size.
  ///
  /// - Parameters:
  ///   - tier: Whose least size.
  ///   - scenario: The plan.
  ///   - parameters: Of every stream in this future.
  ///   - isCompressed: Whether studies are at rest compressed.
  ///   - yearEnd: When year 1 ends, in seconds since the start of the plan.
  /// - Returns: Bytes for a byte.
  static func extra(
    _ tier: StorageTier, _ scenario: Scenario, _ parameters: [StreamParameters],
    isCompressed: Bool, yearEnd: Double
  ) -> [Double] {
    guard let least = tier.minimumObject else { return [] }
    let rules = scenario.retention.rules.count
    var (extra, bytes) = (
      [Double](repeating: 0, count: rules), [Double](repeating: 0, count: rules)
    )
    for (stream, parameter) in zip(scenario.streams, parameters) {
      let share = isCompressed ? parameter.sizes.compressedShare : 1
      if let recorded = stream.recorded(before: yearEnd) {
        for study in recorded {
          let objects = least.per == .study ? 1 : study.instances
          bytes[stream.retentionRule] += study.bytes * share
          extra[stream.retentionRule] +=
            max(0, Double(least.size.count) * objects - study.bytes * share)
        }
        continue
      }
      let mean = Self.mean(parameter.sizes, share, least)
      extra[stream.retentionRule] += parameter.studies * mean.extra
      bytes[stream.retentionRule] += parameter.studies * mean.bytes
    }
    return zip(extra, bytes).map { $1 > 0 ? $0 / $1 : 0 }
  }

  /// Of a study: what is billed on top, and its bytes at rest. Instances of a study are of one size.
  private static func mean(
    _ sizes: StreamSizes, _ share: Double, _ least: MinimumObject
  ) -> (extra: Double, bytes: Double) {
    let (bytes, instances) = (quantiles(sizes.bytes), quantiles(sizes.instances))
    var sum = (extra: 0.0, bytes: 0.0)
    let size = Double(least.size.count)
    for point in 0..<points {
      let study = bytes[point] * share
      let objects: Double =
        switch least.per {
        case .study: 1
        case .instance:
          sizes.instancesAreIndependent ? sizes.instances.mean : max(1, instances[point].rounded())
        }
      sum.bytes += study
      sum.extra += max(0, size * objects - study)
    }
    return (sum.extra / Double(points), sum.bytes / Double(points))
  }

  private static func quantiles(_ distribution: Distribution) -> [Double] {
    let sampler = Sampler(distribution)
    defer { sampler.deallocate() }
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: 3 * points) { room in
      guard let base = room.baseAddress else { return [] }
      room.initialize(repeating: 0)
      for point in 0..<points { base[point] = (Double(point) + 0.5) / Double(points) }
      sampler.quantiles(of: base, into: base + points, base + 2 * points, points)
      return Array(room[points..<(2 * points)])
    }
  }
}
