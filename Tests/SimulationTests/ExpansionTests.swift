import PlanModel
import Quantities
import Testing

@testable import Simulation

/// Events against sums over days by hand. A flat profile without holidays has the same number of
/// studies on each day: 36,500 a year are 100 a day in a year of 365 days.
struct ExpansionTests {
  private static func month(_ year: Int, _ month: Int) -> CalendarMonth {
    CalendarMonth(year: year, month: month)
  }

  private static func volume(
    _ year: Int, _ month: Int, _ studies: Double, ramp: Int = 0, grows: Bool = true,
    scanners: Int = 0
  ) -> ExpansionEvent {
    ExpansionEvent(
      on: Self.month(year, month),
      change: .volume(
        VolumeChange(
          stream: 0, studiesPerYear: .known(studies), rampMonths: ramp, grows: grows,
          scanners: scanners)))
  }

  private static func replace(
    _ year: Int, _ month: Int, _ scanners: Int, factor: Double = 1, minutes: Double? = nil,
    closed: Int = 0
  ) -> ExpansionEvent {
    ExpansionEvent(
      on: Self.month(year, month),
      change: .replaceScanner(
        ScannerReplacement(
          stream: 0, scanners: scanners, sizeFactor: .known(factor), minutesPerStudy: minutes,
          closedDays: closed)))
  }

  private static func scanners(_ count: Int) -> Scanners {
    Scanners(count: count, minutesPerStudy: 15, openHours: 60)
  }

  private func months(_ scenario: Scenario) -> [Double] {
    ExpectedMonths(
      scenario, PlanCalendar(scenario), StreamParameters.all(scenario, .means), streams: [0]
    ).studies[0]
  }

  private func years(_ scenario: Scenario) -> [Double] {
    let months = months(scenario)
    return (0..<scenario.years).map { months[($0 * 12)..<($0 * 12 + 12)].reduce(0, +) }
  }

  private func close(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-9 * abs(b) }

  // MARK: - Volume

  /// 3,650 a year more are 10 a day. They come from July over two months, 62 days; at noon of their
  /// k-th day (k + ½)/62 of them have come. July: Σ_0^30 10·(k + ½)/62 = 10·31²/(2·62) = 77.5; August
  /// the rest of 62·5 = 310, 232.5; from September all, 10 a day. The year: 36,500 + 310 + 10·122.
  @Test func `a ramp is a straight line by days`() {
    let scenario = Fixture.scenario(
      [Fixture.stream(studies: 36_500, profile: 1)],
      events: [Self.volume(2027, 7, 3_650, ramp: 2)])
    let months = months(scenario)
    #expect(close(months[5], 3_000))
    #expect(close(months[6], 3_177.5))
    #expect(close(months[7], 3_332.5))
    #expect(close(months[8], 3_300))
    #expect(close(DemandExpectation(scenario).streams[0].studies, 38_030))
  }

  /// 20,000 growing by 10 %: 22,000 in year 2 and 24,200 in year 3. With 1,000 more from the start of
  /// year 2 they are 23,000, then 25,300 where the addition grows too, or 25,200 where it does not; on
  /// any profile, with any classes.
  @Test(arguments: [(true, 25_300.0), (false, 25_200)])
  func `an addition grows or stays`(grows: Bool, third: Double) {
    let scenario = Fixture.scenario(
      [Fixture.stream(studies: 20_000, growth: 0.1)], years: 3, calendar: .usFederal,
      timeZone: "America/New_York", events: [Self.volume(2028, 1, 1_000, grows: grows)])
    let years = years(scenario)
    #expect(close(years[0], 20_000))
    #expect(close(years[1], 23_000))
    #expect(close(years[2], third))
    #expect(close(DemandExpectation(scenario).streams[0].lastStudies, third))
  }

  /// Additions add up, and what is lost is never more than there is: 100 a day, 10 of them lost from
  /// February, the rest and more from March.
  @Test func `a stream falls to nothing and no further`() {
    let scenario = Fixture.scenario(
      [Fixture.stream(studies: 36_500, profile: 1)],
      events: [Self.volume(2027, 2, -3_650), Self.volume(2027, 3, -40_000)])
    let months = months(scenario)
    #expect(close(months[0], 3_100))
    #expect(close(months[1], 2_520))
    #expect(months[2...].allSatisfy { $0 == 0 })
  }

  /// A stream that has no studies of its own gets 10 a day from December: 310.
  @Test func `a stream can begin with an addition`() {
    let scenario = Fixture.scenario(
      [Fixture.stream(studies: 0, profile: 1)], events: [Self.volume(2027, 12, 3_650)])
    #expect(close(DemandExpectation(scenario).streams[0].studies, 310))
  }

  /// 20 years of 38,030 studies; the mean count has a standard error of √(38,030/20).
  @Test func `a replay brings what is expected`() {
    let scenario = Fixture.scenario(
      [Fixture.stream(studies: 36_500, profile: 1)],
      events: [Self.volume(2027, 7, 3_650, ramp: 2)])
    let counts = (0..<20).map { Double(Fixture.studies(scenario, replication: $0).count) }
    let mean = counts.reduce(0, +) / 20
    #expect(abs(mean - 38_030) < 4 * (38_030.0 / 20).squareRoot())
  }

  // MARK: - Beginnings

  /// 36,600 a year are 100 a day in 2028. From April 1 over a year of 365 days; 275 of them are in
  /// 2028: 100·275²/(2·365) = 10,359.589. 2029 has 36,600/365 a day, 90 days of the ramp and 275 full
  /// ones: ((365² − 275²)/(2·365) + 275)·36,600/365 = 353.90411·100.27397 = 35,487.371.
  @Test func `a stream that goes live in year 2 has nothing before`() {
    let scenario = Fixture.scenario(
      [Fixture.stream("sm", studies: 36_600, profile: 1)], years: 3,
      events: [
        ExpansionEvent(on: Self.month(2028, 4), change: .goLive(stream: 0, rampMonths: 12))
      ])
    let years = years(scenario)
    #expect(years[0] == 0)
    #expect(abs(years[1] - 10_359.589) < 1e-3)
    #expect(abs(years[2] - 35_487.371) < 1e-3)
    let first = DemandExpectation(scenario).streams[0]
    #expect(first.studies == 0 && first.meanBytes == 1e8)
    #expect(abs(first.lastStudies - 35_487.371) < 1e-3)
    // March 2028 is over after 456 days.
    let studies = Fixture.studies(scenario)
    #expect(studies.allSatisfy { $0.time >= 456 * 86_400 })
    #expect(abs(Double(studies.count) - 45_846.96) < 4 * 45_846.96.squareRoot())
  }

  /// Site 1 opens on December 1: its stream has 31 days of 100, the other site's all 365.
  @Test func `a site that opens has nothing before`() {
    let scenario = Fixture.scenario(
      [
        Fixture.stream("a", studies: 36_500, profile: 1),
        Fixture.stream("b", site: 1, studies: 36_500, profile: 1),
      ], sites: 2,
      events: [ExpansionEvent(on: Self.month(2027, 12), change: .openSite(site: 1, rampMonths: 0))])
    let expected = DemandExpectation(scenario).streams.map(\.studies)
    #expect(close(expected[0], 36_500))
    #expect(close(expected[1], 3_100))
    #expect(scenario.openSites == [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2])
    #expect([0, 1].map { scenario.monthOfOpening(of: $0) } == [0, 11])
  }

  // MARK: - Sizes and scanners

  /// Studies of 100 MB, 1.6 times as big from July, and growing in instances where the catalogue says
  /// so: 200 slices become 320.
  @Test func `studies grow with their slices`() {
    let scenario = Fixture.scenario(
      [Fixture.stream(instances: .catalogue)],
      events: [
        ExpansionEvent(
          on: Self.month(2027, 7), change: .studySize(stream: 0, factor: .known(1.6)))
      ])
    for study in Fixture.studies(scenario) {
      let isBig = study.time >= 181 * 86_400
      #expect(study.bytes == (isBig ? 1.6e8 : 1e8))
      #expect(study.instances == (isBig ? 320 : 200))
    }
  }

  /// One of three scanners is closed from 2029-03-01 for six weeks, to day 101 of the year; the other
  /// two take its studies. From then on a third of the studies is 1.6 times as big: 1.2 in the mean.
  /// 2029: 100·100 MB·(101 + 264·1.2) = 4.178 TB.
  @Test func `of several scanners one is replaced`() {
    let scenario = Fixture.scenario(
      [Fixture.stream(studies: 36_500, profile: 1, scanners: Self.scanners(3))], years: 2,
      start: Self.month(2028, 1), events: [Self.replace(2029, 3, 1, factor: 1.6, closed: 42)])
    let stream = DemandExpectation(scenario).streams[0]
    #expect(close(stream.lastStudies, 36_500))
    #expect(close(stream.lastStudies * stream.lastMeanBytes, 4.178e12))

    let plain = Fixture.studies(
      Fixture.scenario(
        [Fixture.stream(studies: 36_500, profile: 1)], years: 2, start: Self.month(2028, 1)))
    let studies = Fixture.studies(scenario)
    // No other draw moves.
    #expect(studies.map(\.time) == plain.map(\.time))
    #expect(studies.map(\.patientClass) == plain.map(\.patientClass))
    let opens = Double(366 + 101) * 86_400
    let before = studies.filter { $0.time < opens }
    #expect(before.allSatisfy { $0.bytes == 1e8 })
    let after = studies.filter { $0.time >= opens }
    #expect(after.allSatisfy { $0.bytes == 1e8 || $0.bytes == 1.6e8 })
    // A third of about 26,400: √(n·⅓·⅔) is the standard error.
    let n = Double(after.count)
    let big = Double(after.count { $0.bytes == 1.6e8 })
    #expect(abs(big - n / 3) < 4 * (n * 2 / 9).squareRoot())
  }

  /// The only scanner is closed: 59 days of 100 studies of 100 MB, 42 days of none, 264 days of 100 of
  /// 160 MB: 32,300 studies, 4.814 TB.
  @Test func `where no scanner is left no study is made`() {
    let scenario = Fixture.scenario(
      [Fixture.stream(studies: 36_500, profile: 1, scanners: Self.scanners(1))],
      start: Self.month(2029, 1), events: [Self.replace(2029, 3, 1, factor: 1.6, closed: 42)])
    let stream = DemandExpectation(scenario).streams[0]
    #expect(close(stream.studies, 32_300))
    #expect(close(stream.studies * stream.meanBytes, 4.814e12))
    let studies = Fixture.studies(scenario)
    #expect(!studies.contains { $0.time >= 59 * 86_400 && $0.time < 101 * 86_400 })
    #expect(studies.allSatisfy { $0.bytes == ($0.time < 59 * 86_400 ? 1e8 : 1.6e8) })
    let bytes = studies.reduce(0) { $0 + $1.bytes }
    // The variance of a Poisson sum is the number times the mean square.
    let variance = 5_900 * 1e16 + 26_400 * 2.56e16
    #expect(abs(bytes - 4.814e12) < 4 * variance.squareRoot())
  }

  /// Three scanners; two of them replaced by ones with factor 1.5, then two, the oldest first, by ones
  /// with factor 3: one of 1.5 and two of 3 are left, 2.5 in the mean. With one more of factor 1 it is
  /// 8.5/4; without the two oldest (1.5 and one 3) it is (3 + 1)/2.
  @Test func `the oldest scanners go first`() {
    let fleet = ScannerFleet(
      Self.scanners(3),
      steps: [
        (10, .replace(count: 2, sizeFactor: 1.5, minutes: 10, closedDays: 5)),
        (20, .replace(count: 2, sizeFactor: 3, minutes: nil, closedDays: 0)),
        (30, .add(1)), (40, .add(-2)),
      ])
    func phase(_ day: Int) -> ScannerFleet.Phase { fleet.phase(on: day) }
    // Day, scanners that work, their mean factor, studies an hour: 4 in 15 minutes each, 6 in 10.
    let expected: [(Int, Int, Double, Double)] = [
      (9, 3, 1, 12), (10, 1, 1, 4), (14, 1, 1, 4), (15, 3, 4 / 3, 16), (20, 3, 2.5, 14),
      (30, 4, 2.125, 18), (40, 2, 2, 8),
    ]
    for (day, working, factor, perHour) in expected {
      #expect(phase(day).working == working)
      #expect(phase(day).sizeFactor == factor)
      #expect(phase(day).studiesPerHour == perHour)
    }
    #expect(phase(20).mixture?.steps.map(\.factor) == [1.5, 3])
    #expect(phase(20).mixture?.steps.map(\.limit) == [1 / 3.0, 1])
    #expect(phase(10).mixture == nil)
  }

  // MARK: - What must not move

  /// An event moves neither other streams nor the days before it, by a bit.
  @Test func `an event leaves everything else as it was`() {
    let streams = [
      Fixture.stream(
        "ct", studies: 30_000, growth: 0.04, sizeGrowth: 0.05, scanners: Self.scanners(2)),
      Fixture.stream("mr", studies: 9_000, growth: 0.02),
    ]
    let events = [
      Self.volume(2027, 9, 9_000, ramp: 6),
      Self.replace(2027, 10, 1, factor: 1.6, closed: 14),
      ExpansionEvent(on: Self.month(2027, 11), change: .studySize(stream: 0, factor: .known(2))),
    ]
    let plain = Fixture.studies(Fixture.scenario(streams))
    let changed = Fixture.studies(Fixture.scenario(streams, events: events))
    func same(_ a: [Study], _ b: [Study]) -> Bool {
      a.count == b.count
        && zip(a, b).allSatisfy {
          $0.time == $1.time && $0.bytes == $1.bytes && $0.instances == $1.instances
            && $0.patientClass == $1.patientClass
        }
    }
    let september = 243.0 * 86_400
    #expect(same(plain.filter { $0.stream == 1 }, changed.filter { $0.stream == 1 }))
    #expect(same(plain.filter { $0.time < september }, changed.filter { $0.time < september }))
    #expect(changed.count > plain.count)
  }

  // MARK: - Capacity

  /// One scanner, 60 hours a week, 15 minutes a study: 4·60/7 = 34.286 a day. 12,000 a year are 32.877
  /// a day; with 1,000 more from June 35.616, which is too much until a second scanner comes in
  /// October. The year: (12,000 + 1,000·214/365) over 34.286·(365 + 92), 80.33 %.
  @Test func `the first month above the scanners' capacity is found`() throws {
    let scenario = Fixture.scenario(
      [Fixture.stream(studies: 12_000, profile: 1, scanners: Self.scanners(1))],
      events: [Self.volume(2027, 6, 1_000), Self.volume(2027, 10, 0, scanners: 1)])
    let load = try #require(ScannerLoad.all(scenario).first)
    #expect(close(load.capacity[0], 31 * 240 / 7.0))
    #expect(close(load.capacity[1], 960))
    #expect(close(load.studies[5], 13_000 * 30 / 365.0))
    #expect(load.firstAbove == 5)
    #expect(load.monthsAbove == [5, 6, 7, 8])
    let asked: Double = 12_000 + 1_000 * 214 / 365
    let possible: Double = 457 * 240 / 7
    #expect(close(load.yearly[0], asked / possible))
  }

  /// Two scanners of 240/7 a day. One is closed from March for 42 days, to April 11; then it takes ten
  /// minutes a study, 360/7 a day.
  @Test func `closed and faster scanners count`() throws {
    let scenario = Fixture.scenario(
      [Fixture.stream(studies: 12_000, profile: 1, scanners: Self.scanners(2))],
      events: [Self.replace(2027, 3, 1, minutes: 10, closed: 42)])
    let load = try #require(ScannerLoad.all(scenario).first)
    #expect(close(load.capacity[1], 28 * 480 / 7.0))
    #expect(close(load.capacity[2], 31 * 240 / 7.0))
    #expect(close(load.capacity[3], (11 * 240 + 19 * 600) / 7.0))
    #expect(close(load.capacity[4], 31 * 600 / 7.0))
    #expect(load.firstAbove == nil)
  }
}
