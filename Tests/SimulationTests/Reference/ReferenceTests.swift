import Foundation
import PlanModel
import Quantities
import Testing

@testable import Simulation

struct ReferenceTests {
  /// How many scenarios; `PACSPLAN_TRIALS=5000` asks for more.
  private static let trials =
    ProcessInfo.processInfo.environment["PACSPLAN_TRIALS"].flatMap { Int($0) } ?? 1_000
  /// They run side by side in so many parts.
  private static let parts = 8

  /// Every scenario is held against the reference until one differs, which is printed as small as it can
  /// be made. Those whose queues rounding decides are compared in storage and volumes only and are few; each
  /// feature is in at least a tenth of the others.
  @Test func `the engine agrees with a plain replay, study by study`() async {
    let tallies = await withTaskGroup(of: Tally.self) { group in
      for part in 0..<Self.parts {
        group.addTask {
          var tally = Tally()
          for seed in stride(from: part, to: Self.trials, by: Self.parts) where tally.failed == nil
          {
            tally.add(ReferenceComparison.result(of: TrialGenerator.trial(UInt64(seed))), seed)
          }
          return tally
        }
      }
      return await group.reduce(into: [Tally]()) { $0.append($1) }
    }
    let sum = tallies.reduce(into: Tally()) { $0.add($1) }
    if let seed = sum.failed {
      Issue.record(Comment(rawValue: Self.shrunk(UInt64(seed))))
      return
    }
    print(sum.table)
    // Shares of few scenarios say little.
    guard sum.trials >= 1_000 else { return }
    let least = Feature.allCases.map { sum.features[$0] ?? 0 }.min() ?? 0
    #expect(Double(least) >= 0.1 * Double(sum.compared), "\(sum.table)")
    #expect(Double(sum.skipped) <= 0.1 * Double(sum.trials), "\(sum.table)")
  }

  /// Sites 1 and 2 reach places P and Q over links, and these the core at site 0 over its WAN: both
  /// studies cross it inwards, 100 MB at 1 MB/s each. The second waits for the first, from 1101 on: it
  /// is in the archive at 1300, not at 1201.
  @Test func `a WAN that two places cross is one line`() {
    let line = NetworkLink(
      up: BitsPerSecond(bytesPerSecond: 1e6), down: BitsPerSecond(bytesPerSecond: 1e6),
      roundTrip: Seconds(0), share: .one)
    var streams = [Fixture.stream("a", site: 1), Fixture.stream("b", site: 2)]
    for place in streams.indices {
      streams[place].trace = StudyTrace(
        times: [1_000 + Double(place)], bytes: [1e8], instances: [1], patientClasses: [2])
    }
    var uplink = Fixture.stage("uplink")
    uplink.place = .link(LinkUse(connections: 1, window: Bytes(65_536), isPipelined: true))
    var scenario = Fixture.scenario(streams, vendors: [Fixture.vendor([uplink])], sites: 3)
    scenario.vendors[0].core = 0
    for site in 0..<3 { scenario.sites[site].wan = site == 0 ? line : nil }
    scenario.places = ["P", "Q"].map { Place(id: $0, name: $0, kind: .dataCentre) }
    scenario.links = [
      PlaceLink(id: "p", from: 1, to: 3, line: line),
      PlaceLink(id: "q", from: 2, to: 4, line: line),
    ]
    let trial = Trial(scenario: scenario)
    #expect(ReferenceComparison.result(of: trial).differences.isEmpty)
    var last = 0.0
    _ = Replay(scenario).run(.means, seed: 1, replication: 0) { passage, batch in
      guard passage == .archived(vendor: 0) else { return }
      for place in 0..<batch.count { last = max(last, batch.base[place].time) }
    }
    #expect(last == 1_300)
  }

  /// The same network the other way: what readers at sites 1 and 2 ask for crosses the WAN of site 0
  /// outwards, one study after the other, then a link to either.
  @Test func `readers at two places are reached over one WAN`() {
    let line = NetworkLink(
      up: BitsPerSecond(bytesPerSecond: 1e6), down: BitsPerSecond(bytesPerSecond: 1e6),
      roundTrip: Seconds(0), share: .one)
    var downlink = Fixture.stage("downlink")
    downlink.place = .link(LinkUse(connections: 1, window: Bytes(65_536), isPipelined: true))
    var scenario = Fixture.scenario(
      [Fixture.stream("a", site: 0)], vendors: [Fixture.vendor([])], sites: 3)
    scenario.vendors[0].core = 0
    scenario.vendors[0].retrieve = [downlink]
    for site in 0..<3 { scenario.sites[site].wan = site == 0 ? line : nil }
    scenario.places = ["P", "Q"].map { Place(id: $0, name: $0, kind: .dataCentre) }
    scenario.links = [
      PlaceLink(id: "p", from: 1, to: 3, line: line),
      PlaceLink(id: "q", from: 2, to: 4, line: line),
    ]
    scenario.streams[0].trace = StudyTrace(
      times: (0..<40).map { 1_000 * Double($0) }, bytes: (0..<40).map { _ in 1e8 },
      instances: (0..<40).map { _ in 1 }, patientClasses: (0..<40).map { _ in 2 })
    scenario.reading = ReadingPlan(
      turnaround: PatientClass.allCases.map { _ in
        ReadingPlan.Turnaround(median: Seconds(1_000), p95: Seconds(2_000))
      },
      readers: [
        ReadingPlan.Readers(place: 1, share: 0.5), ReadingPlan.Readers(place: 2, share: 0.5),
      ], priors: nil, views: nil)
    let layout = RetrievalLayout(scenario.vendors[0], scenario)
    #expect(layout.queues.map(\.label.place) == ["Site 0", "P to Site 1", "Q to Site 2"])
    let differences = ReferenceComparison.result(of: Trial(scenario: scenario)).differences
    #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
  }

  /// Site 1 reaches the core elsewhere over place P and then two WANs of site 0. The archive at place Q comes
  /// in over the same WAN: it is a queue there too, and one that nobody else loads.
  @Test func `an archive is moved over the queue of a WAN that others cross`() {
    let line = NetworkLink(
      up: BitsPerSecond(bytesPerSecond: 1e6), down: BitsPerSecond(bytesPerSecond: 1e6),
      roundTrip: Seconds(0), share: .one)
    var uplink = Fixture.stage("uplink")
    uplink.place = .link(LinkUse(connections: 1, window: Bytes(65_536), isPipelined: true))
    var legacy = LegacyArchive(
      stored: Bytes(1e12, .B), studies: 10_000, oldest: CalendarMonth(year: 2026, month: 1),
      yearlyGrowth: 0)
    legacy.migration = Migration(years: nil, window: nil, rate: nil, from: 3)
    var scenario = Fixture.scenario(
      [Fixture.stream("a", site: 1)], vendors: [Fixture.vendor([uplink])], sites: 2,
      legacy: legacy)
    for site in 0..<2 { scenario.sites[site].wan = site == 0 ? line : nil }
    scenario.places = ["P", "Q"].map { Place(id: $0, name: $0, kind: .dataCentre) }
    scenario.links = [PlaceLink(id: "p", from: 1, to: 2, line: line)]
    let layout = PipelineLayout(scenario.vendors[0], scenario)
    #expect(layout.migration.count == 2)
    #expect(layout.idleLine == nil)
  }

  /// Shrunk from a random scenario. On a line of 262,144 B/s the third study from site 1 reaches site 0
  /// at midnight, just when one is made there: that one is ahead of it, although a batch ends with the
  /// day before.
  @Test func `who is made as a batch ends is ahead of whom a line brings then`() {
    #expect(ReferenceComparison.result(of: TrialGenerator.trial(433)).differences.isEmpty)
    let line = NetworkLink(
      up: BitsPerSecond(bytesPerSecond: 262_144), down: BitsPerSecond(bytesPerSecond: 262_144),
      roundTrip: Seconds(0), share: .one)
    var streams = [Fixture.stream("a", site: 0), Fixture.stream("b", site: 1)]
    streams[0].trace = StudyTrace(
      times: [86_340, 86_400], bytes: [67_108_864, 16_777_216], instances: [1, 1],
      patientClasses: [2, 2])
    streams[1].trace = StudyTrace(
      times: [86_016, 86_016, 86_016], bytes: [16_777_216, 16_777_216, 67_108_864],
      instances: [1, 1, 1], patientClasses: [2, 2, 2])
    var uplink = Fixture.stage("uplink")
    uplink.place = .link(LinkUse(connections: 1, window: Bytes(65_536), isPipelined: true))
    var scenario = Fixture.scenario(streams, vendors: [Fixture.vendor([uplink])], sites: 2)
    scenario.sites[0].wan = line
    scenario.sites[1].wan = nil
    scenario.links = [PlaceLink(id: "l", from: 1, to: 0, line: line)]
    let trial = Trial(scenario: scenario, batching: Batching(day: 1, piece: 1))
    #expect(ReferenceComparison.result(of: trial).differences.isEmpty)
  }

  /// What a person needs to see of a difference.
  private static func shrunk(_ seed: UInt64) -> String {
    let shrinker = Shrinker { !ReferenceComparison.result(of: $0).differences.isEmpty }
    let trial = shrinker.smallest(TrialGenerator.trial(seed))
    let differences = ReferenceComparison.result(of: trial).differences
    return "seed \(seed), shrunk to\n\(trial)\n"
      + differences.prefix(5).map { "difference: \($0)" }.joined(separator: "\n")
  }
}

/// What many trials add up to.
private struct Tally: Sendable {
  var trials = 0
  var failed: Int?
  var skipped = 0
  /// Why not, and how often.
  var reasons: [String: Int] = [:]
  var studies = 0
  var accesses = 0
  var figures = 0
  var exactFigures = 0
  /// Of those whose queues were compared.
  var features: [Feature: Int] = [:]
  var compared: Int { trials - skipped }

  mutating func add(_ result: TrialResult, _ seed: Int) {
    trials += 1
    if !result.differences.isEmpty { failed = seed }
    if let reason = result.skipped {
      skipped += 1
      reasons[reason, default: 0] += 1
    }
    studies += result.studies
    accesses += result.accesses
    figures += result.figures
    exactFigures += result.exactFigures
    guard result.skipped == nil else { return }
    for feature in result.features { features[feature, default: 0] += 1 }
  }

  mutating func add(_ other: Tally) {
    trials += other.trials
    failed = [failed, other.failed].compactMap { $0 }.min()
    skipped += other.skipped
    reasons.merge(other.reasons, uniquingKeysWith: +)
    studies += other.studies
    accesses += other.accesses
    figures += other.figures
    exactFigures += other.exactFigures
    features.merge(other.features, uniquingKeysWith: +)
  }

  /// How often each feature was drawn.
  var table: String {
    func share(_ count: Int, of all: Int) -> String {
      let tenths = Int((1_000 * Double(count) / Double(max(1, all))).rounded())
      return "\(tenths / 10).\(tenths % 10) %"
    }
    var lines = [
      "\(trials) scenarios, \(studies) studies, \(accesses) accesses, \(figures) figures compared,"
        + " \(exactFigures) of them to the bit; queues not compared: \(share(skipped, of: trials))"
    ]
    for (reason, count) in reasons.sorted(by: { $0.key < $1.key }) {
      lines.append("  \(share(count, of: trials))  not compared: \(reason)")
    }
    lines.append("Of the others have")
    for feature in Feature.allCases {
      lines.append("  \(share(features[feature] ?? 0, of: compared))  \(feature.rawValue)")
    }
    return lines.joined(separator: "\n")
  }
}
