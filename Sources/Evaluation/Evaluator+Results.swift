import Costing
import PlanModel
import Quantities
import Simulation

/// What the reports show, made from the base case and the records.
extension Evaluator {
  func demand(_ base: ReplayOutcome, _ records: RecordColumns) -> Demand {
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

  func vendor(
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
      sources: sources(place, records), resilience: resilience(place, base, records),
      migration: migration(place, base, records), yearlyCost: bands(blocks.yearlyCost),
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
  func dateBand(_ days: [Double]) -> DateBand {
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
