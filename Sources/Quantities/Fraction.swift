/// A share or a rate of change: 4 % is 0.04.
public struct Fraction: Hashable, Comparable, Sendable {
  /// The share; 1 is the whole.
  public var value: Double

  /// The whole.
  public static let one = Fraction(1)
  /// Nothing.
  public static let zero = Fraction(0)

  /// Makes a share from a number where 1 is the whole.
  public init(_ value: Double) { self.value = value }

  /// Smaller shares come first.
  public static func < (a: Fraction, b: Fraction) -> Bool { a.value < b.value }
}
