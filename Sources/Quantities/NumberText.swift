import Foundation

/// Numbers as people read them, the same on every machine: no locale is asked.
package enum NumberText {
  /// A number with a fixed count of decimals and commas between thousands: 1,234.50.
  ///
  /// Halves are rounded away from zero in the decimal digits of the shortest text that reads back
  /// as the same number, so that 0.125 and 1.005 both go up.
  package static func fixed(_ number: Double, decimals: Int) -> String {
    guard number.isFinite else { return "–" }
    guard abs(number) < 1e18 else { return "\(number)" }
    var exact = Decimal(string: "\(number)", locale: Locale(identifier: "en_US_POSIX")) ?? 0
    var rounded = Decimal()
    NSDecimalRound(&rounded, &exact, decimals, .plain)
    return grouped(rounded, decimals: decimals)
  }

  /// A whole number with commas: 140,000.
  package static func whole(_ number: Double) -> String { fixed(number, decimals: 0) }

  /// Three significant digits where the number is small, whole above 1,000.
  package static func readable(_ number: Double) -> String {
    let size = abs(number)
    return fixed(number, decimals: size >= 99.95 || size == 0 ? 0 : size >= 9.995 ? 1 : 2)
  }

  /// A share: 4.2 %, 87 %.
  package static func share(_ share: Double) -> String {
    let percent = share * 100
    let size = abs(percent)
    if size > 0, size < 0.005 { return "< 0.01 %" }
    if percent < 100, percent >= 99.95 { return "> 99.9 %" }
    let isWhole = size >= 99.95 || size == 0
    return fixed(percent, decimals: isWhole ? 0 : size >= 9.995 ? 1 : 2) + " %"
  }

  /// A share as people write it down: 6 %, 2.5 %, 95 %.
  package static func written(share: Double) -> String { written(share * 100) + " %" }

  /// A length of time as people write it down: 5 min, 1 h.
  package static func written(duration seconds: Double) -> String {
    let units = [("days", 86_400.0), ("h", 3_600), ("min", 60), ("s", 1)]
    let unit = units.first { seconds >= $0.1 } ?? ("ms", 0.001)
    return "\(written(seconds / unit.1)) \(unit.0)"
  }

  /// Money in a sentence, to three digits: 3.80 million USD, 210,000 USD.
  package static func rough(money: Double, currency: Currency) -> String {
    let size = abs(money)
    if size >= 999_500 { return "\(readable(money / 1e6)) million \(currency.code)" }
    var step = 1.0
    while size / step >= 999.5 { step *= 10 }
    return "\(whole((money / step).rounded() * step)) \(currency.code)"
  }

  /// A number without zeros at its end.
  package static func written(_ number: Double) -> String {
    let text = fixed(number, decimals: 6)
    return String(text.reversed().drop { $0 == "0" }.drop { $0 == "." }.reversed())
  }

  /// Bytes in the unit that fits: 1.23 PB, 312 TB.
  package static func bytes(_ bytes: Double) -> String {
    let unit = byteUnit(for: bytes)
    return "\(readable(bytes / Double(unit.bytes))) \(unit.rawValue)"
  }

  /// The unit in which the number of bytes lies between 1 and 1,000.
  package static func byteUnit(for bytes: Double) -> DataUnit {
    let units: [DataUnit] = [.PB, .TB, .GB, .MB, .kB]
    // 999.5 TB would be shown as 1,000 TB.
    return units.first { abs(bytes) >= Double($0.bytes) * 0.9995 } ?? .B
  }

  /// Bits a second in the unit that fits: 187 Mbit/s.
  package static func bitRate(_ rate: Double) -> String {
    let (name, size) = bitUnit(for: rate)
    return "\(readable(rate / size)) \(name)"
  }

  /// A length of time in the unit that fits: 320 ms, 12.0 s, 4.5 min, 2.3 h, 12 days.
  package static func duration(_ seconds: Double) -> String {
    let (name, size) = timeUnit(for: seconds)
    return "\(readable(seconds / size)) \(name)"
  }

  /// The name and size of the unit in which people would tell the time.
  package static func timeUnit(for seconds: Double) -> (name: String, size: Double) {
    switch abs(seconds) {
    case 0: ("s", 1)
    case ..<0.9995: ("ms", 0.001)
    case ..<119.5: ("s", 1)
    case ..<7_170: ("min", 60)
    case ..<172_000: ("h", 3_600)
    default: ("days", 86_400)
    }
  }

  /// The name and size of the unit in which the rate lies between 1 and 1,000.
  package static func bitUnit(for rate: Double) -> (name: String, size: Double) {
    let units = [("Tbit/s", 1e12), ("Gbit/s", 1e9), ("Mbit/s", 1e6), ("kbit/s", 1e3)]
    return units.first { abs(rate) >= $0.1 * 0.9995 } ?? ("bit/s", 1)
  }

  private static func grouped(_ number: Decimal, decimals: Int) -> String {
    var parts = "\(abs(number))".split(separator: ".", omittingEmptySubsequences: false)
      .map(String.init)
    if parts.count == 1 { parts.append("") }
    var whole = ""
    for (place, digit) in parts[0].reversed().enumerated() {
      if place > 0, place % 3 == 0 { whole.append(",") }
      whole.append(digit)
    }
    let fraction = parts[1] + String(repeating: "0", count: max(0, decimals - parts[1].count))
    let sign = number < 0 ? "−" : ""
    return sign + String(whole.reversed()) + (decimals > 0 ? "." + fraction : "")
  }
}
