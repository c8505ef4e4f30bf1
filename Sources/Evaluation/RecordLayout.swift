import PlanModel
import Simulation

/// Where each figure of a replication stands in its record: a row of numbers of fixed length.
///
/// The length depends on the scenario alone, so that records of disjoint replications can be put
/// together in order of their index.
struct RecordLayout: Sendable, Hashable {
  /// Figures side by side.
  struct Block: Sendable, Hashable {
    var start: Int
    var count: Int

    /// The place of one of them.
    subscript(_ place: Int) -> Int {
      precondition(place >= 0 && place < count, "a figure outside its block")
      return start + place
    }
  }

  /// The figures of one queue in one year.
  enum StageFigure: Int, CaseIterable {
    case utilisation, busyHour, busyHourRate, mean, p50, p95, p99, largestBacklog
  }
  /// The figures of times to a copy in one year.
  enum TimeFigure: Int, CaseIterable { case mean, p50, p95, p99 }
  /// The days of a finite tier.
  enum TierDay: Int, CaseIterable { case threshold, full, fullWithPurchases }

  /// One vendor's figures.
  struct Vendor: Sendable, Hashable {
    var logical: Block
    var physical: Block
    /// By tier: bytes used at each month's end.
    var used: [Block]
    /// The same of all tiers together.
    var allUsed: Block
    /// By tier, then ``TierDay``; infinite is after the horizon.
    var tierDays: [Block]
    /// By queue: year × figures.
    var stages: [Block]
    /// By queue: the day on which it saturated; infinite is never.
    var saturated: Block
    /// Year × figures.
    var archive: Block
    /// By site: year × figures; empty where there is one site.
    var archiveOfSites: [Block]
    /// Year × figures.
    var protected: Block
    /// By ``DisplayKind``: year × figures; empty where nobody says how studies are read.
    var display: [Block]
    /// Of priors, by the tier they came from: year × figures; empty likewise.
    var priors: [Block]
    /// By tier: for each year studies, then bytes, that were read from it; empty likewise.
    var readBack: [Block]
    /// For each year the mean, then the greatest, of what was not yet in the last copy; empty without
    /// further copies.
    var exposure: Block
    /// By queue and dated outage of it: studies, bytes, seconds to catch up.
    var outages: [Block]
    /// The day on which the last legacy study is there, infinite after the plan, and the bytes moved;
    /// empty where nothing is moved.
    var migration: Block
    /// Bytes that came in, after compression, by year.
    var ingested: Block
    /// By service level: the share within, by year.
    var levels: [Block]
    /// Year 0 first.
    var yearlyCost: Block
    /// Nominal, net present cost, cost per study.
    var totals: Block
  }

  let studies: Block
  let bytes: Block
  let vendors: [Vendor]
  /// The length of a record.
  let count: Int

  init(_ scenario: Scenario) {
    var next = 0
    func block(_ count: Int) -> Block {
      defer { next += count }
      return Block(start: next, count: count)
    }
    let months = scenario.months
    let years = scenario.years
    studies = block(months)
    bytes = block(months)
    vendors = scenario.vendors.enumerated().map { place, vendor in
      let queues = scenario.queueCount(of: place)
      let tiers = vendor.storage.tiers.count
      return Vendor(
        logical: block(months), physical: block(months),
        used: (0..<tiers).map { _ in block(months) }, allUsed: block(months),
        tierDays: (0..<tiers).map { _ in block(TierDay.allCases.count) },
        stages: (0..<queues).map { _ in block(years * StageFigure.allCases.count) },
        saturated: block(queues), archive: block(years * TimeFigure.allCases.count),
        archiveOfSites: scenario.sites.count < 2
          ? [] : scenario.sites.map { _ in block(years * TimeFigure.allCases.count) },
        protected: block(years * TimeFigure.allCases.count),
        display: scenario.isReadTimed(of: place)
          ? DisplayKind.allCases.map { _ in block(years * TimeFigure.allCases.count) } : [],
        priors: scenario.isReadTimed(of: place)
          ? (0..<tiers).map { _ in block(years * TimeFigure.allCases.count) } : [],
        readBack: scenario.isReadTimed(of: place) ? (0..<tiers).map { _ in block(years * 2) } : [],
        exposure: block(scenario.isExposureKnown(of: place) ? years * 2 : 0),
        outages: scenario.outageCounts(of: place).map { block($0 * 3) },
        migration: block(scenario.isMigrated(vendor: place) ? 2 : 0), ingested: block(years),
        levels: scenario.serviceLevels.map { _ in block(years) }, yearlyCost: block(years + 1),
        totals: block(3))
    }
    count = next
  }
}
