import PlanModel
import Quantities

/// A distribution as numbers are drawn from it: by its quantile function.
enum Distribution: Sendable {
  case constant(Double)
  case table(QuantileTable)
  case exponential(mean: Double)
  case lognormal(logMedian: Double, logDeviation: Double)

  /// A table scaled to a mean.
  static func scaled(_ table: QuantileTable, toMean mean: Double) -> Distribution {
    let factor = mean / table.mean
    return .table(QuantileTable(knots: table.knots.map { $0 * factor }))
  }

  /// The distribution's mean.
  var mean: Double {
    switch self {
    case .constant(let value): value
    case .table(let table): table.mean
    case .exponential(let mean): mean
    case .lognormal(let logMedian, let logDeviation):
      Elementary.exp(logMedian + 0.5 * logDeviation * logDeviation)
    }
  }
}

/// A ``Distribution`` laid out for the innermost loop: plain numbers, nothing to retain.
struct Sampler {
  private enum Kind: UInt8 { case constant, table, exponential, lognormal }
  private let kind: Kind
  private let first: Double
  private let second: Double
  private let knots: UnsafeMutablePointer<Double>?

  init(_ distribution: Distribution) {
    switch distribution {
    case .constant(let value): (kind, first, second, knots) = (.constant, value, 0, nil)
    case .table(let table):
      let memory = UnsafeMutablePointer<Double>.allocate(capacity: table.knots.count)
      memory.initialize(from: table.knots, count: table.knots.count)
      (kind, first, second, knots) = (.table, 0, 0, memory)
    case .exponential(let mean): (kind, first, second, knots) = (.exponential, mean, 0, nil)
    case .lognormal(let logMedian, let logDeviation):
      (kind, first, second, knots) = (.lognormal, logMedian, logDeviation, nil)
    }
  }

  /// Frees what the sampler holds; it must not be used any more.
  func deallocate() { knots?.deallocate() }

  /// The values below which some shares of the distribution lie.
  ///
  /// - Parameters:
  ///   - share: From ``Philox/uniform(_:)-(UInt32)``.
  ///   - values: Takes one for each, in the distribution's own unit.
  ///   - spare: Room for as many.
  ///   - count: How many there are.
  func quantiles(
    of share: UnsafeMutablePointer<Double>, into values: UnsafeMutablePointer<Double>,
    _ spare: UnsafeMutablePointer<Double>, _ count: Int
  ) {
    switch kind {
    case .constant: values.update(repeating: first, count: count)
    case .table:
      guard let knots else { return }
      for n in 0..<count {
        let position = share[n] * 100
        let below = Int(position)
        let low = knots[below]
        values[n] = low + (knots[below + 1] - low) * (position - Double(below))
      }
    case .exponential:
      for n in 0..<count { values[n] = -first * Elementary.log(1 - share[n]) }
    case .lognormal:
      // All as if they lay in the middle, then those that do not; neither has a branch.
      for n in 0..<count { values[n] = Elementary.normalQuantile(central: share[n]) }
      var tails = 0
      for n in 0..<count {
        spare[tails] = Double(n)
        // The sign bit: a branch that is taken by chance would cost more than all the rest.
        tails &+= Int(truncatingIfNeeded: (0.425 - abs(share[n] - 0.5)).bitPattern &>> 63)
      }
      for tail in 0..<tails {
        let n = Int(spare[tail])
        values[n] = Elementary.normalQuantile(tail: share[n])
      }
      for n in 0..<count { values[n] = Elementary.exp(first + second * values[n]) }
    }
  }
}

/// The sizes of one stream in one future.
struct StreamSizes: Sendable {
  /// Bytes of a study of year 1, as acquired.
  let bytes: Distribution
  /// Instances of a study of year 1.
  let instances: Distribution
  /// Whether instances are drawn apart from the bytes.
  let instancesAreIndependent: Bool
  /// Whether growing studies have more instances.
  let growsInInstances: Bool
  /// What becomes of a byte when it is losslessly compressed: 1/ratio, or 1.
  let compressedShare: Double

  init(_ stream: StudyStream, _ draws: ParameterDraws) {
    let entry = stream.modality
    switch stream.size {
    case .catalogue:
      let mean = entry.defaultMean * draws.value(entry.siteFactor)
      bytes = .scaled(entry.bytes, toMean: mean)
    case .mean(let mean): bytes = .scaled(entry.bytes, toMean: draws.value(mean))
    case .constant(let size): bytes = .constant(size)
    case .exponential(let mean): bytes = .exponential(mean: mean)
    case .quantiles(let table): bytes = .table(table)
    case .lognormal(let median, let p95):
      // The normal distribution's 95 % quantile is 1.6448536269514722.
      bytes = .lognormal(
        logMedian: Elementary.log(median),
        logDeviation: Elementary.log(p95 / median) / 1.6448536269514722)
    }
    switch stream.instances {
    case .catalogue:
      // A slice has its size: where studies grow in slices, bigger ones have more of them.
      let factor = entry.growsInInstances ? bytes.mean / entry.bytes.mean : 1
      instances = .scaled(entry.instances, toMean: entry.instances.mean * factor)
      instancesAreIndependent = false
    case .constant(let count):
      instances = .constant(count)
      instancesAreIndependent = false
    case .exponential(let mean):
      instances = .exponential(mean: mean)
      instancesAreIndependent = true
    }
    growsInInstances = entry.growsInInstances && stream.instances == .catalogue
    compressedShare = stream.isStoredSize ? 1 : 1 / draws.value(entry.losslessRatio)
  }
}
