public import Foundation

/// A currency of ISO 4217.
public struct Currency: Hashable, Sendable {
  /// Three capital letters.
  public var code: String
  /// Digits after the decimal mark of an amount: 2 for USD, 0 for JPY.
  public var digits: Int

  /// Finds a currency by its code.
  ///
  /// - Returns: nil where the code is not a currency in use.
  public init?(code: String) {
    guard Currency.codes.contains(code) else { return nil }
    self.code = code
    digits = Currency.withoutCents.contains(code) ? 0 : Currency.withMills.contains(code) ? 3 : 2
  }

  /// Every code known, in order of the alphabet.
  public static let codes: [String] =
    """
    AED ARS AUD BGN BHD BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP HKD HUF IDR ILS INR ISK JOD JPY \
    KRW KWD MAD MXN MYR NOK NZD OMR PEN PHP PKR PLN QAR RON RSD SAR SEK SGD THB TND TRY TWD UAH USD \
    UYU VND ZAR
    """.split(separator: " ").map(String.init)
  private static let withoutCents: Set<String> = ["CLP", "ISK", "JPY", "KRW", "VND"]
  private static let withMills: Set<String> = ["BHD", "JOD", "KWD", "OMR", "TND"]
}

/// An amount of money in whole minor units (cents) of the plan's currency.
///
/// Amounts end at ±9·10¹⁷ minor units, far above any plan; what would pass them stays there, and
/// ``isBeyondCounting`` says so.
public struct Money: Hashable, AdditiveArithmetic, Comparable, Sendable {
  /// The number of minor units; negative is a credit.
  public var minorUnits: Int64

  /// Nothing.
  public static let zero = Money(minorUnits: 0)
  private static let limit: Int64 = 900_000_000_000_000_000

  /// Makes an amount from whole minor units.
  public init(minorUnits: Int64) {
    self.minorUnits = min(max(minorUnits, -Self.limit), Self.limit)
  }

  /// Whether it was too great to be counted.
  public var isBeyondCounting: Bool { abs(minorUnits) == Self.limit }

  /// Rounds an exact amount to whole minor units, half away from zero, as a spreadsheet's ROUND
  /// does.
  ///
  /// - Parameters:
  ///   - amount: In major units: 12.345 dollars.
  ///   - digits: Digits after the decimal mark in this currency.
  public init(rounding amount: Decimal, digits: Int = 2) {
    var exact = amount
    var rounded = Decimal()
    NSDecimalRound(&rounded, &exact, digits, .plain)
    for _ in 0..<digits { rounded *= 10 }
    // Not-a-number is what an amount beyond 38 digits becomes.
    let bounded = rounded.isNaN ? Decimal(Self.limit) : rounded
    self.init(
      minorUnits: (min(max(bounded, -Decimal(Self.limit)), Decimal(Self.limit)) as NSDecimalNumber)
        .int64Value)
  }

  /// The amount in major units, for statistics and for showing: 1,234 cents are 12.34.
  public func major(digits: Int = 2) -> Double {
    var divisor = 1.0
    for _ in 0..<digits { divisor *= 10 }
    return Double(minorUnits) / divisor
  }

  /// The sum of two amounts.
  public static func + (a: Money, b: Money) -> Money {
    Money(minorUnits: a.minorUnits + b.minorUnits)
  }
  /// The difference of two amounts.
  public static func - (a: Money, b: Money) -> Money {
    Money(minorUnits: a.minorUnits - b.minorUnits)
  }
  /// Smaller amounts come first.
  public static func < (a: Money, b: Money) -> Bool { a.minorUnits < b.minorUnits }
}

/// The price of one unit, exactly as written in the price list.
///
/// A `Decimal` is never made from a floating-point literal, which would bring binary digits with
/// it.
public struct UnitPrice: Hashable, Sendable {
  /// Major units of the currency for one billing unit.
  public var amount: Decimal

  /// Makes a price from an exact decimal number.
  public init(_ amount: Decimal) { self.amount = amount }

  /// Reads a price as it is written: `0.105`.
  ///
  /// - Returns: nil unless the text is a plain decimal number.
  public init?(parsing text: String) {
    guard text.wholeMatch(of: /-?[0-9]+(\.[0-9]+)?/) != nil,
      let amount = Decimal(string: text, locale: Locale(identifier: "en_US_POSIX"))
    else { return nil }
    self.amount = amount
  }
}
