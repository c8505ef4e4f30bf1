import Evaluation
import PlanModel
import Quantities
import Simulation

/// How the fixture's studies are read, copied and moved.
extension Fixture {
  static let reading: ReadingPlan = {
    let turnaround = ReadingPlan.Turnaround(median: Seconds(1_500), p95: Seconds(4_200))
    return ReadingPlan(
      turnaround: [turnaround, turnaround, turnaround],
      readers: [.init(place: nil, share: 1)], priors: .init(perStudy: 1.7, ages: .published),
      views: .init(perStudy: 3.7, within: Seconds(14 * 86_400)))
  }()

  static let cut = Outage(
    target: .line("outpatient.wan"), day: CalendarMonth(year: 2030, month: 3).firstDay, time: 7_200,
    duration: Seconds(8 * 3600), note: "Cable")

  static let caches = [0.9, 0.95, 0.99].map { share in
    CacheAnswer(
      share: share, days: Int(share * 1_000), shareOfAll: 0.95 + share / 25,
      bytes: [share * 24e12, share * 41e12])
  }

  static func addReading(to result: inout VendorResult) {
    let years = 0..<10
    let isCloud = result.profile.deployment == .cloud
    let slow = isCloud ? 3.1 : 1.1
    result.timeToDisplay = DisplayKind.allCases.map { kind in
      DisplayResult(kind: kind, years: years.map { waits(slow * (1 + Double($0) / 5)) })
    }
    result.sources = result.profile.storage.tiers.enumerated().map { place, tier in
      SourceResult(
        name: tier.id, priors: years.map { waits(slow * Double(1 + 9 * place + $0)) },
        studies: years.map { band(800_000 / Double(1 + 9 * place) + 1_000 * Double($0), 0.05) },
        bytes: years.map { band(9e13 / Double(1 + 9 * place) + 1e12 * Double($0), 0.1) })
    }
    guard !result.profile.copies.isEmpty else { return }
    let way = RestoreWay(
      copy: "mirror", lines: ["Main campus"], rate: BitsPerSecond(4e8))
    result.resilience = ResilienceResult(
      exposure: years.map {
        .init(mean: band(1.4e8 + 1e7 * Double($0), 0.1), largest: band(4e10, 0.4))
      },
      restores: [
        .init(
          way: way, working: years.map { band(3e5 + 1e4 * Double($0), 0.1) },
          complete: years.map { band(3e6 + 3e5 * Double($0), 0.1) })
      ],
      outages: [
        OutageResult(
          outage: cut, stage: "uplink (Outpatient centre)", studies: band(190, 0.1),
          bytes: band(6e10, 0.2), catchUp: band(4_000, 0.3))
      ])
    let begin = CalendarMonth(year: 2027, month: 1).firstDay
    // What the fixture's tiers hold: the old archive is there by the first month's end.
    let moved = (0..<months).map {
      $0 == 0 ? result.baseLogical[0] - result.usage.months[0].ingested : 0
    }
    result.migration = MigrationResult(
      begin: begin,
      end: DateBand(
        p10: CalendarDate(dayNumber: begin.dayNumber + 90),
        p50: CalendarDate(dayNumber: begin.dayNumber + 100), p90: nil),
      parallelMonths: band(3.3, 0.2), bytes: band(8.5e13, 0), baseMovedIn: moved)
  }
}
