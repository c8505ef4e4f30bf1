import PlanModel
import Quantities
import Testing

@testable import Simulation

struct ArrivalProcessTests {
  /// The count of a year is Poisson with the expected number as its variance; the mean of 20 years has
  /// a standard error of √(20,000/20) = 31.6. Four of them are 126.
  @Test(arguments: [2027, 2028])
  func `a year has its studies, leap year and holidays or not`(year: Int) {
    let start = CalendarMonth(year: year, month: 1)
    let scenario = Fixture.scenario(
      [Fixture.stream()], start: start, calendar: .usFederal, timeZone: "America/New_York")
    let counts = (0..<20).map {
      Double(Fixture.studies(scenario, replication: UInt32($0)).count)
    }
    let mean = counts.reduce(0, +) / 20
    #expect(abs(mean - 20_000) < 4 * (20_000.0 / 20).squareRoot())
  }

  /// The rates of all hours of a year add to exactly what is asked for; only rounding is left.
  @Test func `expected counts are exact in every year`() {
    let scenario = Fixture.scenario(
      [Fixture.stream(studies: 20_000, growth: 0.07)], years: 3,
      start: CalendarMonth(year: 2026, month: 7), calendar: .usFederal,
      timeZone: "America/New_York")
    let calendar = PlanCalendar(scenario)
    let weights = scenario.profiles.map(HourWeights.init)
    for year in 0..<3 {
      let days = calendar.firstDayOfMonth(year * 12)..<calendar.firstDayOfMonth(year * 12 + 12)
      var scale = DemandYear(
        year + 1, days: days, streams: scenario.streams,
        parameters: StreamParameters.all(scenario, .means), weights: weights,
        calendar: calendar)
      var expected = 0.0
      for day in days {
        for patientClass in 0..<3 {
          expected +=
            scale.rate(0, patientClass) * weights[0].day(day, class: patientClass, calendar)
        }
        scale.advance()
      }
      var wanted = 20_000.0
      for _ in 0..<year { wanted *= 1.07 }
      #expect(abs(expected / wanted - 1) < 1e-11)
    }
  }

  /// With a flat profile the rates at noon of a year's last day and of the next one's first are half a
  /// day of 365 and half a day of 366 apart: 1.07^(½/365 + ½/366) = 1.000185; a step each January
  /// would be 1.07. That a year's growth is summed by days differs between the two years by
  /// (ln 1.07)²/24 · (1/365² − 1/366²), 1e-11.
  @Test func `growth has no step at the turn of the year`() {
    let scenario = Fixture.scenario(
      [Fixture.stream(growth: 0.07, profile: 1)], years: 2)
    let calendar = PlanCalendar(scenario)
    let weights = scenario.profiles.map(HourWeights.init)
    let parameters = StreamParameters.all(scenario, .means)
    func year(_ number: Int, _ days: Range<Int>) -> DemandYear {
      DemandYear(
        number, days: days, streams: scenario.streams, parameters: parameters, weights: weights,
        calendar: calendar)
    }
    var first = year(1, 0..<365)
    for _ in 1..<365 { first.advance() }
    let second = year(2, 365..<731)  // 2028 has 366 days
    // 366 days share 7 % more studies: each has 365/366 of what it would have.
    let step = second.rate(0, 2) / first.rate(0, 2) * 366 / 365
    #expect(abs(step - Elementary.pow(1.07, 0.5 / 365 + 0.5 / 366)) < 1e-10)
  }

  @Test func `other streams leave a stream's studies exactly as they were`() {
    let alone = Fixture.studies(Fixture.scenario([Fixture.stream("ct")]))
    let among = Fixture.studies(
      Fixture.scenario(
        [
          Fixture.stream("mr", studies: 9_000), Fixture.stream("ct"),
          Fixture.stream("us", site: 1, studies: 30_000, profile: 1),
        ], sites: 2)
    ).filter { $0.stream == 1 }
    #expect(alone.count == among.count)
    #expect(
      zip(alone, among).allSatisfy {
        $0.time == $1.time && $0.bytes == $1.bytes && $0.patientClass == $1.patientClass
      })
  }

  @Test func `studies come in order of time`() {
    let studies = Fixture.studies(
      Fixture.scenario(
        (0..<9).map { Fixture.stream("s\($0)", studies: 100_000, profile: $0 % 2) }))
    #expect(zip(studies, studies.dropFirst()).allSatisfy { $0.time <= $1.time })
    #expect(studies.count > 800_000)
  }

  /// At 10 million studies a year an hour has about 1,142, drawn as 18 counts of 63: the year's
  /// number keeps the variance of a Poisson count, and its days' (about 27,400 each, all alike) too.
  /// Over 365 days the mean square over the mean has a standard error of √(2/365); four are 0.3.
  @Test func `hours with a thousand studies are as scattered as Poisson says`() {
    let studies = Fixture.studies(
      Fixture.scenario([Fixture.stream(studies: 10_000_000, profile: 1)]))
    var days = [Double](repeating: 0, count: 365)
    for study in studies { days[Int(study.time / 86_400)] += 1 }
    let expected = 1e7 / 365
    let scatter = days.reduce(0) { $0 + ($1 - expected) * ($1 - expected) } / 365 / expected
    #expect(abs(scatter - 1) < 4 * (2.0 / 365).squareRoot())
    #expect(abs(Double(studies.count) - 1e7) < 4 * 1e7.squareRoot())
  }

  /// Shares of 25, 20 and 55 % over about 20,000 studies: standard errors √(p·q/n) of at most 0.35 %;
  /// four are 1.4 %.
  @Test func `classes come in their shares`() {
    let studies = Fixture.studies(Fixture.scenario([Fixture.stream()], calendar: .usFederal))
    for (patientClass, share) in [0.25, 0.2, 0.55].enumerated() {
      let seen =
        Double(studies.count { Int($0.patientClass) == patientClass }) / Double(studies.count)
      #expect(abs(seen - share) < 4 * (share * (1 - share) / Double(studies.count)).squareRoot())
    }
  }

  /// The gaps of a Poisson process are exponential: with rate 1/λ the share above its mean is 1/e =
  /// 0.3679, with a standard error of √(0.3679·0.6321/n), and their squared coefficient of variation
  /// is 1 with a standard error of about √(20/n) (fourth moments of the exponential).
  @Test func `gaps of a flat stream are exponential`() {
    let times = Fixture.studies(
      Fixture.scenario([Fixture.stream(studies: 100_000, profile: 1)])
    ).map(\.time)
    let gaps = zip(times.dropFirst(), times).map { $0 - $1 }
    let n = Double(gaps.count)
    let mean = gaps.reduce(0, +) / n
    let above = Double(gaps.count { $0 > mean }) / n
    #expect(abs(above - 0.36788) < 4 * (0.36788 * 0.63212 / n).squareRoot())
    let variance = gaps.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / n
    #expect(abs(variance / (mean * mean) - 1) < 4 * (20 / n).squareRoot())
  }

  /// In year y a study's expected size is mean × 1.1^(y−1): 100, 110, 121 MB with constant sizes,
  /// where only the spread of growth within the year is left to chance (about 3 % of the size, over
  /// √20,000).
  @Test func `sizes grow by exactly their rate from year to year`() {
    let scenario = Fixture.scenario([Fixture.stream(sizeGrowth: 0.1)], years: 3)
    let studies = Fixture.studies(scenario)
    let calendar = PlanCalendar(scenario)
    for year in 0..<3 {
      let begin = Double(calendar.hours(of: calendar.firstDayOfMonth(year * 12)).lowerBound) * 3600
      let end =
        Double(calendar.hours(of: calendar.firstDayOfMonth(year * 12 + 12) - 1).upperBound) * 3600
      let sizes = studies.filter { $0.time >= begin && $0.time < end }.map(\.bytes)
      let mean = sizes.reduce(0, +) / Double(sizes.count)
      let wanted = [1e8, 1.1e8, 1.21e8][year]
      #expect(abs(mean / wanted - 1) < 4 * 0.03 / Double(sizes.count).squareRoot())
    }
  }
}
