import Foundation
import PlanModel
import Quantities
import Testing

@testable import ScenarioFiles

struct ScenarioLoaderTests {
  private func complete() throws -> Scenario {
    let folder = try TestFolder(Complete.files)
    defer { folder.remove() }
    let loaded = folder.load()
    #expect(folder.rendered(loaded) == "")
    #expect(
      loaded.inputs.map { $0.name.replacingOccurrences(of: folder.path + "/", with: "") } == [
        "clinic.yaml", "base.yaml", "catalogue.yaml", "vendors/cloud.yaml", "vendors/house.yaml",
        "data/recorded.csv", "data/sizes.csv",
      ])
    return try #require(loaded.scenario)
  }

  @Test func `each value of a list may name its source`() throws {
    var files = Complete.files
    files["clinic.yaml"] = Complete.scenario.replacing(
      "days: [1, 1, 1, 1, 1, 1.1, 1.2]",
      with: "days: [{ value: 1, source: RIS }, 1, 1, 1, 1, { value: 1.1, source: RIS }, 1.2]"
    ).replacing(
      "CR: { later-of: [5 years, 6 years] }",
      with: "CR: { later-of: [{ value: 5 years, source: Law }, 6 years] }")
    #expect(files["clinic.yaml"]?.contains("source: Law") == true)
    let folder = try TestFolder(files)
    defer { folder.remove() }
    let loaded = folder.load()
    #expect(folder.rendered(loaded) == "")
    let plain = try complete()
    let sourced = try #require(loaded.scenario)
    #expect(sourced.profiles.last == plain.profiles.last)
    #expect(sourced.retention == plain.retention)
  }

  @Test func `a sound plan loads without a word`() throws {
    let folder = try TestFolder()
    defer { folder.remove() }
    let loaded = folder.load()
    #expect(folder.rendered(loaded) == "")
    let scenario = try #require(loaded.scenario)
    #expect(scenario.replications == 200)
    #expect(scenario.seed == 1)
    #expect(scenario.calendar == HolidayCalendar(.none))
    #expect(scenario.timeZone == "UTC")
    #expect(scenario.retention.rules == [RetentionRule(modalities: "default", years: nil)])
    #expect(scenario.streams[0].classShares == [0, 0, 1])
    #expect(scenario.streams[0].department == "Radiology")
    #expect(scenario.finance.timing == .end)
    #expect(scenario.vendors[0].prices[0].meter.unitName == "GiB-month")
  }

  @Test func `every shipped scenario loads without a word`() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Scenarios")
    let names = try ["", "expansion-study/"].flatMap { inner in
      try FileManager.default.contentsOfDirectory(atPath: folder.path + "/" + inner)
        .filter { $0.hasSuffix(".yaml") }.map { inner + $0 }
    }
    #expect(names.count == 9)
    for name in names {
      let loaded = ScenarioLoader.load(path: folder.appendingPathComponent(name).path)
      #expect(DiagnosticRenderer(loaded.inputs).render(loaded.diagnostics) == "")
    }
  }

  @Test func `a plan loads from its text as from its file`() throws {
    let folder = try TestFolder()
    defer { folder.remove() }
    let loaded = ScenarioLoader.load(
      text: Sound.scenario, named: "clinic.yaml", directory: folder.path)
    #expect(loaded.scenario?.name == "Clinic")
    #expect(loaded.inputs.first?.name == "clinic.yaml")
  }

  /// What reports say of places must not depend on where the user stands or what was typed.
  @Test func `places in the plan are relative to the scenario however it was named`() throws {
    let folder = try TestFolder(Complete.files)
    defer { folder.remove() }
    // The way up from the working directory, since a test must not change it.
    let here = FileManager.default.currentDirectoryPath.split(separator: "/")
    let relative = String(repeating: "../", count: here.count) + folder.path.dropFirst()
    let names = [
      "\(folder.path)/", "\(folder.path)//", "\(folder.path)/vendors/../", relative + "/",
    ]
    let plans = try names.map { name in
      let loaded = ScenarioLoader.load(path: name + "clinic.yaml")
      #expect(loaded.inputs.first?.name == name + "clinic.yaml")
      return try #require(loaded.scenario)
    }
    let assumptions = plans[0].assumptions.map(\.location)
    let prices = plans[0].vendors.flatMap { $0.prices.map(\.location) }
    #expect(
      Set((assumptions + prices).map(\.file)) == [
        "clinic.yaml", "catalogue.yaml", "vendors/cloud.yaml", "vendors/house.yaml",
      ])
    for plan in plans {
      #expect(plan.assumptions.map(\.location) == assumptions)
      #expect(plan.vendors.flatMap { $0.prices.map(\.location) } == prices)
    }
  }

  /// The complete plan is only complete if it has every key of every table.
  @Test func `the complete plan has every key`() throws {
    var written: [String: Set<String>] = [:]
    func collect(_ value: YamlValue, _ kind: FieldKind) {
      if case .list(let item, _) = kind { (value.items ?? []).forEach { collect($0, item) } }
      guard let table = kind.table, let entries = value.entries else { return }
      for entry in entries {
        if let field = table[entry.key] {
          written[table.name, default: []].insert(entry.key)
          collect(entry.value, field.kind)
        } else if let others = table.others {
          collect(entry.value, others.kind)
        }
      }
    }
    let files = [
      (Complete.scenario, ScenarioFields.file), (Complete.cloud, VendorFields.file),
      (Complete.house, VendorFields.file), (Complete.catalogue, CatalogueFields.file),
      (Complete.requirements, RequirementFields.file),
    ]
    for (text, table) in files {
      let value = try #require(YamlReader.read(text, file: "") { Issue.record("\($0)") })
      collect(value, .mapping(table))
    }
    for table in FieldTableTests.tables {
      let keys = table.fields.filter { $0.presence != .later && $0.key != "source" }.map(\.key)
      // Either class of patients is like the other, and so is each way to write a size.
      let missing = Set(keys).subtracting(written[table.name] ?? [])
        .subtracting(["inpatient", "outpatient", "constant"])
      #expect(missing.isEmpty, "\(table.name): \(missing.sorted())")
    }
  }

  @Test func `every key of a scenario reaches the plan`() throws {
    let plan = try complete()
    #expect(plan.name == "Every Key Hospital")
    #expect(plan.currency.code == "USD")
    #expect(plan.start.iso == "2027-01")
    #expect((plan.years, plan.replications, plan.seed) == (10, 50, 20_270_101))
    #expect(
      plan.calendar
        == HolidayCalendar(
          .usFederal, closed: [try #require(CalendarDate(2027, 11, 26))],
          open: [try #require(CalendarDate(2027, 10, 11))]))
    #expect(plan.timeZone == "America/New_York")
    #expect(plan.sites.map(\.id) == ["main", "annex"])
    #expect(plan.sites[0].lan.share == Fraction(0.9))
    #expect(plan.sites[0].wan?.up == BitsPerSecond(2e8))
    #expect(plan.sites[0].wan?.down == BitsPerSecond(1e9))
    #expect(plan.sites[0].wan?.roundTrip == Seconds(0.018))
    #expect(plan.sites[1].lan.share == .one)
    #expect(plan.sites[1].lan.roundTrip.value == 500e-6)
    #expect(plan.profiles.map(\.id) == ["default", "flat", "ward"])
    let ward = plan.profiles[2]
    #expect(ward.classes[0].days[6] == 1.2)
    #expect(ward.classes[0].holiday == 1.2)
    #expect(ward.classes[0].weekendHours == ward.classes[0].weekdayHours)
    #expect(ward.classes[1].holiday == 0.1)
    #expect(ward.classes[2].months[6] == 0.9)
    #expect(plan.retention.purges)
    let minors = [RetentionTerm.age(21), .years(7)]
    #expect(
      plan.retention.rules == [
        RetentionRule(
          modalities: "default", period: .byAge(adult: 7, minor: minors, minorShare: 0.09),
          changes: [
            RetentionChange(
              on: CalendarMonth(year: 2032, month: 1),
              period: .byAge(adult: 8, minor: [.age(25)], minorShare: 0.09))
          ]),
        RetentionRule(
          modalities: "MG-*", period: .rolling(years: 5, otherwise: 10, returns: 0.7),
          changes: [
            RetentionChange(on: CalendarMonth(year: 2030, month: 1), period: .years(10)),
            RetentionChange(on: CalendarMonth(year: 2031, month: 7), period: .years(nil)),
          ]),
        RetentionRule(modalities: "CR", years: 6),
        RetentionRule(
          modalities: "XR", period: .byAge(adult: nil, minor: [.age(25)], minorShare: 0.125)),
        RetentionRule(modalities: "DX", years: 8),
        RetentionRule(modalities: "US", period: .lastContact(years: 7, further: 3)),
        RetentionRule(modalities: "MG-DBT", years: 10), RetentionRule(modalities: "SM", years: nil),
        RetentionRule(
          modalities: "default", period: .byAge(adult: 7, minor: minors, minorShare: 1),
          changes: [
            RetentionChange(
              on: CalendarMonth(year: 2032, month: 1),
              period: .byAge(adult: 8, minor: [.age(25)], minorShare: 1))
          ]),
      ])
    #expect(plan.streams.map(\.retentionRule) == [0, 8, 2, 3, 6, 0, 0])
    #expect(plan.retention.hold == 0.005)
    #expect(plan.streams.map(\.isImported) == [false, false, false, false, false, false, true])
    #expect(plan.legacy?.stored == Bytes(160, .TB))
    #expect(plan.legacy?.studies == 1_900_000)
    #expect(plan.legacy?.oldest.iso == "2012-01")
    #expect(plan.legacy?.yearlyGrowth == 0.08)
    #expect(plan.serviceLevels.map(\.within) == [Seconds(300), Seconds(86_400), Seconds(5)])
    #expect(plan.serviceLevels[0].patientClass == .emergency)
    #expect(plan.serviceLevels[1].target.value == 0.995)
    #expect(plan.serviceLevels[2].measure == .timeToDisplay)
    #expect(
      plan.reading?.turnaround.map(\.median) == [Seconds(1_500), Seconds(10_800), Seconds(32_400)])
    #expect(plan.reading?.turnaround.map(\.p95.value) == [4_200, 50_400, 144_000])
    #expect(plan.reading?.readers == [.init(place: nil, share: 0.7), .init(place: 2, share: 0.3)])
    #expect(plan.reading?.priors?.perStudy == 1.7)
    #expect(
      plan.reading?.priors?.ages.points.map { ($0.days / AgeDistribution.month).rounded() }
        == [0, 3, 12, 60, 120])
    #expect(plan.reading?.priors?.ages.points.map(\.share) == [0, 0.5, 0.8, 0.99, 1])
    #expect(plan.reading?.views == .init(perStudy: 3.7, within: Seconds(14 * 86_400)))
    #expect(plan.reading?.prefetch?.classes == [false, true, true])
    #expect(plan.reading?.prefetch?.ahead == Seconds(43_200))
    #expect(plan.reading?.prefetch?.upTo == 730.5)
    #expect(plan.vendors[0].retrieve.map(\.name) == ["fetch", "downlink", "viewer"])
    #expect(plan.vendors[0].retrieve.map(\.streams) == [0.5, 0.35, 1])
    let wan = try #require(plan.sites[0].wan)
    #expect(wan.id == "main.wan" && plan.sites[0].lan.id == "main.lan")
    #expect(plan.links[0].line.id == "annex-dc")
    #expect(
      wan.shares.map(\.window) == [
        WeekWindow(days: [0, 1, 2, 3, 4], from: 8 * 3600, to: 18 * 3600),
        WeekWindow(from: 22 * 3600, to: 2 * 3600),
      ])
    #expect(wan.shares.map(\.share.value) == [0.4, 1])
    let reliability = try #require(wan.reliability)
    #expect(abs(reliability.availability - 0.999) < 1e-12)
    #expect(reliability.repair == Seconds(4 * 3600))
    #expect(
      reliability.maintenance == [
        Maintenance(window: WeekWindow(days: [6], from: 2 * 3600, to: 4 * 3600), everyWeeks: 4),
        Maintenance(window: WeekWindow(from: 23 * 3600 + 1_800, to: 0), everyWeeks: 1),
      ])
    #expect(
      plan.outages == [
        Outage(
          target: .line("main.wan"), day: try #require(CalendarDate(2030, 3, 14)), time: 7_200,
          duration: Seconds(8 * 3600), note: "Cable"),
        Outage(
          target: .vendor("house"), day: try #require(CalendarDate(2031, 6, 1)), time: 81_000,
          duration: Seconds(1_800)),
      ])
    #expect(plan.vendors[0].reliability?.repair == Seconds(7_200))
    #expect(
      plan.legacy?.migration
        == Migration(
          years: 10, window: WeekWindow(from: 19 * 3600, to: 6 * 3600),
          rate: BitsPerSecond(bytesPerSecond: 40e6), from: 0, delayMonths: 3, recompression: 1.2))
    #expect(plan.vendors[1].retrieve.isEmpty)
    #expect(plan.finance.discountRate == Fraction(0.035))
    #expect(plan.finance.basis == .real)
    #expect(plan.finance.timing == .mid)
    #expect(plan.finance.inflation == Fraction(0.025))
    #expect(plan.finance.administratorSalary == UnitPrice(parsing: "84810.50"))
    #expect(plan.finance.onCost == Decimal(string: "0.25"))
  }

  @Test func `every key of a stream reaches the plan`() throws {
    let streams = try complete().streams
    let ct = streams[0]
    #expect(ct.department == "Emergency radiology")
    #expect(ct.studiesPerYear == Estimate(.known(41_000), group: "CT studies-per-year"))
    #expect(ct.growth.group == "together demand")
    #expect(abs(ct.growth.quantile(0) - 0.02) < 1e-15)
    #expect(ct.sizeGrowth.group == "CT size-growth")
    #expect(abs(ct.sizeGrowth.quantile(0.1) - 0.01) < 1e-8)
    #expect(abs(ct.sizeGrowth.quantile(0.9) - 0.1) < 1e-8)
    guard case .mean(let size) = ct.size else { throw Missing() }
    #expect(size.group == "CT study-size")
    #expect(size.quantile(1) == 5e8)
    #expect(ct.isStoredSize)
    #expect(ct.instances == .constant(500))
    #expect(ct.classShares == [0.35, 0.25, 0.4])
    #expect(ct.profile == 2)
    #expect(streams[1].size == .catalogue)
    #expect(streams[1].instances == .catalogue)
    #expect(streams[1].site == 1)
    #expect(streams[1].growth.mean == 0)
    #expect(streams[2].size == .constant(1e7))
    #expect(streams[2].instances == .constant(2))
    #expect(streams[3].size == .exponential(mean: 10 * 1_048_576))
    #expect(streams[3].instances == .exponential(mean: 4.5))
    #expect(streams[3].profile == 1)
    #expect(streams[4].size == .lognormal(median: 1e9, p95: 3e9))
    #expect(streams[4].studiesPerYear.mean == 1_000)
  }

  /// The catalogue's mean (300 + 4·400 + 600)/6 = 416.67 MB; its limits become the site factor.
  @Test func `a catalogue of one's own lies over the shipped one`() throws {
    let streams = try complete().streams
    let ct = streams[0].modality
    let shipped = try #require(CatalogueEntry.shipped.first { $0.code == "CT" })
    #expect(abs(ct.defaultMean - 2.5e9 / 6) < 1)
    #expect(ct.bytes == shipped.bytes)
    #expect(abs(ct.siteFactor.quantile(0) - 300 / (2_500 / 6.0)) < 1e-12)
    #expect(abs(ct.siteFactor.mean - 1) < 1e-12)
    #expect(ct.losslessRatio.quantile(1) == 3)
    #expect(ct.source == "PACS export")
    let films = streams[3].modality
    #expect(films.name == "Plain films")
    #expect(!films.growsInInstances)
    #expect(abs(films.bytes.mean - 2e7) < 1)
    #expect(abs(films.instances.mean - 3) < 1e-9)
    #expect(films.siteFactor.quantile(1) == 1.2)
  }

  /// The plan starts in 2027-01: go-live in April is its month 4, and what is due by then is period 0;
  /// three months later is month 7. The house runs since 2026-03, so it runs from month 1.
  @Test func `contracts and the old system reach the plan`() throws {
    let scenario = try complete()
    let cloud = scenario.vendors[0].contract
    #expect(cloud.goLive == 4)
    #expect(cloud.signature == CalendarMonth(year: 2026, month: 10))
    #expect(cloud.payments.map(\.milestone) == [.signature, .month, .goLive])
    #expect(cloud.payments.map(\.period) == [0, 0, 7])
    #expect(cloud.payments[2].month == CalendarMonth(year: 2027, month: 7))
    #expect(cloud.instalments.map(\.period) == [0, 7])
    #expect(cloud.instalments.map(\.share) == [Decimal(8) / 10, Decimal(2) / 10])
    let house = scenario.vendors[1].contract
    #expect(house.goLive == 1)
    #expect(house.instalments.map(\.period) == [0])
    #expect(scenario.oldSystem.vendor == 1)
    guard case .maintenance(let price, let source, _) = scenario.oldSystem.cost else {
      Issue.record("maintenance stands in place of the price lines")
      return
    }
    #expect(price == UnitPrice(210_000))
    #expect(source == "Contract")
    #expect(scenario.oldVendor(of: 0) == 1)
    #expect(scenario.oldVendor(of: 1) == nil)
  }

  @Test func `a line that is paid before go-live is a warning, and the plan loads`() throws {
    let folder = try TestFolder([
      "vendors/cloud.yaml": Sound.cloud.replacing(
        "price: 0.105", with: "price: 0.105, first-month: 2027-03"
      ).replacing("storage:\n", with: "contract: { go-live: 2027-04 }\nstorage:\n")
    ])
    defer { folder.remove() }
    let loaded = folder.load()
    #expect(loaded.scenario?.vendors[0].prices[0].firstMonth == 3)
    #expect(loaded.diagnostics.map(\.code) == ["before-go-live"])
    #expect(loaded.diagnostics.map(\.severity) == [.warning])
  }

  /// The profile says April, the scenario July.
  @Test func `the scenario's contract stands in place of the profile's`() throws {
    let folder = try TestFolder([
      "vendors/cloud.yaml": Sound.cloud.replacing(
        "storage:\n", with: "contract: { go-live: 2027-04 }\nstorage:\n"),
      "clinic.yaml": Sound.scenario.replacing(
        "vendors: [vendors/cloud.yaml]",
        with: "vendors: [{ profile: vendors/cloud.yaml, contract: { go-live: 2027-07 } }]"),
    ])
    defer { folder.remove() }
    let scenario = try #require(folder.load().scenario)
    #expect(scenario.vendors[0].contract.goLive == 7)
    let dates = scenario.assumptions.filter { $0.path.hasSuffix("go-live") }
    #expect(dates.map(\.value) == ["2027-07"])
    #expect(dates.map(\.path) == ["cloud.contract.go-live"])
  }

  /// A contract names one figure, a carrier's portal two.
  @Test func `a line's bandwidth may carry its source`() throws {
    let folder = try TestFolder([
      "vendors/cloud.yaml": Sound.cloud,
      "clinic.yaml": Sound.scenario.replacing(
        "bandwidth: 10 Gbit/s",
        with: "bandwidth: { value: 10 Gbit/s, source: Contract of 2026 }"),
    ])
    defer { folder.remove() }
    let scenario = try #require(folder.load().scenario)
    let lan = scenario.sites[0].lan
    #expect(lan.up == BitsPerSecond(1e10) && lan.down == lan.up)
    let listed = scenario.assumptions.filter { $0.path.hasSuffix("lan.bandwidth") }
    #expect(listed.map(\.value) == ["10 Gbit/s"])
    #expect(listed.map(\.source) == ["Contract of 2026"])
  }

  @Test func `every key of a profile reaches the plan`() throws {
    let vendors = try complete().vendors
    let cloud = vendors[0]
    #expect(cloud.basis == .listPrice)
    #expect(cloud.core == nil)
    #expect(
      cloud.ingest.map(\.place) == [
        .eachSite,
        .link(LinkUse(connections: 8, window: Bytes(4, .MiB), isPipelined: true)), .core,
      ])
    #expect(cloud.ingest[0].rate == BitsPerSecond(bytesPerSecond: 8e7))
    #expect(cloud.ingest[0].perStudy == Seconds(0.4))
    #expect(cloud.ingest[1].isCompressed)
    #expect(cloud.copies.map(\.name) == ["second"])
    #expect(cloud.copies[0].place == nil)
    #expect(cloud.copies[0].link == nil)
    #expect(cloud.copies[0].stage?.name == "copy to second")
    #expect(cloud.copies[0].stage?.isCompressed == true)
    #expect(cloud.storage.isCompressed)
    #expect(cloud.storage.tiers.map(\.leavesAfterDays) == [90, 30, nil])
    #expect(cloud.storage.tiers.map(\.leavesByAccess) == [true, true, false])
    #expect(cloud.storage.tiers.map(\.isAtSites) == [true, false, false])
    #expect(cloud.storage.tiers[1].protection == 1.25)
    let cold = cloud.storage.tiers[2]
    #expect(cold.reheatsTo == 1 && cold.drives == 4 && cold.minimumDays == 90)
    #expect(cold.firstByte == Seconds(0.2))
    #expect(cold.rate == BitsPerSecond(bytesPerSecond: 3e8))
    #expect(cold.minimumObject == MinimumObject(size: Bytes(128, .KiB), per: .instance))
    let platform = cloud.prices[2]
    #expect(platform.bands.map(\.upTo) == [100_000, 200_000, nil])
    #expect(platform.bands[1].price == UnitPrice(parsing: "2.30"))
    #expect(platform.period == .year)
    #expect(platform.discount == Decimal(string: "0.125"))
    #expect(
      platform.escalator
        == Escalator(rate: Decimal(3) / 100, fromYear: 3, cap: Decimal(25) / 1_000))
    #expect((platform.firstMonth, platform.lastMonth) == (4, 120))
    #expect(platform.source == "Quote")
    #expect(cloud.prices[0].source == "Price list")
    #expect(cloud.prices[0].dated == "2026-10-07")
    #expect(cloud.prices[4].bands.isEmpty)
    let house = vendors[1]
    // Two sites, then the data centre and the cloud.
    #expect(house.core == 2)
    #expect(house.copies.map(\.name) == ["second-room", "third"])
    #expect(house.copies.map(\.place) == [nil, 3])
    #expect(house.copies[0].stage?.rate == BitsPerSecond(bytesPerSecond: 2e8))
    #expect(house.copies[1].stage == nil)
    let line = try #require(house.copies[1].link)
    #expect(line.name == "line to third")
    #expect(
      line.place == .link(LinkUse(connections: 8, window: Bytes(4, .MiB), isPipelined: true)))
    #expect(
      (line.isCompressed, line.perStudy, line.perInstance) == (true, Seconds(0.05), Seconds(0.001)))
    #expect(
      house.ingest[0].place
        == .link(LinkUse(connections: 1, window: Bytes(64, .KiB), isPipelined: false)))
    #expect(
      house.storage.tiers[0].capacity
        == TierCapacity(
          usable: Bytes(240, .TB), fillThreshold: Fraction(0.85), increment: Bytes(60, .TB),
          maximum: Bytes(1, .PB), leadTimeMonths: 3))
  }

  @Test func `assumptions carry the nearest source`() throws {
    let plan = try complete()
    func find(_ path: String) throws -> Assumption {
      try #require(plan.assumptions.first { $0.path == path }, "\(path)")
    }
    #expect(try find("streams.main-ct.studies-per-year").source == "RIS 2026")
    #expect(try find("streams.main-ct.studies-per-year").value == "41000")
    #expect(try find("streams.main-ct.growth").source == "Plan of 2026")
    #expect(try find("streams.main-ct.growth").value == "low 2 %, likely 4 %, high 7 %")
    #expect(try find("streams.annex-ct.growth").value == "0 % (default)")
    #expect(try find("streams.annex-ct.growth").source == nil)
    #expect(try find("streams.recorded.trace").value == "data/recorded.csv")
    #expect(try find("streams.recorded.trace").source == "PACS export")
    #expect(!plan.assumptions.contains { $0.path == "streams.recorded.growth" })
    #expect(try find("streams.measured.study-size.quantiles").source == "PACS export")
    #expect(try find("sites.main.wan.share").source == "Contract")
    #expect(try find("sites.main.wan.bandwidth").value == "up 200 Mbit/s, down 1 Gbit/s")
    #expect(try find("retention.MG-*.rolling").source == "MQSA")
    #expect(try find("retention.DX").value == "8 years")
    #expect(try find("retention.DX").source == "State law")
    #expect(try find("retention.default.minor").value == "later-of age 21 or 7 years")
    #expect(try find("retention.default.minor").source == "State law")
    #expect(try find("retention.default.minor-share").source == "RIS")
    #expect(try find("retention.XR.minor-ages").value == "uniform (default)")
    #expect(try find("events.2030-01 MG-*.keep").value == "10 years")
    #expect(try find("events.2032-01 default.keep.adult").source == "Bill")
    #expect(try find("streams.annex-ct.minor-share").value == "100 %")
    #expect(try find("finance.timing").value == "mid")
    #expect(try find("finance.timing").source == "Plan of 2026")
    #expect(try find("finance.discount-rate.rate").value == "3.5 %")
    #expect(try find("finance.discount-rate.basis").value == "real")
    #expect(try find("finance.discount-rate.basis").source == "Plan of 2026")
    #expect(try find("cloud.prices.hot.price").source == "Price list")
    #expect(try find("cloud.prices.platform.steps[2].price").source == "Quote")
    #expect(try find("house.prices.disks.price").source == nil)
    #expect(try find("catalogue.CT.study-size").source == "PACS export")
    #expect(try find("profiles.ward").value == "as in the file")
    #expect(Set(plan.assumptions.map(\.path)).count == plan.assumptions.count)
  }

  /// A price list says what an interface costs, not how many there are.
  @Test(arguments: [
    ("count: 5, price: 15000", nil),
    ("count: 5, bands: graduated, steps: [{ to: 3, price: 15000 }, { price: 9000 }]", nil),
    ("count: { value: 5, source: \"Our systems\" }, price: 15000", "Our systems"),
  ])
  func `the source of a price says nothing about the count beside it`(keys: String, source: String?)
    throws
  {
    let line =
      "  - { id: hl7, item: HL7, category: services, kind: capex, meter: interface, \(keys), source: \"Price list\" }\n"
    let staff =
      "  - { id: staff, item: Staff, category: staff, kind: opex, meter: fte, count: 2, source: \"Survey\" }\n"
    let folder = try TestFolder([
      "clinic.yaml": Sound.scenario.replacing(
        "discount-rate: 6 %",
        with: "discount-rate: 6 %, pacs-administrator: { salary: 84810 USD/year }"),
      "vendors/cloud.yaml": Sound.cloud + line + staff,
    ])
    defer { folder.remove() }
    let loaded = folder.load()
    let found = try #require(loaded.scenario, "\(folder.rendered(loaded))").assumptions.filter {
      $0.path.hasPrefix("cloud.prices.hl7") || $0.path.hasPrefix("cloud.prices.staff")
    }
    #expect(found.first { $0.path.hasSuffix("hl7.count") }?.source == source)
    #expect(found.contains { $0.path.hasSuffix("price") && $0.source == "Price list" })
    // Without a price the count is what the source is about.
    #expect(found.first { $0.path.hasSuffix("staff.count") }?.source == "Survey")
  }

  @Test(arguments: ["0.105", "1.250", "12.0", "0.000", "13.0000", "13.001"])
  func `a decimal point with digits after it stays one`(price: String) throws {
    let folder = try TestFolder([
      "vendors/cloud.yaml": Sound.cloud.replacing("0.105", with: price)
    ])
    defer { folder.remove() }
    let line = try #require(folder.load().scenario?.vendors[0].prices[0])
    #expect(line.bands[0].price == UnitPrice(parsing: price))
  }

  @Test func `what the scenario leaves to the default is not stated`() throws {
    let folder = try TestFolder()
    defer { folder.remove() }
    let paths = try #require(folder.load().scenario).assumptions.map(\.path)
    #expect(paths.filter { $0.hasPrefix("finance") } == ["finance.discount-rate"])
  }

  /// 30 days are beyond 20 and within 7 years; CT is the only modality of the plan.
  @Test(
    arguments: [
      ("{ purge: yes, default: 0.05 years }", 1), ("{ purge: no, default: 0.05 years }", 0),
      ("{ purge: yes, default: 7 years }", 0), ("{ purge: yes, default: never }", 0),
      ("{ purge: yes, default: 0.05 years, MR: 7 years }", 1),
      ("{ purge: yes, default: 0.05 years, CT: 7 years }", 0),
      ("{ purge: yes, default: 7 years, CT: 0.05 years }", 1),
    ])
  func `a tier that no study lives to see is a warning, and the plan loads`(
    retention: String, warnings: Int
  ) throws {
    let folder = try TestFolder([
      "clinic.yaml": Sound.scenario + "retention: \(retention)\n"
    ])
    defer { folder.remove() }
    let loaded = folder.load()
    #expect(loaded.scenario != nil)
    #expect(loaded.diagnostics.map(\.code) == Array(repeating: "unused-tier", count: warnings))
    #expect(loaded.diagnostics.allSatisfy { $0.severity == .warning })
    guard warnings > 0 else { return }
    #expect(
      folder.rendered(loaded) == """
        vendors/cloud.yaml:13:26: warning: every study is deleted (after 0.05 years at most) before it leaves 'hot', so the tiers after it stay empty [unused-tier]
          13 |     - { id: hot, leaves: 30 days after acquisition }
             |                          ^
          help: write a smaller age, or leave the tiers after it out

        """)
  }

  @Test(arguments: [("purge: no, ", 1), ("purge: yes, ", 0), ("", 1)])
  func `another retention without purging is a warning, and the plan loads`(
    purge: String, warnings: Int
  ) throws {
    let folder = try TestFolder([
      "clinic.yaml": Sound.scenario + "retention: { \(purge)CT: 7 years }\n"
        + "events: [{ on: 2030-01, change: retention, modality: CT, keep: never }]\n"
    ])
    defer { folder.remove() }
    let loaded = folder.load()
    #expect(loaded.diagnostics.map(\.code) == Array(repeating: "no-purge", count: warnings))
    #expect(
      loaded.scenario?.retentionWords == [
        "default: for ever", "CT: 7 years; from 2030-01: for ever",
      ])
  }

  /// The twelve federal holidays of 2027 (New Year's Day of 2028 is observed in it), with the day after
  /// Thanksgiving of two years and without Columbus Day.
  @Test(arguments: [
    ("us-federal", "12 of us-federal"), ("none", "none"),
    (
      "{ base: us-federal, closed: [2027-11-26, 2028-11-24] }",
      "12 of us-federal and 1 of the hospital's own"
    ),
    ("{ base: none, closed: [2027-11-26, 2027-12-24] }", "2 of the hospital's own"),
    (
      "{ base: us-federal, open: [2027-10-11] }",
      "11 of us-federal; on 1 more of us-federal the hospital works"
    ),
  ])
  func `the closed days of a year say whose they are`(calendar: String, words: String) throws {
    let folder = try TestFolder(["clinic.yaml": Sound.scenario + "calendar: \(calendar)\n"])
    defer { folder.remove() }
    #expect(try #require(folder.load().scenario).closedDayWords(inYear: 1) == words)
  }

  @Test func `own days that change nothing are warnings, and the plan loads`() throws {
    let calendar =
      "calendar: { base: germany-by, closed: [2027-12-24, 2026-12-24, 2027-01-06], open: [2040-01-06] }\n"
    let folder = try TestFolder(["clinic.yaml": Sound.scenario + calendar])
    defer { folder.remove() }
    let loaded = folder.load()
    #expect(loaded.scenario?.closedDays(inYear: 1) == 14)
    #expect(
      loaded.scenario?.closedDayWords(inYear: 1)
        == "13 of germany-by and 1 of the hospital's own")
    #expect(loaded.diagnostics.allSatisfy { $0.severity == .warning })
    #expect(
      loaded.diagnostics.map(\.message) == [
        "2026-12-24 lies outside the plan and changes nothing",
        "2027-01-06 is a holiday of 'germany-by' already",
        "2040-01-06 lies outside the plan and changes nothing",
      ])
  }

  @Test func `problems come by file, line and column`() throws {
    let folder = try TestFolder([
      "clinic.yaml": Sound.scenario.replacing("years: 5", with: "years: 500")
        .replacing(
          "[vendors/cloud.yaml]", with: "[vendors/z.yaml, vendors/cloud.yaml, vendors/none.yaml]"),
      "vendors/cloud.yaml": Sound.cloud.replacing("price: 0.105", with: "price: x, colour: y"),
      "vendors/z.yaml": "pacsplan: 2\n",
    ])
    defer { folder.remove() }
    let places = folder.load().diagnostics.map {
      "\($0.location.file.replacingOccurrences(of: folder.path + "/", with: "")):\($0.location.line)"
    }
    #expect(places.first == "clinic.yaml:5")
    #expect(places[1] == "clinic.yaml:18")
    #expect(places[2...].prefix { $0.hasPrefix("vendors/z.yaml") }.count == 9)
    #expect(places.suffix(2) == ["vendors/cloud.yaml:16", "vendors/cloud.yaml:16"])
  }

  @Test func `a missing file inside is told from a missing input`() throws {
    let folder = try TestFolder([
      "clinic.yaml": Sound.scenario.replacing("cloud.yaml", with: "none.yaml")
    ])
    defer { folder.remove() }
    let loaded = folder.load()
    #expect(!loaded.isInputMissing)
    #expect(loaded.diagnostics.map(\.code) == ["missing-file"])
  }

  private struct Missing: Error {}
}

struct DiagnosticRendererTests {
  @Test func `a problem is shown with its line, a caret and what to do`() {
    let diagnostic = Diagnostic(
      .error, "unknown-modality", "no modality 'MGG' in the catalogue",
      at: SourceLocation(file: "clinic.yaml", line: 2, column: 15), hint: "did you mean 'MG'?")
    let file = InputFile(name: "clinic.yaml", text: "streams:\n  - modality: MGG\n")
    #expect(
      DiagnosticRenderer([file]).render(diagnostic) == """
        clinic.yaml:2:15: error: no modality 'MGG' in the catalogue [unknown-modality]
          2 |   - modality: MGG
            |               ^
          help: did you mean 'MG'?

        """)
  }

  @Test func `a long line is cut around the caret and tabs keep it in place`() {
    let line = String(repeating: "a", count: 300) + "\tX" + String(repeating: "b", count: 300)
    let file = InputFile(name: "f", text: line)
    let place = SourceLocation(file: "f", line: 1, column: 302)
    let text = DiagnosticRenderer([file]).render(Diagnostic(.warning, "c", "m", at: place))
    let lines = text.split(separator: "\n").map(Array.init)
    #expect(lines[1].count == 106)
    #expect(lines[2].firstIndex(of: "^").map { lines[1][$0] } == "X")
  }

  @Test func `a place outside of the text is shown without a line`() {
    let file = InputFile(name: "f", text: "a\n")
    let place = SourceLocation(file: "f", line: 7, column: 99)
    let diagnostic = Diagnostic(.error, "c", "m", at: place)
    #expect(DiagnosticRenderer([file]).render(diagnostic) == "f:7:99: error: m [c]\n")
    #expect(DiagnosticRenderer([]).render(diagnostic) == "f:7:99: error: m [c]\n")
  }
}
