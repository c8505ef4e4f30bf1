public import Foundation
public import Quantities

/// The hospital and its question: everything the files say, checked and resolved.
public struct Scenario: Sendable {
  /// The hospital's name.
  public var name: String
  /// The plan's one currency.
  public var currency: Currency
  /// The first month of planning year 1.
  public var start: CalendarMonth
  /// The horizon in planning years, 1 to 40.
  public var years: Int
  /// How many replications a run makes unless told otherwise.
  public var replications: Int
  /// What all random numbers are keyed by.
  public var seed: UInt64
  /// Which days are holidays.
  public var calendar: HolidayCalendar
  /// An IANA time zone, such as `America/New_York`.
  public var timeZone: String
  /// The places where images are made.
  public var sites: [Site]
  /// Data centres and cloud regions.
  public var places: [Place]
  /// Lines between sites and places, besides the sites' WANs.
  public var links: [PlaceLink]
  /// What is made there.
  public var streams: [StudyStream]
  /// Hour, day and month factors that streams refer to by index.
  public var profiles: [ArrivalProfile]
  /// What changes during the plan, in the order of the file.
  public var events: [ExpansionEvent]
  /// When something does not work, known beforehand; in the order of the file.
  public var outages: [Outage] = []
  /// How long studies are kept.
  public var retention: RetentionPolicy
  /// What the present archive holds at the start.
  public var legacy: LegacyArchive?
  /// The system that runs until another takes over.
  public var oldSystem = OldSystem.unknown
  /// How studies are read; nil where the plan does not say.
  public var reading: ReadingPlan?
  /// What was promised to clinicians.
  public var serviceLevels: [ServiceLevel]
  /// Discounting, salaries.
  public var finance: Finance
  /// The alternatives, in the order of the file.
  public var vendors: [VendorProfile]
  /// Every value that carries a source or should, in the order of the files.
  public var assumptions: [Assumption]

  /// Makes a scenario.
  public init(
    name: String, currency: Currency, start: CalendarMonth, years: Int, replications: Int,
    seed: UInt64, calendar: HolidayCalendar, timeZone: String, sites: [Site],
    places: [Place] = [], links: [PlaceLink] = [],
    streams: [StudyStream], profiles: [ArrivalProfile], retention: RetentionPolicy,
    legacy: LegacyArchive?, serviceLevels: [ServiceLevel], finance: Finance,
    vendors: [VendorProfile], assumptions: [Assumption], events: [ExpansionEvent] = []
  ) {
    self.name = name
    self.currency = currency
    self.start = start
    self.years = years
    self.replications = replications
    self.seed = seed
    self.calendar = calendar
    self.timeZone = timeZone
    self.sites = sites
    self.places = places
    self.links = links
    self.streams = streams
    self.profiles = profiles
    self.events = events
    self.retention = retention
    self.legacy = legacy
    self.serviceLevels = serviceLevels
    self.finance = finance
    self.vendors = vendors
    self.assumptions = assumptions
  }

  /// The number of planning months.
  public var months: Int { years * 12 }
  /// How many planning years there may be.
  public static let possibleYears = 1...40
}

/// A place where images are made, with its network.
public struct Site: Hashable, Sendable {
  /// As the files refer to it.
  public var id: String
  /// As reports show it.
  public var name: String
  /// The network inside the site.
  public var lan: NetworkLink
  /// The line from the site to the outside; nil where there is none.
  public var wan: NetworkLink?

  /// Makes a site.
  public init(id: String, name: String, lan: NetworkLink, wan: NetworkLink?) {
    self.id = id
    self.name = name
    self.lan = lan
    self.wan = wan
  }
}

/// A line with its speed and delay.
public struct NetworkLink: Hashable, Sendable {
  /// As the files refer to it: `main.wan`, `main.lan`, or the id of a link.
  public var id: String
  /// From the site outwards.
  public var up: BitsPerSecond
  /// Towards the site.
  public var down: BitsPerSecond
  /// There and back.
  public var roundTrip: Seconds
  /// The share of the line that PACS may use.
  public var share: Fraction
  /// Other shares in some hours of the week; the last that holds counts.
  public var shares: [ShareWindow] = []
  /// nil is a line that never fails.
  public var reliability: Reliability?

  /// Makes a line.
  public init(
    id: String = "", up: BitsPerSecond, down: BitsPerSecond, roundTrip: Seconds, share: Fraction
  ) {
    self.id = id
    self.up = up
    self.down = down
    self.roundTrip = roundTrip
    self.share = share
  }
}

/// Where a patient was when the study was made.
public enum PatientClass: Int, CaseIterable, Sendable {
  case emergency, inpatient, outpatient

  /// As the files write it.
  public var name: String {
    switch self {
    case .emergency: "emergency"
    case .inpatient: "inpatient"
    case .outpatient: "outpatient"
    }
  }
}

/// One modality of one department at one site.
public struct StudyStream: Sendable {
  /// As the files refer to it; random numbers are keyed by it.
  public var id: String
  /// Index into the scenario's sites.
  public var site: Int
  /// How big its studies are by default, how well they compress.
  public var modality: CatalogueEntry
  /// As reports show it.
  public var department: String
  /// The expected number of studies in planning year 1.
  public var studiesPerYear: Estimate
  /// Yearly growth of the number of studies; 0.04 is 4 %.
  public var growth: Estimate
  /// Yearly growth of the size of a study.
  public var sizeGrowth: Estimate
  /// The size of a study in planning year 1.
  public var size: StudySize
  /// Whether sizes are as stored by the present archive (and so compressed already).
  public var isStoredSize: Bool
  /// Overrides the catalogue's number of instances.
  public var instances: InstanceCount
  /// Shares by ``PatientClass``, in its order; they add to 1.
  public var classShares: [Double]
  /// Index into the scenario's profiles.
  public var profile: Int
  /// Index into the retention policy's rules.
  public var retentionRule: Int
  /// What the studies are made with; nil where the plan does not say.
  public var scanners: Scanners?
  /// The variance of the daily counts over their mean on an average day of year 1; 1 is a Poisson
  /// process.
  public var dispersion = 1.0
  /// Whether they were made elsewhere and are only stored here: nobody reads them.
  public var isImported = false
  /// How many examinations, as they are billed, one study is.
  public var examinationsPerStudy: Decimal = 1
  /// The studies themselves, where they are not drawn. Volume, growth, classes and profile then say
  /// nothing, and of the size only what compresses.
  public var trace: StudyTrace?

  /// Makes a stream.
  public init(
    id: String, site: Int, modality: CatalogueEntry, department: String,
    studiesPerYear: Estimate, growth: Estimate, sizeGrowth: Estimate, size: StudySize,
    isStoredSize: Bool, instances: InstanceCount, classShares: [Double], profile: Int,
    retentionRule: Int, scanners: Scanners? = nil
  ) {
    self.id = id
    self.site = site
    self.modality = modality
    self.department = department
    self.studiesPerYear = studiesPerYear
    self.growth = growth
    self.sizeGrowth = sizeGrowth
    self.size = size
    self.isStoredSize = isStoredSize
    self.instances = instances
    self.classShares = classShares
    self.profile = profile
    self.retentionRule = retentionRule
    self.scanners = scanners
  }
}

/// How big the studies of a stream are.
public enum StudySize: Hashable, Sendable {
  /// The catalogue's distribution with its default mean times its site factor.
  case catalogue
  /// The catalogue's distribution scaled to the site's own mean, in bytes.
  case mean(Estimate)
  /// Every study the same number of bytes.
  case constant(Double)
  /// Exponentially distributed, with this mean in bytes.
  case exponential(mean: Double)
  /// Lognormally distributed, in bytes.
  case lognormal(median: Double, p95: Double)
  /// As the site's own table says, in bytes.
  case quantiles(QuantileTable)
}

/// How many instances the studies of a stream have.
public enum InstanceCount: Hashable, Sendable {
  /// The catalogue's number at the study's own quantile of size.
  case catalogue
  /// Every study the same number.
  case constant(Double)
  /// Exponentially distributed and independent of the bytes, rounded to whole instances.
  case exponential(mean: Double)
}

/// Relative rates by hour, day and month for each patient class; only ratios matter.
public struct ArrivalProfile: Hashable, Sendable {
  /// The factors of one patient class.
  public struct Factors: Hashable, Sendable {
    /// 24 factors for Monday to Friday.
    public var weekdayHours: [Double]
    /// 24 factors for Saturday, Sunday and holidays.
    public var weekendHours: [Double]
    /// 7 factors, Monday first: what a whole day has, whatever its hours.
    public var days: [Double]
    /// What a whole holiday has, whichever weekday it is.
    public var holiday: Double
    /// 12 factors, January first.
    public var months: [Double]

    /// Makes factors.
    public init(
      weekdayHours: [Double], weekendHours: [Double], days: [Double], holiday: Double,
      months: [Double]
    ) {
      self.weekdayHours = weekdayHours
      self.weekendHours = weekendHours
      self.days = days
      self.holiday = holiday
      self.months = months
    }
  }

  /// As the files refer to it.
  public var id: String
  /// By ``PatientClass``, in its order.
  public var classes: [Factors]

  /// Makes a profile.
  public init(id: String, classes: [Factors]) {
    self.id = id
    self.classes = classes
  }
}

/// What the present archive holds when the plan starts.
public struct LegacyArchive: Hashable, Sendable {
  /// Bytes stored, one copy, as the present archive keeps them.
  public var stored: Bytes
  /// Studies stored.
  public var studies: Int
  /// The month of the oldest study.
  public var oldest: CalendarMonth
  /// By how much each year's bytes exceed the year's before.
  public var yearlyGrowth: Double
  /// How it gets into the archives of the offers; nil is at once.
  public var migration: Migration?

  /// Makes an archive.
  public init(stored: Bytes, studies: Int, oldest: CalendarMonth, yearlyGrowth: Double) {
    self.stored = stored
    self.studies = studies
    self.oldest = oldest
    self.yearlyGrowth = yearlyGrowth
  }
}

/// A promise: a share of studies within a time.
public struct ServiceLevel: Hashable, Sendable {
  /// What is timed.
  public enum Measure: String, CaseIterable, Sendable {
    /// From the end of acquisition to the primary copy.
    case timeToArchive = "time-to-archive"
    /// From the end of acquisition to the last copy.
    case timeToProtected = "time-to-protected"
    /// From a reader's request to the display, of the study and its priors.
    case timeToDisplay = "time-to-display"
  }

  /// As the files refer to it.
  public var id: String
  /// What is timed.
  public var measure: Measure
  /// Only studies of this class; nil is all.
  public var patientClass: PatientClass?
  /// The share that must be within.
  public var target: Fraction
  /// The time.
  public var within: Seconds

  /// Makes a service level.
  public init(
    id: String, measure: Measure, patientClass: PatientClass?, target: Fraction, within: Seconds
  ) {
    self.id = id
    self.measure = measure
    self.patientClass = patientClass
    self.target = target
    self.within = within
  }
}

/// How money of different years is compared, and what people cost.
public struct Finance: Sendable {
  /// Whether the discount rate includes inflation.
  public enum Basis: String, CaseIterable, Sendable { case nominal, real }
  /// When in the year a payment falls.
  public enum Timing: String, CaseIterable, Sendable { case start, mid, end }

  /// A year; 0.06 is 6 %.
  public var discountRate: Fraction
  /// Whether the rate includes inflation; a real rate deflates the flows first.
  public var basis: Basis
  /// A year; used only with a real rate.
  public var inflation: Fraction
  /// When in its year a payment is discounted.
  public var timing: Timing
  /// Of one PACS administrator, a year.
  public var administratorSalary: UnitPrice
  /// What comes on top of the salary, as a share of it, exactly as written.
  public var onCost: Decimal
  /// Of a kilowatt hour; nil where no file says.
  public var electricity: UnitPrice?
  /// How many months purchases of a category last in the yearly accounts; empty where no file says.
  public var lives: [CostCategory: Int] = [:]
  /// What may be spent, by the year that a fiscal year begins in.
  public var budgets: [FiscalBudget] = []
  /// The month in which fiscal years begin, from 1.
  public var fiscalYearStart = 1
  /// What is added to the prices of a category, since such estimates are too low as a rule.
  public var optimismBias: [OptimismBias] = []

  /// Makes the finance section.
  public init(
    discountRate: Fraction, basis: Basis, inflation: Fraction, timing: Timing,
    administratorSalary: UnitPrice, onCost: Decimal
  ) {
    self.discountRate = discountRate
    self.basis = basis
    self.inflation = inflation
    self.timing = timing
    self.administratorSalary = administratorSalary
    self.onCost = onCost
  }
}

/// A share that is added to what a category costs, a line of its own.
public struct OptimismBias: Hashable, Sendable {
  /// Of what.
  public var category: CostCategory
  /// 0.15 is 15 %.
  public var share: Decimal
  /// Where it comes from; nil is assumed.
  public var source: String?
  /// Where it stands.
  public var location: SourceLocation

  /// Makes a bias.
  public init(category: CostCategory, share: Decimal, source: String?, location: SourceLocation) {
    self.category = category
    self.share = share
    self.source = source
    self.location = location
  }
}

/// What may be spent in a fiscal year.
public struct FiscalBudget: Hashable, Sendable {
  /// The year in which it begins.
  public var year: Int
  /// Major units.
  public var amount: Decimal

  /// Makes a budget.
  public init(year: Int, amount: Decimal) {
    self.year = year
    self.amount = amount
  }
}

extension Scenario {
  /// The year in which the fiscal year of a period begins; what is paid up to go-live belongs to that of the
  /// first month.
  public func fiscalYear(of period: Int) -> Int {
    let month = start.adding(max(1, period) - 1)
    return month.month >= finance.fiscalYearStart ? month.year : month.year - 1
  }
}

/// A value the result rests on, and where it comes from.
public struct Assumption: Hashable, Sendable {
  /// What it is, by its path in the file: `streams.main-ct.growth`.
  public var path: String
  /// As written.
  public var value: String
  /// Where it comes from; nil is shown as assumed.
  public var source: String?
  /// Where it stands.
  public var location: SourceLocation

  /// Whether nobody stands behind the value.
  public var isAssumed: Bool { Self.isAssumed(source) }

  /// Whether a source is none: it is not there, or begins by saying that the value is assumed.
  public static func isAssumed(_ source: String?) -> Bool {
    source?.lowercased().hasPrefix("assumed") ?? true
  }

  /// Makes an assumption.
  public init(path: String, value: String, source: String?, location: SourceLocation) {
    self.path = path
    self.value = value
    self.source = source
    self.location = location
  }
}
