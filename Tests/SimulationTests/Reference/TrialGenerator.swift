import Foundation
import PlanModel
import Quantities
import TestSupport

@testable import Simulation

/// Draws small scenarios: few days of studies in a plan of a year or two, with a bit of everything.
///
/// Two in five lie **on a grid**: times, sizes and rates are whole multiples of powers of two, so that
/// nothing is rounded, studies meet at the same instant, and engine and reference must agree to the bit.
struct TrialGenerator {
  private var random: SplitMix
  private var isOnGrid = false
  /// Seconds between studies at a busy time; queues are made so that they wait.
  private var gap = 60.0
  /// The mean size of a study.
  private var size = 1e8
  private var start = CalendarMonth(year: 2027, month: 1)
  /// The month in which systems take over, where they do.
  private var goLive = 2
  /// Whether two places send in over the first site's WAN.
  private var isForked = false
  private var sites: [Site] = []
  private var places: [Place] = []
  private var links: [PlaceLink] = []
  private var routes: RouteMap {
    RouteMap(
      wans: sites.map { $0.wan != nil }, places: places.count,
      links: links.map { ($0.from, $0.to) })
  }

  /// - Parameter seed: The same seed draws the same trial.
  /// - Returns: A sound one.
  static func trial(_ seed: UInt64) -> Trial {
    var generator = TrialGenerator(random: SplitMix(state: seed &* 0x2545_F491_4F6C_DD1D))
    return generator.draw()
  }

  private init(random: SplitMix) { self.random = random }

  // MARK: - Numbers

  private mutating func chance(_ share: Double) -> Bool {
    Double.random(in: 0..<1, using: &random) < share
  }

  private mutating func whole(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &random)
  }

  private mutating func pick<Value>(_ values: [Value]) -> Value {
    values[whole(0...(values.count - 1))]
  }

  private static func power(_ exponent: Double) -> Double {
    Double(sign: .plus, exponent: Int(exponent), significand: 1)
  }

  /// A number of about this size: on the grid a power of two, else anything up to twice or half.
  private mutating func about(_ value: Double) -> Double {
    if isOnGrid {
      let power = (Elementary.log(value) / Elementary.log(2)).rounded() + Double(whole(-1...1))
      return Self.power(power)
    }
    return value * Elementary.pow(2, Double.random(in: -1...1, using: &random))
  }

  // MARK: - The scenario

  private mutating func draw() -> Trial {
    isOnGrid = chance(0.4)
    gap = isOnGrid ? Self.power(Double(whole(0...9))) : about(pick([2, 20, 200, 2_000]))
    size = isOnGrid ? Self.power(Double(whole(20...26))) : about(2e7)
    start = CalendarMonth(year: 2027, month: 1).adding(whole(0...23))
    goLive = whole(2...6)
    let years = chance(0.13) ? 2 : 1
    drawNetwork()
    var streams = (0..<whole((isForked ? 2 : 1)...3)).map { drawRecorded($0, years: years) }
    let isDrawn = chance(0.33)
    if isDrawn {
      if chance(0.3) { streams.removeAll() }
      for _ in 0..<whole(1...2) { streams.append(drawDrawn(streams.count)) }
    }
    let purges = chance(0.6)
    let rules = (0..<whole(1...3)).map { drawRule($0) }
    for place in streams.indices { streams[place].retentionRule = whole(0...(rules.count - 1)) }
    let events = isDrawn ? drawEvents(streams) : []
    let total = streams.reduce(1e9) {
      $0 + ($1.trace.map { $0.bytes.reduce(0, +) } ?? $1.studiesPerYear.mean * size)
    }
    let hasLegacy = chance(0.45)
    let months = years * 12
    let hasOther = chance(0.33)
    var vendors = [drawVendor(0, total: total, months: months)]
    if hasOther { vendors.append(drawVendor(1, total: total, months: months)) }
    if hasOther, chance(0.8) {
      vendors[0].contract.goLive = goLive
      vendors[1].contract.goLive = 1
    }
    var scenario = Scenario(
      name: "trial", currency: .dollars, start: start, years: years, replications: 1, seed: 1,
      calendar: HolidayCalendar(pick([.none, .usFederal])),
      timeZone: chance(0.25) ? "America/New_York" : "UTC", sites: sites, places: places,
      links: links, streams: streams, profiles: isDrawn ? [.flat, .standard] : [.flat],
      retention: RetentionPolicy(purges: purges, rules: rules),
      legacy: hasLegacy ? drawLegacy(total) : nil, serviceLevels: drawLevels(),
      finance: Finance(
        discountRate: Fraction(0.06), basis: .nominal, inflation: .zero, timing: .end,
        administratorSalary: UnitPrice(0), onCost: 0), vendors: vendors, assumptions: [],
      events: events)
    if hasOther, vendors[1].contract.goLive == 1, chance(0.8) {
      scenario.oldSystem = OldSystem(vendor: 1, cost: .incumbent)
    }
    if hasLegacy, chance(0.75) {
      let migration = drawMigration(scenario)
      scenario.legacy?.migration = migration
    }
    scenario.outages = drawOutages(streams, vendors, days: 365 * years)
    if chance(0.65) { scenario.reading = drawReading() }
    var trial = Trial(scenario: scenario, seed: random.next())
    if chance(0.2) { trial.replication = UInt32(whole(0...9)) }
    if chance(0.6) { trial.batching = Batching(day: whole(1...20), piece: whole(1...20)) }
    return trial
  }

  private mutating func drawNetwork() {
    isForked = chance(0.22)
    sites = (0..<(isForked ? 3 : pick([1, 1, 2, 3]))).map { index in
      Site(
        id: "s\(index)", name: "Site \(index)", lan: drawLine("s\(index).lan"),
        wan: chance(0.75) ? drawLine("s\(index).wan") : nil)
    }
    places = (0..<(isForked ? 2 : pick([0, 0, 1, 2]))).map {
      Place(id: "p\($0)", name: "Place \($0)", kind: .dataCentre)
    }
    let ends = sites.count + places.count
    links = []
    guard ends > 1 else { return }
    if isForked {
      // Two sites reach the first over places of their own, and these over its WAN.
      if sites[0].wan == nil { sites[0].wan = drawLine("s0.wan") }
      for place in 1...2 {
        sites[place].wan = nil
        links.append(
          PlaceLink(id: "f\(place)", from: place, to: 2 + place, line: drawLine("f\(place)")))
      }
      return
    }
    if chance(0.55), sites.count > 1 {
      // Small sites that reach all else through the first.
      if sites[0].wan == nil { sites[0].wan = drawLine("s0.wan") }
      for place in 1..<sites.count {
        sites[place].wan = nil
        links.append(PlaceLink(id: "h\(place)", from: place, to: 0, line: drawLine("h\(place)")))
      }
      return
    }
    for index in 0..<whole(0...3) {
      let from = whole(0...(ends - 1))
      let to = whole(0...(ends - 1))
      guard from != to else { continue }
      links.append(PlaceLink(id: "l\(index)", from: from, to: to, line: drawLine("l\(index)")))
    }
  }

  /// A line that a study of mean size takes about as long on as the next study needs to come.
  private mutating func drawLine(_ id: String) -> NetworkLink {
    let bits = size / gap * 8
    var line = NetworkLink(
      id: id, up: BitsPerSecond(about(bits * 2)), down: BitsPerSecond(about(bits * 2)),
      roundTrip: Seconds(chance(0.4) ? 0 : about(0.016)),
      share: Fraction(pick(isOnGrid ? [1, 0.5] : [1, 0.8, 0.3])))
    if chance(0.35) {
      line.shares = (0..<whole(1...2)).map { _ in
        ShareWindow(
          window: drawWindow(3600), share: Fraction(pick(isOnGrid ? [1, 0.25] : [1, 0.5, 0.2])))
      }
    }
    if chance(0.1) { line.reliability = drawMaintenance() }
    return line
  }

  /// Some hours of some days, to a number of seconds.
  private mutating func drawWindow(_ step: Int) -> WeekWindow {
    let from = whole(0...(86_400 / step - 1)) * step
    let length = whole(1...(21_600 / step)) * step
    let days = Set((0..<7).filter { _ in chance(0.7) }).union([whole(0...6)])
    return WeekWindow(days: days, from: from, to: (from + length) % 86_400)
  }

  private mutating func drawMaintenance() -> Reliability {
    Reliability(maintenance: [Maintenance(window: drawWindow(900), everyWeeks: whole(1...3))])
  }

  /// Outages of lines and cores, most of them when studies come.
  private mutating func drawOutages(
    _ streams: [StudyStream], _ vendors: [VendorProfile], days: Int
  ) -> [Outage] {
    guard chance(0.4) else { return [] }
    let lines =
      sites.flatMap { [$0.lan, $0.wan].compactMap { $0?.id } } + links.map(\.line.id)
    return (0..<whole(1...4)).map { _ in
      var time = Double(whole(0...(days - 1))) * 86_400
      if let trace = pick(streams).trace, !trace.times.isEmpty, chance(0.9) {
        time = pick(trace.times) - (chance(0.5) ? gap * Double(whole(0...4)) : 0)
      }
      let day = min(days - 1, max(0, Int(time / 86_400)))
      let clock = min(86_399, max(0, Int(time) - day * 86_400))
      return Outage(
        target: chance(0.5) ? .line(pick(lines)) : .vendor(pick(vendors).id),
        day: CalendarDate(dayNumber: start.firstDay.dayNumber + day),
        time: chance(0.5) ? clock / 60 * 60 : clock,
        duration: Seconds(min(86_400, about(gap * Double(pick([1, 8, 64]))))))
    }
  }

  private mutating func drawRecorded(_ index: Int, years: Int) -> StudyStream {
    var times: [Double] = []
    var count = pick([3, 10, 30, 60])
    // A burst or two, now and then across the end of a month, a year or a clock change.
    while count > 0 {
      let day = Double(pick([whole(0...(365 * years - 12)), 30, 58, 73, 305, 364]))
      let part = min(count, whole(1...40))
      count -= part
      var time = day * 86_400 + Double(whole(0...23)) * 3600
      if chance(0.35) {
        // Around the midnight at which systems take over.
        let month = start.adding(goLive - 1).firstDay.dayNumber - start.firstDay.dayNumber
        time = Double(month) * 86_400 - min(gap * Double(part) / 2, 86_400)
        if isOnGrid { time = time.rounded() }
      }
      for _ in 0..<part {
        if isOnGrid {
          time += gap * Double(pick([0, 0, 0, 1, 2, 3])) / 2
        } else {
          time -= gap * Elementary.log(1 - Double.random(in: 0..<1, using: &random))
        }
        times.append(time)
      }
    }
    times = times.filter { $0 < Double(365 * years) * 86_400 - 3_600 }
    var stream = Fixture.stream(
      "r\(index)", site: drawSite(index), instances: .constant(8))
    stream.trace = StudyTrace(
      times: times,
      bytes: times.map { _ in
        isOnGrid
          ? size * Double(whole(1...4)) / 2
          : max(1, (-size * Elementary.log(1 - Double.random(in: 0..<1, using: &random))).rounded())
      }, instances: times.map { _ in Int32(whole(1...16)) },
      patientClasses: times.map { _ in UInt8(whole(0...2)) })
    drawCompression(&stream)
    return stream
  }

  /// Where two places send in, both have something to send.
  private mutating func drawSite(_ stream: Int) -> Int {
    isForked && chance(0.8) ? 1 + stream % 2 : whole(0...(sites.count - 1))
  }

  private mutating func drawDrawn(_ index: Int) -> StudyStream {
    var stream = Fixture.stream(
      "d\(index)", site: drawSite(index), studies: Double(whole(20...120)),
      growth: pick([0, 0.2, -0.1]), sizeGrowth: pick([0, 0.1]),
      size: pick([
        .constant(size.rounded()), .exponential(mean: size),
        .lognormal(median: size, p95: 4 * size),
      ]), classes: pick([[0.25, 0.25, 0.5], [1, 0, 0], [0, 0, 1]]), profile: whole(0...1),
      instances: pick([.constant(4), .exponential(mean: 5)]),
      scanners: Scanners(count: 2, minutesPerStudy: 10, openHours: 60))
    if chance(0.3) { stream.dispersion = 1.05 }
    if chance(0.5) {
      stream.studiesPerYear = Estimate(
        .pert(PertDistribution(low: 10, likely: 40, high: 90)), group: "demand")
    }
    drawCompression(&stream)
    return stream
  }

  private mutating func drawCompression(_ stream: inout StudyStream) {
    stream.modality = Fixture.entry(mean: size, ratio: pick(isOnGrid ? [2, 4] : [2, 2.7, 3.1]))
    stream.isStoredSize = chance(0.2)
  }

  private mutating func drawEvents(_ streams: [StudyStream]) -> [ExpansionEvent] {
    let drawn = streams.indices.filter { streams[$0].trace == nil }
    return (0..<whole(2...4)).map { _ in
      let stream = pick(drawn)
      let change: ExpansionEvent.Change =
        switch whole(0...4) {
        case 0:
          .volume(
            VolumeChange(
              stream: stream, studiesPerYear: .known(pick([60, -10])), rampMonths: pick([0, 2]),
              grows: chance(0.5), scanners: pick([0, 1])))
        case 1: .studySize(stream: stream, factor: .known(pick([0.5, 2])))
        case 2:
          .replaceScanner(
            ScannerReplacement(
              stream: stream, scanners: 1, sizeFactor: .known(1.5), minutesPerStudy: 5,
              closedDays: pick([0, 20])))
        case 3: .goLive(stream: stream, rampMonths: pick([0, 3]))
        default: .openSite(site: streams[stream].site, rampMonths: pick([0, 3]))
        }
      return ExpansionEvent(on: start.adding(whole(1...9)), change: change)
    }
  }

  private mutating func drawPeriod() -> RetentionPeriod {
    switch whole(0...3) {
    case 0: .years(nil)
    case 1: .years(pick([0.02, 0.1, 0.3, 1]))
    case 2:
      .rolling(years: pick([0.05, 0.2]), otherwise: pick([0.4, nil]), returns: pick([0.5, 0.7]))
    default:
      .byAge(
        adult: pick([0.1, 0.3]), minor: [.years(0.5), .age(pick([3, 17.8]))],
        minorShare: pick([0.09, 0.5]))
    }
  }

  private mutating func drawRule(_ index: Int) -> RetentionRule {
    var rule = RetentionRule(
      modalities: index == 0 ? "default" : "R\(index)", period: drawPeriod())
    if chance(0.4) {
      var month = 0
      for _ in 0..<whole(1...2) {
        month += whole(1...4)
        rule.changes.append(RetentionChange(on: start.adding(month), period: drawPeriod()))
      }
    }
    return rule
  }

  private mutating func drawLegacy(_ total: Double) -> LegacyArchive {
    LegacyArchive(
      stored: Bytes(Int64(about(total * pick([1, 1, 16])))), studies: pick([10, 100]),
      oldest: start.adding(-whole(1...3)),
      yearlyGrowth: pick([0, 0.08, 1]))
  }

  private mutating func drawMigration(_ scenario: Scenario) -> Migration? {
    let stored = Double(scenario.legacy?.stored.count ?? 0)
    let days = Double(pick([2, 20, 200]))
    var migration = Migration(
      years: chance(0.3) ? pick([0.05, 0.15]) : nil,
      window: chance(0.6) ? drawWindow(900) : nil,
      rate: chance(0.6) ? BitsPerSecond(bytesPerSecond: about(stored / days / 86_400)) : nil,
      from: 0, delayMonths: pick([0, 0, 0, 1, 2]), recompression: pick([1, 1, 2, 1.25]))
    // From where it gets to every offer's archive.
    let places = (0..<(sites.count + places.count)).filter { place in
      migration.from = place
      var trial = Trial(scenario: scenario)
      trial.scenario.legacy?.migration = migration
      return trial.isSound
    }
    guard !places.isEmpty else { return nil }
    migration.from = pick(places)
    return migration
  }

  private mutating func drawLevels() -> [ServiceLevel] {
    guard chance(0.5) else { return [] }
    return ServiceLevel.Measure.allCases.map { measure in
      ServiceLevel(
        id: measure.rawValue, measure: measure,
        patientClass: pick([nil, .emergency, .outpatient]), target: Fraction(0.9),
        within: Seconds(about(gap)))
    }
  }

  private mutating func drawReading() -> ReadingPlan {
    let ends = sites.count + places.count
    let median = about(pick([gap / 4, gap * 4, 86_400]))
    var readers = [ReadingPlan.Readers(place: nil, share: 1)]
    if ends > 1, chance(0.5) {
      readers = [
        ReadingPlan.Readers(place: nil, share: 0.4),
        ReadingPlan.Readers(place: whole(0...(ends - 1)), share: 0.6),
      ]
    }
    var reading = ReadingPlan(
      turnaround: PatientClass.allCases.map { _ in
        ReadingPlan.Turnaround(
          median: Seconds(median), p95: Seconds(median * pick([1.5, 6])))
      }, readers: readers,
      priors: chance(0.6) ? ReadingPlan.Priors(perStudy: 1, ages: .published) : nil,
      views: chance(0.6)
        ? ReadingPlan.Views(perStudy: 1, within: Seconds(about(gap * 20))) : nil)
    if chance(0.5) {
      reading.prefetch = ReadingPlan.Prefetch(
        classes: [chance(0.6), chance(0.6), true],
        ahead: Seconds(pick([0, about(gap), about(gap * 16)])), upTo: pick([100, 36_525]))
    }
    return reading
  }

  // MARK: - A vendor

  private mutating func drawVendor(_ index: Int, total: Double, months: Int) -> VendorProfile {
    let sound = (0...routes.elsewhere).filter { core in
      sites.indices.allSatisfy { routes.way(from: $0, to: core) != nil }
    }
    // Without a place that all can reach studies are in the core at once.
    // Behind the first site's WAN as often as all others together.
    let beyond = sound.filter { $0 >= sites.count }
    var core =
      sound.isEmpty || chance(0.1)
      ? routes.elsewhere : !beyond.isEmpty && chance(0.4) ? pick(beyond) : pick(sound)
    if isForked, chance(0.75) { core = 0 }
    let isReached = sound.contains(core)
    var ingest: [Stage] = []
    if chance(0.5) { ingest.append(drawServers("gateway", .eachSite)) }
    if isReached, chance(0.85) { ingest.append(drawCrossing("uplink")) }
    if chance(0.7) { ingest.append(drawServers("ingest", .core)) }
    if chance(0.2) { ingest.append(drawServers("index", .core)) }
    var copies: [Copy] = []
    var place = core
    for number in 0..<pick([0, 0, 1, 1, 2, 3]) {
      let reached = (0...routes.elsewhere).filter {
        $0 != place && routes.way(from: place, to: $0) != nil
      }
      var link: Stage?
      var target: Int?
      if !reached.isEmpty, chance(0.6) {
        link = drawCrossing("copy\(number)-line")
        target = pick(reached)
        place = pick([target ?? place])
        if target == routes.elsewhere { target = nil }
      }
      let stage = link == nil || chance(0.5) ? drawServers("copy\(number)", .core) : nil
      copies.append(Copy(name: "copy\(number)", place: target, link: link, stage: stage))
    }
    var vendor = VendorProfile(
      id: "v\(index)", name: "V\(index)", basis: .archetype, deployment: .cloud,
      core: core == routes.elsewhere ? nil : core, ingest: ingest, copies: copies,
      storage: drawStorage(total), prices: [])
    if chance(0.85) {
      vendor.retrieve = [drawServers("fetch", .core)]
      let ends = (0..<(sites.count + places.count))
      if ends.allSatisfy({ routes.way(from: $0, to: core) != nil }),
        chance(0.85)
      {
        vendor.retrieve.append(drawCrossing("downlink"))
      }
      if chance(0.4) { vendor.retrieve.append(drawServers("viewer", .eachSite)) }
      if chance(0.5) {
        let share = isOnGrid ? 0.5 : 0.35
        for place in vendor.retrieve.indices { vendor.retrieve[place].streams = share }
      }
    }
    if chance(0.25) { vendor.contract.goLive = goLive }
    if chance(0.15) { vendor.reliability = drawMaintenance() }
    return vendor
  }

  private mutating func drawServers(_ name: String, _ place: Stage.Place) -> Stage {
    let servers = pick([1, 1, 2, 3, 4])
    let work = about(gap) * Double(servers)
    var stage = Stage(
      name: name, place: place, servers: servers,
      rate: chance(0.8) ? BitsPerSecond(bytesPerSecond: about(2 * size / work)) : nil,
      perStudy: Seconds(chance(0.5) ? about(work / 4) : 0),
      perInstance: Seconds(chance(0.3) ? about(work / 64) : 0), isCompressed: chance(0.4),
      discipline: chance(0.35) ? .statFirst : .fifo)
    // Where nobody takes any time, it does not matter who is first.
    if stage.rate == nil, stage.perStudy.value == 0, stage.perInstance.value == 0 {
      stage.discipline = .fifo
    }
    return stage
  }

  private mutating func drawCrossing(_ name: String) -> Stage {
    let connections = pick([1, 2, 8])
    // On the grid the order of those who leave a shared line together would hang on rounding.
    let shared: Double = isOnGrid ? 0.15 : 0.6
    return Stage(
      name: name,
      place: .link(
        LinkUse(
          connections: connections,
          window: Bytes(Int64(about(max(1_024, size / gap * 0.016)).rounded())),
          isPipelined: chance(0.5))), servers: 1, rate: nil,
      perStudy: Seconds(chance(0.3) ? about(gap / 4) : 0),
      perInstance: Seconds(chance(0.2) ? about(gap / 64) : 0), isCompressed: chance(0.5),
      discipline: chance(shared) ? .shared : pick([.fifo, .statFirst]))
  }

  private mutating func drawStorage(_ total: Double) -> StoragePlan {
    var tiers: [StorageTier] = []
    var age = 0
    if chance(0.4) {
      tiers.append(drawTier("cache", whole(1...90), total))
      tiers[0].isCache = true
      tiers[0].isAtSites = chance(0.8)
      if tiers[0].isAtSites { (tiers[0].firstByte, tiers[0].rate) = (Seconds(0), nil) }
      if chance(0.3) { makeByAccess(&tiers[0]) }
    }
    if chance(0.3) {
      tiers.append(drawTier("hot", whole(1...90), total))
      makeByAccess(&tiers[tiers.count - 1])
    }
    for number in 0..<pick([0, 0, 1, 2]) {
      age += whole(1...60)
      tiers.append(drawTier("t\(number)", age, total))
    }
    tiers.append(drawTier("last", nil, total))
    if let hot = tiers.firstIndex(where: { $0.leavesByAccess && !$0.isCache }) {
      let isLifted = chance(0.7)
      // What it holds is known in the mean only, and so is what lies behind it.
      for place in tiers.indices where place > hot {
        tiers[place].capacity = nil
        if isLifted { tiers[place].reheatsTo = hot }
      }
    }
    drawLeast(&tiers)
    return StoragePlan(isCompressed: chance(0.5), tiers: tiers)
  }

  /// What is billed at least. Where a tier before lets go by access and nobody lifts anything back, it is
  /// not known how long something has been in one.
  private mutating func drawLeast(_ tiers: inout [StorageTier]) {
    for place in tiers.indices {
      if chance(0.3) {
        tiers[place].minimumObject = MinimumObject(
          size: Bytes(Int64(about(size).rounded())), per: .study)
        if chance(0.5) {
          tiers[place].minimumObject = MinimumObject(
            size: Bytes(Int64(about(size / 8).rounded())), per: .instance)
        }
      }
      let isAfter = tiers[..<place].contains { $0.leavesByAccess && !$0.isCache }
      if !isAfter || tiers[place].reheatsTo != nil, chance(0.4) {
        tiers[place].minimumDays = whole(1...120)
      }
    }
  }

  private mutating func makeByAccess(_ tier: inout StorageTier) {
    tier.leavesByAccess = true
    tier.capacity = nil
  }

  private mutating func drawTier(_ id: String, _ days: Int?, _ total: Double) -> StorageTier {
    var capacity: TierCapacity?
    if chance(0.5) {
      let usable = Bytes(Int64(about(total / 4).rounded()))
      capacity = TierCapacity(
        usable: usable, fillThreshold: Fraction(pick([0.5, 0.8, 1])),
        increment: chance(0.7) ? Bytes(Int64(about(total / 8).rounded())) : nil,
        maximum: chance(0.4) ? Bytes(usable.count * 2) : nil, leadTimeMonths: whole(0...3))
    }
    var tier = StorageTier(
      id: id, leavesAfterDays: days, copies: pick([1, 1, 2]), protection: pick([1, 1.25]),
      capacity: capacity)
    if chance(0.5) {
      let drives = pick([0, 0, 0, 1, 2, 3])
      let work = about(gap) * Double(max(1, drives))
      tier.firstByte = Seconds(chance(0.6) ? about(work / 2) : 0)
      tier.rate =
        drives == 0 || chance(0.7) ? BitsPerSecond(bytesPerSecond: about(2 * size / work)) : nil
      tier.drives = drives > 0 ? drives : nil
    }
    return tier
  }
}
