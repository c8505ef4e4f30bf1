import Quantities

/// Measures one queue: waits by planning year, busy time by hour of the week.
///
/// Busy time needs no splitting of services at the hours:
///
///     busy in the hour = unfinished work at its start + work that arrived − unfinished work at its end
///
/// exactly, since a server never idles while work waits.
final class StageMeter {
  /// When the running hour ends, in seconds since the start of the plan.
  private(set) var nextHour = 3600.0
  /// By planning year.
  private(set) var years: [StageYearOutcome] = []
  /// Microseconds of busy servers by hour of the week in the last planning year; integers, so that
  /// replications can be added in any order.
  private(set) var lastYearBusy = [Int64](repeating: 0, count: 168)

  private let timeline: Timeline
  private let servers: Int
  private let histogram = WaitHistogram()
  private var hour = 0
  private var year = 0
  private var unfinished = 0.0
  private var arrived = 0.0
  private var wire = 0.0
  private var largestBacklog = 0.0
  private var busyOfWeek = [Double](repeating: 0, count: 168)
  private var wireOfWeek = [Double](repeating: 0, count: 168)
  private var isSaturated = false

  init(_ timeline: Timeline, servers: Int) {
    self.timeline = timeline
    self.servers = servers
  }

  @inline(__always)
  func add(wait: Double, service: Double, backlog: Double, wire bytes: Double) {
    histogram.add(wait)
    arrived += service
    wire += bytes
    if backlog > largestBacklog { largestBacklog = backlog }
  }

  /// Closes every hour that has ended by then.
  func advance(
    to time: Double, free: UnsafeMutablePointer<Double>, servers: Int
  ) {
    while nextHour <= time, hour < timeline.hours {
      var left = 0.0
      for server in 0..<servers { left += max(0, free[server] - nextHour) }
      close(busy: unfinished + arrived - left)
      unfinished = left
    }
    if hour >= timeline.hours { nextHour = .infinity }
  }

  /// From here on the queue counts as always busy.
  ///
  /// - Returns: The running hour.
  func saturate() -> Int {
    isSaturated = true
    let reached = min(hour, timeline.hours - 1)
    while hour < timeline.hours { close(busy: 3600 * Double(servers)) }
    nextHour = .infinity
    return reached
  }

  /// Closes the horizon for a queue that saw nothing more because one before it saturated.
  func finish() {
    while hour < timeline.hours {
      close(busy: 0)
    }
    // What the last year's hours left waiting was counted when it arrived; nothing is open.
    if years.count < timeline.years { endYear() }
  }

  private func close(busy: Double) {
    let label = Int(timeline.hourOfWeek[hour])
    // Rounding can leave a hair below nothing or above everything.
    let bounded = min(max(0, busy), 3600 * Double(servers))
    busyOfWeek[label] += bounded
    wireOfWeek[label] += wire
    arrived = 0
    wire = 0
    if year == timeline.years - 1 { lastYearBusy[label] += Int64((bounded * 1e6).rounded()) }
    hour += 1
    nextHour = Double(hour + 1) * 3600
    if hour == timeline.yearEnds[year], hour < timeline.hours { endYear() }
  }

  private func endYear() {
    let hours = timeline.hoursOfWeek[year]
    var busy = 0.0
    var peak = 0.0
    var peakRate = 0.0
    for label in 0..<168 where hours[label] > 0 {
      busy += busyOfWeek[label]
      let share = busyOfWeek[label] / (3600 * Double(servers) * hours[label])
      if share > peak { peak = share }
      let rate = BitsPerSecond(bytesPerSecond: wireOfWeek[label] / (3600 * hours[label])).value
      if rate > peakRate { peakRate = rate }
      busyOfWeek[label] = 0
      wireOfWeek[label] = 0
    }
    years.append(
      StageYearOutcome(
        utilisation: busy / (3600 * Double(servers) * hours.reduce(0, +)), busyHour: peak,
        busyHourRate: peakRate, wait: histogram.summary(), studies: histogram.total,
        largestBacklog: largestBacklog))
    histogram.clear()
    largestBacklog = 0
    year += 1
  }
}

/// The hours of the plan as every queue's meter needs them, shared by all.
final class Timeline: Sendable {
  let hours: Int
  let years: Int
  let hourOfWeek: [UInt8]
  /// The hour at which each planning year ends.
  let yearEnds: [Int]
  /// How often each hour of the week occurs, by planning year.
  let hoursOfWeek: [[Double]]

  init(_ calendar: PlanCalendar) {
    hours = calendar.hours
    years = calendar.daysOfMonth.count / 12
    hourOfWeek = calendar.hourOfWeek
    yearEnds = (0..<years).map { year in
      calendar.hours(of: calendar.firstDayOfMonth(year * 12 + 12) - 1).upperBound
    }
    hoursOfWeek = (1...years).map { calendar.hoursOfWeek(inYear: $0) }
  }
}

/// One queue in one planning year of one future.
public struct StageYearOutcome: Sendable, Hashable {
  /// The share of the year in which its servers were busy.
  public var utilisation: Double
  /// The same in its busiest hour of the week.
  public var busyHour: Double
  /// Bits a second that arrived in its busiest hour of the week, after compression.
  public var busyHourRate: Double
  /// Seconds before service.
  public var wait: WaitSummary
  /// Studies that arrived.
  public var studies: Int
  /// The most work waiting or in service after an arrival, in seconds of one server.
  public var largestBacklog: Double
}
