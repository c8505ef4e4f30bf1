import PlanModel
import Quantities
import Testing

@testable import Simulation

/// Where reads find what they ask for, and how long that takes.
struct LocationTests {
  private static let quick = ReadingPlan.Turnaround(median: Seconds(600), p95: Seconds(1_200))
  private static let use = LinkUse(connections: 8, window: Bytes(4, .MiB), isPipelined: true)

  /// One site, whose readers sit in it; 100 MB a study; a core that gives out at once and a line back.
  private static func scenario(
    _ tiers: [StorageTier], studies: Double = 50_000, priors: Double, ages: AgeDistribution,
    prefetch: ReadingPlan.Prefetch? = nil, retrieve: [Stage]? = nil
  ) -> Scenario {
    var vendor = Fixture.vendor([Fixture.stage("in", megabytes: 1_000)], tiers: tiers)
    vendor.retrieve = retrieve ?? [Fixture.stage("down", .link(use))]
    var scenario = Fixture.scenario(
      [Fixture.stream(studies: studies, size: .constant(1e8), profile: 1)], vendors: [vendor])
    scenario.reading = ReadingPlan(
      turnaround: [quick, quick, quick], readers: [.init(place: nil, share: 1)],
      priors: .init(perStudy: priors, ages: ages), views: nil)
    scenario.reading?.prefetch = prefetch
    return scenario
  }

  private static func tier(_ id: String, leaves days: Int?) -> StorageTier {
    StorageTier(id: id, leavesAfterDays: days, copies: 1, protection: 1, capacity: nil)
  }

  private static func queues(_ scenario: Scenario, replication: UInt32 = 0) -> PipelineOutcome {
    Replay(scenario).run(.means, seed: 1, replication: replication).vendors[0].queues
  }

  /// A cache at the site that holds what is younger than 12 months serves 84.6 % of priors, one of 24
  /// months 91.4 % (the published ages), besides every study itself. With ten priors a study, 11 accesses:
  /// hits/accesses = (1 + 10 h)/11. Ages are looked at in whole days: a cache of 365 days against the
  /// published 365.25 is 0.01 % less. Of n = 550,000 accesses the standard error of h is √(h(1 − h)/n),
  /// 0.05 %, and that of the number of priors cancels to the same order.
  @Test(arguments: [(365, 0.846), (730, 0.914)])
  func `hit ratios are those of the ages of priors`(days: Int, share: Double) {
    var cache = Self.tier("cache", leaves: days)
    cache.isCache = true
    cache.isAtSites = true
    let queues = Self.queues(
      Self.scenario([cache, Self.tier("archive", leaves: nil)], priors: 10, ages: .published))
    let reads = queues.readBack.reduce(into: [0.0, 0]) { sums, month in
      for (tier, read) in month.enumerated() { sums[tier] += Double(read.studies) }
    }
    let accesses = reads[0] + reads[1]
    #expect(accesses > 500_000)
    let ratio = (reads[0] / accesses * 11 - 1) / 10
    #expect(abs(ratio - share) < 4 * 0.0006 + 0.0002)
    // The line carries the misses and nothing else, and what the cache holds is there at once.
    let line = queues.stages.first { $0.label.name == "down" }
    #expect(abs(Double(line?.years[0].studies ?? 0) - reads[1]) <= 20)
    #expect(queues.timeToPrior[0][0].p99 == 0)
    #expect(queues.timeToPrior[1][0].p50 > 0.8)
  }

  /// Priors evenly up to 100 days old, two a study: one of age a from 30 to 100 days finds the study cold
  /// where nobody asked for it in 30 days, e^(−0.6), so 70 % × e^(−0.6) = 38.42 % of priors are lifted,
  /// 100 MB each. Standard error over n = 100,000 priors: √(0.384 × 0.616/n) = 0.15 %.
  @Test func `lifted bytes are arithmetic`() {
    var hot = Self.tier("hot", leaves: 30)
    hot.leavesByAccess = true
    var cold = Self.tier("cold", leaves: nil)
    cold.reheatsTo = 0
    let queues = Self.queues(
      Self.scenario(
        [hot, cold], priors: 2, ages: AgeDistribution([.init(days: 100, share: 1)])))
    let lifted = queues.readBack.reduce(0) { $0 + $1[1].bytes }
    let studies = Double(queues.displayed) / 3
    let expected = 0.7 * Elementary.exp(-0.6)
    #expect(abs(lifted / (studies * 2 * 1e8) - expected) < 4 * 0.0016 + 0.002)
  }

  /// Tape: 60 s to the first byte, then 10 MB/s: 70 s for 100 MB, in any number at a time; then 0.8 s on
  /// the line of 1 Gbit/s. Priors are 400 days old, and the disk holds 365.
  @Test func `without drives a tier is a delay`() {
    var tape = Self.tier("tape", leaves: nil)
    tape.firstByte = Seconds(60)
    tape.rate = BitsPerSecond(bytesPerSecond: 10e6)
    let ages = AgeDistribution([.init(days: 399, share: 1e-9), .init(days: 401, share: 1)])
    let queues = Self.queues(
      Self.scenario([Self.tier("disk", leaves: 365), tape], priors: 1, ages: ages))
    #expect(abs(queues.timeToPrior[1][0].p50 / 70.8 - 1) < 0.005)
    #expect(queues.timeToPrior[1][0].mean >= 70.8)
    #expect(queues.timeToDisplay[0][0].p95 < 5)
  }

  /// One drive that takes 790 s a study, 0.05 priors for each of 400,000 studies a year, all at once where
  /// there are several: batches X that are Poisson with mean m, ρ = 0.496. Mˣ/D/1:
  /// Wq = ρ s/(2 (1 − ρ)) + s (E[X²] − E[X])/(2 E[X] (1 − ρ)), of which the last is m s/(2 (1 − ρ)); and
  /// 0.8 s on the line behind it.
  @Test func `one drive is a queue with constant service`() {
    var tape = Self.tier("tape", leaves: nil)
    tape.firstByte = Seconds(790)
    tape.drives = 1
    let scenario = Self.scenario(
      [tape], studies: 400_000, priors: 0.05,
      ages: AgeDistribution([.init(days: 100, share: 1)]))
    // The study itself would be read from the tape, too: of that there is a disk.
    var disk = Self.tier("disk", leaves: 1)
    disk.isCache = true
    var both = scenario
    both.vendors[0].storage.tiers = [disk, tape]
    let waits = (0..<8 as Range<UInt32>).map { replication in
      Self.queues(both, replication: replication).timeToPrior[1][0].mean
    }
    // 1 % of priors are younger than a day and come from the disk.
    let load = 400_000 * 0.05 * 0.99 / (365 * 86_400) * 790
    let expected = 790 + (load + 0.05 * 0.99) * 790 / (2 * (1 - load)) + 0.8
    #expect(MeasuredMean(waits).distance(to: expected) < 4)
  }

  /// Fetched when the study is made, 600 s before it is read in the median, a prior of 0.8 s is there when
  /// it is asked for; without, it takes at least its 0.8 s. The line carries the same either way.
  @Test func `what is fetched ahead is waited for no more`() {
    func queues(_ prefetch: ReadingPlan.Prefetch?) -> PipelineOutcome {
      Self.queues(
        Self.scenario(
          [Self.tier("disk", leaves: nil)], priors: 1, ages: .published, prefetch: prefetch))
    }
    let later = queues(nil)
    let ahead = queues(
      .init(classes: [true, true, true], ahead: Seconds(3_600), upTo: 36_525))
    #expect(later.timeToDisplay[3][0].p50 >= 0.79)
    #expect(ahead.timeToDisplay[3][0].p99 == 0)
    let lines = [later, ahead].map { outcome in
      outcome.stages.first { $0.label.name == "down" }?.years[0].studies ?? 0
    }
    #expect(abs(lines[0] - lines[1]) <= 10)
    // Priors that are older than a year are not fetched: 15.4 % of them.
    let young = queues(.init(classes: [true, true, true], ahead: Seconds(3_600), upTo: 365.25))
    let share = young.timeToDisplay[3][0]
    #expect(share.p50 == 0 && share.p95 >= 0.79)
  }

  /// Servers at the site, 1 s a study for everybody who reads there: what the cache gives out waits for
  /// them as well as what comes over the line.
  @Test func `servers of a site serve its cache and its line`() {
    var cache = Self.tier("cache", leaves: 365)
    cache.isCache = true
    cache.isAtSites = true
    let queues = Self.queues(
      Self.scenario(
        [cache, Self.tier("archive", leaves: nil)], priors: 2, ages: .published,
        retrieve: [
          Fixture.stage("down", .link(Self.use)),
          Fixture.stage("viewer", .eachSite, servers: 4, perStudy: 1),
        ]))
    let viewer = queues.stages.first { $0.label.name == "viewer" }
    #expect(viewer?.years[0].studies == queues.displayed)
    #expect(abs(queues.timeToPrior[0][0].p50 - 1) < 0.005)
    #expect(abs(queues.timeToPrior[1][0].p50 - 1.8) < 0.01)
  }
}
