public import PlanModel
public import Quantities

/// How one queue fares.
public struct StageResult: Sendable {
  /// As the profile names it.
  public var name: String
  /// The site or the line it belongs to; nil in the core.
  public var place: String?
  /// Index of the site where it stands or, as a line, begins; nil elsewhere.
  public var site: Int?
  /// Whether it is a line, and if so the rate it reaches.
  public var linkRate: BitsPerSecond?
  /// Parallel servers.
  public var servers: Int
  /// By planning year.
  public var years: [StageYear]
  /// The mean share of the hour in which its servers were busy, by hour of the week in the last
  /// planning year, Monday 0:00 first, over the replications.
  public var hourOfWeek: [Double]
  /// How much of what its busiest hour of the last year differs by is chance.
  public var lastBusyHourVariance: VarianceSplit?
  /// When its backlog passed the limit and waits stopped meaning anything.
  public var saturated: DateBand
  /// Whether it is part of the system that runs until the vendor's takes over.
  public var isOldSystem: Bool
  /// The planning years, from 0, in which its system runs for all or a part of the year.
  public var runningYears: Range<Int>

  /// Makes a stage's result.
  public init(
    name: String, place: String?, site: Int? = nil, linkRate: BitsPerSecond?, servers: Int,
    years: [StageYear],
    hourOfWeek: [Double], lastBusyHourVariance: VarianceSplit? = nil, saturated: DateBand,
    isOldSystem: Bool = false,
    runningYears: Range<Int>? = nil
  ) {
    self.name = name
    self.isOldSystem = isOldSystem
    self.runningYears = runningYears ?? years.indices
    self.place = place
    self.site = site
    self.linkRate = linkRate
    self.servers = servers
    self.years = years
    self.hourOfWeek = hourOfWeek
    self.lastBusyHourVariance = lastBusyHourVariance
    self.saturated = saturated
  }
}

/// One queue in one planning year.
public struct StageYear: Sendable {
  /// The share of the year in which its servers were busy.
  public var utilisation: Band
  /// The same in its busiest hour of the week.
  public var busyHour: Band
  /// Bits a second over that hour; of a line what it carries, after compression.
  public var busyHourRate: Band
  /// Seconds before service.
  public var wait: WaitBand
  /// The most work waiting or in service, in seconds of one server.
  public var largestBacklog: Band

  /// Makes a year.
  public init(
    utilisation: Band, busyHour: Band, busyHourRate: Band, wait: WaitBand, largestBacklog: Band
  ) {
    self.utilisation = utilisation
    self.busyHour = busyHour
    self.busyHourRate = busyHourRate
    self.wait = wait
    self.largestBacklog = largestBacklog
  }
}

/// Times of many studies, in seconds: each quantile with its own band over the replications.
public struct WaitBand: Sendable {
  /// The mean.
  public var mean: Band
  /// Half of the studies take less.
  public var p50: Band
  /// 95 % take less.
  public var p95: Band
  /// 99 % take less.
  public var p99: Band

  /// Makes a band of times.
  public init(mean: Band, p50: Band, p95: Band, p99: Band) {
    self.mean = mean
    self.p50 = p50
    self.p95 = p95
    self.p99 = p99
  }
}

/// How well a promise is kept.
public struct ServiceLevelResult: Sendable {
  /// The promise.
  public var level: ServiceLevel
  /// The share of studies within the time, by planning year.
  public var attained: [Band]
  /// The share of futures in which the target is met, by planning year.
  public var chance: [Double]

  /// Makes a result.
  public init(level: ServiceLevel, attained: [Band], chance: [Double]) {
    self.level = level
    self.attained = attained
    self.chance = chance
  }
}

/// What a reader asks for.
public enum DisplayKind: Int, CaseIterable, Sendable {
  case emergency, inpatient, outpatient, prior, view

  /// As reports and files name it.
  public var words: String {
    switch self {
    case .emergency: "emergency study"
    case .inpatient: "inpatient study"
    case .outpatient: "outpatient study"
    case .prior: "prior"
    case .view: "later view"
    }
  }
}

/// How long readers wait for one kind of what they ask for.
public struct DisplayResult: Sendable {
  /// What is asked for.
  public var kind: DisplayKind
  /// Seconds from the request to the display, by planning year.
  public var years: [WaitBand]

  /// Makes a result.
  public init(kind: DisplayKind, years: [WaitBand]) {
    self.kind = kind
    self.years = years
  }
}

extension Scenario {
  /// What its readers ask for, in the order of ``DisplayKind``.
  public var displayKinds: [DisplayKind] {
    guard let reading else { return [] }
    return DisplayKind.allCases.filter { kind in
      switch kind {
      case .emergency, .inpatient, .outpatient:
        streams.contains { $0.classShares[kind.rawValue] > 0 }
      case .prior: (reading.priors?.perStudy ?? 0) > 0
      case .view: (reading.views?.perStudy ?? 0) > 0
      }
    }
  }
}
