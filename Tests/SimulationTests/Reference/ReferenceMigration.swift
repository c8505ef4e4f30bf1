import PlanModel
import Quantities

@testable import Simulation

/// What could be moved of the present archive into a vendor's, day by day.
///
/// Each hour of the window the least of what the lines and servers on the way have left, and of the rates
/// that are not to be passed. Every one of them works on it as on studies of the archive's mean size.
struct ReferenceMigration {
  let migration: Migration
  /// The day on which it begins.
  let begin: Int
  /// By day: bytes as they are where they come from.
  private(set) var movable: [Rounded] = []
  /// Whether studies left less in some hour than there would have been without them.
  private(set) var isSlowed = false

  /// - Returns: nil where nothing is moved: there is no archive, it is there at once, or it is the
  ///   vendor's own.
  init?(_ replay: ReferenceReplay, _ vendor: Int, _ outcome: ReferenceOutcome) {
    let (scenario, marks) = (replay.scenario, replay.marks)
    guard let legacy = scenario.legacy, let migration = legacy.migration,
      scenario.oldSystem.vendor != vendor
    else { return nil }
    self.migration = migration
    let month = scenario.vendors[vendor].contract.goLive - 1 + migration.delayMonths
    begin =
      month < scenario.months ? marks.monthDays[month].lowerBound : marks.dayBegins.count

    let bytes = Double(legacy.stored.count) / Double(legacy.studies)
    let instances = bytes * replay.instancesPerByte()
    let ways = ReferenceWays(scenario, scenario.vendors[vendor], isOld: false)
    let crossed = Set(scenario.sites.indices.flatMap { ways.ingest(from: $0) }.map(\.key))
    var limit = Rounded(migration.rate.map { $0.value / 8 } ?? .infinity)
    // By hour, the most that each queue can move in it.
    var rooms: [[Rounded]] = []
    for step in ways.migration(from: migration.from) {
      let cost = step.cost(
        bytes: Rounded(bytes), instances: Rounded(instances), compressed: Rounded(1)
      ).work
      // A line that no study crosses is a rate and nothing else.
      if let line = step.line, !crossed.contains(step.key) {
        if let rate = step.rate(share: line.share), rate < limit { limit = rate }
      } else if cost.value > 0 {
        let queue = outcome.queues.first {
          $0.step.key == step.key && $0.name == step.name && !$0.step.isCopy && !$0.isOfAccesses
        }
        let seconds = replay.idleSeconds(step, scenario.vendors[vendor], queue)
        rooms.append(seconds.left.map { $0 * Rounded(bytes) / cost })
        // By more than a second of what would else have been the limit.
        isSlowed =
          isSlowed
          || zip(seconds.all, seconds.left).contains { all, left in
            left.value < all.value - 1 && left.value * bytes / cost.value < limit.value * 3600
          }
      }
    }
    let open = (0..<168).map { Self.open(migration.window, $0) }
    let firstHour =
      begin < marks.dayBegins.count ? Int(marks.dayBegins[begin] / 3600) : marks.hourOfWeek.count
    var hour = 0
    for day in marks.dayBegins.indices {
      // The last hour of a day counts for the next.
      let end =
        (day + 1 < marks.dayBegins.count
          ? Int(marks.dayBegins[day + 1] / 3600) : marks.hourOfWeek.count) - 1
      var sum = Rounded(0)
      while hour < end {
        let part = Rounded(open[marks.hourOfWeek[hour]])
        if hour >= firstHour, part.value > 0 {
          var most = limit.value < .infinity ? limit * Rounded(3600) * part : limit
          for room in rooms where room[hour].value * part.value < most.value {
            most = room[hour] * part
          }
          sum = sum + most
        }
        hour += 1
      }
      movable.append(sum)
    }
  }

  /// The part of an hour of the week that lies in a window, minute by minute.
  private static func open(_ window: WeekWindow?, _ hour: Int) -> Double {
    guard let window else { return 1 }
    let minutes = (0..<60).count { minute in
      let second = hour * 3600 + minute * 60
      return window.days.contains { day in
        (second - day * 86_400 - window.from + 2 * 604_800) % 604_800 < window.length
      }
    }
    return Double(minutes) / 60
  }
}

extension ReferenceReplay {
  /// As many instances for a byte at rest as year 1 brings.
  fileprivate func instancesPerByte() -> Double {
    let yearEnd =
      scenario.years > 1
      ? marks.dayBegins[marks.monthDays[12].lowerBound] : Double(marks.hourOfWeek.count) * 3600
    // What is expected of drawn studies is taken as given.
    let expected = DemandExpectation(scenario).streams
    var (instances, bytes) = (0.0, 0.0)
    for (place, stream) in scenario.streams.enumerated() {
      if let trace = stream.trace {
        for row in trace.times.indices where trace.times[row] < yearEnd {
          instances += Double(trace.instances?[row] ?? 1)
          bytes += trace.bytes[row] * marks.compressed[place].value
        }
      } else {
        let count =
          switch stream.instances {
          case .constant(let count), .exponential(mean: let count): count
          case .catalogue: stream.modality.instances.mean
          }
        instances += expected[place].studies * count
        bytes += expected[place].studies * expected[place].meanCompressed
      }
    }
    return bytes > 0 ? instances / bytes : 0
  }

  /// Seconds of service that the servers of a queue have in each hour of the plan, and those that studies
  /// leave of them.
  fileprivate func idleSeconds(
    _ step: Step, _ vendor: VendorProfile, _ queue: ReferenceOutcome.Queue?
  ) -> (all: [Rounded], left: [Rounded]) {
    let speed = ReferencePaces(scenario: scenario, marks: marks).speed(of: step, vendor)
    let servers = Double(step.stage.servers)
    let hours = marks.hourOfWeek.count
    let end = Double(hours) * 3600
    let counted = speed.isVarying ? 4 * speed.error(at: end) : 0
    let all = (0..<hours).map { hour in
      guard speed.isVarying else { return Rounded(3600 * servers) }
      let work = speed.work(
        from: Rounded(Double(hour) * 3600), to: Rounded(Double(hour + 1) * 3600))
      return Rounded(work.value * servers, error: servers * (work.error + counted + end.ulp))
    }
    guard let queue else { return (all, all) }
    var idle = all
    let visits = queue.queue.visits
    let timeError =
      max(1, speed.fastest)
      * visits.reduce(0) { max($0, $1.departure?.error ?? 0, $1.arrival.error) }
    // Busy time is a difference of sums over all who came in the hour.
    let error =
      (16 * max(1, speed.fastest) * end.ulp + 4 * timeError + counted)
      * Double(2 * visits.count + 2)
    for stretch in queue.queue.busy {
      var time = stretch.from
      while time < stretch.to, Int(time / 3600) < hours {
        let hour = Int(time / 3600)
        let next = min(stretch.to, Double(hour + 1) * 3600)
        let work = speed.work(from: Rounded(time), to: Rounded(next)).value
        idle[hour].value -= work * Double(stretch.servers)
        idle[hour].error = servers * error
        time = next
      }
    }
    for hour in idle.indices { idle[hour].value = max(0, idle[hour].value) }
    return (all, idle)
  }
}
