public import Foundation

/// One row of a line's bill: a figure for each period, and how it comes about.
public struct BillRow: Sendable {
  /// What the figures of a year say.
  public enum Yearly: Sendable {
    /// Their sum.
    case sum
    /// Their mean: two sites in each of twelve months are not 24 sites.
    case mean
    /// The last, of a count that goes on.
    case last
  }

  /// As reports show it: `Since the start of the year`.
  public var title: String
  /// What its figures count; nil is money of the plan's currency.
  public var unit: String?
  /// How a figure follows from others; nil is given by the replay.
  public var term: Term?
  /// What years show.
  public var yearly: Yearly
  /// By period.
  public var values: [Decimal]

  /// Makes a row without figures.
  public init(_ title: String, unit: String?, term: Term?, yearly: Yearly = .sum) {
    self.title = title
    self.unit = unit
    self.term = term
    self.yearly = yearly
    values = []
  }
}
