import PlanModel
import Quantities
import Testing

@testable import Simulation

struct StorageTests {
  private func tier(
    _ id: String, leaves: Int?, copies: Int = 1, protection: Double = 1,
    capacity: TierCapacity? = nil
  ) -> StorageTier {
    StorageTier(
      id: id, leavesAfterDays: leaves, copies: copies, protection: protection, capacity: capacity)
  }

  /// Every day's bytes in a bin of its own, each bin looked at on each day.
  @Test(arguments: [false, true])
  func `tiers hold what day bins hold`(purges: Bool) {
    let rules = [
      RetentionRule(modalities: "default", years: 1), RetentionRule(modalities: "MG-*", years: nil),
    ]
    let tiers = [
      tier("hot", leaves: 30), tier("warm", leaves: 500), tier("cold", leaves: nil, copies: 2),
    ]
    let scenario = Fixture.scenario(
      [Fixture.stream("ct", rule: 0), Fixture.stream("mg", studies: 5_000, rule: 1)],
      vendors: [Fixture.vendor([Fixture.stage("in", megabytes: 100)], tiers: tiers)], years: 3,
      retention: RetentionPolicy(purges: purges, rules: rules))
    let outcome = Replay(scenario).run(.means, seed: 1, replication: 0)
    let calendar = PlanCalendar(scenario)
    var bins = [[Double]](repeating: [Double](repeating: 0, count: calendar.days.count), count: 2)
    let starts = calendar.days.map { Double($0.firstHour) * 3600 }
    var day = 0
    for study in Fixture.studies(scenario) {
      while day + 1 < starts.count, study.time >= starts[day + 1] { day += 1 }
      bins[Int(study.stream)][day] += study.bytes
    }
    func level(_ from: Int, _ to: Int, on day: Int) -> Double {
      var sum = 0.0
      for rule in 0..<2 {
        // 1 year is 365 days: 365.25 rounded.
        let kept = purges && rule == 0 ? 365 : Int.max
        for age in from..<max(from, min(to, day + 1, kept)) { sum += bins[rule][day - age] }
      }
      return sum
    }
    for month in [0, 5, 12, 20, 35] {
      let days = calendar.firstDayOfMonth(month)..<calendar.firstDayOfMonth(month + 1)
      for (place, range) in [(0, 30), (30, 500), (500, 10_000)].enumerated() {
        let levels = days.map { range.0 <= $0 ? level(range.0, range.1, on: $0) : 0 }
        let usage = outcome.vendors[0].usage.months[month].tiers[place]
        // Totals of whole bytes below 2⁵³: only the mean is rounded.
        #expect(usage.end == levels.last)
        #expect(usage.peak == levels.max())
        let mean = levels.reduce(0, +) / Double(levels.count)
        #expect(abs(usage.average - mean) <= 1e-12 * mean)
      }
      #expect(outcome.vendors[0].usage.months[month].tiers[2].overhead == 2)
    }
  }

  /// What came in is what is kept and what was purged, to the byte.
  @Test func `bytes are conserved`() {
    let scenario = Fixture.scenario(
      [Fixture.stream("ct")], vendors: [Fixture.vendor([Fixture.stage("in", megabytes: 100)])],
      years: 3,
      retention: RetentionPolicy(
        purges: true, rules: [RetentionRule(modalities: "default", years: 1)]),
      legacy: LegacyArchive(
        stored: Bytes(40, .TB), studies: 1, oldest: CalendarMonth(year: 2020, month: 1),
        yearlyGrowth: 0.08))
    let outcome = Replay(scenario).run(.means, seed: 1, replication: 0)
    let kept = outcome.vendors[0].logical.last!
    let purged = outcome.vendors[0].purged.reduce(0, +)
    let taken = outcome.bytes.reduce(0, +) + 40e12
    #expect(abs((kept + purged) / taken - 1) < 1e-12)
  }

  /// 70 TB over seven years without growth: at the start of 2027 a retention of two years (731 days)
  /// leaves 731 of 2,557 days, 20.01 TB; after a month of 1.7 TB in and 31 days of legacy out,
  /// 20.01 + 1.70 − 0.85.
  @Test func `the legacy archive ages`() throws {
    let scenario = Fixture.scenario(
      [Fixture.stream(studies: 200_000, profile: 1)],
      vendors: [Fixture.vendor([Fixture.stage("in", megabytes: 1_000)])],
      retention: RetentionPolicy(
        purges: true, rules: [RetentionRule(modalities: "default", years: 2)]),
      legacy: LegacyArchive(
        stored: Bytes(70, .TB), studies: 1, oldest: CalendarMonth(year: 2020, month: 1),
        yearlyGrowth: 0))
    let outcome = Replay(scenario).run(.means, seed: 1, replication: 0)
    let left = 70e12 * (731.0 - 31) / 2_557 + outcome.bytes[0]
    #expect(abs(outcome.vendors[0].logical[0] / left - 1) < 1e-12)
  }

  /// Twice as much in the second of two years: 2^(1/365.25) a day. The last 365.25 days hold
  /// (1 − 2^−1)/(1 − 2^−2.0014) = 66.6 % of all; whole days are asked for here.
  @Test func `the legacy archive's growth shapes its ages`() {
    let ages = LegacyAges(
      LegacyArchive(
        stored: Bytes(100, .TB), studies: 1, oldest: CalendarMonth(year: 2025, month: 1),
        yearlyGrowth: 1), firstDay: CalendarMonth(year: 2027, month: 1).firstDay)
    let days = 730.0
    let whole = Elementary.pow(2, days / 365.25) - 1
    #expect(
      abs(
        ages.total(through: -366)
          - 1e14 * (Elementary.pow(2, (days - 365) / 365.25) - 1) / whole) < 1)
    #expect(abs(ages.total(through: -1) - 1e14) < 1)
    #expect(ages.total(through: -731) == 0)
  }

  /// A study of 100 MB on each of 30 days: at the end the cache of 10 days holds the last ten,
  /// 1,000 MB, the disk of 20 days the last twenty, 2,000 MB, and the archive the ten before,
  /// 1,000 MB. One copy of all is 3,000 MB; with two copies in the cache and 1.5 raw bytes for each on
  /// disk, 2 × 1,000 + 1.5 × 2,000 + 1,000 = 6,000 MB are at rest. A cache that stands after the disk
  /// in the list holds the youngest too.
  @Test(arguments: [false, true])
  func `a cache holds the youngest again`(isBehind: Bool) {
    var cache = tier("cache", leaves: 10, copies: 2)
    cache.isCache = true
    let disk = tier("disk", leaves: 20, protection: 1.5)
    let plan = StoragePlan(
      isCompressed: false,
      tiers: (isBehind ? [disk, cache] : [cache, disk]) + [tier("archive", leaves: nil)])
    let forever = RetentionPolicy(
      purges: false, rules: [RetentionRule(modalities: "default", years: nil)])
    let firstDay = CalendarMonth(year: 2027, month: 6).firstDay
    let history = StoredHistory(
      rules: 1, lookBack: VendorStorage.lookBack(TierBoundaries(plan, StudyAccesses(nil)), forever),
      legacy: LegacyAges(nil, firstDay: firstDay), legacyShares: [1])
    var storage = VendorStorage(plan, retention: forever, firstDay: firstDay)
    for _ in 0..<30 {
      history.add(plain: 1e8, compressed: 5e7, rule: 0)
      history.endDay()
      storage.endDay(history)
    }
    storage.endMonth(firstDay: 0)
    let outcome = storage.finish()
    let ends = outcome.months[0].map(\.end)
    #expect(ends == (isBehind ? [2e9, 1e9, 1e9] : [1e9, 2e9, 1e9]))
    let usage = PlanUsage(
      months: [
        MonthlyUsage(
          studies: 30, instances: 0, ingested: 3e9, tiers: outcome.months[0], purchased: [])
      ], initialCapacity: [], sites: [1])
    let vendor = VendorOutcome(
      usage: usage,
      queues: PipelineOutcome(
        stages: [], timeToArchive: [], timeToArchiveBySite: [], timeToProtected: [],
        timeToDisplay: [],
        archived: 30,
        protected: 30, unseen: 0, displayed: 0, serviceLevels: []), tiers: outcome.tiers,
      purged: outcome.purged)
    #expect(vendor.logical == [3e9])
    #expect(vendor.physical == [6e9])
  }

  /// 1 TB a month into 3 TB usable at 80 %: 2.4 TB are passed in month 3, 2 TB are bought then (5 TB,
  /// threshold 4 TB), again in month 5 (7 TB, 5.6) and so on; the maximum of 7 TB is full in month 8.
  @Test func `capacity is bought in the month that needs it, up to the maximum`() throws {
    let limits = TierCapacity(
      usable: Bytes(3, .TB), fillThreshold: Fraction(0.8), increment: Bytes(2, .TB),
      maximum: Bytes(7, .TB), leadTimeMonths: 2)
    // 1,200,000 studies of 10 MB a year, flat: 1 TB in a month of 30.4 days, noise of a day 0.2 %.
    let scenario = Fixture.scenario(
      [Fixture.stream(studies: 1_200_000, size: .constant(1e7), profile: 1)],
      vendors: [
        Fixture.vendor(
          [Fixture.stage("in", megabytes: 1_000)],
          tiers: [tier("disk", leaves: nil, capacity: limits)])
      ])
    let vendor = Replay(scenario).run(.means, seed: 1, replication: 0).vendors[0]
    let bought = vendor.usage.months.map { $0.purchased[0].count / 1_000_000_000_000 }
    #expect(bought == [0, 0, 2, 0, 2, 0, 0, 0, 0, 0, 0, 0])
    let calendar = PlanCalendar(scenario)
    // 2.4 TB after 0.2 years (day 73), 3 TB after 0.25 (day 91.25), 7 TB after 7/12 (day 212.9).
    #expect(abs(try #require(vendor.tiers[0].threshold) - 73) <= 1)
    #expect(abs(try #require(vendor.tiers[0].full) - 91) <= 1)
    #expect(abs(try #require(vendor.tiers[0].fullWithPurchases) - 212) <= 1)
    #expect(calendar.days.count == 365)
  }
}
