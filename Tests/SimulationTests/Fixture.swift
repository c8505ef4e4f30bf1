import Foundation
import PlanModel
import Quantities

@testable import Simulation

/// Small scenarios made in code; those a user could write are tested through files.
enum Fixture {
  static let place = SourceLocation(file: "fixture.yaml", line: 1, column: 1)

  static func entry(mean: Double = 1e8, ratio: Double = 2) -> CatalogueEntry {
    let flat = QuantileTable(knots: Array(repeating: mean, count: 101))
    return CatalogueEntry(
      code: "CT", name: "CT", bytes: flat,
      instances: QuantileTable(knots: Array(repeating: 200, count: 101)), defaultMean: mean,
      siteFactor: .known(1), losslessRatio: .known(ratio), growsInInstances: true, source: "",
      ratioSource: "", factorSource: "", note: "")
  }

  static func stream(
    _ id: String = "ct", site: Int = 0, studies: Double = 20_000, growth: Double = 0,
    sizeGrowth: Double = 0, size: StudySize = .constant(1e8),
    classes: [Double] = [0.25, 0.2, 0.55], profile: Int = 0, rule: Int = 0,
    instances: InstanceCount = .constant(200), scanners: Scanners? = nil
  ) -> StudyStream {
    StudyStream(
      id: id, site: site, modality: entry(), department: "Radiology",
      studiesPerYear: .known(studies), growth: .known(growth), sizeGrowth: .known(sizeGrowth),
      size: size, isStoredSize: false, instances: instances, classShares: classes,
      profile: profile, retentionRule: rule, scanners: scanners)
  }

  static func stage(
    _ name: String, _ place: Stage.Place = .core, servers: Int = 1, megabytes: Double? = nil,
    perStudy: Double = 0, perInstance: Double = 0, discipline: QueueDiscipline = .fifo
  ) -> Stage {
    Stage(
      name: name, place: place, servers: servers,
      rate: megabytes.map { BitsPerSecond(bytesPerSecond: $0 * 1e6) },
      perStudy: Seconds(perStudy), perInstance: Seconds(perInstance), isCompressed: false,
      discipline: discipline)
  }

  static func vendor(
    _ ingest: [Stage], copies: [Stage] = [], tiers: [StorageTier]? = nil, compressed: Bool = false
  ) -> VendorProfile {
    VendorProfile(
      id: "v", name: "V", basis: .archetype, deployment: .cloud, core: nil, ingest: ingest,
      copies: copies.map { Copy(name: $0.name, place: nil, link: nil, stage: $0) },
      storage: StoragePlan(
        isCompressed: compressed,
        tiers: tiers ?? [
          StorageTier(id: "all", leavesAfterDays: nil, copies: 1, protection: 1, capacity: nil)
        ]), prices: [])
  }

  static func scenario(
    _ streams: [StudyStream], vendors: [VendorProfile] = [], sites: Int = 1, years: Int = 1,
    start: CalendarMonth = CalendarMonth(year: 2027, month: 1),
    calendar: HolidayCalendar = HolidayCalendar(.none), timeZone: String = "UTC",
    profiles: [ArrivalProfile] = [.standard, .flat],
    retention: RetentionPolicy = RetentionPolicy(
      purges: false, rules: [RetentionRule(modalities: "default", years: nil)]),
    legacy: LegacyArchive? = nil, serviceLevels: [ServiceLevel] = [],
    events: [ExpansionEvent] = []
  ) -> Scenario {
    let line = NetworkLink(
      up: BitsPerSecond(1e9), down: BitsPerSecond(1e9), roundTrip: Seconds(0.01), share: .one)
    return Scenario(
      name: "Fixture", currency: .dollars, start: start, years: years,
      replications: 1, seed: 1, calendar: calendar, timeZone: timeZone,
      sites: (0..<sites).map { Site(id: "s\($0)", name: "Site \($0)", lan: line, wan: line) },
      streams: streams, profiles: profiles, retention: retention, legacy: legacy,
      serviceLevels: serviceLevels,
      finance: Finance(
        discountRate: Fraction(0.06), basis: .nominal, inflation: .zero, timing: .end,
        administratorSalary: UnitPrice(0), onCost: 0), vendors: vendors, assumptions: [],
      events: events)
  }

  /// All studies of a future, in order of time.
  static func studies(
    _ scenario: Scenario, seed: UInt64 = 1, replication: UInt32 = 0
  ) -> [Study] {
    let calendar = PlanCalendar(scenario)
    let process = ArrivalProcess(
      scenario, calendar: calendar, weights: scenario.profiles.map(HourWeights.init),
      parameters: StreamParameters.all(scenario, .means), seed: seed,
      replication: replication)
    let batch = StudyBatch()
    for year in 0..<scenario.years {
      let days =
        calendar.firstDayOfMonth(year * 12)..<calendar.firstDayOfMonth(year * 12 + 12)
      for day in days { process.day(day, of: year + 1, yearDays: days, into: batch) }
    }
    return (0..<batch.studies.count).map { batch.studies.base[$0] }
  }
}

extension HolidayCalendar {
  static let usFederal = HolidayCalendar(.usFederal)
}

extension Currency {
  // swift-format-ignore: NeverForceUnwrap
  static let dollars = Currency(code: "USD")!
}
