import Costing
import Evaluation
import Foundation
import PlanModel
import Quantities

/// A comparison of two offers for a hospital with two sites: plausible numbers made by simple
/// formulas, money by the real biller.
enum Fixture {
  static let months = 120
  static let finance = Finance(
    discountRate: Fraction(0.06), basis: .nominal, inflation: Fraction(0.025), timing: .end,
    administratorSalary: price("84810"), onCost: decimal("0.25"))

  static func known<Value>(_ value: Value?) -> Value {
    guard let value else { preconditionFailure("the fixture's figures can be read") }
    return value
  }
  static func decimal(_ text: String) -> Decimal {
    known(Decimal(string: text, locale: Locale(identifier: "en_US_POSIX")))
  }
  static func price(_ text: String) -> UnitPrice { known(UnitPrice(parsing: text)) }
  static func location(_ file: String, _ line: Int) -> SourceLocation {
    SourceLocation(file: file, line: line, column: 5)
  }
  static func band(_ middle: Double, _ spread: Double) -> Band {
    Band(
      mean: middle * (1 + spread / 20), p10: middle * (1 - spread), p50: middle,
      p90: middle * (1 + 1.2 * spread))
  }
  static func waits(_ seconds: Double) -> WaitBand {
    WaitBand(
      mean: band(seconds, 0.1), p50: band(seconds * 0.6, 0.1), p95: band(seconds * 3, 0.15),
      p99: band(seconds * 6, 0.2))
  }

  static let scenario: Scenario = {
    var scenario = plain
    scenario.reading = reading
    scenario.outages = [cut]
    return scenario
  }()

  private static let plain = Scenario(
    name: "Riverside Community Hospital", currency: known(Currency(code: "USD")),
    start: CalendarMonth(year: 2027, month: 1), years: 10, replications: 200, seed: 20_270_101,
    calendar: HolidayCalendar(.usFederal), timeZone: "America/New_York",
    sites: [
      Site(id: "main", name: "Main campus", lan: lan, wan: wan(500)),
      Site(id: "outpatient", name: "Outpatient centre", lan: lan, wan: wan(200)),
    ],
    streams: [stream("main-ct", "CT"), stream("main-us", "US"), stream("er-ct", "CT")],
    profiles: [], retention: RetentionPolicy(purges: false, rules: []), legacy: nil,
    serviceLevels: [promise], finance: finance, vendors: [northlake, cirrus],
    assumptions: [
      assumption("finance.discount-rate.rate", "6 %", "Board policy 2026", 70),
      assumption("finance.discount-rate.basis", "nominal", "Board policy 2026", 70),
      assumption("finance.inflation", "2.5 %", nil, 71),
      assumption("finance.timing", "end", nil, 72),
      assumption(
        "finance.pacs-administrator.salary", "84810 USD/year",
        "BLS, network and computer systems administrators, as quoted in 2021", 73),
      assumption("finance.pacs-administrator.on-cost", "25 %", nil, 73),
      assumption("streams.main-ct.studies-per-year", "41000", "Department statistics 2026", 20),
      assumption("streams.main-ct.growth", "2 %, 4 %, 7 %", nil, 21),
      assumption("streams.main-ct.size-growth", "0 %, 5 %, 12 %", nil, 22),
      Assumption(
        path: "prices.hot.price", value: "0.105 USD per GiB-month",
        source: "AWS HealthImaging pricing, us-east-1, read 2026-10-07",
        location: location("vendors/cirrus-cloud.yaml", 21)),
    ], events: events)

  static let events = [
    ExpansionEvent(
      on: CalendarMonth(year: 2029, month: 3),
      change: .replaceScanner(
        ScannerReplacement(
          stream: 0, scanners: 1, sizeFactor: .known(1.6), minutesPerStudy: 10, closedDays: 42)),
      note: "Photon-counting CT"),
    ExpansionEvent(
      on: CalendarMonth(year: 2028, month: 7),
      change: .volume(
        VolumeChange(
          stream: 0,
          studiesPerYear: Estimate(
            .pert(PertDistribution(low: 6_000, likely: 9_000, high: 12_000)), group: ""),
          rampMonths: 6, grows: false, scanners: 1))),
  ]

  static func stream(_ id: String, _ code: String) -> StudyStream {
    StudyStream(
      id: id, site: 0, modality: known(CatalogueEntry.shipped.first { $0.code == code }),
      department: "Radiology", studiesPerYear: .known(41_000), growth: .known(0.04),
      sizeGrowth: .known(0.05), size: .catalogue, isStoredSize: false, instances: .catalogue,
      classShares: [0.2, 0.3, 0.5], profile: 0, retentionRule: 0)
  }

  static let lan = NetworkLink(
    up: BitsPerSecond(1e10), down: BitsPerSecond(1e10), roundTrip: Seconds(0.0005), share: .one)
  static func wan(_ megabits: Double) -> NetworkLink {
    NetworkLink(
      up: BitsPerSecond(megabits * 1e6), down: BitsPerSecond(megabits * 1e6),
      roundTrip: Seconds(0.018), share: Fraction(0.8))
  }
  static let promise = ServiceLevel(
    id: "stat-archive", measure: .timeToArchive, patientClass: .emergency, target: Fraction(0.95),
    within: Seconds(300))

  static func assumption(_ path: String, _ value: String, _ source: String?, _ line: Int)
    -> Assumption
  {
    Assumption(
      path: path, value: value, source: source, location: location("community.yaml", line))
  }

  static func line(
    _ id: String, _ item: String, _ category: CostCategory, _ kind: CostKind,
    _ meter: any PlanModel.Meter, _ bands: [(String?, String)], period: PricePeriod = .month,
    discount: String = "0", escalator: (String, Int, String?)? = nil, first: Int? = nil,
    last: Int? = nil, source: String? = nil, dated: String? = nil, at row: Int = 1,
    file: String = "vendors/northlake-onprem.yaml"
  ) -> PriceLine {
    var line = PriceLine(
      id: id, item: item, category: category, kind: kind, meter: meter,
      bands: bands.map { PriceBand(upTo: $0.0.map(decimal), price: price($0.1)) }, period: period,
      discount: decimal(discount),
      escalator: escalator.map {
        Escalator(rate: decimal($0.0), fromYear: $0.1, cap: $0.2.map(decimal))
      },
      firstMonth: first, lastMonth: last, source: source, dated: dated,
      location: location(file, row))
    line.part = parts[id]
    line.includes = id == "platform" ? [.licence, .maintenance] : []
    return line
  }

  /// Items of a complete offer, by the line that is for them.
  static let parts: [String: CostPart] = [
    "licence": .licence, "support": .maintenance, "servers": .servers, "disks": .storage,
    "hot": .storage, "archive": .archive, "platform": .subscription, "interfaces": .interfaces,
    "admins": .administrators,
  ]

  static func options(_ change: (inout MeterOptions) -> Void) -> MeterOptions {
    var options = MeterOptions()
    change(&options)
    return options
  }

  static let northlake = VendorProfile(
    id: "northlake-onprem", name: "Northlake PACS on premises (archetype)", basis: .archetype,
    deployment: .onPremises, core: 0, ingest: [],
    copies: [Copy(name: "mirror", place: nil, link: nil, stage: stage("mirror"))],
    storage: StoragePlan(
      isCompressed: true,
      tiers: [
        StorageTier(
          id: "online", leavesAfterDays: nil, copies: 2, protection: 1.25,
          capacity: TierCapacity(
            usable: Bytes(500, .TB), fillThreshold: Fraction(0.8), increment: Bytes(100, .TB),
            maximum: nil, leadTimeMonths: 4))
      ]),
    prices: [
      line(
        "licence", "Perpetual PACS licence", .software, .capex, OnceMeter(MeterOptions()),
        [(nil, "380000")], discount: "0.10", source: "Evidence review, table 3",
        dated: "2025-06-01",
        at: 31),
      line(
        "support", "Software maintenance", .services, .opex, YearMeter(MeterOptions()),
        [(nil, "76000")], escalator: ("0.03", 2, "0.025"), source: "20 % of list, evidence review",
        dated: "2025-06-01", at: 32),
      line(
        "servers", "Application servers", .hardware, .capex, OnceMeter(MeterOptions()),
        [(nil, "180000")], at: 33),
      line(
        "refresh", "Server refresh", .hardware, .capex, OnceMeter(MeterOptions()),
        [(nil, "150000")], first: 61, at: 34),
      line(
        "disks", "Disk array", .storage, .capex,
        PurchasedCapacityMeter(
          options {
            $0.tier = 0; $0.unit = .TB
          }), [(nil, "900")],
        discount: "0.125", source: "Quote of a reseller", dated: "2026-02-11", at: 35),
      line(
        "interfaces", "HL7 interfaces", .services, .capex,
        InterfaceMeter(options { $0.count = 6 }), [(nil, "4000.50")], at: 36),
      line(
        "admins", "PACS administrators", .staff, .opex,
        FullTimeEquivalentMeter(options { $0.count = decimal("1.5") }), [],
        escalator: ("0.025", 2, nil), at: 37),
      line(
        "room", "Computer room", .facilities, .opex, MonthMeter(MeterOptions()),
        [(nil, "2150.75")], escalator: ("0.02", 3, nil), at: 38),
      line(
        "site-fee", "Site fee", .software, .opex, SiteMeter(MeterOptions()), [(nil, "12500")],
        period: .year, at: 39),
    ])

  static let cirrus: VendorProfile = {
    var profile = plainCirrus
    profile.notNeeded = [.servers]
    profile.contract.exit.noticeMonths = 6
    profile.contract.exit.termYears = 5
    profile.contract.exit.early = decimal("0.5")
    profile.contract.exit.returnRate = 9.6e6
    profile.contract.exit.location = location("vendors/cirrus-cloud.yaml", 12)
    var out = line(
      "data-out", "Data transfer out", .exit, .opex, EgressMeter(options { $0.unit = .GiB }),
      [("10240", "0.09"), (nil, "0.05")], first: 1, source: "AWS price list", dated: "2024-07-01",
      at: 14, file: "vendors/cirrus-cloud.yaml")
    out.scheme = .graduated
    profile.contract.exit.prices = [out]
    return profile
  }()

  private static let plainCirrus = VendorProfile(
    id: "cirrus-cloud", name: "Cirrus Imaging Cloud (archetype)", basis: .listPrice,
    deployment: .cloud, core: nil, ingest: [stage("uplink")], copies: [],
    storage: StoragePlan(
      isCompressed: true,
      tiers: [
        StorageTier(id: "hot", leavesAfterDays: 30, copies: 1, protection: 1, capacity: nil),
        StorageTier(id: "archive", leavesAfterDays: nil, copies: 1, protection: 1, capacity: nil),
      ]),
    prices: cirrusPrices)

  static let cirrusPrices: [PriceLine] = {
    let file = "vendors/cirrus-cloud.yaml"
    let source = "AWS HealthImaging pricing, us-east-1"
    return [
      line(
        "hot", "Frequent-access storage", .storage, .opex,
        StoredMonthMeter(
          options {
            $0.tier = 0; $0.unit = .GiB
          }), [(nil, "0.105")],
        source: source, dated: "2026-10-07", at: 21, file: file),
      line(
        "archive", "Archive instant-access storage", .storage, .opex,
        StoredMonthMeter(
          options {
            $0.tier = 1; $0.unit = .GiB
          }),
        [("51200", "0.006"), ("512000", "0.0055"), (nil, "0.005")], source: source,
        dated: "2026-10-07", at: 22, file: file),
      line(
        "platform", "Platform fee", .software, .opex, StudyMeter(MeterOptions()),
        [("100000", "2.60"), (nil, "2.10")], period: .year, escalator: ("0.03", 2, nil), at: 23,
        file: file),
      line(
        "calls", "API calls", .storage, .opex,
        RequestsMeter(
          options {
            $0.requestsPerStudy = 3; $0.requestsPerInstance = 1
          }),
        [(nil, "0.005")], source: source, dated: "2026-10-07", at: 24, file: file),
      line(
        "gateway", "Gateways", .hardware, .capex, OnceMeter(MeterOptions()), [(nil, "24000")],
        at: 25, file: file),
      line(
        "wan", "Wider WAN lines", .network, .opex, MonthMeter(MeterOptions()), [(nil, "1800")],
        at: 26, file: file),
      line(
        "admins", "PACS administrators", .staff, .opex,
        FullTimeEquivalentMeter(options { $0.count = decimal("0.5") }), [],
        escalator: ("0.025", 2, nil), at: 27, file: file),
      line(
        "onboarding", "Onboarding", .services, .capex, OnceMeter(MeterOptions()),
        [(nil, "65000")], discount: "0.05", at: 28, file: file),
    ]
  }()

  static func stage(_ name: String) -> PlanModel.Stage {
    Stage(
      name: name, place: .core, servers: 4, rate: nil, perStudy: Seconds(0.1),
      perInstance: Seconds(0), isCompressed: true, discipline: .fifo)
  }
}
