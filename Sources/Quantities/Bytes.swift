/// An amount of stored or transmitted data, in whole bytes.
///
/// SI prefixes are powers of ten (1 TB = 10¹² B), IEC 80000-13 prefixes powers of two
/// (1 TiB = 2⁴⁰ B). Price lists use the first and operating systems often show the second, so an
/// amount is always made through a named unit.
public struct Bytes: Hashable, AdditiveArithmetic, Comparable, Sendable {
  /// The number of bytes; negative only as the difference of two amounts.
  public var count: Int64

  /// No data.
  public static let zero = Bytes(0)

  /// Makes an amount from a number of bytes.
  public init(_ count: Int64) { self.count = count }

  /// Makes an amount from a number of some unit, rounded to the nearest byte.
  public init(_ number: Double, _ unit: DataUnit) {
    count = Int64((number * Double(unit.bytes)).rounded())
  }

  /// The amount as a number of some unit.
  public func number(of unit: DataUnit) -> Double { Double(count) / Double(unit.bytes) }

  /// The sum of two amounts.
  public static func + (a: Bytes, b: Bytes) -> Bytes { Bytes(a.count + b.count) }

  /// The difference of two amounts.
  public static func - (a: Bytes, b: Bytes) -> Bytes { Bytes(a.count - b.count) }

  /// Smaller amounts come first.
  public static func < (a: Bytes, b: Bytes) -> Bool { a.count < b.count }
}

/// A named multiple of the byte, as price lists and scenario files write it.
public enum DataUnit: String, CaseIterable, Sendable {
  case B, kB, MB, GB, TB, PB, KiB, MiB, GiB, TiB, PiB

  /// How many bytes one unit has.
  public var bytes: Int64 {
    switch self {
    case .B: 1
    case .kB: 1_000
    case .MB: 1_000_000
    case .GB: 1_000_000_000
    case .TB: 1_000_000_000_000
    case .PB: 1_000_000_000_000_000
    case .KiB: 1 << 10
    case .MiB: 1 << 20
    case .GiB: 1 << 30
    case .TiB: 1 << 40
    case .PiB: 1 << 50
    }
  }
}
