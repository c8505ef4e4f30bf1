import Quantities
import Testing

@testable import PlanModel

struct HolidayTests {
  private func dates(_ holidays: PublicHolidays, _ year: Int) -> [String] {
    holidays.days(in: year).sorted().map { String($0.iso.dropFirst(5)) }
  }

  /// Dates as almanacs print them: the earliest and the latest there can be, both exceptions of
  /// Gauss's rule (1954 and 1981), the century's end, and this plan's years.
  @Test(arguments: [
    "1818-03-22", "1943-04-25", "1954-04-18", "1981-04-19", "2000-04-23", "2008-03-23",
    "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2028-04-16", "2029-04-01",
    "2030-04-21", "2038-04-25", "2049-04-18", "2076-04-19", "2100-03-28",
  ])
  func `Easter is when almanacs say`(date: String) throws {
    let year = try #require(Int(date.prefix(4)))
    #expect(Easter.sunday(year).iso == date)
  }

  /// The Office of Personnel Management's list for 2027: New Year's Day (Friday 1 January), Martin
  /// Luther King Jr. (18 January), Washington (15 February), Memorial (31 May), Juneteenth (Friday 18
  /// June for Saturday 19), Independence (Monday 5 July for Sunday 4), Labor (6 September), Columbus
  /// (11 October), Veterans (11 November), Thanksgiving (25 November), Christmas (Friday 24 December
  /// for Saturday 25) and, for Saturday 1 January 2028, Friday 31 December.
  @Test func `federal holidays of 2027 are observed when the law says`() {
    #expect(
      dates(.usFederal, 2027) == [
        "01-01", "01-18", "02-15", "05-31", "06-18", "07-05", "09-06", "10-11", "11-11", "11-25",
        "12-24", "12-31",
      ])
  }

  /// 1 January 2028 is a Saturday and was observed in 2027: ten are left.
  @Test func `a new year observed in the old one is not observed twice`() {
    #expect(PublicHolidays.usFederal.days(in: 2028).count == 10)
  }

  /// The government's list. 2026: Boxing Day on a Saturday moves to Monday 28. 2027: Christmas on a
  /// Saturday moves to Monday 27, Boxing Day to Tuesday 28. 2028: New Year on a Saturday moves to
  /// Monday 3 January. 2033: Christmas on a Sunday; Boxing Day keeps Monday 26, Christmas moves to
  /// Tuesday 27, and Saturday 1 January moves to Monday 3.
  @Test(arguments: [
    (2026, ["01-01", "04-03", "04-06", "05-04", "05-25", "08-31", "12-25", "12-28"]),
    (2027, ["01-01", "03-26", "03-29", "05-03", "05-31", "08-30", "12-27", "12-28"]),
    (2028, ["01-03", "04-14", "04-17", "05-01", "05-29", "08-28", "12-25", "12-26"]),
    (2033, ["01-03", "04-15", "04-18", "05-02", "05-30", "08-29", "12-26", "12-27"]),
  ])
  func `bank holidays of England have their substitute days`(year: Int, expected: [String]) {
    #expect(dates(.england, year) == expected)
  }

  /// Thirteen days: Ascension (6 May), Whit Monday (17 May) and Corpus Christi (27 May) are 39, 50
  /// and 60 days after 28 March.
  @Test func `Bavaria's holidays of 2027`() {
    #expect(
      dates(.germany(.by), 2027) == [
        "01-01", "01-06", "03-26", "03-29", "05-01", "05-06", "05-17", "05-27", "08-15", "10-03",
        "11-01", "12-25", "12-26",
      ])
  }

  /// Whit Sunday is 49 days after Easter, 4 June 2028. 16 to 22 November hold one Wednesday: 17 in
  /// 2027, 22 in 2028, 16 in 2033.
  @Test func `days that move are where they belong`() {
    #expect(dates(.germany(.bb), 2028).filter { ["04-16", "06-04"].contains($0) }.count == 2)
    let prayer = [2027, 2028, 2033].map { dates(.germany(.sn), $0).first { $0 > "11-01" } }
    #expect(prayer == ["11-17", "11-22", "11-16"])
    #expect(dates(.germany(.be), 2028).contains("06-17"))
    #expect(!dates(.germany(.be), 2029).contains("06-17"))
  }

  /// Nine days hold everywhere; by the Länder's acts so many are added.
  @Test(arguments: [
    (GermanLand.bb, 3), (.be, 1), (.bw, 3), (.by, 4), (.hb, 1), (.he, 1), (.hh, 1), (.mv, 2),
    (.ni, 1), (.nw, 2), (.rp, 2), (.sh, 1), (.sl, 3), (.sn, 2), (.st, 2), (.th, 2),
  ])
  func `each Land has its number of holidays`(land: GermanLand, added: Int) {
    #expect(PublicHolidays.germany(land).days(in: 2027).count == 9 + added)
  }

  @Test func `each calendar has a name of its own`() {
    #expect(Set(PublicHolidays.allCases.map(\.name)).count == 3 + 16)
  }
}
