public import Quantities

/// A value of the plan that may be uncertain, in the unit its field states.
public struct Estimate: Hashable, Sendable {
  /// A number, or a distribution.
  public enum Shape: Hashable, Sendable {
    case known(Double)
    case pert(PertDistribution)
  }

  /// What is known of the value.
  public var shape: Shape
  /// Estimates of the same group move together: in each replication they take the same quantile.
  ///
  /// The group is the one the file names (`together: demand`), or else the modality and the field
  /// (`CT growth`), so that splitting a stream over eight sites leaves its band as wide.
  public var group: String

  /// Makes an estimate.
  public init(_ shape: Shape, group: String) {
    self.shape = shape
    self.group = group
  }

  /// A value without doubt.
  public static func known(_ value: Double) -> Estimate { Estimate(.known(value), group: "") }

  /// The value the base case uses: the distribution's mean.
  public var mean: Double {
    switch shape {
    case .known(let value): value
    case .pert(let distribution): distribution.mean
    }
  }

  /// Whether replications differ in this value.
  public var isUncertain: Bool {
    if case .pert(let distribution) = shape { distribution.high > distribution.low } else { false }
  }

  /// Multiplies every possible value.
  public mutating func scale(by factor: Double) { map { $0 * factor } }

  /// Adds to every possible value.
  public mutating func shift(by step: Double) { map { $0 + step } }

  private mutating func map(_ value: (Double) -> Double) {
    switch shape {
    case .known(let known): shape = .known(value(known))
    case .pert(let pert):
      shape = .pert(
        PertDistribution(
          low: value(pert.low), likely: value(pert.likely), high: value(pert.high)))
    }
  }

  /// The value below which a share of the possibilities lies.
  public func quantile(_ share: Double) -> Double {
    switch shape {
    case .known(let value): value
    case .pert(let distribution): distribution.quantile(share)
    }
  }
}
