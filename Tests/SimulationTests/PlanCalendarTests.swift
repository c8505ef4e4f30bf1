import Quantities
import Testing

@testable import PlanModel
@testable import Simulation

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

  /// Eleven federal holidays, of which twelve are observed in 2027; one more is closed, and of the
  /// two that are open one is a holiday.
  @Test func `the hospital's own days are laid over the public ones`() {
    func day(_ month: Int, _ day: Int) -> CalendarDate { .fixed(2027, month, day) }
    let scenario = Fixture.scenario(
      [],
      calendar: HolidayCalendar(
        .usFederal, closed: [day(11, 26), day(11, 27)], open: [day(10, 11), day(7, 4)]))
    let calendar = PlanCalendar(scenario)
    #expect(calendar.days.count { $0.kind == 7 } == 13)
    #expect(scenario.closedDays(inYear: 1) == 13)
    let kinds = [(10, 11), (11, 25), (11, 26), (11, 27)].map {
      Int(calendar.days[day($0.0, $0.1).dayNumber - calendar.firstDay.dayNumber].kind)
    }
    #expect(kinds == [0, 7, 7, 7])
  }

  /// From October 2027: Columbus, Veterans, Thanksgiving, Christmas and New Year (both observed in
  /// December), Martin Luther King, Washington, Memorial, Juneteenth (Monday 19 June 2028),
  /// Independence and Labor Day.
  @Test func `a planning year counts the closed days of both calendar years`() {
    let scenario = Fixture.scenario(
      [], start: CalendarMonth(year: 2027, month: 10), calendar: .usFederal)
    #expect(scenario.closedDays(inYear: 1) == 11)
    #expect(PlanCalendar(scenario).days.count { $0.kind == 7 } == 11)
  }
}
