import PlanModel
import Quantities
import TestSupport
import Testing

@testable import Simulation

/// Sites that reach a core over several lines, some of them shared.
struct PlacesTests {
  private static let line = NetworkLink(
    up: BitsPerSecond(1e9), down: BitsPerSecond(5e8), roundTrip: Seconds(0.01), share: .one)

  /// Sites 0 to 2 of which 2 has no WAN, then places 3 (data centre) and 4 (cloud); 5 is elsewhere.
  /// Links: 2 to 1, 1 to 3, 3 to 4.
  private let map = RouteMap(
    wans: [true, true, false], places: 2, links: [(2, 1), (1, 3), (3, 4)])

  private func way(_ from: Int, _ to: Int) -> [Int]? {
    map.way(from: from, to: to)?.map(\.to)
  }

  @Test func `the way with the fewest lines is taken`() {
    // A site reaches every place over its WAN, unless a link joins the two.
    #expect(map.way(from: 0, to: 3)?.map(\.line) == [.wan(0)])
    #expect(map.way(from: 1, to: 3)?.map(\.line) == [.link(1)])
    // Without a WAN, over the neighbour, and from there over its link or WAN.
    #expect(map.way(from: 2, to: 3)?.map(\.line) == [.link(0), .link(1)])
    #expect(map.way(from: 2, to: 4)?.map(\.line) == [.link(0), .wan(1)])
    #expect(map.way(from: 2, to: 5)?.map(\.line) == [.link(0), .wan(1)])
    // A data centre has no WAN of its own: it reaches sites over theirs, inwards.
    #expect(map.way(from: 3, to: 4)?.map(\.line) == [.link(2)])
    let inwards = map.way(from: 3, to: 0)
    #expect(inwards?.map(\.line) == [.wan(0)])
    #expect(inwards?.map(\.isOutward) == [false])
    #expect(map.way(from: 3, to: 5)?.map(\.line) == [.link(1), .wan(1)])
    #expect(RouteMap(wans: [true], places: 1, links: []).way(from: 1, to: 2)?.map(\.to) == [0, 2])
    #expect(RouteMap(wans: [false], places: 1, links: []).way(from: 0, to: 1) == nil)
    #expect(way(0, 0) == [])
  }

  @Test func `a link crossed backwards has its other rate`() {
    var scenario = Fixture.scenario([Fixture.stream()], sites: 1)
    scenario.places = [Place(id: "dc", name: "Data centre", kind: .dataCentre)]
    scenario.links = [PlaceLink(id: "l", from: 1, to: 0, line: Self.line)]
    let hop = scenario.routes.way(from: 0, to: 1)?.first
    #expect(hop.map(scenario.line)?.up == BitsPerSecond(5e8))
    #expect(hop.map(scenario.hopName) == "Site 0 to Data centre")
  }

  /// Three sites; 1 and 2 share the line from 1 to the data centre; a gateway at each site, a server
  /// at the core; then a copy in the cloud.
  private func network(studies: Double) -> Scenario {
    let use = Stage.Place.link(
      LinkUse(connections: 1, window: Bytes(1, .GiB), isPipelined: true))
    var vendor = Fixture.vendor([
      Fixture.stage("gateway", .eachSite, megabytes: 200),
      Fixture.stage("uplink", use),
      Fixture.stage("import", megabytes: 100, perStudy: 0.2),
    ])
    vendor.core = 3
    vendor.copies = [
      Copy(
        name: "cloud", place: 4, link: Fixture.stage("line to cloud", use),
        stage: Fixture.stage("copy to cloud", perStudy: 0.5))
    ]
    var scenario = Fixture.scenario(
      (0..<3).map {
        Fixture.stream(
          "ct\($0)", site: $0, studies: studies, size: .exponential(mean: 1e8), profile: 1)
      }, vendors: [vendor], sites: 3)
    scenario.sites[2].wan = nil
    scenario.places = [
      Place(id: "dc", name: "Data centre", kind: .dataCentre),
      Place(id: "dr", name: "Cloud", kind: .cloud),
    ]
    scenario.links = [
      PlaceLink(id: "a", from: 2, to: 1, line: Self.line),
      PlaceLink(id: "b", from: 1, to: 3, line: Self.line),
      PlaceLink(id: "c", from: 3, to: 4, line: Self.line),
    ]
    return scenario
  }

  @Test func `queues are listed site by site, then along shared lines`() {
    let scenario = network(studies: 1)
    let labels = scenario.queueLabels(of: scenario.vendors[0])
    #expect(
      labels.map { "\($0.name) \($0.place ?? "-")" } == [
        "gateway Site 0", "uplink Site 0", "gateway Site 1", "uplink Site 1 to Data centre",
        "gateway Site 2", "uplink Site 2 to Site 1", "import -",
        "line to cloud Data centre to Cloud", "copy to cloud -",
      ])
  }

  /// Every study followed on its own: at each queue it leaves its service after the later of its
  /// arrival and its predecessor's departure. About 300,000 a site and year with 100 MB put the
  /// shared line at 8·10⁸ bit · 600,000 / 10⁹ bit/s / 31,536,000 s = 1.5 % busy, so that studies
  /// meet; one in a thousand waits.
  @Test(arguments: [3_000.0, 300_000]) func `a tree of lines is replayed study by study`(
    studies: Double
  ) throws {
    let scenario = network(studies: studies)
    let all = Fixture.studies(scenario)
    func queue(_ row: [(time: Double, study: Study)], _ service: (Study) -> Double)
      -> [(time: Double, study: Study)]
    {
      var free = 0.0
      return row.map { time, study in
        free = max(time, free) + service(study)
        return (free, study)
      }
    }
    func meet(_ rows: [(time: Double, study: Study)]...) -> [(time: Double, study: Study)] {
      rows.flatMap(\.self).sorted { $0.time < $1.time }
    }
    func site(_ number: UInt16) -> [(time: Double, study: Study)] {
      queue(all.filter { $0.stream == number }.map { ($0.time, $0) }) { $0.bytes / 2e8 }
    }
    let line: (Study) -> Double = { $0.bytes * 8 / 1e9 }
    let hub = meet(site(1), queue(site(2), line))
    let core = queue(meet(queue(site(0), line), queue(hub, line))) { $0.bytes / 1e8 + 0.2 }
    let copy = queue(queue(core, line)) { _ in 0.5 }
    func mean(_ row: [(time: Double, study: Study)]) -> Double {
      row.reduce(0) { $0 + $1.time - $1.study.acquired } / Double(row.count)
    }

    let outcome = Replay(scenario).run(.means, seed: 1, replication: 0)
    let queues = outcome.vendors[0].queues
    #expect(queues.archived == all.count)
    #expect(queues.protected == all.count)
    // Sums of 900,000 times of a second, each off by half a unit in the last place of a time below
    // 2²⁵ s at each of five queues: 5 · 2⁻²⁹ s at most.
    #expect(abs(queues.timeToArchive[0].mean - mean(core)) < 1e-8)
    #expect(abs(queues.timeToProtected[0].mean - mean(copy)) < 1e-8)
    for number in 0..<3 {
      let own = core.filter { $0.study.stream == UInt16(number) }
      #expect(abs(queues.timeToArchiveBySite[number][0].mean - mean(own)) < 1e-8)
    }
    // The shared line carries the work of two sites.
    let work = hub.reduce(0) { $0 + line($1.study) }
    let shared = queues.stages[3].years[0]
    #expect(abs(shared.utilisation * 365 * 86_400 - work) < 1e-3)
    #expect(shared.studies == hub.count)
  }

  /// Half a million studies of 100 MB a year need 8·10⁸ · 500,000 / 31,536,000 = 12.7 Mbit/s: a line
  /// of 10 between the sites 2 and 1 falls behind, and the other sites go on as without site 2.
  @Test func `a line that falls behind stops only what crosses it`() throws {
    var scenario = network(studies: 500_000)
    scenario.links[0].line.up = BitsPerSecond(1e7)
    let outcome = Replay(scenario).run(.means, seed: 1, replication: 0).vendors[0].queues
    #expect(outcome.stages[5].saturatedHour != nil)
    #expect(outcome.stages[3].saturatedHour == nil)
    #expect(outcome.timeToArchiveBySite[2][0].p99 == .infinity)
    #expect(outcome.timeToArchiveBySite[1][0].p99 < 60)
    #expect(outcome.timeToArchiveBySite[0][0].p99 < 60)
  }
}

struct ExposureTests {
  /// An old system makes a copy in 1,000 s; the new one, from February on, makes none. Of 5 GB that are
  /// acquired on its last day 500 s before it stops the copy is there 500 s after; of 2 GB that the new
  /// one takes in 100 s after go-live the archive, its last copy, is there 10 s later.
  ///
  ///     5 GB × 1,000 s + 2 GB × 10 s = 5,020 GB·s in the year, 7 GB at most
  @Test func `what is exposed goes on being counted when the old system has stopped`() {
    let goLive = 31 * 86_400.0
    var stream = Fixture.stream(studies: 0)
    stream.trace = StudyTrace(
      times: [goLive - 500, goLive + 100], bytes: [5e9, 2e9], instances: [1, 1],
      patientClasses: nil)
    var new = Fixture.vendor([Fixture.stage("ingest", perStudy: 10)])
    new.id = "new"
    new.contract.goLive = 2
    var old = Fixture.vendor([], copies: [Fixture.stage("copy", perStudy: 1_000)])
    old.id = "old"
    var scenario = Fixture.scenario([stream], vendors: [new, old])
    scenario.oldSystem = OldSystem(vendor: 1, cost: .incumbent)
    let outcome = Replay(scenario).run(.means, seed: 1, replication: 0)
    let exposure = outcome.vendors[0].queues.exposure[0]
    #expect(abs(exposure.mean * 365 * 86_400 / 5_020e9 - 1) < 1e-9)
    #expect(exposure.largest == 7e9)
  }
}
