import Costing
import Foundation
import PlanModel
import Quantities

/// Makes the plan from files in which the checks found no error.
struct ScenarioBuilder {
  private let files: LoadedFiles
  private let catalogue: [String: CatalogueEntry]
  private let sites: [String]
  /// The sites, then the places.
  private let places: [String]
  private let start: CalendarMonth

  /// Makes a builder.
  init(_ files: LoadedFiles) {
    self.files = files
    catalogue = CatalogueBuilder.entries(files.catalogue)
    sites = files.sites
    places = files.places
    start = known(files.scenario.month("start"))
  }

  /// The plan.
  func scenario() -> Scenario {
    let root = files.scenario
    let profiles = ProfileBuilder.profiles(root.section("profiles"))
    var retention = RetentionBuilder.policy(root)
    let streams = root.sections("streams").enumerated().map { place, section in
      files.traces[place].map { recorded($0, section, profiles, &retention) }
        ?? stream(section, files.sizes[place], profiles, &retention)
    }
    let currency = known(root.text("currency").flatMap { Currency(code: $0) })
    let vendors = files.vendors.map { vendor($0, streams, currency) }
    var scenario = Scenario(
      name: known(root.text("name")),
      currency: currency,
      start: start, years: known(root.whole("years")),
      replications: known(root.whole("replications")),
      seed: UInt64(known(root.whole("seed"))),
      calendar: CalendarBuilder.calendar(root),
      timeZone: known(root.text("time-zone")),
      sites: (root.section("sites")?.named ?? []).map { site($0.entry.key, known($0.section)) },
      places: (root.section("places")?.named ?? []).map { place($0.entry.key, known($0.section)) },
      links: root.sections("links").map(placeLink),
      streams: streams, profiles: profiles, retention: retention,
      legacy: root.section("legacy").map(legacy),
      serviceLevels: root.sections("service-levels").map(serviceLevel),
      finance: finance(known(root.section("finance"))),
      vendors: vendors,
      assumptions: AssumptionRegister.assumptions(of: files, streams: streams, profiles: profiles),
      events: root.sections("events").filter { $0.sort?.name != "outage" }.map(
        EventBuilder(sites: sites, streams: streams).event))
    scenario.outages = ReliabilityBuilder.outages(root.sections("events"))
    scenario.reading = root.section("reading").map {
      ReadingBuilder.reading($0, places: places)
    }
    scenario.oldSystem = ContractBuilder.oldSystem(root.section("legacy"), vendors: vendors)
    return scenario
  }

  private func site(_ id: String, _ section: Section) -> Site {
    Site(
      id: id, name: known(section.text("name")),
      lan: link(known(section.section("lan")), "\(id).lan"),
      wan: section.section("wan").map { link($0, "\(id).wan") })
  }

  private func place(_ id: String, _ section: Section) -> Place {
    Place(
      id: id, name: known(section.text("name")),
      kind: known(section.text("kind").flatMap { Place.Kind(rawValue: $0) }))
  }

  private func placeLink(_ section: Section) -> PlaceLink {
    PlaceLink(
      id: known(section.text("id")),
      from: known(section.text("from").flatMap { places.firstIndex(of: $0) }),
      to: known(section.text("to").flatMap { places.firstIndex(of: $0) }),
      line: link(section, known(section.text("id"))))
  }

  private func link(_ section: Section, _ id: String) -> NetworkLink {
    let directions = section.section("bandwidth")
    func rate(_ direction: String) -> BitsPerSecond {
      BitsPerSecond(
        known(
          directions.map { known($0.number(direction) ?? $0.number("value")) }
            ?? section.number("bandwidth")))
    }
    var line = NetworkLink(
      id: id, up: rate("up"), down: rate("down"),
      roundTrip: Seconds(known(section.number("round-trip"))),
      share: Fraction(known(section.number("share"))))
    line.shares = ReliabilityBuilder.shares(section)
    line.reliability = section.section("reliability").map(ReliabilityBuilder.reliability)
    return line
  }

  private func stream(
    _ section: Section, _ sizes: QuantileTable?, _ profiles: [ArrivalProfile],
    _ retention: inout RetentionPolicy
  ) -> StudyStream {
    let code = known(section.text("modality"))
    let classes = section.section("classes")
    func estimate(_ key: String) -> Estimate {
      known(section.estimate(key, group: "\(code) \(key)"))
    }
    let shares = PatientClass.allCases.map { one in
      classes.map { known($0.number(one.name)) } ?? (one == .outpatient ? 1 : 0)
    }
    // Rounded percentages need not add to 1 exactly; the yearly volume must.
    let sum = shares.reduce(0, +)
    var stream = StudyStream(
      id: known(section.text("id")),
      site: known(section.text("site").flatMap { sites.firstIndex(of: $0) }),
      modality: known(catalogue[code]), department: known(section.text("department")),
      studiesPerYear: estimate("studies-per-year"), growth: estimate("growth"),
      sizeGrowth: estimate("size-growth"),
      size: section.section("study-size").map { Self.size($0, code, sizes) } ?? .catalogue,
      isStoredSize: section.section("study-size")?.text("as") == "stored",
      instances: Self.instances(section),
      classShares: shares.map { $0 / sum },
      profile: known(profiles.firstIndex { $0.id == section.text("profile") }),
      retentionRule: retention.rule(for: code, minorShare: section.number("minor-share")),
      scanners: section.whole("scanners").map { count in
        Scanners(
          count: count, minutesPerStudy: section.number("minutes-per-study"),
          openHours: known(section.number("open-hours")) / 3_600)
      })
    stream.dispersion = known(section.number("dispersion"))
    stream.isImported = known(section.flag("imported"))
    stream.examinationsPerStudy = known(section.decimal("examinations-per-study"))
    return stream
  }

  /// A stream whose studies are those of a trace.
  private func recorded(
    _ trace: StudyTrace, _ section: Section, _ profiles: [ArrivalProfile],
    _ retention: inout RetentionPolicy
  ) -> StudyStream {
    let code = known(section.text("modality"))
    var stream = StudyStream(
      id: known(section.text("id")),
      site: known(section.text("site").flatMap { sites.firstIndex(of: $0) }),
      modality: known(catalogue[code]), department: known(section.text("department")),
      studiesPerYear: Estimate(.known(0), group: "\(code) studies-per-year"),
      growth: Estimate(.known(0), group: "\(code) growth"),
      sizeGrowth: Estimate(.known(0), group: "\(code) size-growth"),
      size: .constant(trace.meanBytes), isStoredSize: false,
      instances: trace.instances == nil ? .catalogue : .constant(1),
      classShares: trace.classShares,
      profile: known(profiles.firstIndex { $0.id == section.text("profile") }),
      retentionRule: retention.rule(for: code, minorShare: section.number("minor-share")))
    stream.trace = trace
    stream.isImported = known(section.flag("imported"))
    stream.examinationsPerStudy = known(section.decimal("examinations-per-study"))
    return stream
  }

  private static func size(_ section: Section, _ code: String, _ table: QuantileTable?)
    -> StudySize
  {
    if let table { return .quantiles(table) }
    if section.has("mean") {
      return .mean(known(section.estimate("mean", group: "\(code) study-size")))
    }
    if let constant = section.number("constant") { return .constant(constant) }
    if let mean = section.number("exponential") { return .exponential(mean: mean) }
    return .lognormal(median: known(section.number("median")), p95: known(section.number("p95")))
  }

  static func instances(_ section: Section) -> InstanceCount {
    if let inner = section.section("instances") {
      if let mean = inner.number("exponential") { return .exponential(mean: mean) }
      return .constant(known(inner.number("constant")))
    }
    return section.number("instances").map { .constant($0) } ?? .catalogue
  }

  private func legacy(_ section: Section) -> LegacyArchive {
    var archive = LegacyArchive(
      stored: bytes(known(section.number("stored"))), studies: known(section.whole("studies")),
      oldest: known(section.month("oldest")), yearlyGrowth: known(section.number("yearly-growth")))
    archive.migration = section.section("migrate").map { migrate in
      Migration(
        years: migrate.number("years"), window: migrate.window("window"),
        rate: migrate.number("rate").map { BitsPerSecond(bytesPerSecond: $0) },
        from: known(migrate.text("from").flatMap { places.firstIndex(of: $0) }),
        delayMonths: Int((known(migrate.number("delay")) * 12).rounded()),
        recompression: known(migrate.number("recompression")))
    }
    return archive
  }

  private func serviceLevel(_ section: Section) -> ServiceLevel {
    ServiceLevel(
      id: known(section.text("id")),
      measure: known(section.text("measure").flatMap { ServiceLevel.Measure(rawValue: $0) }),
      patientClass: section.text("class").flatMap { name in
        PatientClass.allCases.first { $0.name == name }
      },
      target: Fraction(known(section.number("target"))),
      within: Seconds(known(section.number("within"))))
  }

  private func finance(_ section: Section) -> Finance {
    let rate = section.section("discount-rate")
    let staff = section.section("pacs-administrator")
    var finance = Finance(
      discountRate: Fraction(
        known(rate.map { known($0.number("rate")) } ?? section.number("discount-rate"))),
      basis: rate.map { known($0.text("basis").flatMap { Finance.Basis(rawValue: $0) }) }
        ?? .nominal,
      inflation: Fraction(known(section.number("inflation"))),
      timing: known(section.text("timing").flatMap { Finance.Timing(rawValue: $0) }),
      administratorSalary: UnitPrice(staff.map { known($0.decimal("salary")) } ?? 0),
      onCost: staff.map { known($0.exactShare("on-cost")) } ?? 0)
    for category in CostCategory.allCases {
      finance.lives[category] = section.section("depreciation")?.number(category.rawValue).map {
        Int(($0 * 12).rounded())
      }
    }
    finance.budgets = (section.section("budgets")?.named ?? []).compactMap { entry, _ in
      guard let year = Int(entry.key), let text = entry.value.withoutSource.text,
        case .decimal(let amount)? = try? ScenarioFields.budget.read(
          text, isPlain: true, example: "900000")
      else { return nil }
      return FiscalBudget(year: year, amount: amount)
    }.sorted { $0.year < $1.year }
    if let bias = section.section("optimism-bias") {
      finance.optimismBias = CostCategory.allCases.compactMap { category in
        bias.exactShare(category.rawValue).map {
          OptimismBias(
            category: category, share: $0, source: bias.source(of: category.rawValue),
            location: bias.location(category.rawValue))
        }
      }
    }
    finance.fiscalYearStart = known(section.whole("fiscal-year-starts"))
    finance.electricity = section.decimal("electricity").map { UnitPrice($0) }
    return finance
  }

  // MARK: - Vendors

  private func vendor(
    _ vendor: LoadedFiles.Vendor, _ streams: [StudyStream], _ currency: Currency
  ) -> VendorProfile {
    let root = known(vendor.profile)
    let storage = known(root.section("storage"))
    let tiers = storage.sections("tiers")
    var profile = VendorProfile(
      id: known(root.text("vendor")), name: known(root.text("name")),
      basis: known(root.text("basis").flatMap { VendorProfile.Basis(rawValue: $0) }),
      deployment: known(root.text("deployment").flatMap { VendorProfile.Deployment(rawValue: $0) }),
      core: vendor.core?.text.flatMap { places.firstIndex(of: $0) },
      ingest: root.sections("ingest").map { stage($0, named: known($0.text("stage"))) },
      copies: root.sections("copies").dropFirst().map { copy($0, of: vendor) },
      storage: StoragePlan(
        isCompressed: storage.text("compression") == "lossless",
        tiers: tiers.map { tier($0, among: tiers) }),
      prices: root.sections("prices").map(
        PriceBuilder(
          tiers: tiers.map { known($0.text("id")) }, streams: streams, sites: sites, start: start,
          source: root.text("source")
        ).line))
    profile.notNeeded = root.texts("not-needed").compactMap { CostPart(rawValue: $0) }
    profile.requirements = root.section("requirements")?.requirementAnswers ?? []
    profile.discount = known(root.exactShare("discount"))
    let own = known(root.text("currency").flatMap { Currency(code: $0) })
    profile.exchange = own == currency ? nil : exchange(own)
    profile.retrieve = root.sections("retrieve").map { section in
      var stage = stage(section, named: known(section.text("stage")))
      stage.streams = known(section.number("streams"))
      return stage
    }
    profile.reliability = root.section("reliability").map(ReliabilityBuilder.reliability)
    profile.contract = ContractBuilder.contract(files.contract(of: vendor), start: start)
    return profile
  }

  /// What a currency is in the plan's.
  private func exchange(_ currency: Currency) -> ExchangeRate? {
    let rates = files.scenario.section("finance")?.section("exchange-rates")?.named ?? []
    return rates.first { $0.entry.key == currency.code }?.section.map {
      ExchangeRate(
        currency: currency, rate: known($0.decimal("rate")), source: $0.source(of: "rate"),
        dated: $0.text("dated"))
    }
  }

  private func copy(_ section: Section, of vendor: LoadedFiles.Vendor) -> Copy {
    let name = known(section.text("at"))
    let place = vendor.copies.first { $0.key == name }?.value.text
    return Copy(
      name: name, place: place.flatMap { places.firstIndex(of: $0) },
      link: section.section("link").map {
        stage($0, named: "line to \(name)", at: .link(linkUse($0)))
      },
      stage: section.section("stage").map { stage($0, named: "copy to \(name)", at: .core) })
  }

  private func stage(_ section: Section, named name: String) -> Stage {
    let place: Stage.Place =
      section.has("link")
      ? .link(linkUse(section)) : section.text("at") == "site" ? .eachSite : .core
    return stage(section, named: name, at: place)
  }

  private func stage(_ section: Section, named name: String, at place: Stage.Place) -> Stage {
    let standard: QueueDiscipline = if case .link = place { .shared } else { .fifo }
    return Stage(
      name: name, place: place,
      servers: section.table["servers"] == nil ? 1 : known(section.whole("servers")),
      rate: section.table["rate"] == nil
        ? nil : section.number("rate").map { BitsPerSecond(bytesPerSecond: $0) },
      perStudy: Seconds(known(section.number("per-study"))),
      perInstance: Seconds(known(section.number("per-instance"))),
      isCompressed: section.text("compression") == "lossless",
      discipline: section.text("discipline").flatMap { QueueDiscipline(rawValue: $0) }
        ?? standard)
  }

  private func linkUse(_ section: Section) -> LinkUse {
    LinkUse(
      connections: known(section.whole("connections")),
      window: bytes(known(section.number("window"))),
      isPipelined: known(section.flag("pipelined")))
  }

  private func tier(_ section: Section, among tiers: [Section]) -> StorageTier {
    var tier = StorageTier(
      id: known(section.text("id")),
      leavesAfterDays: known(section.limit("leaves")).map { Int($0) },
      copies: known(section.whole("copies")), protection: known(section.number("protection")),
      capacity: section.section("capacity").map { capacity in
        TierCapacity(
          usable: bytes(known(capacity.number("usable"))),
          fillThreshold: Fraction(known(capacity.number("fill-threshold"))),
          increment: capacity.number("increment").map(bytes),
          maximum: capacity.number("maximum").map(bytes),
          leadTimeMonths: known(capacity.whole("lead-time-months")))
      }, isCache: known(section.flag("cache")))
    tier.leavesByAccess = section.leavesByAccess
    tier.isAtSites = section.text("at") == "site"
    tier.reheatsTo = section.text("reheats-to").flatMap { id in
      tiers.firstIndex { $0.text("id") == id }
    }
    tier.firstByte = Seconds(known(section.number("first-byte")))
    tier.rate = section.number("rate").map { BitsPerSecond(bytesPerSecond: $0) }
    tier.drives = section.whole("drives")
    tier.minimumObject = section.section("minimum-object").map { least in
      MinimumObject(
        size: bytes(known(least.number("size"))),
        per: known(least.text("per").flatMap { MinimumObject.Kind(rawValue: $0) }))
    }
    tier.minimumDays = section.number("minimum-duration").map { Int(($0 / 86_400).rounded()) } ?? 0
    return tier
  }

  private func bytes(_ count: Double) -> Bytes { Bytes(count, .B) }
}

/// A value that the checks have made sure of.
func known<Value>(_ value: Value?) -> Value {
  guard let value else { unreadable() }
  return value
}

/// Where a value cannot be read although no error was found.
func unreadable() -> Never {
  preconditionFailure("the checks let a value through that cannot be read")
}
