import Costing
public import PlanModel
import Quantities
public import Simulation

/// Runs a scenario and puts together what the reports show.
public struct Evaluator: Sendable {
  /// The scenario.
  public let scenario: Scenario
  let replay: Replay
  private let billers: [Biller]
  private let layout: RecordLayout

  /// Prepares a scenario.
  public init(_ scenario: Scenario) {
    self.scenario = scenario
    replay = Replay(scenario)
    billers = scenario.vendors.enumerated().map { place, vendor in
      Biller(
        prices: scenario.priceLines(of: place), finance: scenario.finance,
        currency: scenario.currency, months: scenario.months, contract: vendor.contract)
    }
    layout = RecordLayout(scenario)
  }

  /// The base case: every uncertain value at its mean, the arrivals of replication 0.
  public func baseCase(seed: UInt64) -> ReplayOutcome {
    replay.run(.means, seed: seed, replication: 0)
  }

  /// Replays some replications, side by side.
  ///
  /// The result does not depend on the number of threads.
  ///
  /// - Parameters:
  ///   - replications: Their indices, from 0.
  ///   - seed: What random numbers are keyed by.
  ///   - threads: How many may run at a time, at least 1.
  ///   - folder: On the disk that takes their figures, in a file without a name.
  ///   - progress: Told after each replication how many are done.
  ///   - isCancelled: Asked before each replication.
  /// - Returns: nil when cancelled.
  /// - Throws: ``RecordFileError`` where the disk is full or fails.
  public func replicate(
    _ replications: Range<Int>, seed: UInt64, threads: Int,
    in folder: String = RecordFile.usualFolder,
    progress: @escaping @Sendable (Int) -> Void = { _ in },
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) async throws(RecordFileError) -> RunRecords? {
    try await replicate(
      replications, seed: seed, threads: threads, into: try recordFile(in: folder),
      progress: progress, isCancelled: isCancelled)
  }

  /// A file for the figures of replications.
  func recordFile(in folder: String) throws(RecordFileError) -> RecordFile {
    try RecordFile(width: layout.count, in: folder)
  }

  /// Replays some replications, for the first time or again with other arrivals; their figures go
  /// into a file.
  func replicate(
    _ replications: Range<Int>, seed: UInt64, threads: Int, into file: RecordFile,
    isAgain: Bool = false, progress: @escaping @Sendable (Int) -> Void,
    isCancelled: @escaping @Sendable () -> Bool
  ) async throws(RecordFileError) -> RunRecords? {
    let result = await withTaskGroup(
      of: ReplicationRecord.self, returning: Result<RunRecords, RecordFileError>.self
    ) { group in
      var next = replications.lowerBound
      var records = RunRecords(queues: layout.vendors.map(\.saturated.count))
      func start() {
        guard next < replications.upperBound, !isCancelled() else { return }
        let index = next
        next += 1
        group.addTask { record(index, seed: seed, isAgain: isAgain) }
      }
      for _ in 0..<max(1, threads) { start() }
      var done = 0
      while let record = await group.next() {
        do throws(RecordFileError) {
          try records.add(record, to: file)
        } catch {
          return .failure(error)  // after those under way
        }
        done += 1
        progress(done)
        start()
      }
      return .success(records)
    }
    let records = try result.get()
    return records.indices.count == replications.count ? records : nil
  }

  /// One replication: its studies, their way, their cost.
  private func record(_ index: Int, seed: UInt64, isAgain: Bool) -> ReplicationRecord {
    // No other future has the arrivals of a second play.
    let arrivals = UInt32(index) | (isAgain ? 1 << 31 : 0)
    let outcome = replay.run(
      .replication(UInt32(index), seed: seed), seed: seed, replication: arrivals)
    return ReplicationRecord(
      index: index, row: row(outcome),
      busy: outcome.vendors.map { $0.queues.stages.map(\.lastYearBusy) },
      studies: outcome.studies.reduce(0, +))
  }

  /// The figures of one future.
  private func row(_ outcome: ReplayOutcome) -> [Double] {
    var row = [Double](repeating: 0, count: layout.count)
    func fill(_ block: RecordLayout.Block, _ values: [Double]) {
      for (place, value) in values.enumerated() { row[block[place]] = value }
    }
    fill(layout.studies, outcome.studies.map(Double.init))
    fill(layout.bytes, outcome.bytes)
    for (vendor, place) in zip(outcome.vendors, layout.vendors.indices) {
      let blocks = layout.vendors[place]
      fill(blocks.logical, vendor.logical)
      fill(blocks.physical, vendor.physical)
      var allUsed = [Double](repeating: 0, count: scenario.months)
      for (tier, fate) in vendor.tiers.enumerated() {
        let copies = Double(scenario.vendors[place].storage.tiers[tier].copies)
        let used = fate.logical.map { $0 * copies }
        fill(blocks.used[tier], used)
        for (month, bytes) in used.enumerated() { allUsed[month] += bytes }
        fill(
          blocks.tierDays[tier],
          [fate.threshold, fate.full, fate.fullWithPurchases].map {
            $0.map(Double.init) ?? .infinity
          })
      }
      fill(blocks.allUsed, allUsed)
      for (queue, stage) in vendor.queues.stages.enumerated() {
        fill(blocks.stages[queue], stage.years.flatMap(\.figures))
        row[blocks.saturated[queue]] =
          stage.saturatedHour.map {
            Double(replay.calendar.day(ofHour: $0))
          } ?? .infinity
      }
      fill(blocks.archive, vendor.queues.timeToArchive.flatMap(\.figures))
      for (block, times) in zip(blocks.archiveOfSites, vendor.queues.timeToArchiveBySite) {
        fill(block, times.flatMap(\.figures))
      }
      fill(blocks.protected, vendor.queues.timeToProtected.flatMap(\.figures))
      for (block, times) in zip(blocks.display, vendor.queues.timeToDisplay) {
        fill(block, times.flatMap(\.figures))
      }
      for (level, shares) in vendor.queues.serviceLevels.enumerated() {
        fill(blocks.levels[level], shares)
      }
      let yearly = Ledger.yearly(
        billers[place].totals(for: vendor.usage, old: oldUsage(of: place, outcome)))
      let present = PresentCost(
        yearly: yearly, yearlyStudies: outcome.yearlyStudies, finance: scenario.finance,
        currency: scenario.currency)
      let digits = scenario.currency.digits
      fill(blocks.yearlyCost, yearly.map { $0.major(digits: digits) })
      fill(
        blocks.totals,
        [yearly.reduce(.zero, +).major(digits: digits), present.net, present.perStudy])
    }
    return row
  }

  /// Whether any input is uncertain, which shows in the figures of replication 0: the base case has
  /// the same arrivals and every input at its mean.
  ///
  /// - Parameters:
  ///   - base: From ``baseCase(seed:)``.
  ///   - records: Replications of the same seed; without replication 0 inputs count as uncertain.
  /// - Returns: False where base case and replication 0 are the same in every figure.
  /// - Throws: ``RecordFileError`` where the disk fails that has the records.
  public func hasUncertainInputs(
    _ base: ReplayOutcome, _ records: RunRecords
  ) throws(RecordFileError) -> Bool {
    guard records.indices.first == 0 else { return true }
    return try records.first(layout.count).map(\.bitPattern) != row(base).map(\.bitPattern)
  }

  /// What the old system did where a vendor's option runs it until go-live: the incumbent did the
  /// same in these months.
  private func oldUsage(of vendor: Int, _ outcome: ReplayOutcome) -> PlanUsage? {
    scenario.oldVendor(of: vendor).map { outcome.vendors[$0].usage }
  }

  /// Puts the base case and the replications together.
  ///
  /// - Parameters:
  ///   - base: From ``baseCase(seed:)``.
  ///   - records: Of at least one replication.
  ///   - again: From ``playAgain(_:seed:threads:in:isCancelled:)``; nil leaves open what is chance.
  ///   - identity: What makes the run repeatable.
  /// - Returns: Everything the reports show.
  /// - Throws: ``RecordFileError`` where the disk fails that has the records.
  public func comparison(
    base: ReplayOutcome, records: RunRecords, again: RunRecords? = nil, identity: RunIdentity
  ) throws(RecordFileError) -> Comparison {
    try records.synchronize()
    try again?.synchronize()
    let columns = RecordColumns(
      records, again: again, isUncertain: try hasUncertainInputs(base, records),
      length: layout.count)
    let demand = demand(base, columns)
    let costs = presentCosts(columns)
    let ledgers = ledgers(of: base)
    let flows = flows(of: ledgers, base)
    let least = Self.order(flows).first ?? 0
    let vendors = scenario.vendors.indices.map { place in
      vendor(
        place, base.vendors[place], columns, busy: records.busy[place], ledger: ledgers[place],
        flow: flows[place], costs: costs, least: least)
    }
    if let failure = columns.failure { throw failure }
    return Comparison(
      scenario: scenario, identity: identity, demand: demand, vendors: vendors,
      secondPlays: columns.isUncertain ? again?.indices.count ?? 0 : 0,
      isUncertain: columns.isUncertain,
      pairs: pairs(costs, order: Self.order(flows)),
      findings: Findings(scenario, vendors).all, notCounted: NotCounted.sentences(scenario))
  }

  private func ledgers(of base: ReplayOutcome) -> [Ledger] {
    billers.indices.map {
      billers[$0].ledger(for: base.vendors[$0].usage, old: oldUsage(of: $0, base))
    }
  }

  private func flows(of ledgers: [Ledger], _ base: ReplayOutcome) -> [CashFlow] {
    ledgers.map {
      CashFlow(
        $0, yearlyStudies: base.yearlyStudies, finance: scenario.finance,
        currency: scenario.currency)
    }
  }

  /// The offers from the least to the greatest net present cost of the base case.
  private static func order(_ flows: [CashFlow]) -> [Int] {
    flows.indices.sorted { flows[$0].netPresentCost < flows[$1].netPresentCost }
  }

  /// The offers from the least to the greatest net present cost of the base case.
  func cheapest(in base: ReplayOutcome) -> [Int] { Self.order(flows(of: ledgers(of: base), base)) }

  /// By offer, each future's net present cost.
  private func presentCosts(_ columns: RecordColumns) -> [[Double]] {
    layout.vendors.map { columns.column($0.totals[1]) }
  }

  /// By offer, each future's net present cost.
  func presentCosts(_ records: RunRecords) throws(RecordFileError) -> [[Double]] {
    let columns = RecordColumns(records, isUncertain: true, length: layout.count)
    let costs = presentCosts(columns)
    if let failure = columns.failure { throw failure }
    return costs
  }

  /// Every two offers, the cheaper of the base case first, future by future.
  private func pairs(_ costs: [[Double]], order: [Int]) -> [PairedDifference] {
    let futures = Double(max(1, costs.first?.count ?? 1))
    return order.indices.flatMap { place in
      order[(place + 1)...].map { second in
        let first = order[place]
        let differences = zip(costs[first], costs[second]).map { $1 - $0 }
        return PairedDifference(
          first: first, second: second, difference: Band(of: differences),
          firstCheaper: Double(differences.count { $0 > 0 }) / futures,
          secondCheaper: Double(differences.count { $0 < 0 }) / futures)
      }
    }
  }

  private func demand(_ base: ReplayOutcome, _ records: RecordColumns) -> Demand {
    let expectation = replay.expectation
    func years(_ block: RecordLayout.Block) -> [Band] {
      (0..<scenario.years).map { year in
        Band(of: records.sum((0..<12).map { block[year * 12 + $0] }))
      }
    }
    return Demand(
      baseStudies: base.studies, baseBytes: base.bytes,
      monthlyStudies: (0..<scenario.months).map { records.band(layout.studies[$0]) },
      monthlyBytes: (0..<scenario.months).map { records.band(layout.bytes[$0]) },
      yearlyStudies: years(layout.studies), yearlyBytes: years(layout.bytes),
      hourOfWeek: expectation.hourOfWeek, busiestHourShare: expectation.busiestHourShare,
      busiestHour: expectation.busiestHour,
      streams: scenario.streams.indices.map { place in
        let stream = expectation.streams[place]
        return StreamDemand(
          id: scenario.streams[place].id, studies: stream.studies, meanBytes: stream.meanBytes,
          lastStudies: stream.lastStudies, lastMeanBytes: stream.lastMeanBytes,
          baseStudies: base.streams[place].studies, baseBytes: base.streams[place].bytes)
      }, scanners: ScannerLoad.all(scenario))
  }

  private func vendor(
    _ place: Int, _ base: VendorOutcome, _ records: RecordColumns, busy: [[Int64]],
    ledger: Ledger, flow: CashFlow, costs: [[Double]], least: Int
  ) -> VendorResult {
    let profile = scenario.vendors[place]
    let blocks = layout.vendors[place]
    func bands(_ block: RecordLayout.Block) -> [Band] {
      (0..<block.count).map { records.band(block[$0]) }
    }
    let timed = profile.contract.timedYears(
      of: scenario.years, withOldSystem: base.queues.stages.contains(where: \.label.isOldSystem))
    func times(_ block: RecordLayout.Block, from opening: Int = 0) -> [WaitBand] {
      (0..<scenario.years).map { year in
        func figure(_ figure: RecordLayout.TimeFigure) -> Band {
          timed.contains(year) && year >= opening
            ? records.band(block[year * RecordLayout.TimeFigure.allCases.count + figure.rawValue])
            : .undefined
        }
        return WaitBand(
          mean: figure(.mean), p50: figure(.p50), p95: figure(.p95), p99: figure(.p99))
      }
    }
    func judged(_ level: ServiceLevel, _ year: Int) -> Bool {
      timed.contains(year) && (level.measure != .timeToDisplay || !blocks.display.isEmpty)
    }
    return VendorResult(
      profile: profile, usage: base.usage, ledger: ledger, cashFlow: flow,
      baseLogical: base.logical, basePhysical: base.physical, logical: bands(blocks.logical),
      physical: bands(blocks.physical),
      used: bands(blocks.allUsed),
      basePurged: base.purged,
      tiers: profile.storage.tiers.indices.map { tier($0, profile, base, blocks, records) },
      stages: base.queues.stages.enumerated().map { queue, stage in
        self.stage(queue, stage, place, records, busy: busy[queue])
      },
      serviceLevels: scenario.serviceLevels.enumerated().map { number, level in
        ServiceLevelResult(
          level: level,
          attained: (0..<scenario.years).map { year in
            judged(level, year) ? records.band(blocks.levels[number][year]) : .undefined
          },
          chance: (0..<scenario.years).map { year in
            guard judged(level, year) else { return .nan }
            let shares = records.column(blocks.levels[number][year])
            return Double(shares.count { $0 >= level.target.value }) / Double(max(1, shares.count))
          })
      },
      timeToArchive: times(blocks.archive),
      timeToArchiveOfSites: blocks.archiveOfSites.enumerated().map { site, block in
        times(block, from: scenario.monthOfOpening(of: site) / 12)
      },
      timeToProtected: times(blocks.protected),
      timeToDisplay: blocks.display.isEmpty
        ? []
        : scenario.displayKinds.map {
          DisplayResult(kind: $0, years: times(blocks.display[$0.rawValue]))
        },
      yearlyCost: bands(blocks.yearlyCost),
      cumulativeCost: (0..<blocks.yearlyCost.count).map { year in
        Band(of: records.sum((0...year).map { blocks.yearlyCost[$0] }))
      },
      nominal: records.band(blocks.totals[0]),
      netPresentCost: Band(of: costs[place]),
      medianInterval: Confidence.medianInterval(of: costs[place]),
      netPresentCostVariance: records.split(blocks.totals[1]),
      usedVariance: records.split(blocks.allUsed[scenario.months - 1]),
      costPerStudy: records.band(blocks.totals[2]),
      differenceToLeast: Band(of: zip(costs[place], costs[least]).map { $0 - $1 }),
      shareLeast: Self.shareLeast(place, costs))
  }

  /// The share of futures in which an offer costs least; those who tie share a future between them.
  private static func shareLeast(_ place: Int, _ costs: [[Double]]) -> Double {
    let futures = costs[place].indices
    let sum = futures.reduce(0.0) { sum, future in
      let least = costs.reduce(Double.infinity) { min($0, $1[future]) }
      guard costs[place][future] == least else { return sum }
      return sum + 1 / Double(costs.count { $0[future] == least })
    }
    return sum / Double(max(1, futures.count))
  }

  private func tier(
    _ number: Int, _ profile: VendorProfile, _ base: VendorOutcome,
    _ blocks: RecordLayout.Vendor, _ records: RecordColumns
  ) -> TierResult {
    let tier = profile.storage.tiers[number]
    func date(_ day: RecordLayout.TierDay) -> DateBand {
      dateBand(records.column(blocks.tierDays[number][day.rawValue]))
    }
    let thresholds = records.column(
      blocks.tierDays[number][RecordLayout.TierDay.threshold.rawValue])
    let threshold = date(.threshold)
    return TierResult(
      tier: tier, baseLogical: base.tiers[number].logical,
      used: (0..<scenario.months).map { records.band(blocks.used[number][$0]) },
      baseCapacity: tier.capacity == nil ? [] : base.tiers[number].capacity,
      thresholdWithoutPurchases: threshold, fullWithoutPurchases: date(.full),
      fullWithPurchases: date(.fullWithPurchases),
      orderBy: (tier.capacity?.increment == nil ? nil : threshold.p10).map { date in
        let month = date.month.adding(-(tier.capacity?.leadTimeMonths ?? 0))
        let day = min(date.components.day, month.days)
        return CalendarDate(dayNumber: month.firstDay.dayNumber + day - 1)
      },
      thresholdProbability: tier.capacity == nil
        ? []
        : (1...scenario.months).map { month in
          let end = Double(replay.calendar.firstDayOfMonth(month))
          return Double(thresholds.count { $0 < end }) / Double(max(1, thresholds.count))
        })
  }

  private func stage(
    _ queue: Int, _ stage: StageOutcome, _ place: Int, _ records: RecordColumns, busy: [Int64]
  ) -> StageResult {
    let block = layout.vendors[place].stages[queue]
    let width = RecordLayout.StageFigure.allCases.count
    let hours = stage.lastYearHours
    let goLive = scenario.vendors[place].contract.goLive
    let runs = Double(max(1, records.count))
    let opening = stage.label.site.map { scenario.monthOfOpening(of: $0) / 12 } ?? 0
    let first = max(opening, stage.label.isOldSystem ? 0 : (goLive - 1) / 12)
    let end = stage.label.isOldSystem ? (goLive + 10) / 12 : scenario.years
    let runningYears = min(first, end)..<end
    return StageResult(
      name: stage.label.name, place: stage.label.place, site: stage.label.site,
      linkRate: stage.label.linkRate, servers: stage.label.servers,
      years: (0..<scenario.years).map { year in
        func figure(_ figure: RecordLayout.StageFigure) -> Band {
          runningYears.contains(year)
            ? records.band(block[year * width + figure.rawValue]) : .undefined
        }
        return StageYear(
          utilisation: figure(.utilisation), busyHour: figure(.busyHour),
          busyHourRate: figure(.busyHourRate),
          wait: WaitBand(
            mean: figure(.mean), p50: figure(.p50), p95: figure(.p95), p99: figure(.p99)),
          largestBacklog: figure(.largestBacklog))
      },
      hourOfWeek: (0..<168).map { hour in
        hours[hour] > 0
          ? Double(busy[hour]) / 1e6 / (3600 * Double(stage.label.servers) * hours[hour] * runs)
          : 0
      },
      lastBusyHourVariance: runningYears.contains(scenario.years - 1)
        ? records.split(
          block[(scenario.years - 1) * width + RecordLayout.StageFigure.busyHour.rawValue])
        : nil,
      saturated: dateBand(records.column(layout.vendors[place].saturated[queue])),
      isOldSystem: stage.label.isOldSystem, runningYears: runningYears)
  }

  /// The dates by which 10, 50 and 90 % of the replications have seen something.
  private func dateBand(_ days: [Double]) -> DateBand {
    let sorted = days.sorted()
    func date(_ percent: Int) -> CalendarDate? {
      let rank = max(1, (sorted.count * percent + 99) / 100)
      guard rank <= sorted.count, sorted[rank - 1].isFinite else { return nil }
      return replay.calendar.date(Int(sorted[rank - 1]))
    }
    return DateBand(p10: date(10), p50: date(50), p90: date(90))
  }
}

extension StageYearOutcome {
  /// In the order of ``RecordLayout/StageFigure``.
  var figures: [Double] {
    [
      utilisation, busyHour, busyHourRate, wait.mean, wait.p50, wait.p95, wait.p99,
      largestBacklog,
    ]
  }
}

extension WaitSummary {
  /// In the order of ``RecordLayout/TimeFigure``.
  var figures: [Double] { [mean, p50, p95, p99] }
}
