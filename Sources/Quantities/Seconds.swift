/// A length of time, in seconds.
public struct Seconds: Hashable, Comparable, Sendable {
  /// The number of seconds.
  public var value: Double

  /// Makes a length of time from a number of seconds.
  public init(_ value: Double) { self.value = value }

  /// Shorter times come first.
  public static func < (a: Seconds, b: Seconds) -> Bool { a.value < b.value }
}
