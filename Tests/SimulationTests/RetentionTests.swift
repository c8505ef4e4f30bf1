import PlanModel
import Quantities
import Testing

@testable import Simulation

struct RetentionTests {
  /// By the law on mammography in the United States: the last five years of who comes again, ten of
  /// who does not.
  private static let mammography = RetentionPeriod.rolling(years: 5, otherwise: 10, returns: 0.7)
  /// Adults 7 years, minors until 21 or 7 years, whichever is later.
  private static let minors = RetentionPeriod.byAge(
    adult: 7, minor: [.age(21), .years(7)], minorShare: 0.09)

  private static func rule(_ period: RetentionPeriod, then changes: [(Int, RetentionPeriod)] = [])
    -> RetentionRule
  {
    RetentionRule(
      modalities: "default", period: period,
      changes: changes.map {
        RetentionChange(on: CalendarMonth(year: $0.0, month: 1), period: $0.1)
      })
  }

  /// Stored and purged GB after so many days of 1 GB each, from the start of 2027.
  private func stored(_ rule: RetentionRule, after days: [Int], hold: Double = 0) -> [(
    stored: Double, purged: Double
  )] {
    var policy = RetentionPolicy(purges: true, rules: [rule])
    policy.hold = hold
    let start = CalendarMonth(year: 2027, month: 1).firstDay
    let history = StoredHistory(
      rules: 1, lookBack: RetainedBytes.lookBack(policy), legacy: LegacyAges(nil, firstDay: start),
      legacyShares: [1])
    var retained = RetainedBytes(policy, form: .plain, firstDay: start)
    var found: [(Double, Double)] = []
    for day in 1...(days.max() ?? 1) {
      history.add(plain: 1e9, compressed: 0, rule: 0)
      history.endDay()
      retained.endDay(history)
      if days.contains(day) {
        found.append((retained.between(history, from: 0, to: nil) / 1e9, retained.purged / 1e9))
      }
    }
    return found
  }

  private func expect(
    _ found: [(stored: Double, purged: Double)], _ stored: [Double], _ days: [Int]
  ) {
    // Sums of a few tens of products below 10,000, each rounded to 1 in 2⁵³.
    for (one, (gigabytes, day)) in zip(found, zip(stored, days)) {
      #expect(abs(one.stored - gigabytes) < 1e-9)
      #expect(abs(one.stored + one.purged - Double(day)) < 1e-9)
    }
    #expect(found.count == stored.count)
  }

  /// Of 1 GB a day 2 % are kept for ever: after 1,000 days 20 GB, and of the other 98 % the last year's
  /// 365 days, 357.7 GB.
  @Test func `a legal hold keeps its share for ever`() {
    expect(stored(Self.rule(.years(1)), after: [1_000], hold: 0.02), [20 + 357.7], [1_000])
  }

  /// Ten classes of 10 % are last seen 0.1539 to 8.987 years after the study for a mean of 3 years
  /// (−3 ln(1 − (k + ½)/10)): kept for 7 years more, the first for 2,613 days, the last for 5,839. After
  /// 20 years of 1 GB a day each class holds its days: their sum is 365.25 (7 × 10 − 3 Σ ln(1 − (k + ½)/10))
  /// tenths of a day, rounded by class.
  @Test func `years after the last contact are spread over its classes`() {
    let period = RetentionPeriod.lastContact(years: 7, further: 3)
    let years = period.components.compactMap(\.years)
    #expect(years.count == 10)
    #expect(abs(years[0] - 7.15388) < 1e-5 && abs(years[9] - 15.98720) < 1e-5)
    let days = years.map { Int(($0 * 365.25).rounded()) }
    #expect(days[0] == 2_613 && days[9] == 5_839)
    let expected = Double(days.reduce(0, +)) / 10
    expect(stored(Self.rule(period), after: [7_305]), [expected], [7_305])
    // The middles of ten classes have 96.6 % of the mean of an exponential: its tail is cut short.
    let mean = years.reduce(0, +) / 10
    #expect(abs((mean - 7) / 3 - 0.9664) < 1e-3)
  }

  /// Five years are 1,826 days, ten are 3,653. After 3 years (1,096 days) all is there. After 7
  /// (2,557): 70 % of 1,826 and 30 % of 2,557 = 1,278.2 + 767.1. After 12 (4,383): 1,278.2 and 30 %
  /// of 3,653 = 1,095.9.
  @Test func `the rolling rule keeps what is worked out on paper`() {
    let days = [1_096, 2_557, 4_383]
    expect(stored(Self.rule(Self.mammography), after: days), [1_096, 2_045.3, 2_374.1], days)
  }

  /// Ages 0.5 to 13.5 reach 21 after 20.5 to 7.5 years, 14.5 to 17.5 sooner than after 7 years: 7
  /// years hold for 91 % + 9 % × 4/18 = 93 %, each further class for 9 %/18 = 0.5 %.
  ///
  /// After 3,653 days: 93 % of 7 years (2,557 days), 0.5 % each of 7.5, 8.5 and 9.5 years (2,739,
  /// 3,105, 3,470 days), 11 × 0.5 % of all = 2,378.01 + 46.57 + 200.915.
  @Test func `minors' studies are kept as worked out on paper`() {
    let parts = Self.minors.components
    #expect(parts.map(\.years) == [7] + (0..<14).map { 7.5 + Double($0) })
    #expect(abs(parts[0].share - 0.93) < 1e-12)
    #expect(parts.dropFirst().allSatisfy { abs($0.share - 0.005) < 1e-12 })
    expect(stored(Self.rule(Self.minors), after: [3_653]), [2_625.495], [3_653])
  }

  /// The start of 2034 is day 2,557 (counted from 0). By then 5 years have purged days 0 to 730; with
  /// 10 years from then on nothing more goes until day 731 is 3,653 days old, on day 4,384.
  ///
  /// After 2,557 days 1,826 are left, after 3,653 those from 731 on, after 5,000 the last 3,653.
  @Test func `a longer time brings nothing back`() {
    let days = [2_557, 3_653, 4_384, 5_000]
    expect(
      stored(Self.rule(.years(5), then: [(2034, .years(10))]), after: days),
      [1_826, 2_922, 3_653, 3_653], days)
    expect(
      stored(Self.rule(.years(5), then: [(2034, .years(nil))]), after: days),
      [1_826, 2_922, 3_653, 4_269], days)
  }

  /// The same the other way round: on day 2,557 (the 2,558th) all but 1,826 days go at once.
  @Test func `a shorter time purges at once`() {
    let days = [2_557, 2_558, 4_000]
    expect(
      stored(Self.rule(.years(10), then: [(2034, .years(5))]), after: days),
      [2_557, 1_826, 1_826], days)
  }

  /// 70 % of five years and 30 % of ten become 60 % of six and 40 % of nine: 60 % go from five to
  /// six, 10 % from five to nine, 30 % from ten to nine.
  @Test func `who is kept longest before is kept longest after`() {
    let strands = Self.rule(
      Self.mammography, then: [(2034, .rolling(years: 6, otherwise: 9, returns: 0.6))]
    ).strands
    #expect(strands.map(\.days) == [[1_826, 2_192], [1_826, 3_287], [3_653, 3_287]])
    for (strand, share) in zip(strands, [0.6, 0.1, 0.3]) {
      #expect(abs(strand.share - share) < 1e-12)
    }
  }

  @Test(arguments: [0, 1e-15, 0.09, 0.5, 1 - 1e-15, 1])
  func `the strands of a rule are all of its bytes`(share: Double) {
    let rule = Self.rule(
      Self.minors.with(minorShare: share),
      then: [
        (2030, .byAge(adult: 8, minor: [.age(25)], minorShare: share)), (2031, .years(nil)),
        (2032, Self.mammography),
      ])
    #expect(abs(rule.strands.reduce(0) { $0 + $1.share } - 1) < 1e-12)
    #expect(rule.strands.allSatisfy { $0.share > 0 && $0.days.count == 4 })
  }

  /// 70 TB over 2,557 days without growth. At the end of January 2027 a legacy study is 31 days old
  /// or more: of two years (731 days) 700 are left for 60 %, of five (1,826) 1,795 for 40 %.
  @Test func `the legacy archive is kept by the same mixture`() {
    let scenario = Fixture.scenario(
      [Fixture.stream(studies: 200_000, profile: 1)],
      vendors: [Fixture.vendor([Fixture.stage("in", megabytes: 1_000)])],
      retention: RetentionPolicy(
        purges: true, rules: [Self.rule(.rolling(years: 2, otherwise: 5, returns: 0.6))]),
      legacy: LegacyArchive(
        stored: Bytes(70, .TB), studies: 1, oldest: CalendarMonth(year: 2020, month: 1),
        yearlyGrowth: 0))
    let outcome = Replay(scenario).run(.means, seed: 1, replication: 0)
    let left = 70e12 / 2_557 * (0.6 * 700 + 0.4 * 1_795) + outcome.bytes[0]
    #expect(abs(outcome.vendors[0].logical[0] / left - 1) < 1e-12)
  }

  /// Mixtures, tiers by age and changes at once against a bin for each day of the plan and of the
  /// legacy archive, each strand of a bin purged by hand; and each month what came in is what is
  /// kept and what is gone.
  @Test func `tiers hold what bins hold, and no byte is lost`() {
    let rules = [
      Self.rule(Self.minors, then: [(2028, .years(1))]),
      Self.rule(.rolling(years: 1, otherwise: 3, returns: 0.25), then: [(2029, Self.mammography)]),
    ]
    let ends = [30, 500, Int.max]
    let scenario = Fixture.scenario(
      [Fixture.stream("ct", rule: 0), Fixture.stream("mg", studies: 5_000, rule: 1)],
      vendors: [
        Fixture.vendor(
          [Fixture.stage("in", megabytes: 100)],
          tiers: ends.map {
            StorageTier(
              id: "\($0)", leavesAfterDays: $0 == .max ? nil : $0, copies: 1, protection: 1,
              capacity: nil)
          })
      ], years: 4, retention: RetentionPolicy(purges: true, rules: rules),
      legacy: LegacyArchive(
        stored: Bytes(12, .TB), studies: 1, oldest: CalendarMonth(year: 2019, month: 1),
        yearlyGrowth: 0))
    let replay = Replay(scenario)
    let outcome = replay.run(.means, seed: 1, replication: 0)
    let calendar = PlanCalendar(scenario)
    let before = 2_922  // days of 2019 to 2026
    // 20,000 and 5,000 studies of one size: four fifths and one fifth of the legacy archive.
    var bins = [0.8, 0.2].map { share in
      [Double](repeating: 12e12 / Double(before) * share, count: before)
        + [Double](repeating: 0, count: calendar.days.count)
    }
    let starts = calendar.days.map { Double($0.firstHour) * 3600 }
    var today = 0
    for study in Fixture.studies(scenario) {
      while today + 1 < starts.count, study.time >= starts[today + 1] { today += 1 }
      bins[Int(study.stream)][before + today] += study.bytes
    }
    // What is left of each bin, by strand.
    let changeDays = [365, 731]
    var left = rules.indices.map { rule in
      rules[rule].strands.map { strand in bins[rule].map { $0 * strand.share } }
    }
    var gone = 0.0
    for day in calendar.days.indices {
      for (rule, whole) in rules.enumerated() {
        for (place, strand) in whole.strands.enumerated() {
          let days = strand.days[day >= changeDays[rule] ? 1 : 0] ?? Int.max
          for bin in 0..<max(0, before + day - days + 1) where left[rule][place][bin] > 0 {
            gone += left[rule][place][bin]
            left[rule][place][bin] = 0
          }
        }
      }
      guard calendar.days[day].endsMonth else { continue }
      let month = calendar.date(day).month.index - scenario.start.index
      var from = 0
      for (place, end) in ends.enumerated() {
        let newest = before + day - from
        let oldest = end == .max ? 0 : max(0, before + day - end + 1)
        let held = left.joined().reduce(0.0) { sum, bins in
          newest < oldest ? sum : bins[oldest...newest].reduce(sum, +)
        }
        // Some 10⁵ sums of up to 1.7·10¹³ bytes, each rounded to 2⁻⁹ bytes.
        #expect(abs(outcome.vendors[0].usage.months[month].tiers[place].end - held) < 1_000)
        from = end
      }
      let purged = outcome.vendors[0].purged[...month].reduce(0, +)
      #expect(abs(purged - gone) < 1_000)
      let came = 12e12 + outcome.bytes[...month].reduce(0, +)
      #expect(abs(outcome.vendors[0].logical[month] + purged - came) < 1)
    }
  }

  @Test func `a stream's own share of minors makes a rule of its own`() {
    var policy = RetentionPolicy(
      purges: true,
      rules: [Self.rule(Self.minors), RetentionRule(modalities: "MG-*", years: 10)])
    #expect(policy.rule(for: "CT", minorShare: nil) == 0)
    #expect(policy.rule(for: "CT", minorShare: 1) == 2)
    #expect(policy.rule(for: "MR", minorShare: 1) == 2)
    #expect(policy.rule(for: "CT", minorShare: 0.09) == 0)
    #expect(policy.rule(for: "CT", minorShare: nil) == 0)
    #expect(policy.rule(for: "MG-DBT", minorShare: nil) == 1)
    #expect(policy.rules.count == 3)
    #expect(policy.rules[2].period == Self.minors.with(minorShare: 1))
  }

  @Test func `rules are said in words`() {
    #expect(
      Self.minors.words == "7 years; minors (9 %): until 21 or 7 years, whichever is later")
    #expect(
      Self.mammography.words == "5 years where the patient returns (70 %), else 10 years")
    #expect(RetentionPeriod.years(nil).words == "for ever")
    #expect(
      RetentionPeriod.byAge(adult: nil, minor: [.age(21)], minorShare: 0.5).words
        == "for ever; minors (50 %): until 21")
  }
}
