import Foundation
import Quantities
import Testing

struct CalendarDateTests {
  /// 2000-02-29 was a Tuesday, 11,016 days after 1970-01-01 (30 years of 365 days, 7 leap days, 31 +
  /// 28 days).
  @Test func `a leap day of a century that 400 divides is known`() throws {
    let date = try #require(CalendarDate(2000, 2, 29))
    #expect(date.dayNumber == 30 * 365 + 7 + 31 + 28)
    #expect(date.weekday == 1)
    #expect(date.iso == "2000-02-29")
  }

  @Test(arguments: [(2027, 2, 29), (2100, 2, 29), (2027, 13, 1), (2027, 4, 31), (2027, 1, 0)])
  func `days that the calendar does not have are refused`(year: Int, month: Int, day: Int) {
    #expect(CalendarDate(year, month, day) == nil)
  }

  @Test func `every day of two centuries is the next of the day before`() {
    var weekday = 5  // 2000-01-01 was a Saturday
    for number in 10_957..<(10_957 + 73_049) {
      let date = CalendarDate(dayNumber: number)
      let parts = date.components
      #expect(CalendarDate(parts.year, parts.month, parts.day) == date)
      #expect(date.weekday == weekday)
      weekday = (weekday + 1) % 7
    }
    #expect(CalendarDate(dayNumber: 10_957 + 73_049).iso == "2200-01-01")
  }

  @Test func `months count across years`() {
    #expect(CalendarMonth(year: 2027, month: 11).adding(3).iso == "2028-02")
    #expect(CalendarMonth(year: 2028, month: 2).days == 29)
  }
}

struct MoneyTests {
  /// Half away from zero: 0.125 → 0.13, −0.125 → −0.13, 0.124999 → 0.12.
  @Test(arguments: [
    ("0.125", 13), ("-0.125", -13), ("0.124999", 12), ("1.005", 101), ("2.675", 268),
    ("1234567.895", 123_456_790),
  ])
  func `amounts are rounded half away from zero`(text: String, cents: Int64) throws {
    let amount = try #require(Decimal(string: text))
    #expect(Money(rounding: amount).minorUnits == cents)
  }

  @Test func `a currency without cents is rounded to whole units`() throws {
    let yen = try #require(Currency(code: "JPY"))
    #expect(
      Money(rounding: try #require(Decimal(string: "1234.5")), digits: yen.digits).minorUnits
        == 1235)
    #expect(Currency(code: "XYZ") == nil)
  }

  @Test(arguments: ["1e3", "0x10", "1,5", "", ".5", "5.", "NaN", " 1"])
  func `prices are plain decimal numbers`(text: String) {
    #expect(UnitPrice(parsing: text) == nil)
  }
}

struct BytesTests {
  @Test func `decimal and binary prefixes are kept apart`() {
    #expect(Bytes(1, .TB).count == 1_000_000_000_000)
    #expect(Bytes(1, .TiB).count == 1_099_511_627_776)
    #expect(abs(Bytes(1, .TB).number(of: .GiB) - 931.3225746154785) < 1e-9)
  }

  /// 500 Mbit/s are 62.5 MB/s.
  @Test func `eight bits are a byte`() {
    #expect(BitsPerSecond(500e6).bytesPerSecond == 62.5e6)
    #expect(BitsPerSecond(bytesPerSecond: 62.5e6).value == 500e6)
  }
}
