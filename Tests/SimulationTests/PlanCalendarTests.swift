import PlanModel
import Quantities
import Testing

@testable import Simulation

struct HolidayTests {
  /// The Office of Personnel Management's list for 2027: New Year's Day (Friday 1 January), Martin
  /// Luther King Jr. (18 January), Washington (15 February), Memorial (31 May), Juneteenth (Friday 18
  /// June for Saturday 19), Independence (Monday 5 July for Sunday 4), Labor (6 September), Columbus
  /// (11 October), Veterans (11 November), Thanksgiving (25 November), Christmas (Friday 24 December
  /// for Saturday 25) and, for Saturday 1 January 2028, Friday 31 December.
  @Test func `federal holidays of 2027 are observed when the law says`() {
    let dates = HolidayCalendar.usFederal.days(in: 2027).sorted().map {
      CalendarDate(dayNumber: $0).iso
    }
    #expect(
      dates == [
        "2027-01-01", "2027-01-18", "2027-02-15", "2027-05-31", "2027-06-18", "2027-07-05",
        "2027-09-06", "2027-10-11", "2027-11-11", "2027-11-25", "2027-12-24", "2027-12-31",
      ])
  }

  /// 1 January 2028 is a Saturday and was observed in 2027: ten are left.
  @Test func `a new year observed in the old one is not observed twice`() {
    #expect(HolidayCalendar.usFederal.days(in: 2028).count == 10)
  }
}

struct PlanCalendarTests {
  /// New York 2027: clocks go forward on 14 March (23 hours) and back on 7 November (25 hours), so
  /// the year has 365 × 24 hours all the same.
  @Test func `days on which clocks change have 23 and 25 hours`() throws {
    let calendar = PlanCalendar(
      Fixture.scenario([], timeZone: "America/New_York"))
    let lengths = calendar.days.indices.map { calendar.hours(of: $0).count }
    #expect(lengths.count { $0 == 24 } == 363)
    let short = try #require(lengths.firstIndex(of: 23))
    let long = try #require(lengths.firstIndex(of: 25))
    #expect(calendar.date(short).iso == "2027-03-14")
    #expect(calendar.date(long).iso == "2027-11-07")
    #expect(calendar.hours == 365 * 24)
    // 02:00 does not exist in March, 01:00 exists twice in November.
    let march = calendar.hours(of: short).map { calendar.hourOfWeek[$0] % 24 }
    #expect(march.prefix(3) == [0, 1, 3])
    let november = calendar.hours(of: long).map { calendar.hourOfWeek[$0] % 24 }
    #expect(november.prefix(4) == [0, 1, 1, 2])
    #expect(march.count == 23 && november.count == 25)
  }

  @Test func `every hour is labelled with its local hour of the week`() {
    for zone in ["UTC", "America/New_York", "Europe/Berlin", "Asia/Kolkata", "Australia/Sydney"] {
      let calendar = PlanCalendar(Fixture.scenario([], years: 2, timeZone: zone))
      for day in calendar.days.indices {
        let hours = calendar.hours(of: day)
        #expect(calendar.hourOfWeek[hours.lowerBound] % 24 == 0)
        #expect(Int(calendar.hourOfWeek[hours.lowerBound]) / 24 == calendar.date(day).weekday)
        #expect(calendar.hourOfWeek[hours.upperBound - 1] % 24 == 23)
      }
    }
  }

  @Test func `holidays are a kind of day of their own`() {
    let calendar = PlanCalendar(Fixture.scenario([], calendar: .usFederal))
    #expect(calendar.days[0].kind == 7)  // 1 January 2027
    #expect(calendar.days[1].kind == 5)  // a Saturday
    #expect(calendar.days.count { $0.kind == 7 } == 12)
  }
}
