import PlanModel
import Quantities
import TestSupport
import Testing

@testable import Simulation

/// A queue worked out the slow way: who is free first takes the next in line; departures sorted.
private func departures(
  _ arrivals: [(time: Double, service: Double)], servers: Int
) -> (sorted: [Double], waits: [Double]) {
  var free = [Double](repeating: 0, count: servers)
  var left: [Double] = []
  var waits: [Double] = []
  for study in arrivals {
    let server = free.firstIndex(of: free.min() ?? 0) ?? 0
    let start = max(study.time, free[server])
    waits.append(start - study.time)
    free[server] = start + study.service
    left.append(free[server])
  }
  return (left.sorted(), waits)
}

struct StageQueueTests {
  private let calendar = PlanCalendar(Fixture.scenario([]))

  private func queue(servers: Int, megabytes: Double = 10) -> StageQueue {
    let stage = Fixture.stage("q", servers: servers, megabytes: megabytes, perStudy: 0.5)
    let parameters = StreamParameters.all(Fixture.scenario([Fixture.stream()]), .means)
    return StageQueue(
      StageService(stage, line: nil, parameters: parameters),
      meter: StageMeter(Timeline(calendar), servers: servers, busiestHour: 0))
  }

  private func arrivals(_ count: Int, gap: Double, seed: UInt64) -> [Study] {
    var random = SplitMix(state: seed)
    var time = 0.0
    return (0..<count).map { _ in
      time -= gap * Elementary.log(Double.random(in: 0.0001..<1, using: &random))
      return Study(
        time: time, acquired: time,
        bytes: Double(Int.random(in: 1_000_000...90_000_000, using: &random)),
        instances: 1, stream: 0, patientClass: 0)
    }
  }

  /// At utilisation about 0.9, in batches of odd lengths, every departure and every wait is that of
  /// the slow way.
  @Test(arguments: [1, 2, 3, 8, 16])
  func `departures and waits are those of the slow way, however arrivals are cut`(servers: Int) {
    let studies = arrivals(20_000, gap: 5.05 / 0.9 / Double(servers), seed: UInt64(servers))
    let expected = departures(
      studies.map { ($0.time, 0.5 + $0.bytes * (1 / 10e6)) }, servers: servers)
    let tested = queue(servers: servers)
    let batch = StudyBuffer()
    var left: [Study] = []
    var next = 0
    var random = SplitMix(state: 99)
    while next < studies.count {
      let end = min(studies.count, next + Int.random(in: 1...700, using: &random))
      for study in studies[next..<end] { batch.append(study) }
      let watermark = end < studies.count ? studies[end].time : .greatestFiniteMagnitude
      tested.pass(batch, through: watermark, upstreamSaturated: false)
      left += (0..<batch.count).map { batch.base[$0] }
      batch.count = 0
      next = end
    }
    let isSame = left.map(\.time) == expected.sorted
    #expect(isSame)
    let distinct = Set(left.map(\.acquired)).count
    #expect(distinct == studies.count)
    tested.meter.finish()
    let wait = tested.meter.years[0].wait
    let mean = expected.waits.reduce(0, +) / Double(studies.count)
    #expect(abs(wait.mean - mean) <= 1e-9 * mean)
    // A histogram's quantile is right to half a bucket, 0.4 %.
    let sorted = expected.waits.sorted()
    for (percent, value) in [(50, wait.p50), (95, wait.p95), (99, wait.p99)] {
      let exact = sorted[(sorted.count * percent + 99) / 100 - 1]
      #expect(abs(value - exact) <= 0.004 * (exact + 0.001))
    }
  }

  /// Each service split at the hours, the slow way, over a day: 24 hours of the first Friday.
  @Test(arguments: [1, 4])
  func `busy time by hour is that of splitting every service`(servers: Int) {
    let studies = arrivals(4_000, gap: 20 / Double(servers), seed: 5)
    var free = [Double](repeating: 0, count: servers)
    var busy = [Double](repeating: 0, count: 168)
    for study in studies {
      let server = free.firstIndex(of: free.min() ?? 0) ?? 0
      let start = max(study.time, free[server])
      let end = start + 0.5 + study.bytes / 10e6
      free[server] = end
      var from = start
      while from < end {
        let hour = Int(from / 3600)
        let to = min(end, Double(hour + 1) * 3600)
        busy[Int(calendar.hourOfWeek[hour])] += to - from
        from = to
      }
    }
    let tested = queue(servers: servers)
    let batch = StudyBuffer()
    for study in studies { batch.append(study) }
    tested.pass(batch, through: .greatestFiniteMagnitude, upstreamSaturated: false)
    tested.meter.finish()
    // Whole microseconds are kept: each of the first week's hours may be off by half of one.
    for hour in 0..<168 {
      #expect(abs(Double(tested.meter.lastYearBusy[hour]) / 1e6 - busy[hour]) < 1e-6)
    }
  }

  /// One study a second that takes ten seconds, on each server: the work that waits grows by 9 s a second
  /// and passes 7 days after 67,200 of them, in hour 67,200/3600 = 18. From then on nobody waits
  /// longer, nobody is lost or kept, and the order stays.
  @Test(arguments: [
    (QueueDiscipline.fifo, 1), (.fifo, 4), (.shared, 1), (.statFirst, 1), (.statFirst, 4),
  ])
  func `a queue that cannot keep up saturates, loses nobody and keeps the order`(
    discipline: QueueDiscipline, servers: Int
  ) {
    let tested = QueueTrial(discipline, servers: servers).queue
    let batch = StudyBuffer()
    var left: [Double] = []
    for hour in 0..<30 {
      for second in 0..<3600 {
        let time = Double(hour * 3600 + second)
        for server in 0..<servers {
          batch.append(
            Study(
              time: time, acquired: time, bytes: 10e6, instances: 1, stream: 0,
              patientClass: UInt16((second + server) % 3)))
        }
      }
      tested.pass(batch, through: Double(hour + 1) * 3600, upstreamSaturated: false)
      left += (0..<batch.count).map { batch.base[$0].time }
      if hour > 18 { #expect(batch.count == 3600 * servers) }
      batch.count = 0
    }
    #expect(tested.saturatedHour == 18)
    #expect(left.count == 30 * 3600 * servers)
    #expect(zip(left, left.dropFirst()).allSatisfy { $0 <= $1 })
  }

  /// Once times before it mean nothing, a queue keeps nobody.
  @Test(arguments: QueueDiscipline.allCases)
  func `behind a saturated queue everybody passes`(discipline: QueueDiscipline) {
    let tested = QueueTrial(discipline).queue
    let studies = QueueTrial.arrivals(2_000, rate: 2, seed: 3, emergencies: 0.5)
    let batch = StudyBuffer()
    var left: [Double] = []
    for (part, isSaturated) in [(studies[..<1_000], false), (studies[1_000...], true)] {
      for study in part { batch.append(study) }
      tested.pass(batch, through: batch.base[999].time, upstreamSaturated: isSaturated)
      left += (0..<batch.count).map { batch.base[$0].time }
      batch.count = 0
    }
    #expect(left.count == studies.count)
    #expect(zip(left, left.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(tested.saturatedHour == nil)
    tested.meter.finish()
    #expect(tested.meter.years[0].wait.p50 == .infinity)
  }

  /// One server works whenever there is work, whoever is served: each hour's busy time is the same,
  /// but for half a microsecond of rounding in either.
  @Test func `busy time does not depend on the discipline`() {
    let studies = QueueTrial.arrivals(50_000, rate: 0.85, seed: 12, emergencies: 0.3)
    let meters = QueueDiscipline.allCases.map {
      let trial = QueueTrial($0)
      _ = trial.departures(studies, cut: 2)
      trial.queue.meter.finish()
      return trial.queue.meter
    }
    for meter in meters {
      #expect(zip(meter.lastYearBusy, meters[0].lastYearBusy).allSatisfy { abs($0 - $1) <= 1 })
      #expect(abs(meter.years[0].largestBacklog - meters[0].years[0].largestBacklog) < 1e-8)
    }
    let worked = studies.reduce(0) { $0 + $1.work }
    #expect(abs(Double(meters[0].lastYearBusy.reduce(0, +)) / 1e6 - worked) < 168 * 1e-6)
  }
}

struct VendorPipelineTests {
  /// The slow way: each site's chain by itself, then all of them sorted, then the core.
  @Test func `sites are merged in order of time before the core`() {
    let scenario = Fixture.scenario(
      [
        Fixture.stream("a", site: 0, studies: 300_000),
        Fixture.stream("b", site: 1, studies: 200_000),
        Fixture.stream("c", site: 2, studies: 100_000),
      ],
      vendors: [
        Fixture.vendor(
          [
            Fixture.stage("gateway", .eachSite, servers: 2, megabytes: 8),
            Fixture.stage("ingest", servers: 3, megabytes: 9),
          ], copies: [Fixture.stage("copy", megabytes: 40)])
      ], sites: 3)
    let outcome = Replay(scenario).run(.means, seed: 1, replication: 0)
    let studies = Fixture.studies(scenario)
    var merged: [Double] = []
    for site in 0..<3 {
      merged +=
        departures(
          studies.filter { Int($0.stream) == site }.map { ($0.time, $0.bytes / 8e6) }, servers: 2
        ).sorted
    }
    let core = departures(merged.sorted().map { ($0, 1e8 / 9e6) }, servers: 3)
    let copy = departures(core.sorted.map { ($0, 1e8 / 40e6) }, servers: 1)
    let queues = outcome.vendors[0].queues
    func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
    #expect(queues.archived == studies.count && queues.protected == studies.count)
    #expect(abs(queues.stages[3].years[0].wait.mean - mean(core.waits)) < 1e-6)
    #expect(abs(queues.stages[4].years[0].wait.mean - mean(copy.waits)) < 1e-6)
    let archive = mean(core.sorted) - mean(studies.map(\.time))
    #expect(abs(queues.timeToArchive[0].mean - archive) < 1e-5)
  }

  /// Little's law over the year: the mean number in service is the arrival rate times the mean
  /// service; utilisation × servers must be that, but for what crosses the year's end (a few studies
  /// in 600,000).
  @Test func `utilisation obeys Little's law`() {
    let scenario = Fixture.scenario(
      [Fixture.stream(studies: 600_000, profile: 1)],
      vendors: [Fixture.vendor([Fixture.stage("ingest", servers: 3, megabytes: 4)])])
    let outcome = Replay(scenario).run(.means, seed: 1, replication: 0)
    let year = outcome.vendors[0].queues.stages[0].years[0]
    let offered = Double(outcome.studies.reduce(0, +)) * 25 / (365 * 86_400)
    #expect(abs(year.utilisation * 3 / offered - 1) < 1e-5)
  }

  /// A line of 1 Gbit/s of which 10 % may be used carries 12.5 MB/s; a window of 64 KiB over 10 ms
  /// carries 6.5536 MB/s on one connection and 52.4 MB/s on eight.
  @Test(arguments: [(0.1, 1, 52_428_800.0), (0.1, 8, 100e6), (1.0, 8, 419_430_400)])
  func `a line's rate is the least of its share and its windows`(
    share: Double, connections: Int, bits: Double
  ) {
    let line = NetworkLink(
      up: BitsPerSecond(1e9), down: BitsPerSecond(1e9), roundTrip: Seconds(0.01),
      share: Fraction(share))
    let use = LinkUse(connections: connections, window: Bytes(64, .KiB), isPipelined: true)
    #expect(abs(StageService.rate(of: line, use).value - bits) < 1e-3)
  }

  /// 200 instances over 10 ms and 4 connections wait 200 × 0.01 / 4 = 0.5 s more; 100 MB at 1 Gbit/s
  /// take 0.8 s.
  @Test func `without pipelining each instance costs a round trip`() {
    for (pipelined, expected) in [(true, 0.8), (false, 1.3)] {
      let use = LinkUse(connections: 4, window: Bytes(64, .MiB), isPipelined: pipelined)
      let scenario = Fixture.scenario(
        [Fixture.stream(studies: 100, profile: 1)],
        vendors: [Fixture.vendor([Fixture.stage("uplink", .link(use))])])
      let outcome = Replay(scenario).run(.means, seed: 1, replication: 0)
      // Hardly anybody waits at 100 studies a year; the median is the service, to half a bucket.
      #expect(abs(outcome.vendors[0].queues.timeToArchive[0].p50 / expected - 1) < 0.005)
    }
  }

  /// Site 0 makes 400,000 studies of 100 MB a year and sends 1 MB/s: its line saturates within weeks.
  /// Site 1's studies must keep their times: 100 MB at 100 MB/s in the core, 1 s, for at least half
  /// of them, and every promise for a third of all studies (200,000 of 600,000).
  @Test func `a site that cannot keep up leaves the others their times`() {
    let level = ServiceLevel(
      id: "all", measure: .timeToArchive, patientClass: nil, target: .one, within: Seconds(3600))
    let scenario = Fixture.scenario(
      [
        Fixture.stream("stuck", site: 0, studies: 400_000, profile: 1),
        Fixture.stream("free", site: 1, studies: 200_000, profile: 1),
      ],
      vendors: [
        Fixture.vendor([
          Fixture.stage("gateway", .eachSite, servers: 1, megabytes: 1, perStudy: 0.001),
          Fixture.stage("ingest", servers: 2, megabytes: 100),
        ])
      ], sites: 2, years: 2, serviceLevels: [level])
    let queues = Replay(scenario).run(.means, seed: 1, replication: 0).vendors[0].queues
    #expect(queues.stages[0].saturatedHour != nil && queues.stages[1].saturatedHour == nil)
    for year in 0..<2 {
      #expect(queues.stages[0].years[year].wait.p50 == .infinity)
      #expect(queues.stages[1].years[year].wait.p99 < 3600)
      #expect(queues.stages[2].years[year].wait.mean < 1)
      // Two thirds of the studies never arrive, and neither does their median.
      #expect(queues.timeToArchive[year].p50 == .infinity)
    }
    // All of site 1's and hardly any of site 0's once its line is stuck.
    #expect(abs(queues.serviceLevels[0][1] - 1.0 / 3) < 0.01)
  }

  /// With a flat profile every hour of the week is as busy as the year: the busy share of a sampled
  /// hour is unbiased. 50,000 studies of 10 s are 1.585 % of a year; an hour of the week has about
  /// 297 of them (52 × 5.7), so its share has a relative standard error of 1/√297 = 5.8 %, and the
  /// mean of 16 futures 1.45 %.
  @Test func `the busiest hour is not the luckiest`() {
    let scenario = Fixture.scenario(
      [Fixture.stream(studies: 50_000, profile: 1)],
      vendors: [Fixture.vendor([Fixture.stage("in", megabytes: 10)])])
    let replay = Replay(scenario)
    let shares = (0..<16).map {
      replay.run(.means, seed: 1, replication: $0).vendors[0].queues.stages[0].years[0].busyHour
    }
    let mean = shares.reduce(0, +) / 16
    let expected = 50_000 * 10 / (365 * 86_400.0)
    #expect(abs(mean / expected - 1) < 4 * 0.0145)
  }
}
