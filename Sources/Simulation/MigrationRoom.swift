import PlanModel
import Quantities

/// What clinical traffic leaves to a migration, hour by hour: the least of what the queues on its way do
/// not work on, within its window and its rate.
///
/// It has the lowest priority at every queue and so takes nothing from anybody. Lines and servers work
/// on it as on studies of the legacy archive's mean size.
final class MigrationRoom {
  /// For each queue, seconds of service for a byte.
  private let costs: [Double]
  /// The part of each hour of the week in which it may run.
  private let open: [Double]
  /// The most bytes a second.
  private let limit: Double
  private let timeline: Timeline
  /// The first hour of the plan that counts.
  private let begin: Int
  /// For each queue, seconds of service that were free in the hours that have not been taken.
  private var free: [[Double]]
  private var hour = 0
  /// Nobody asks any more: all is moved, or a queue on the way sees nothing, since one before it cannot
  /// keep up.
  private var isOver = false

  init(
    costs: [Double], window: WeekWindow?, limit: Double, begin: Int, _ timeline: Timeline
  ) {
    self.costs = costs
    self.limit = limit
    self.timeline = timeline
    self.begin = begin
    open = Self.open(window)
    free = costs.map { _ in [] }
  }

  /// Notes how long a queue's servers had nothing to do in the next hour, all together.
  func note(_ seconds: Double, queue: Int) {
    if !isOver { free[queue].append(seconds) }
  }

  /// Ends it: nothing is left from now on, and nothing is kept.
  func end() {
    isOver = true
    for queue in free.indices { free[queue] = [] }
  }

  /// The bytes that could be moved in the hours up to one that are over and not yet taken: the last hour
  /// of a day counts for the next.
  func take(through end: Int) -> Double {
    guard !isOver else { return 0 }
    var bytes = 0.0
    // Where there is no queue on the way, the last hour of a day counts for the next all the same.
    let hours = min(max(0, end - hour), free.map(\.count).min() ?? max(0, end - 1 - hour))
    for offset in 0..<hours where hour + offset >= begin {
      let part = open[Int(timeline.hourOfWeek[hour + offset])]
      guard part > 0 else { continue }
      var most = limit * 3600 * part
      for queue in free.indices {
        most = min(most, free[queue][offset] * part / costs[queue])
      }
      bytes += most
    }
    for queue in free.indices { free[queue].removeFirst(hours) }
    hour += hours
    return bytes
  }

  /// The part of each hour of the week that lies in a window, to the minute.
  private static func open(_ window: WeekWindow?) -> [Double] {
    guard let window else { return [Double](repeating: 1, count: 168) }
    var minutes = [Int](repeating: 0, count: 168)
    for day in window.days {
      let first = day * 1_440 + window.from / 60
      for minute in first..<(first + window.length / 60) { minutes[minute / 60 % 168] += 1 }
    }
    return minutes.map { Double($0) / 60 }
  }
}

/// What a migration into one vendor's archive needs to know of the plan.
struct MigrationPlan: Sendable {
  let migration: Migration
  /// The day of the plan on which it begins.
  let begin: Int
  /// Studies for a byte of the legacy archive, and instances.
  let studiesPerByte: Double
  let instancesPerByte: Double

  /// - Returns: nil where nothing is to be moved: there is no legacy archive, it moves at once, or the
  ///   vendor's is the one that runs today.
  init?(
    _ scenario: Scenario, vendor: Int, _ calendar: PlanCalendar, _ expectation: DemandExpectation,
    yearEnd: Double
  ) {
    guard scenario.isMigrated(vendor: vendor), let legacy = scenario.legacy,
      let migration = legacy.migration
    else { return nil }
    self.migration = migration
    let month = scenario.vendors[vendor].contract.goLive - 1 + migration.delayMonths
    begin = calendar.firstDayOfMonth(min(month, scenario.months))
    studiesPerByte = Double(legacy.studies) / Double(legacy.stored.count)
    // As many instances for a byte as the studies of year 1 have.
    var (instances, bytes) = (0.0, 0.0)
    let parameters = StreamParameters.all(scenario, .means)
    for (place, (stream, parameter)) in zip(expectation.streams, parameters).enumerated() {
      bytes += stream.studies * stream.meanCompressed
      if let recorded = scenario.streams[place].recorded(before: yearEnd) {
        instances += recorded.reduce(0) { $0 + $1.instances }
      } else {
        instances += stream.studies * parameter.sizes.instances.mean
      }
    }
    instancesPerByte = bytes > 0 ? instances / bytes : 0
  }

  /// Seconds of service at a stage for a byte.
  func cost(_ service: StageService) -> Double {
    studiesPerByte * service.perStudy + instancesPerByte * service.perInstance
      + service.secondsPerByte
  }
}
