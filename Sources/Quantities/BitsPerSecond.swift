/// A rate of transmission, in bits a second.
public struct BitsPerSecond: Hashable, Comparable, Sendable {
  /// Bits a second; 0 or more.
  public var value: Double

  /// Makes a rate from bits a second.
  public init(_ value: Double) { self.value = value }

  /// Makes a rate from bytes a second, as the speed of a server or a disk is given.
  public init(bytesPerSecond: Double) { value = bytesPerSecond * 8 }

  /// The rate in bytes a second. Networks count bits and archives count bytes: the factor 8 is in
  /// this file and nowhere else.
  public var bytesPerSecond: Double { value / 8 }

  /// Slower rates come first.
  public static func < (a: BitsPerSecond, b: BitsPerSecond) -> Bool { a.value < b.value }
}
