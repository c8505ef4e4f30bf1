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
  let layout: RecordLayout

  /// Prepares a scenario.
  public init(_ scenario: Scenario) {
    self.scenario = scenario
    replay = Replay(scenario)
    billers = scenario.vendors.indices.map { CostCase.biller(of: $0, in: scenario) }
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
    let costs = CostCase(outcome.billed)
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
      for (block, times) in zip(blocks.priors, vendor.queues.timeToPrior) {
        fill(block, times.flatMap(\.figures))
      }
      for (tier, block) in blocks.readBack.enumerated() {
        fill(
          block,
          (0..<scenario.years).flatMap { year in
            let months = vendor.queues.readBack[(year * 12)..<(year * 12 + 12)]
            return [
              months.reduce(0) { $0 + Double($1[tier].studies) },
              months.reduce(0) { $0 + $1[tier].bytes },
            ]
          })
      }
      fill(blocks.exposure, vendor.queues.exposure.flatMap(\.figures))
      for (block, stage) in zip(blocks.outages, vendor.queues.stages) {
        fill(block, stage.outages.flatMap { [Double($0.studies), $0.bytes, $0.catchUp] })
      }
      if let moved = vendor.migration {
        fill(blocks.migration, [moved.end.map(Double.init) ?? .infinity, moved.bytes])
      }
      fill(
        blocks.ingested,
        (0..<scenario.years).map { year in
          vendor.usage.months[(year * 12)..<(year * 12 + 12)].reduce(0) { $0 + $1.ingested }
        })
      for (level, shares) in vendor.queues.serviceLevels.enumerated() {
        fill(blocks.levels[level], shares)
      }
      let yearly = Ledger.yearly(
        billers[place].totals(for: vendor.usage, old: costs.oldUsage(of: place, in: scenario)))
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
      var result = vendor(
        place, base.vendors[place], columns, busy: records.busy[place], ledger: ledgers[place],
        flow: flows[place], costs: costs, least: least)
      result.affordability = VendorResult.affordability(ledgers[place], scenario)
      result.exit = ExitCost(
        scenario.vendors[place], ledger: ledgers[place], usage: base.vendors[place].usage,
        finance: scenario.finance, currency: scenario.currency)
      return result
    }
    if let failure = columns.failure { throw failure }
    var comparison = Comparison(
      scenario: scenario, identity: identity, demand: demand, vendors: vendors,
      secondPlays: columns.isUncertain ? again?.indices.count ?? 0 : 0,
      isUncertain: columns.isUncertain,
      pairs: pairs(costs, order: Self.order(flows), flows),
      findings: Findings(scenario, vendors).all, notCounted: NotCounted.sentences(scenario))
    comparison.likeForLike = LikeForLike(scenario.vendors, ledgers)
    comparison.caches = CacheAnswer.all(scenario, replay.expectation)
    return comparison
  }

  private func ledgers(of base: ReplayOutcome) -> [Ledger] {
    let costs = CostCase(base.billed)
    return billers.indices.map { costs.ledger(of: $0, in: scenario) }
  }

  private func flows(of ledgers: [Ledger], _ base: ReplayOutcome) -> [CashFlow] {
    zip(ledgers, base.vendors).map { ledger, outcome in
      CashFlow(
        ledger, yearlyStudies: base.yearlyStudies, stored: outcome.logical,
        finance: scenario.finance,
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
  private func pairs(
    _ costs: [[Double]], order: [Int], _ flows: [CashFlow]
  ) -> [PairedDifference] {
    let futures = Double(max(1, costs.first?.count ?? 1))
    return order.indices.flatMap { place in
      order[(place + 1)...].map { second in
        let first = order[place]
        let differences = zip(costs[first], costs[second]).map { $1 - $0 }
        var pair = PairedDifference(
          first: first, second: second, difference: Band(of: differences),
          firstCheaper: Double(differences.count { $0 > 0 }) / futures,
          secondCheaper: Double(differences.count { $0 < 0 }) / futures)
        pair.turningRates = TurningRates.between(
          flows[first].total, flows[second].total, finance: scenario.finance,
          currency: scenario.currency)
        return pair
      }
    }
  }
}
