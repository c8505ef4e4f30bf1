import PlanModel
import Quantities
import Testing

@testable import Simulation

/// One vendor's tiers where every day brings the same bytes, so that a level in steady state is a number
/// of days: the mean time that a byte spends in a tier.
private struct SteadyDays {
  static let forever = RetentionPolicy(
    purges: false, rules: [RetentionRule(modalities: "default", years: nil)])
  static let start = CalendarMonth(year: 2027, month: 1).firstDay

  /// Priors whose ages are evenly spread up to an age: a study is asked for at a constant rate so long.
  static func reading(priors: Double, days: Double) -> ReadingPlan {
    let quick = ReadingPlan.Turnaround(median: Seconds(60), p95: Seconds(120))
    return ReadingPlan(
      turnaround: [quick, quick, quick], readers: [ReadingPlan.Readers(place: nil, share: 1)],
      priors: ReadingPlan.Priors(
        perStudy: priors, ages: AgeDistribution([.init(days: days, share: 1)])),
      views: nil)
  }

  static func tier(_ id: String, leaves days: Int?, byAccess: Bool = false, reheatsTo: Int? = nil)
    -> StorageTier
  {
    var tier = StorageTier(
      id: id, leavesAfterDays: days, copies: 1, protection: 1, capacity: nil)
    tier.leavesByAccess = byAccess
    tier.reheatsTo = reheatsTo
    return tier
  }

  /// What the tiers hold and are billed for on top, in days' bytes, after a long time.
  static func levels(_ tiers: [StorageTier], _ reading: ReadingPlan?, small: [[Double]]? = nil)
    -> [TierUsage]
  {
    let plan = StoragePlan(isCompressed: false, tiers: tiers)
    let boundaries = TierBoundaries(plan, StudyAccesses(reading))
    let history = StoredHistory(
      rules: 1, lookBack: VendorStorage.lookBack(boundaries, forever),
      legacy: LegacyAges(nil, firstDay: start), legacyShares: [1])
    var storage = VendorStorage(
      plan, retention: forever, firstDay: start, boundaries: boundaries, small: small)
    for day in 0..<6_000 {
      history.add(plain: 1, compressed: 1, rule: 0)
      history.endDay()
      storage.endDay(history)
      if day == 5_899 { storage.endMonth(firstDay: 0) }
    }
    storage.endMonth(firstDay: 5_900)
    return storage.finish().months[1]
  }
}

struct AccessTierTests {
  /// p priors with ages evenly up to 100 days: each study is asked for at p/100 a day. It is hot for its
  /// first 30 days and while its last access is at most 30 days ago:
  ///
  ///     up to 30 days          all                         30
  ///     30 to 100 days         1 − e^(−0.3 p)              70 (1 − e^(−0.3 p))
  ///     100 to 130 days        1 − e^(−p (130 − a)/100)    30 − (100/p) (1 − e^(−0.3 p))
  ///
  /// Ages are whole days whose middle counts, which for straight lines and exponentials this flat is
  /// right to 1e-4; in the last thirty days steps of a week are taken together, at their mean.
  @Test(arguments: [0.5, 2.0, 5])
  func `what is lifted on a read stays for the days after it`(priors: Double) {
    let levels = SteadyDays.levels(
      [
        SteadyDays.tier("hot", leaves: 30, byAccess: true),
        SteadyDays.tier("cold", leaves: nil, reheatsTo: 0),
      ], SteadyDays.reading(priors: priors, days: 100))
    let none = Elementary.exp(-0.3 * priors)
    let hot = 30 + 70 * (1 - none) + 30 - 100 / priors * (1 - none)
    #expect(abs(levels[0].end / hot - 1) < 2e-3)
    // Nothing is lost between the tiers.
    #expect(abs(levels[0].end + levels[1].end - 6_000) < 1e-6)
  }

  /// Without lifting, a study leaves at the first 30 days without an access. At a constant rate λ the
  /// mean time until such a gap has passed is (e^(30 λ) − 1)/λ (the waiting time for a gap in a Poisson
  /// process). Days are whole here: an access counts for its day, which makes gaps half a day shorter or
  /// longer; 2 %.
  @Test func `what is not lifted leaves at its first gap`() {
    let levels = SteadyDays.levels(
      [
        SteadyDays.tier("hot", leaves: 30, byAccess: true), SteadyDays.tier("cold", leaves: nil),
      ], SteadyDays.reading(priors: 0.02 * 3_000, days: 3_000))
    let mean = (Elementary.exp(0.6) - 1) / 0.02
    #expect(abs(levels[0].end / mean - 1) < 0.02)
  }

  /// Hot for 30 days after the last access, warm up to an age of 60 days: a study is warm from 30 to 60
  /// days if nobody asked for it in the last thirty: 30 e^(−0.3 p) days. Cold is what is neither.
  @Test func `tiers by access and by age stand behind each other`() {
    let levels = SteadyDays.levels(
      [
        SteadyDays.tier("hot", leaves: 30, byAccess: true), SteadyDays.tier("warm", leaves: 60),
        SteadyDays.tier("cold", leaves: nil, reheatsTo: 0),
      ], SteadyDays.reading(priors: 2, days: 100))
    #expect(abs(levels[1].end / (30 * Elementary.exp(-0.6)) - 1) < 1e-3)
    #expect(abs(levels.reduce(0) { $0 + $1.end } - 6_000) < 1e-6)
  }

  /// Without readers nobody asks again: by access is by age.
  @Test func `without reading the last access is the acquisition`() {
    let levels = SteadyDays.levels(
      [
        SteadyDays.tier("hot", leaves: 30, byAccess: true),
        SteadyDays.tier("cold", leaves: nil, reheatsTo: 0),
      ], nil)
    #expect(levels[0].end == 30)
  }

  /// Bytes leave the middle tier 60 days after they came in and are paid for 90: 30 days more for each
  /// day's bytes, every day.
  @Test func `what leaves by age before its least time is paid for the rest`() {
    var middle = SteadyDays.tier("middle", leaves: 90)
    middle.minimumDays = 90
    let levels = SteadyDays.levels(
      [SteadyDays.tier("hot", leaves: 30), middle, SteadyDays.tier("cold", leaves: nil)], nil)
    #expect(levels[1].end == 60)
    #expect(abs(levels[1].surcharge - 30) < 1e-9)
    #expect(abs(levels[1].bytes(.logical, .average) - 90) < 1e-9)
  }

  /// At a constant rate λ up to 1,000 days, reads lift λ e^(−λ N) of the studies of each age; t days after
  /// a study has come in cold it was last asked for N + t days ago, so the mean of D − t, where that is
  /// more than none, is e^(−λ N) (D − (1 − e^(−λ D))/λ) for each read, as far as a study is old enough to
  /// have been cold so long: for ages above N + D; below, with D shortened to the age.
  @Test func `what a read lifts before its least time is paid for the rest`() {
    let (rate, days, least) = (0.01, 30.0, 90.0)
    var cold = SteadyDays.tier("cold", leaves: nil, reheatsTo: 0)
    cold.minimumDays = Int(least)
    let levels = SteadyDays.levels(
      [SteadyDays.tier("hot", leaves: Int(days), byAccess: true), cold],
      SteadyDays.reading(priors: rate * 1_000, days: 1_000))
    // By quadrature over age and time since the last access; at s = age there was none since birth.
    var expected = 0.0
    let step = 0.25
    for age in stride(from: days + step / 2, to: 1_000, by: step) {
      var mean = 0.0
      for since in stride(from: days + step / 2, to: min(age, days + least), by: step) {
        mean += rate * Elementary.exp(-rate * since) * step * (least - (since - days))
      }
      if age < days + least { mean += Elementary.exp(-rate * age) * (least - (age - days)) }
      expected += rate * mean * step
    }
    #expect(abs(levels[1].surcharge / expected - 1) < 0.01)
  }

  /// Studies of 100 MB with 200 instances of 0.5 MB: with 1 MB billed at least for each, 100 MB more, as
  /// much as they take; with 250 MB for each study, 1.5 times what they take; with 50 MB, nothing.
  @Test(arguments: [
    (1e6, MinimumObject.Kind.instance, 1.0), (250e6, .study, 1.5), (50e6, .study, 0),
  ])
  func `small objects are billed at their least size`(
    size: Double, per: MinimumObject.Kind, extra: Double
  ) {
    let scenario = Fixture.scenario([Fixture.stream()])
    var tier = SteadyDays.tier("all", leaves: nil)
    tier.minimumObject = MinimumObject(size: Bytes(size, .B), per: per)
    let weights = SmallObjects.extra(
      tier, scenario, StreamParameters.all(scenario, .means), isCompressed: false, yearEnd: 0)
    #expect(abs(weights[0] - extra) < 1e-9)
    let levels = SteadyDays.levels([tier], nil, small: [weights])
    #expect(abs(levels[0].surcharge / levels[0].average - extra) < 1e-9)
  }

  /// Of studies with exponential sizes of mean 1, those below m lack m − x: ∫₀ᵐ (m − x) e^(−x) dx =
  /// m − 1 + e^(−m). 400 shares of the sizes give it to 1 %.
  @Test func `the least size counts against the distribution of sizes`() {
    let scenario = Fixture.scenario([Fixture.stream(size: .exponential(mean: 100e6))])
    var tier = SteadyDays.tier("all", leaves: nil)
    tier.minimumObject = MinimumObject(size: Bytes(50e6, .B), per: .study)
    let weights = SmallObjects.extra(
      tier, scenario, StreamParameters.all(scenario, .means), isCompressed: false, yearEnd: 0)
    let expected = 0.5 - 1 + Elementary.exp(-0.5)
    #expect(abs(weights[0] / expected - 1) < 0.01)
  }

  /// Of 100 and 300 MB, recorded in year 1, the smaller lacks 150 MB of 250: 150 ÷ 400 for a byte. With
  /// two instances of 100 MB at least each they lack 100 and 0: 100 ÷ 400. The third comes too late.
  @Test(arguments: [
    (250e6, MinimumObject.Kind.study, 0.375), (100e6, .instance, 0.25),
  ])
  func `recorded studies are billed at the least size of their own`(
    size: Double, per: MinimumObject.Kind, extra: Double
  ) {
    var stream = Fixture.stream(studies: 0)
    stream.trace = StudyTrace(
      times: [100, 200, 300], bytes: [100e6, 300e6, 1], instances: [2, 2, 2], patientClasses: nil)
    let scenario = Fixture.scenario([stream])
    var tier = SteadyDays.tier("all", leaves: nil)
    tier.minimumObject = MinimumObject(size: Bytes(size, .B), per: per)
    let weights = SmallObjects.extra(
      tier, scenario, StreamParameters.all(scenario, .means), isCompressed: false, yearEnd: 300)
    #expect(abs(weights[0] - extra) < 1e-12)
  }

  /// All leave the hot tier after 30 days without access and the next by their age, just as old: it never
  /// holds anything that a read could lift out too early.
  @Test func `nothing is lifted out of a tier that all are too old for`() {
    var middle = SteadyDays.tier("middle", leaves: 30, reheatsTo: 0)
    middle.minimumDays = 90
    let levels = SteadyDays.levels(
      [
        SteadyDays.tier("hot", leaves: 30, byAccess: true), middle,
        SteadyDays.tier("cold", leaves: nil, reheatsTo: 0),
      ], SteadyDays.reading(priors: 2, days: 100))
    #expect(levels[1].average < 1e-9)
    #expect(levels[1].surcharge == 0)
  }

  /// One study of the first day, looked at on its 59th. The hot tier lets go to the day from 37 to 51 days
  /// and then by the week, the next begins at 55.
  @Test func `tiers together hold what came, whatever their steps`() {
    let plan = StoragePlan(
      isCompressed: false,
      tiers: [
        SteadyDays.tier("hot", leaves: 37, byAccess: true), SteadyDays.tier("t", leaves: 55),
        SteadyDays.tier("last", leaves: nil),
      ])
    let boundaries = TierBoundaries(
      plan, StudyAccesses(SteadyDays.reading(priors: 2, days: 100)))
    let history = StoredHistory(
      rules: 1, lookBack: VendorStorage.lookBack(boundaries, SteadyDays.forever),
      legacy: LegacyAges(nil, firstDay: SteadyDays.start), legacyShares: [1])
    var storage = VendorStorage(
      plan, retention: SteadyDays.forever, firstDay: SteadyDays.start, boundaries: boundaries)
    for day in 0..<70 {
      if day == 0 { history.add(plain: 1, compressed: 1, rule: 0) }
      history.endDay()
      storage.endDay(history)
      storage.endMonth(firstDay: day)
    }
    for tiers in storage.finish().months {
      #expect(abs(tiers.reduce(0) { $0 + $1.end } - 1) < 1e-12)
    }
  }
}

struct MigrationTests {
  private static func scenario(
    legacy terabytes: Double, clinical: Double = 0, years: Double? = nil, delay: Int = 0,
    recompression: Double = 1, goLive: Int = 1
  ) -> Scenario {
    // 100 Mbit/s carry 12.5 MB/s, and so do windows of 1 MiB over 10 ms on eight connections.
    let use = LinkUse(connections: 8, window: Bytes(1, .MiB), isPipelined: true)
    var archive = LegacyArchive(
      stored: Bytes(terabytes * 1e12, .B), studies: Int(terabytes * 10_000),
      oldest: CalendarMonth(year: 2017, month: 1), yearlyGrowth: 0)
    archive.migration = Migration(
      years: years, window: WeekWindow(from: 19 * 3600, to: 6 * 3600), rate: nil, from: 0,
      delayMonths: delay, recompression: recompression)
    var vendor = Fixture.vendor([
      Fixture.stage("uplink", .link(use)), Fixture.stage("ingest", servers: 4, megabytes: 100),
    ])
    vendor.contract.goLive = goLive
    // Clinical studies of 100 MB: so many a year that the line is busy for that share of the time.
    var scenario = Fixture.scenario(
      [
        Fixture.stream(
          studies: max(12, clinical * 365 * 86_400 / 8), size: .constant(1e8), profile: 1)
      ],
      vendors: [vendor], years: 2, legacy: archive)
    scenario.sites[0].wan?.up = BitsPerSecond(100e6)
    return scenario
  }

  private static func outcome(_ scenario: Scenario) -> (MigrationOutcome, VendorOutcome) {
    let vendor = Replay(scenario).run(.means, seed: 1, replication: 0).vendors[0]
    guard let migration = vendor.migration else { preconditionFailure("something is moved") }
    return (migration, vendor)
  }

  /// 11 hours a night at 12.5 MB/s are 495 GB; 49.5 TB take 100 nights: days 0 to 99, and an hour of it
  /// for the few clinical studies. The first night has only its evening, and its morning from midnight:
  /// day 0 has 5 hours of evening and 6 of morning like any other.
  @Test func `an idle line moves the archive at its rate in its window`() {
    let (migration, vendor) = Self.outcome(Self.scenario(legacy: 49.5))
    #expect(migration.begin == 0)
    #expect(migration.end == 99 || migration.end == 100)
    #expect(abs(migration.bytes / 49.5e12 - 1) < 1e-9)
    // Half way, half of it is there: at the end of February, day 58 of 100.
    #expect(abs(vendor.usage.months[1].tiers[0].end / (0.59 * 49.5e12) - 1) < 0.02)
    #expect(abs(vendor.usage.months[23].tiers[0].end / 49.5e12 - 1) < 1e-3)
  }

  /// Clinical traffic takes 40 % of the line at all hours: 100 nights become 100/0.6 = 167. Day by day
  /// what it takes varies; over 167 days of 11 hours, with studies of 8 s at 0.05 a second, the relative
  /// error of the sum is √(330,000) × 8 s ÷ 6.6e6 s = 0.07 %.
  @Test func `a migration gets what clinical traffic leaves`() {
    let (migration, vendor) = Self.outcome(Self.scenario(legacy: 49.5, clinical: 0.4))
    #expect(abs(Double(migration.end ?? 0) - 166.7) <= 1.5)
    // And takes nothing from it.
    var without = Self.scenario(legacy: 49.5, clinical: 0.4)
    without.legacy?.migration = nil
    let alone = Replay(without).run(.means, seed: 1, replication: 0).vendors[0]
    #expect(vendor.queues.timeToArchive == alone.queues.timeToArchive)
  }

  /// Of ten even years the youngest four: 19.8 TB, 40 nights, from three months after go-live; and half as
  /// big in the new archive.
  @Test func `a part of the archive can be moved later and smaller`() {
    let (migration, vendor) = Self.outcome(
      Self.scenario(legacy: 49.5, years: 4, delay: 3, recompression: 2))
    #expect(migration.begin == 90)
    #expect(abs(Double((migration.end ?? 0) - 90) - 40) <= 1)
    #expect(abs(vendor.usage.months[2].tiers[0].end / 1e12) < 0.01)
    #expect(abs(vendor.usage.months[5].tiers[0].end / 9.9e12 - 1) < 0.01)
  }

  /// An offer that goes live after six months moves what the old system took in until then as well: the
  /// youngest first. Half of the line's load of a year comes on top: 0.4 × 12.5 MB/s × 181 days.
  @Test func `what came in before go-live is moved too`() {
    let scenario = Self.scenario(legacy: 4.95, clinical: 0.4, goLive: 7)
    let (migration, vendor) = Self.outcome(scenario)
    let before = 0.4 * 12.5e6 * 181 * 86_400
    #expect(abs(migration.bytes / (4.95e12 + before) - 1) < 0.01)
    #expect(vendor.usage.months[5].tiers[0].end == 0)
    let end = migration.end ?? 0
    #expect(abs(Double(end - 181) - (4.95e12 + before) / (0.6 * 495e9)) < 4)
  }

  /// 1 MB/s are 86.4 GB a day, and as much was acquired on each of 31 days. The last hour of a day counts
  /// for the next: 82.8 GB by the end of day 0, 82.8 + 30 × 86.4 = 2,674.8 GB by that of day 30, and
  /// 2,678.4 GB are there on day 31.
  @Test func `the last hour of a day counts for the next, whatever is on the way`() {
    var archive = LegacyArchive(
      stored: Bytes(31 * 86.4e9, .B), studies: 1_000, oldest: CalendarMonth(year: 2026, month: 12),
      yearlyGrowth: 0)
    archive.migration = Migration(
      years: nil, window: nil, rate: BitsPerSecond(bytesPerSecond: 1e6), from: 0)
    var stream = Fixture.stream(studies: 0)
    stream.trace = StudyTrace(times: [], bytes: [], instances: [], patientClasses: [])
    let scenario = Fixture.scenario([stream], vendors: [Fixture.vendor([])], legacy: archive)
    #expect(Self.outcome(scenario).0.end == 31)
  }

  /// Recorded in year 1: 40 instances in 200 MB, which compression halves.
  @Test func `a migration goes by the instances that were recorded`() {
    var scenario = Self.scenario(legacy: 1)
    scenario.streams[0].studiesPerYear = .known(0)
    scenario.streams[0].instances = .constant(1)
    scenario.streams[0].trace = StudyTrace(
      times: [100, 200], bytes: [1e8, 1e8], instances: [10, 30], patientClasses: nil)
    let calendar = PlanCalendar(scenario)
    let plan = MigrationPlan(
      scenario, vendor: 0, calendar, DemandExpectation(scenario), yearEnd: 365 * 86_400)
    #expect(plan?.instancesPerByte == 40 / 1e8)
  }
}
