public import PlanModel
public import Quantities
public import Simulation

/// How far back a loss would throw an offer, and how it gets over outages.
public struct ResilienceResult: Sendable {
  /// By planning year: bytes that are not yet in the last copy, as acquired; empty without further
  /// copies.
  public var exposure: [Exposure]
  /// From each further copy.
  public var restores: [Restore]
  /// Every dated outage that hits a queue of the offer.
  public var outages: [OutageResult]

  /// Makes a result.
  public init(
    exposure: [Exposure] = [], restores: [Restore] = [], outages: [OutageResult] = []
  ) {
    self.exposure = exposure
    self.restores = restores
    self.outages = outages
  }

  /// Bytes that are not yet in the last copy.
  public struct Exposure: Sendable {
    /// In the mean over the year.
    public var mean: Band
    /// At most.
    public var largest: Band

    /// Makes a year.
    public init(mean: Band, largest: Band) {
      self.mean = mean
      self.largest = largest
    }
  }

  /// How long it takes to bring everything back from a copy.
  public struct Restore: Sendable {
    /// Which way.
    public var way: RestoreWay
    /// Seconds until the studies of the last twelve months are back, at the end of each year.
    public var working: [Band]
    /// Seconds until all are, at the end of each year.
    public var complete: [Band]

    /// Makes a restore.
    public init(way: RestoreWay, working: [Band], complete: [Band]) {
      self.way = way
      self.working = working
      self.complete = complete
    }
  }
}

/// What a dated outage does to one queue.
public struct OutageResult: Sendable {
  /// Which outage.
  public var outage: Outage
  /// The queue, as reports name it.
  public var stage: String
  /// Studies that arrive from its beginning until the queue has caught up.
  public var studies: Band
  /// Bytes on the wire that arrive in it.
  public var bytes: Band
  /// Seconds from its end until the queue has caught up.
  public var catchUp: Band

  /// Makes a result.
  public init(outage: Outage, stage: String, studies: Band, bytes: Band, catchUp: Band) {
    self.outage = outage
    self.stage = stage
    self.studies = studies
    self.bytes = bytes
    self.catchUp = catchUp
  }
}

/// How the legacy archive gets into an offer's.
public struct MigrationResult: Sendable {
  /// The first day.
  public var begin: CalendarDate
  /// The last.
  public var end: DateBand
  /// Months from go-live to the end, in which both systems run; infinite after the plan.
  public var parallelMonths: Band
  /// Bytes moved, as the present archive keeps them.
  public var bytes: Band
  /// Bytes that came in, by month, as they are at rest: the base case's.
  public var baseMovedIn: [Double]

  /// Makes a result.
  public init(
    begin: CalendarDate, end: DateBand, parallelMonths: Band, bytes: Band,
    baseMovedIn: [Double]
  ) {
    self.baseMovedIn = baseMovedIn
    self.begin = begin
    self.end = end
    self.parallelMonths = parallelMonths
    self.bytes = bytes
  }
}

/// How much of what readers ask for lies where.
public struct SourceResult: Sendable {
  /// The tier, or the old system.
  public var name: String
  /// How long a prior from there takes, by planning year; without figures where none comes from it.
  public var priors: [WaitBand]
  /// Studies read from it, by planning year.
  public var studies: [Band]
  /// Their bytes at rest, by planning year.
  public var bytes: [Band]

  /// Makes a result.
  public init(name: String, priors: [WaitBand], studies: [Band], bytes: [Band]) {
    self.name = name
    self.priors = priors
    self.studies = studies
    self.bytes = bytes
  }
}

/// How many days of studies a cache has to hold to serve a share of what is asked for.
public struct CacheAnswer: Sendable, Hashable {
  /// The share of priors.
  public var share: Double
  /// The age up to which it has to hold studies.
  public var days: Int
  /// Of all that is asked for: the studies themselves, priors and later views.
  public var shareOfAll: Double
  /// Bytes of so many days at the end of the first and the last planning year, after compression,
  /// all sites together: the base case's.
  public var bytes: [Double]

  /// Makes an answer.
  public init(share: Double, days: Int, shareOfAll: Double, bytes: [Double]) {
    self.share = share
    self.days = days
    self.shareOfAll = shareOfAll
    self.bytes = bytes
  }

  /// For 90, 95 and 99 % of priors; empty where nobody asks for any.
  static func all(_ scenario: Scenario, _ expectation: DemandExpectation) -> [CacheAnswer] {
    guard let reading = scenario.reading, let priors = reading.priors, priors.perStudy > 0 else {
      return []
    }
    let views = reading.views?.perStudy ?? 0
    return [0.9, 0.95, 0.99].map { share in
      let days = Int(priors.ages.quantile(share).rounded(.up))
      let hits = 1 + priors.perStudy * share + views * reading.viewed(withinDays: Double(days))
      return CacheAnswer(
        share: share, days: days, shareOfAll: hits / (1 + priors.perStudy + views),
        bytes: [
          expectation.streams.reduce(0) { $0 + $1.studies * $1.meanCompressed },
          expectation.streams.reduce(0) {
            $0 + $1.lastStudies * $1.lastMeanBytes
              * ($1.meanBytes > 0 ? $1.meanCompressed / $1.meanBytes : 1)
          },
        ].map { $0 * Double(days) / 365.25 })
    }
  }
}

extension ReadingPlan {
  /// The share of later views that come within so many days of the reading.
  func viewed(withinDays days: Double) -> Double {
    guard let views else { return 1 }
    return 1 - Elementary.exp(max(-700, -days * 86_400 / views.meanDelay.value))
  }
}
