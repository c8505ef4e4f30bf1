import PlanModel
import Quantities
import TestSupport
import Testing

@testable import Simulation

/// A week with four paces, one of them none, and outages that overlap, begin within an hour and last
/// longer than what lies between them.
private enum Week {
  static let ofWeek = (0..<168).map { hour in [1, 0.5, 0, 0.25][hour % 24 / 6] }
  static let stands: [Range<Double>] = [
    50_000.5..<51_000, 50_900..<53_123.25, 400_000..<460_000, 460_000.125..<460_001,
  ]
  static let course = PaceCourse(ofWeek: ofWeek, stands: stands, QueueTrial.timeline)

  /// The pace from a time on, and when it may change: looked up afresh each time. 2027-01-01 is a
  /// Friday.
  static func pace(at time: Double) -> (pace: Double, until: Double) {
    var until = (time / 3600).rounded(.down) * 3600 + 3600
    var pace = ofWeek[(4 * 24 + Int(time / 3600)) % 168]
    for stand in stands {
      if stand.contains(time) {
        pace = 0
        until = min(until, stand.upperBound)
      } else if stand.lowerBound > time {
        until = min(until, stand.lowerBound)
      }
    }
    return (pace, until)
  }

  /// When so much work that begins at a time is done, stretch by stretch.
  static func end(of work: Double, from begin: Double, share: Double = 1) -> Double {
    var (left, time) = (work, begin)
    while true {
      let now = pace(at: time)
      if now.pace * share * (now.until - time) >= left, now.pace > 0 {
        return time + left / (now.pace * share)
      }
      left -= now.pace * share * (now.until - time)
      time = now.until
    }
  }

  /// When service can begin: at once, or after a stand.
  static func begin(from time: Double) -> Double {
    var time = time
    while pace(at: time).pace == 0 { time = pace(at: time).until }
    return time
  }
}

/// Queues whose pace changes, against simulations that know nothing of queueing theory: they walk through
/// time from one change to the next.
///
/// Times reach 2e6 s, whose last binary digit is 2.3e-10 s; a wait goes through at most some thousand
/// roundings of a departure, each divided by a pace of 0.25 at least: 1e-5 s leaves room for these.
struct VaryingPaceTests {
  private let close = 1e-5

  @Test(arguments: [1, 2, 5])
  func `servers first come, first served`(servers: Int) {
    let studies = QueueTrial.arrivals(
      20_000, rate: 0.35 * Double(servers), seed: 3, sizes: .heavy)
    var free = [Double](repeating: 0, count: servers)
    var expected: [Double: Double] = [:]
    var waits = 0.0
    for study in studies {
      let place = free.indices.min { free[$0] < free[$1] } ?? 0
      // Who takes the server at the very end of a stand's beginning waits until it is over.
      let begin = Week.begin(from: max(free[place], study.time))
      waits += begin - study.time
      free[place] = Week.end(of: study.work, from: begin)
      expected[study.acquired] = free[place]
    }
    let trial = QueueTrial(.fifo, servers: servers, course: Week.course)
    let left = trial.departures(studies, cut: 5)
    #expect(left.count == studies.count)
    #expect(left.allSatisfy { abs($0.time - (expected[$0.acquired] ?? .infinity)) < close })
    #expect(zip(left, left.dropFirst()).allSatisfy { $0.time <= $1.time })
    trial.queue.meter.finish()
    let year = trial.queue.meter.years[0]
    #expect(abs(year.wait.mean - waits / Double(studies.count)) < close)
    let work = studies.reduce(0) { $0 + $1.work }
    // Each hour of the week is 52 times in the year, one weekday 53 times; the outages take little.
    let capacity = (0..<8_760).reduce(0.0) { sum, hour in
      var (time, end) = (Double(hour) * 3600, Double(hour + 1) * 3600)
      var part = 0.0
      while time < end {
        let now = Week.pace(at: time)
        part += now.pace * (min(now.until, end) - time)
        time = min(now.until, end)
      }
      end = part
      return sum + end
    }
    #expect(abs(year.utilisation * capacity * Double(servers) / work - 1) < 1e-9)
  }

  @Test func `emergencies first`() {
    let studies = QueueTrial.arrivals(5_000, rate: 0.6, seed: 9, emergencies: 0.3)
    // Two servers: whoever becomes free takes the emergency that has waited longest, else the other.
    var free = [0.0, 0.0]
    var waiting = studies[...]
    var lines: [[Study]] = [[], []]
    var expected: [Double: Double] = [:]
    while !waiting.isEmpty || !lines[0].isEmpty || !lines[1].isEmpty {
      let place = free[0] <= free[1] ? 0 : 1
      if lines[0].isEmpty, lines[1].isEmpty {
        let next = waiting.removeFirst()
        lines[next.patientClass == 0 ? 0 : 1].append(next)
        continue
      }
      let earliest = min(
        lines[0].first?.time ?? .infinity, lines[1].first?.time ?? .infinity)
      // Who finds a free server at a stand keeps it, and is served when the stand is over.
      let now = max(free[place], earliest)
      while let next = waiting.first, next.time <= now {
        waiting.removeFirst()
        lines[next.patientClass == 0 ? 0 : 1].append(next)
      }
      let row = lines[0].first.map { $0.time <= now } ?? false ? 0 : 1
      let study = lines[row].removeFirst()
      free[place] = Week.end(of: study.work, from: now)
      expected[study.acquired] = free[place]
    }
    let left = QueueTrial(.statFirst, servers: 2, course: Week.course).departures(studies, cut: 5)
    #expect(left.count == studies.count)
    #expect(left.allSatisfy { abs($0.time - (expected[$0.acquired] ?? .infinity)) < close })
  }

  /// Event by event: at each arrival, departure and change of pace.
  @Test func `transfers that share a line`() {
    let studies = QueueTrial.arrivals(10_000, rate: 0.3, seed: 21)
    var left: [(study: Study, work: Double)] = []
    var expected: [Double: Double] = [:]
    var (now, next) = (0.0, 0)
    while next < studies.count || !left.isEmpty {
      let pace = Week.pace(at: now)
      let least = left.map(\.work).min() ?? .infinity
      let end = pace.pace > 0 ? now + least * Double(left.count) / pace.pace : .infinity
      let arrival = next < studies.count ? studies[next].time : .infinity
      let then = min(end.isNaN ? .infinity : end, arrival, pace.until)
      let served = left.isEmpty ? 0 : (then - now) * pace.pace / Double(left.count)
      for place in left.indices { left[place].work -= served }
      now = then
      if then == end, let place = left.indices.min(by: { left[$0].work < left[$1].work }) {
        expected[left[place].study.acquired] = now
        left.remove(at: place)
      } else if then == arrival {
        left.append((studies[next], studies[next].work))
        next += 1
      }
    }
    let departed = QueueTrial(.shared, course: Week.course).departures(studies, cut: 4)
    #expect(departed.count == studies.count)
    #expect(departed.allSatisfy { abs($0.time - (expected[$0.acquired] ?? .infinity)) < close })
  }

  @Test(arguments: QueueDiscipline.allCases)
  func `cuts into batches change no bit`(discipline: QueueDiscipline) {
    let servers = discipline == .statFirst ? 3 : 1
    let studies = QueueTrial.arrivals(
      10_000, rate: 0.4 * Double(servers), seed: 8, emergencies: 0.2)
    func times(_ seed: UInt64?) -> [Double] {
      QueueTrial(discipline, servers: servers, course: Week.course)
        .departures(studies, cut: seed).map(\.time)
    }
    #expect(times(nil) == times(1))
    #expect(times(nil) == times(2))
  }

  /// Eight days of work a study, one a minute: the second waits for more than seven days.
  @Test(arguments: QueueDiscipline.allCases)
  func `a queue whose pace changes saturates like any other`(discipline: QueueDiscipline) {
    let studies = (0..<9).map { number in
      Study(
        time: Double(number) * 60, acquired: Double(number) * 60, bytes: 8 * 86_400e6, instances: 1,
        stream: 0, patientClass: 2)
    }
    let servers = discipline == .shared ? 1 : 2
    let trial = QueueTrial(
      discipline, servers: servers,
      course: PaceCourse(ofWeek: nil, stands: [100..<200], QueueTrial.timeline))
    let left = trial.departures(studies, cut: 3)
    #expect(left.count == 9)
    #expect(trial.queue.saturatedHour == 0)
  }

  /// Nobody takes any time, but in a stand nobody goes through: who comes in it leaves as it ends.
  @Test(arguments: [1, 2], [QueueDiscipline.fifo, .statFirst])
  func `what takes no time waits for the end of a stand`(
    servers: Int, discipline: QueueDiscipline
  ) {
    let times = [50.0, 100, 120, 150, 200, 250]
    let studies = times.map {
      Study(
        time: $0, acquired: $0, bytes: 1, instances: 1, stream: 0, patientClass: $0 == 150 ? 0 : 2)
    }
    var stage = Fixture.stage("q", servers: servers, discipline: discipline)
    stage.rate = nil
    let course = PaceCourse(ofWeek: nil, stands: [100..<200], QueueTrial.timeline)
    let queue = StageQueue(
      StageService(
        stage, line: nil,
        parameters: StreamParameters.all(Fixture.scenario([Fixture.stream()]), .means)),
      meter: StageMeter(QueueTrial.timeline, servers: servers, busiestHour: 0, course: course),
      course: course)
    let batch = StudyBuffer()
    for study in studies { batch.append(study) }
    queue.pass(batch, through: .greatestFiniteMagnitude, upstreamSaturated: false)
    let left = (0..<batch.count).map { batch.base[$0].time }
    #expect(left == [50, 200, 200, 200, 200, 250])
  }

  /// A study of 4 s every 10 s; the line is down from 1,000 s to 1,600 s. In it 60 studies come (those at
  /// 1,000, …, 1,590 s), 240 s of work. From 1,600 s on work is done at 1 and comes at 0.4 a second, and
  /// the study at 1,600 s brings its 4 s at once: when n more have come, 240 + 4 n s of work are done at
  /// 1,600 + 240 + 4 n s, and the next comes at 1,600 + 10 n s. It finds nobody from n = 40 on: at
  /// 2,000 s, 400 s after the end, when exactly 240 + 160 s are done.
  @Test(arguments: [QueueDiscipline.fifo, .shared])
  func `an outage's backlog and catch-up are arithmetic`(discipline: QueueDiscipline) {
    let studies = (0..<1_000).map { number in
      Study(
        time: Double(number) * 10, acquired: Double(number) * 10, bytes: 4e6, instances: 1,
        stream: 0, patientClass: 2)
    }
    let down = 1_000.0..<1_600.0
    let trial = QueueTrial(
      discipline, course: PaceCourse(ofWeek: nil, stands: [down], QueueTrial.timeline),
      outages: [down])
    let left = trial.departures(studies, cut: 1)
    let outage = trial.queue.meter.outages[0]
    #expect(outage.bytes == 60 * 4e6)
    // The line is free at 2,000 s to the last digit or one after; then the study at 2,010 s is the first.
    #expect(outage.catchUp == 400 || outage.catchUp == 410)
    #expect(outage.studies == 60 + Int(outage.catchUp) / 10)
    // The study of 1,000 s is through 4 s after the end where they come one by one; where they share,
    // the 61st of them makes the line busier before.
    if discipline == .fifo { #expect(left[100].time == 1_604) }
    #expect(left[99].time == 994)
    // Caught up, all is as before.
    #expect(abs(left[999].time - 9_994) < close)
    trial.queue.meter.finish()
    #expect(abs(trial.queue.meter.years[0].largestBacklog - 244) < close)
  }

  /// A window of 06:00 to 18:00 on weekdays in which half of the line may be used, on a line whose windows
  /// allow 60 % of it: the pace there is 50/60.
  @Test func `a line's pace follows its windows and what limits it otherwise`() {
    var line = NetworkLink(
      id: "main.wan", up: BitsPerSecond(100e6), down: BitsPerSecond(100e6),
      roundTrip: Seconds(0.008), share: Fraction(0.8))
    line.shares = [
      ShareWindow(
        window: WeekWindow(days: [0, 1, 2, 3, 4], from: 6 * 3600, to: 18 * 3600),
        share: Fraction(0.5)),
      ShareWindow(window: WeekWindow(days: [6], from: 22 * 3600, to: 3 * 3600), share: .one),
    ]
    // 60,000 B in 8 ms on one connection are 60 Mbit/s.
    let use = LinkUse(connections: 1, window: Bytes(60_000), isPipelined: true)
    let paces = PaceDraw.paces(of: line, use)
    #expect(paces.filter { $0 == 1 }.count == 168 - 60)
    #expect(abs(paces[6] - 50.0 / 60) < 1e-12 && paces[5] == 1 && paces[18] == 1)
    // Sunday night, where more may be used: the windows hold it at 60 %.
    #expect(line.shares[1].window.hoursOfWeek.filter { $0 }.count == 5)
    #expect(line.shares[1].window.hoursOfWeek[167] && line.shares[1].window.hoursOfWeek[2])
  }

  /// 99 % with repairs of 4 h: 365.25 × 24 × 0.01 ÷ 4 = 21.9 failures a year. Over 40 years, a line is
  /// down for 1 % of the time; 876 failures of exponential length have a relative standard deviation of
  /// √(2 ÷ 876) = 4.8 %.
  @Test func `failures are as rare and as long as stated, and the same for every offer`() {
    var scenario = Fixture.scenario(
      [Fixture.stream()], vendors: [Fixture.vendor([Fixture.stage("up", .link(Self.use))])],
      years: 40)
    let reliability = Reliability(availability: 0.99, repair: Seconds(4 * 3600))
    scenario.sites[0].wan?.id = "s0.wan"
    scenario.sites[0].wan?.reliability = reliability
    #expect(abs(reliability.failuresPerYear - 21.915) < 1e-9)
    let calendar = PlanCalendar(scenario)
    var shares: [Double] = []
    for replication in 0..<16 as Range<UInt32> {
      let draw = PaceDraw(
        scenario, calendar, Timeline(calendar), seed: 1, replication: replication)
      var other = scenario.vendors[0]
      other.id = "other"
      let queue = PipelineLayout(scenario.vendors[0], scenario).queues[0]
      let stands = draw.course(of: queue, scenario.vendors[0])?.stands ?? []
      #expect(stands == draw.course(of: queue, other)?.stands)
      #expect(abs(Double(stands.count) - 876.6) < 6 * 30)
      let down = stands.reduce(0) { $0 + ($1.upperBound - $1.lowerBound) }
      shares.append(down / (40 * 365.25 * 86_400))
    }
    #expect(MeasuredMean(shares).distance(to: 0.01) < 4)
  }

  private static let use = LinkUse(connections: 8, window: Bytes(4, .MiB), isPipelined: true)

  /// Every other Sunday from 02:00 to 04:30, where clocks go forward from 02:00 to 03:00 on 2027-03-14:
  /// the work then begins at 03:00, when clocks first show a later time. 2027-01-03 is the first Sunday
  /// of the plan and stands in its first week (the week of Friday, 2027-01-01).
  @Test func `maintenance comes on its days`() {
    var vendor = Fixture.vendor([Fixture.stage("in", megabytes: 10)])
    vendor.reliability = Reliability(maintenance: [
      Maintenance(
        window: WeekWindow(days: [6], from: 2 * 3600, to: 4 * 3600 + 1_800), everyWeeks: 2)
    ])
    let scenario = Fixture.scenario(
      [Fixture.stream()], vendors: [vendor], timeZone: "America/New_York")
    let calendar = PlanCalendar(scenario)
    let draw = PaceDraw(scenario, calendar, Timeline(calendar), seed: 1, replication: 0)
    let queue = PipelineLayout(vendor, scenario).queues[0]
    let stands = draw.course(of: queue, vendor)?.stands ?? []
    // 52 Sundays from 01-03 to 12-26; 26 of them.
    #expect(stands.count == 26)
    let day = 86_400.0
    #expect(stands[0] == (2 * day + 7_200)..<(2 * day + 7_200 + 9_000))
    // The sixth: 2027-03-14 is day 72. 03:00 is then two hours after midnight.
    #expect(stands[5].lowerBound == 72 * day + 7_200)
    // The seventh, 14 days later, is an hour earlier in seconds.
    #expect(stands[6].lowerBound == 86 * day + 7_200 - 3_600)
  }
}

struct VaryingClockTests {
  /// A stand from 100 to 200: by 250 there has been work for 150 s, by 80 for 80 s, and by 150 for 100 s,
  /// also if 250 was asked for first.
  @Test func `what was done by a watermark does not hang on later arrivals`() {
    let clock = VaryingClock(PaceCourse(ofWeek: nil, stands: [100..<200], QueueTrial.timeline))
    #expect(clock.work(at: 250) == 150)
    #expect(clock.work(at: 80) == 80)
    #expect(clock.work(at: 150) == 100)
  }
}
