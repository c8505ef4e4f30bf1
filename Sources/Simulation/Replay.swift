public import PlanModel
import Quantities

/// Replays one future of a scenario: the same studies through every vendor's system.
///
/// Studies are made day by day and passed on in batches of a few hundred, which every vendor
/// takes in turn; nothing is kept of a study once it has arrived. Memory depends on the number of
/// queues and on how far tiers look back, not on the horizon.
public struct Replay: Sendable {
  /// The scenario.
  public let scenario: Scenario
  /// Its calendar.
  public let calendar: PlanCalendar
  /// What the base case expects.
  public let expectation: DemandExpectation
  private let timeline: Timeline
  /// By vendor.
  private let timelines: [SystemTimelines]
  /// By vendor, the day on which its system takes over.
  private let goLiveDays: [Int]
  /// By month.
  private let openSites: [Int]
  private let weights: [HourWeights]
  /// The ages of the legacy archive's bytes.
  private let legacy: LegacyAges
  /// By vendor: when studies leave its tiers.
  private let boundaries: [TierBoundaries]
  /// By vendor; nil where nothing is moved.
  private let migrations: [MigrationPlan?]
  /// How they spread over the retention rules.
  let legacyShares: [Double]
  /// How studies are passed on.
  var batching = Batching()
  private let judgesPlaces: Bool

  /// Prepares a scenario.
  ///
  /// - Parameters:
  ///   - scenario: What is replayed.
  ///   - judgesPlaces: Whether promises are judged at each place by itself too.
  public init(_ scenario: Scenario, judgesPlaces: Bool = false) {
    self.scenario = scenario
    self.judgesPlaces = judgesPlaces
    calendar = PlanCalendar(scenario)
    let timeline = Timeline(calendar)
    self.timeline = timeline
    let plan = calendar
    timelines = scenario.vendors.map { SystemTimelines($0.contract, plan, whole: timeline) }
    openSites = scenario.openSites
    goLiveDays = scenario.vendors.map { plan.firstDayOfMonth($0.contract.goLive - 1) }
    expectation = DemandExpectation(scenario, calendar: calendar)
    weights = scenario.profiles.map(HourWeights.init)
    legacy = LegacyAges(scenario.legacy, firstDay: calendar.firstDay)
    legacyShares = Self.ruleShares(scenario, expectation)
    let accesses = StudyAccesses(scenario.reading)
    boundaries = scenario.vendors.map { TierBoundaries($0.storage, accesses) }
    let expectation = expectation
    migrations = scenario.vendors.indices.map {
      MigrationPlan(
        scenario, vendor: $0, plan, expectation, yearEnd: Double(timeline.yearEnds[0]) * 3600)
    }
  }

  /// Replays one future.
  ///
  /// - Parameters:
  ///   - draws: The values of everything uncertain.
  ///   - seed: What the studies are keyed by.
  ///   - replication: Which of the seed's arrivals; the base case takes those of replication 0.
  /// - Returns: What came in, and how every vendor fared with it.
  public func run(_ draws: ParameterDraws, seed: UInt64, replication: UInt32) -> ReplayOutcome {
    run(draws, seed: seed, replication: replication, observer: nil)
  }

  /// Replays one future as far as bills ask for it: what comes in, what is stored, moved in and bought.
  ///
  /// Studies pass through queues only as long as these say how much may be moved in, or where a price counts
  /// what is read: most of the time of a whole replay is saved, and every figure is the same.
  public func bills(
    _ draws: ParameterDraws, seed: UInt64, replication: UInt32
  ) -> BilledOutcome {
    let course = play(
      draws, seed: seed, replication: replication, observer: nil, isForBills: true)
    return BilledOutcome(
      studies: course.intake.months.map(\.acquired.studies),
      usages: scenario.vendors.indices.map { vendor in
        usage(
          of: vendor, course.intake, course.storages[vendor].finish(),
          readBack: scenario.vendors[vendor].countsReads ? course.systems[vendor].readBack : [])
      })
  }

  /// Replays one future before an observer.
  func run(
    _ draws: ParameterDraws, seed: UInt64, replication: UInt32, observer: ReplayObserver?
  ) -> ReplayOutcome {
    let course = play(
      draws, seed: seed, replication: replication, observer: observer, isForBills: false)
    let intake = course.intake
    let total = intake.months.reduce(0) { $0 + $1.acquired.studies }
    let vendors = scenario.vendors.indices.map { place in
      let vendor = scenario.vendors[place]
      let storage = course.storages[place].finish()
      assert(
        // What is left behind, or shrinks on the move, is neither.
        storage.migration != nil
          || intake.isKept(
            in: storage, of: vendor, besides: Double(scenario.legacy?.stored.count ?? 0)),
        "what came is stored or purged")
      let queues = course.systems[place].finish()
      assert(
        queues.archived + queues.unseen == total && queues.protected + queues.unseen == total,
        "no study is lost or doubled")
      return VendorOutcome(
        usage: usage(of: place, intake, storage, readBack: queues.readBack), queues: queues,
        tiers: storage.tiers, purged: storage.purged, migration: storage.migration,
        movedIn: storage.movedIn)
    }
    return ReplayOutcome(
      studies: intake.months.map(\.acquired.studies), bytes: intake.months.map(\.acquired.bytes),
      streams: intake.streams.map { months in
        StreamOutcome(studies: months.map(\.acquired.studies), bytes: months.map(\.acquired.bytes))
      }, vendors: vendors)
  }

  /// What a vendor's system does that is billed.
  private func usage(
    of vendor: Int, _ intake: Intake, _ storage: StorageOutcome, readBack: [[ReadBack]]
  ) -> PlanUsage {
    let profile = scenario.vendors[vendor]
    var usage = intake.usage(of: profile, storage: storage, sites: openSites)
    usage.count(readBack, of: profile)
    usage.count(storage, of: vendor, scenario, calendar)
    return usage
  }

  /// One future as it has been played.
  private struct Course {
    var intake: Intake
    var systems: [VendorSystems]
    var storages: [VendorStorage]
  }

  /// Plays one future, for bills only as far as these need it.
  private func play(
    _ draws: ParameterDraws, seed: UInt64, replication: UInt32, observer: ReplayObserver?,
    isForBills: Bool
  ) -> Course {
    let parameters = StreamParameters.all(scenario, draws)
    let areReadsCounted = scenario.vendors.map { !isForBills || $0.countsReads }
    let reading = (areReadsCounted.contains(true) ? scenario.reading : nil).map {
      ReadingProcess($0, parameters, seed: seed, replication: replication)
    }
    let arrivals = ArrivalProcess(
      scenario, calendar: calendar, weights: weights, parameters: parameters, seed: seed,
      replication: replication, reading: reading)
    let paces = PaceDraw(
      scenario, calendar, timeline, seed: seed, replication: replication)
    let arriving = scenario.sites.map { _ in StudyBuffer() }
    let systems = scenario.vendors.indices.map {
      VendorSystems(
        $0, scenario, parameters: parameters, timelines: timelines[$0], expectation: expectation,
        paces: paces, migration: migrations[$0], boundaries: boundaries, arriving: arriving,
        judgesPlaces: judgesPlaces, observer: observer)
    }
    var lookBack = boundaries.map { VendorStorage.lookBack($0, scenario.retention) }
    // What the old system took in is moved day by day.
    if zip(migrations, goLiveDays).contains(where: { $0 != nil && $1 > 0 }) {
      lookBack.append(calendar.days.count)
    }
    let history = StoredHistory(
      rules: scenario.retention.rules.count, lookBack: lookBack.max() ?? 0,
      legacy: legacy, legacyShares: legacyShares)
    var storages = scenario.vendors.indices.map { vendor in
      storage(of: vendor, parameters)
    }
    var isMoving = migrations.contains { $0 != nil }
    var intake = Intake(scenario, parameters)
    let batch = StudyBatch(pieceSize: batching.piece)
    let accesses = StudyBuffer()

    var day = 0
    for month in 0..<scenario.months {
      let firstDay = day
      let year = month / 12
      let yearBegin = calendar.firstDayOfMonth(year * 12)
      let yearDays = yearBegin..<calendar.firstDayOfMonth(year * 12 + 12)
      for _ in 0..<calendar.daysOfMonth[month] {
        arrivals.day(day, of: year + 1, yearDays: yearDays, into: batch)
        intake.count(arrivals.totals, into: history)
        history.endDay()
        // Each batch lies wholly before or after every go-live, and is of one day while a migration
        // takes what the day leaves.
        if isMoving || batch.studies.count >= batching.day || day + 1 == calendar.days.count
          || goLiveDays.contains(day + 1)
        {
          let watermark = Double(calendar.hours(of: day).upperBound) * 3600
          batch.empty(through: watermark) { piece in
            accesses.count = 0
            reading?.take(through: piece.watermark, into: accesses)
            for (vendor, system) in systems.enumerated()
            where areReadsCounted[vendor]
              || (storages[vendor].isMoving && migrations[vendor] != nil
                && day >= goLiveDays[vendor])
            { system.pass(piece, accesses) }
          }
        }
        let end = calendar.hours(of: day).upperBound
        for vendor in storages.indices {
          let isMoved = isMoving && migrations[vendor] != nil && day >= goLiveDays[vendor]
          storages[vendor].endDay(
            history, movable: isMoved ? systems[vendor].movable(through: end) : 0)
        }
        if isMoving {
          isMoving = storages.contains(where: \.isMoving)
          for (system, storage) in zip(systems, storages) where !storage.isMoving {
            system.endMigration()
          }
        }
        day += 1
      }
      intake.endMonth()
      for vendor in storages.indices { storages[vendor].endMonth(firstDay: firstDay) }
    }
    return Course(intake: intake, systems: systems, storages: storages)
  }

  /// A vendor's storage in one future.
  private func storage(of vendor: Int, _ parameters: [StreamParameters]) -> VendorStorage {
    let plan = scenario.vendors[vendor].storage
    return VendorStorage(
      plan, retention: scenario.retention, firstDay: calendar.firstDay,
      takesOver: goLiveDays[vendor], boundaries: boundaries[vendor],
      small: plan.tiers.map {
        SmallObjects.extra(
          $0, scenario, parameters, isCompressed: plan.isCompressed,
          yearEnd: Double(timeline.yearEnds[0]) * 3600)
      },
      migration: migrations[vendor].map {
        MigrationProgress(
          $0.migration, takeOverDay: goLiveDays[vendor], begin: $0.begin,
          legacyDays: legacy.days)
      })
  }

  /// The share of year 1's bytes at rest under each retention rule, by expectation of the base case.
  private static func ruleShares(
    _ scenario: Scenario, _ expectation: DemandExpectation
  ) -> [Double] {
    var (plan, expectation) = (scenario, expectation)
    if !scenario.events.isEmpty {
      plan = scenario.continuing
      expectation = DemandExpectation(plan)
    }
    var bytes = [Double](repeating: 0, count: scenario.retention.rules.count)
    for (stream, expected) in zip(plan.streams, expectation.streams) {
      bytes[stream.retentionRule] += expected.studies * expected.meanCompressed
    }
    let sum = bytes.reduce(0, +)
    return sum > 0 ? bytes.map { $0 / sum } : bytes.indices.map { $0 == 0 ? 1 : 0 }
  }
}

/// What came in, month by month, before any vendor touched it.
private struct Intake {
  struct Month {
    var acquired = StudyTotals()
    /// Bytes at rest, losslessly compressed.
    var compressed = 0.0

    static func += (sum: inout Month, part: Month) {
      sum.acquired += part.acquired
      sum.compressed += part.compressed
    }
  }

  private(set) var months: [Month] = []
  /// By stream, then by month.
  private(set) var streams: [[Month]]
  /// The month so far, by stream: a study is added once, whoever asks for the sum.
  private var open: [Month]
  private let compressedShares: [Double]
  private let rules: [Int]

  init(_ scenario: Scenario, _ parameters: [StreamParameters]) {
    compressedShares = parameters.map(\.sizes.compressedShare)
    rules = scenario.streams.map(\.retentionRule)
    streams = scenario.streams.map { _ in [] }
    open = scenario.streams.map { _ in Month() }
  }

  /// Counts a day's studies, by stream.
  mutating func count(_ day: [StudyTotals], into history: StoredHistory) {
    for (stream, total) in day.enumerated() {
      let compressed = total.bytes * compressedShares[stream]
      open[stream] += Month(acquired: total, compressed: compressed)
      history.add(plain: total.bytes, compressed: compressed, rule: rules[stream])
    }
  }

  mutating func endMonth() {
    months.append(open.reduce(into: Month()) { $0 += $1 })
    for stream in open.indices {
      streams[stream].append(open[stream])
      open[stream] = Month()
    }
  }

  /// Whether everything that came lies in the tiers or has been purged, but for rounding.
  func isKept(in storage: StorageOutcome, of vendor: VendorProfile, besides legacy: Double) -> Bool
  {
    let came = months.reduce(legacy) {
      $0 + (vendor.storage.isCompressed ? $1.compressed : $1.acquired.bytes)
    }
    let held = zip(storage.months.last ?? [], vendor.storage.tiers).reduce(0.0) {
      $0 + ($1.1.isCache ? 0 : $1.0.end)
    }
    // Running totals round at most once a day and rule, at the size of all that came.
    return abs(held + storage.purged.reduce(0, +) - came) <= 1e-9 * came
  }

  func usage(of vendor: VendorProfile, storage: StorageOutcome, sites: [Int]) -> PlanUsage {
    func atRest(_ month: Month) -> Double {
      vendor.storage.isCompressed ? month.compressed : month.acquired.bytes
    }
    let hasScopes = vendor.prices.contains { $0.scope != nil }
    var usage = PlanUsage(
      months: months.indices.map { place in
        // Before go-live the old system takes everything in.
        let isIdle = place + 1 < vendor.contract.goLive
        let month = isIdle ? Month() : months[place]
        var result = MonthlyUsage(
          studies: month.acquired.studies, instances: Int(month.acquired.instances),
          ingested: atRest(month), tiers: storage.months[place],
          purchased: storage.purchased[place])
        if hasScopes {
          result.streams = streams.map { stream in
            let part = isIdle ? Month() : stream[place]
            return StreamUsage(
              studies: part.acquired.studies,
              byClass: (0..<PatientClass.allCases.count).map { part.acquired.byClass[$0] },
              instances: Int(part.acquired.instances), ingested: atRest(part))
          }
        }
        return result
      },
      initialCapacity: vendor.storage.tiers.map(\.capacity?.usable), sites: sites)
    usage.goLive = vendor.contract.goLive
    return usage
  }
}

/// What one future brings, and how every vendor's system fares with it.
public struct ReplayOutcome: Sendable {
  /// By month.
  public var studies: [Int]
  /// As acquired, by month.
  public var bytes: [Double]
  /// In the order of the scenario.
  public var streams: [StreamOutcome]
  /// In the order of the scenario.
  public var vendors: [VendorOutcome]
}

/// What bills ask of one future.
public struct BilledOutcome: Sendable {
  /// By month.
  public var studies: [Int]
  /// What each vendor's system did, in the order of the scenario.
  public var usages: [PlanUsage]

  /// Makes an outcome.
  public init(studies: [Int], usages: [PlanUsage]) {
    self.studies = studies
    self.usages = usages
  }

  /// Studies by planning year.
  public var yearlyStudies: [Double] { Self.yearly(studies) }

  static func yearly(_ studies: [Int]) -> [Double] {
    stride(from: 0, to: studies.count, by: 12).map {
      Double(studies[$0..<min($0 + 12, studies.count)].reduce(0, +))
    }
  }
}

/// What one stream brings in one future.
public struct StreamOutcome: Sendable {
  /// By month.
  public var studies: [Int]
  /// As acquired, by month.
  public var bytes: [Double]
}

/// How one vendor's system fares in one future.
public struct VendorOutcome: Sendable {
  /// What is billed.
  public var usage: PlanUsage
  /// Waits and loads.
  public var queues: PipelineOutcome
  /// By tier.
  public var tiers: [TierOutcome]
  /// Bytes purged, one copy, by month.
  public var purged: [Double]
  /// How the legacy archive came in; nil where nothing is moved.
  public var migration: MigrationOutcome?
  /// Bytes of it that came in, by month, as they are at rest; empty likewise.
  public var movedIn: [Double] = []
}

extension ReplayOutcome {
  /// Studies by planning year.
  public var yearlyStudies: [Double] { BilledOutcome.yearly(studies) }

  /// What of it bills ask for.
  public var billed: BilledOutcome {
    BilledOutcome(studies: studies, usages: vendors.map(\.usage))
  }
}

extension VendorOutcome {
  /// Bytes at rest at each month's end, one copy: without what caches hold besides.
  public var logical: [Double] { usage.logical }

  /// Bytes at rest at each month's end, with caches, copies and protection.
  public var physical: [Double] {
    usage.months.map { $0.tiers.reduce(0) { $0 + $1.end * $1.overhead } }
  }
}
