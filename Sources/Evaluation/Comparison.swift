public import Costing
public import Foundation
public import PlanModel
public import Quantities
public import Simulation

/// Everything a report shows about one run: reports compute nothing.
public struct Comparison: Sendable {
  /// The question.
  public var scenario: Scenario
  /// What makes the run repeatable.
  public var identity: RunIdentity
  /// What arrives, the same for every vendor.
  public var demand: Demand
  /// In the order of the scenario.
  public var vendors: [VendorResult]
  /// How many futures were played a second time to tell chance from inputs.
  public var secondPlays: Int
  /// Whether any input differs between futures.
  public var isUncertain: Bool
  /// Every two offers, future by future; the first of each is the cheaper in the base case.
  public var pairs: [PairedDifference]
  /// What the reader should know before trusting the figures, worst first.
  public var findings: [Finding]
  /// Which cache serves which share of what readers ask for; empty where nobody asks for priors.
  public var caches: [CacheAnswer] = []
  /// The offers item by item.
  public var likeForLike: LikeForLike?
  /// What each uncertain input does to costs; nil where that was not asked for.
  public var sensitivity: Sensitivity?
  /// What no figure here includes, a sentence each.
  public var notCounted: [String]

  /// Makes a comparison.
  public init(
    scenario: Scenario, identity: RunIdentity, demand: Demand, vendors: [VendorResult],
    secondPlays: Int = 0, isUncertain: Bool = true,
    pairs: [PairedDifference] = [], findings: [Finding], notCounted: [String]
  ) {
    self.pairs = pairs
    self.secondPlays = secondPlays
    self.isUncertain = isUncertain
    self.scenario = scenario
    self.identity = identity
    self.demand = demand
    self.vendors = vendors
    self.findings = findings
    self.notCounted = notCounted
  }
}

extension Comparison {
  /// Which futures, in order of size and from 1, enclose a median with 95 % confidence or more; nil
  /// for fewer than six.
  public var medianRanks: ClosedRange<Int>? { Confidence.medianRanks(of: identity.replications) }
}

/// What makes a run repeatable.
public struct RunIdentity: Sendable, Hashable {
  /// Of pacsplan.
  public var version: String
  /// What the random numbers were keyed by.
  public var seed: UInt64
  /// How many futures stand behind the bands.
  public var replications: Int
  /// Why there are as many, where a precision was asked for rather than a number.
  public var precision: PrecisionOutcome?
  /// Whether it was made for a first look: few futures, and none of them played a second time.
  public var isQuick: Bool

  /// How many futures a quick run has. Its p10 and p90 have two futures on their far side.
  public static let quickReplications = 20

  /// Makes an identity.
  public init(
    version: String, seed: UInt64, replications: Int, precision: PrecisionOutcome? = nil,
    isQuick: Bool = false
  ) {
    self.isQuick = isQuick
    self.version = version
    self.seed = seed
    self.replications = replications
    self.precision = precision
  }
}

/// A figure over the replications: its mean and the values below which 10, 50 and 90 % of the
/// futures lie.
public struct Band: Sendable, Hashable {
  /// The mean.
  public var mean: Double
  /// 10 % lie below.
  public var p10: Double
  /// The median.
  public var p50: Double
  /// 90 % lie below.
  public var p90: Double
  /// Half the width of the 95 % confidence interval of the mean; nil where futures are too few or
  /// know no mean.
  public var ci95: Double?

  /// Makes a band.
  public init(mean: Double, p10: Double, p50: Double, p90: Double, ci95: Double? = nil) {
    self.mean = mean
    self.ci95 = ci95
    self.p10 = p10
    self.p50 = p50
    self.p90 = p90
  }

  /// What is no number: of a year in which nothing runs or nothing is timed.
  static let undefined = Band(mean: .nan, p10: .nan, p50: .nan, p90: .nan)
}

/// How the net present costs of two offers differ in the same futures.
public struct PairedDifference: Sendable, Hashable {
  /// The place in the scenario of the offer that is cheaper in the base case.
  public var first: Int
  /// The place of the other.
  public var second: Int
  /// What the second costs more than the first, in major units.
  public var difference: Band
  /// The share of futures in which the first is cheaper.
  public var firstCheaper: Double
  /// The share of futures in which the second is cheaper; both cost the same in the rest.
  public var secondCheaper: Double
  /// The discount rates at which both cost the same in the base case; looked for from 0 to 50 %.
  public var turningRates: [Double] = []

  /// What the interval of the mean difference says about which of the two costs less on average.
  public enum Order: String, Sendable {
    /// The first, as in the base case.
    case first
    /// The second, other than in the base case.
    case second
    /// Neither: the interval holds 0.
    case open
    /// There is no interval.
    case unknown
  }

  /// Which of the two costs less on average, as far as the futures tell.
  public var order: Order {
    guard let halfWidth = difference.ci95 else { return .unknown }
    if difference.mean - halfWidth > 0 { return .first }
    return difference.mean + halfWidth < 0 ? .second : .open
  }

  /// Makes a difference.
  public init(
    first: Int, second: Int, difference: Band, firstCheaper: Double, secondCheaper: Double
  ) {
    self.first = first
    self.second = second
    self.difference = difference
    self.firstCheaper = firstCheaper
    self.secondCheaper = secondCheaper
  }
}

/// A date over the replications: by when 10, 50 and 90 % of the futures have seen the event; nil is
/// after the horizon.
public struct DateBand: Sendable, Hashable {
  /// 10 % of the futures have seen it by then.
  public var p10: CalendarDate?
  /// Half have.
  public var p50: CalendarDate?
  /// 90 % have.
  public var p90: CalendarDate?

  /// The three, the earliest first.
  public var all: [CalendarDate?] { [p10, p50, p90] }

  /// Makes a band of dates.
  public init(p10: CalendarDate?, p50: CalendarDate?, p90: CalendarDate?) {
    self.p10 = p10
    self.p50 = p50
    self.p90 = p90
  }
}

/// Something the reader should know.
public struct Finding: Sendable, Hashable {
  /// How much it matters.
  public enum Weight: Int, Sendable { case stop, caution, note }

  /// How much it matters.
  public var weight: Weight
  /// One or two sentences.
  public var text: String

  /// Makes a finding.
  public init(_ weight: Weight, _ text: String) {
    self.weight = weight
    self.text = text
  }
}

/// What arrives.
public struct Demand: Sendable {
  /// Studies of the base case, by planning month.
  public var baseStudies: [Int]
  /// Bytes as acquired of the base case, by planning month.
  public var baseBytes: [Double]
  /// Studies, by planning month.
  public var monthlyStudies: [Band]
  /// Bytes as acquired, by planning month.
  public var monthlyBytes: [Band]
  /// Studies, by planning year.
  public var yearlyStudies: [Band]
  /// Bytes as acquired, by planning year.
  public var yearlyBytes: [Band]
  /// The expected number of studies in each hour of the week of year 1, Monday 0:00 first.
  public var hourOfWeek: [Double]
  /// The share of an average weekday's studies that its busiest hour has.
  public var busiestHourShare: Double
  /// The local hour of that hour, 0 to 23.
  public var busiestHour: Int
  /// By stream, in the order of the scenario.
  public var streams: [StreamDemand]
  /// What is asked of the scanners of those streams that say what they have.
  public var scanners: [ScannerLoad]

  /// Makes a demand.
  public init(
    baseStudies: [Int], baseBytes: [Double], monthlyStudies: [Band], monthlyBytes: [Band],
    yearlyStudies: [Band], yearlyBytes: [Band], hourOfWeek: [Double], busiestHourShare: Double,
    busiestHour: Int, streams: [StreamDemand], scanners: [ScannerLoad] = []
  ) {
    self.baseStudies = baseStudies
    self.baseBytes = baseBytes
    self.monthlyStudies = monthlyStudies
    self.monthlyBytes = monthlyBytes
    self.yearlyStudies = yearlyStudies
    self.yearlyBytes = yearlyBytes
    self.hourOfWeek = hourOfWeek
    self.busiestHourShare = busiestHourShare
    self.busiestHour = busiestHour
    self.streams = streams
    self.scanners = scanners
  }
}

/// What one stream brings: the base case's expectation, and its studies as they were replayed.
public struct StreamDemand: Sendable {
  /// The stream's id.
  public var id: String
  /// The expected studies of year 1.
  public var studies: Double
  /// The mean bytes of a study of year 1, as acquired.
  public var meanBytes: Double
  /// The expected studies of the last year.
  public var lastStudies: Double
  /// The mean bytes of a study of the last year.
  public var lastMeanBytes: Double
  /// Studies of the base case's replay, by planning month.
  public var baseStudies: [Int]
  /// Their bytes as acquired, by planning month.
  public var baseBytes: [Double]

  /// Makes a stream's demand.
  public init(
    id: String, studies: Double, meanBytes: Double, lastStudies: Double, lastMeanBytes: Double,
    baseStudies: [Int], baseBytes: [Double]
  ) {
    self.id = id
    self.studies = studies
    self.meanBytes = meanBytes
    self.lastStudies = lastStudies
    self.lastMeanBytes = lastMeanBytes
    self.baseStudies = baseStudies
    self.baseBytes = baseBytes
  }
}

/// What one vendor's offer comes to.
public struct VendorResult: Sendable {
  /// The offer.
  public var profile: VendorProfile
  /// What the base case bills.
  public var usage: PlanUsage
  /// The base case's money.
  public var ledger: Ledger
  /// The base case's years.
  public var cashFlow: CashFlow
  /// The base case's fiscal years that have a budget.
  public var affordability: [Affordability] = []
  /// What leaving costs, base case.
  public var exit: ExitCost?
  /// Bytes at rest at the end of each month, one copy, base case.
  public var baseLogical: [Double]
  /// The same with copies and protection.
  public var basePhysical: [Double]
  /// Bytes at rest at the end of each month, one copy.
  public var logical: [Band]
  /// The same with copies and protection.
  public var physical: [Band]
  /// Bytes in all tiers at the end of each month with their copies, before protection: what usable
  /// capacity has to hold.
  public var used: [Band]
  /// Bytes purged by month, one copy, base case.
  public var basePurged: [Double]
  /// By tier.
  public var tiers: [TierResult]
  /// Every queue, in the order in which a study meets them.
  public var stages: [StageResult]
  /// By service level of the scenario.
  public var serviceLevels: [ServiceLevelResult]
  /// Seconds from the end of acquisition to the primary copy, all classes, by planning year.
  public var timeToArchive: [WaitBand]
  /// The same for the studies of each site, in the order of the scenario; empty where there is one.
  public var timeToArchiveOfSites: [[WaitBand]]
  /// Seconds to the last copy.
  public var timeToProtected: [WaitBand]
  /// How long readers wait; empty where nobody says how studies are read.
  public var timeToDisplay: [DisplayResult]
  /// Where studies lie that are asked for, by tier; empty likewise.
  public var sources: [SourceResult]
  /// How it gets over outages and losses.
  public var resilience: ResilienceResult
  /// How the legacy archive gets in; nil where it is there at once.
  public var migration: MigrationResult?
  /// Payments by planning year, year 0 first, in major units.
  public var yearlyCost: [Band]
  /// Payments from the first to the end of each planning year, year 0 first, in major units.
  public var cumulativeCost: [Band]
  /// Undiscounted payments of all years.
  public var nominal: Band
  /// Net present cost.
  public var netPresentCost: Band
  /// Where the median of the net present cost lies with 95 % confidence or more; nil for fewer than
  /// six futures.
  public var medianInterval: ClosedRange<Double>?
  /// How much of what the net present cost differs by is chance.
  public var netPresentCostVariance: VarianceSplit?
  /// How much of what the bytes at the end of the plan differ by is chance.
  public var usedVariance: VarianceSplit?
  /// Net present cost over discounted studies.
  public var costPerStudy: Band
  /// This vendor's net present cost less that of the vendor with the least in the base case, in
  /// the same futures.
  public var differenceToLeast: Band
  /// The share of futures in which this vendor has the least net present cost.
  public var shareLeast: Double

  /// Makes a result.
  public init(
    profile: VendorProfile, usage: PlanUsage, ledger: Ledger, cashFlow: CashFlow,
    baseLogical: [Double], basePhysical: [Double], logical: [Band], physical: [Band], used: [Band],
    basePurged: [Double], tiers: [TierResult], stages: [StageResult],
    serviceLevels: [ServiceLevelResult], timeToArchive: [WaitBand],
    timeToArchiveOfSites: [[WaitBand]], timeToProtected: [WaitBand],
    timeToDisplay: [DisplayResult] = [], sources: [SourceResult] = [],
    resilience: ResilienceResult = ResilienceResult(),
    migration: MigrationResult? = nil, yearlyCost: [Band],
    cumulativeCost: [Band], nominal: Band, netPresentCost: Band,
    medianInterval: ClosedRange<Double>? = nil, netPresentCostVariance: VarianceSplit? = nil,
    usedVariance: VarianceSplit? = nil, costPerStudy: Band, differenceToLeast: Band,
    shareLeast: Double
  ) {
    self.profile = profile
    self.usage = usage
    self.ledger = ledger
    self.cashFlow = cashFlow
    self.baseLogical = baseLogical
    self.basePhysical = basePhysical
    self.logical = logical
    self.physical = physical
    self.used = used
    self.basePurged = basePurged
    self.tiers = tiers
    self.stages = stages
    self.serviceLevels = serviceLevels
    self.timeToArchive = timeToArchive
    self.timeToArchiveOfSites = timeToArchiveOfSites
    self.timeToProtected = timeToProtected
    self.timeToDisplay = timeToDisplay
    self.sources = sources
    self.resilience = resilience
    self.migration = migration
    self.yearlyCost = yearlyCost
    self.cumulativeCost = cumulativeCost
    self.nominal = nominal
    self.netPresentCost = netPresentCost
    self.medianInterval = medianInterval
    self.netPresentCostVariance = netPresentCostVariance
    self.usedVariance = usedVariance
    self.costPerStudy = costPerStudy
    self.differenceToLeast = differenceToLeast
    self.shareLeast = shareLeast
  }
}

/// What is paid in a fiscal year, against what may be spent.
public struct Affordability: Sendable, Hashable {
  /// The year in which the fiscal year begins.
  public var year: Int
  /// What may be spent, in major units.
  public var amount: Decimal
  /// What is paid in the base case.
  public var paid: Money
}

extension VendorResult {
  /// Payments of the base case by fiscal year, for those that have a budget.
  static func affordability(_ ledger: Ledger, _ scenario: Scenario) -> [Affordability] {
    let amounts = ledger.monthly { _ in true }
    return scenario.finance.budgets.map { budget in
      let paid = amounts.indices.reduce(Money.zero) { sum, period in
        scenario.fiscalYear(of: period) == budget.year ? sum + amounts[period] : sum
      }
      return Affordability(year: budget.year, amount: budget.amount, paid: paid)
    }
  }
}
