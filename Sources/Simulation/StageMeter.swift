import Quantities

/// Measures one queue: waits by planning year, busy time by hour of the week.
///
/// Busy time needs no splitting of services at the hours:
///
///     busy in the hour = unfinished work at its start + work that arrived − unfinished work at its end
///
/// exactly and under every discipline, since no server idles while work waits.
final class StageMeter {
  /// What every study touches, in memory that does not move.
  private struct State {
    /// When the running hour ends, in seconds since the start of the plan.
    var nextHour = 3600.0
    /// Seconds of service, then bytes on the wire.
    var arrived = SIMD2<Double>()
    var largestBacklog = 0.0
    var studies = 0
    let histogram: WaitHistogram
  }

  private let state: UnsafeMutablePointer<State>
  /// By planning year.
  private(set) var years: [StageYearOutcome] = []
  /// Microseconds of busy servers by hour of the week in the last planning year; integers, so that
  /// replications can be added in any order.
  private(set) var lastYearBusy = [Int64](repeating: 0, count: 168)

  /// For how many hours, at the full pace, it works in each hour of the week of the last planning year
  /// while the system runs.
  var lastYearHours: [Double] { pace == nil ? timeline.hoursOfWeek.last ?? [] : paceHours }
  /// How the queue fared with each dated outage.
  private(set) var outages: [OutageOutcome]

  private let timeline: Timeline
  private let servers: Int
  private var hour = 0
  private var year = 0
  private var unfinished = 0.0
  private var isUndefined = false
  /// The hour of the week in which most is expected to arrive: known beforehand, since the greatest
  /// of 168 sampled hours would always be a lucky one.
  private let busiestHour: Int
  /// By hour of the week: busy seconds, then bytes.
  private let ofWeek: UnsafeMutablePointer<SIMD2<Double>>
  /// Tells what each hour holds at the pace of the queue; nil where that never changes.
  private let pace: VaryingClock?
  private var paceReached = 0.0
  /// Of the running year, by hour of the week: hours at the full pace.
  private var paceHours = [Double](repeating: 0, count: 168)
  /// The outages that are not over, the first to be over last.
  private var watched: [Int] = []
  /// Takes what each hour leaves free; nil where nobody asks.
  private var room: (room: MigrationRoom, queue: Int)?

  /// - Parameters:
  ///   - timeline: The plan's.
  ///   - servers: How many there are.
  ///   - busiestHour: The hour of the week in which most is expected to arrive.
  ///   - course: How the queue's pace changes; nil is never.
  ///   - outages: Its dated outages, in seconds since the start of the plan.
  init(
    _ timeline: Timeline, servers: Int, busiestHour: Int, course: PaceCourse? = nil,
    outages: [Range<Double>] = []
  ) {
    pace = course.map(VaryingClock.init)
    self.outages = outages.map { OutageOutcome(time: $0) }
    watched = outages.indices.sorted { outages[$0].lowerBound > outages[$1].lowerBound }
    self.timeline = timeline
    self.busiestHour = busiestHour
    self.servers = servers
    state = .allocate(capacity: 1)
    state.initialize(to: State(histogram: WaitHistogram()))
    ofWeek = .allocate(capacity: 168)
    ofWeek.initialize(repeating: .zero, count: 168)
  }

  deinit {
    state.pointee.histogram.deallocate()
    state.deallocate()
    ofWeek.deallocate()
  }

  /// Tells a migration from now on what each hour leaves free.
  func tell(_ room: MigrationRoom, queue: Int) { self.room = (room, queue) }

  /// Adds what was measured within the running hour.
  @inline(__always)
  func add(_ tally: HourTally) {
    state.pointee.studies += tally.studies
    state.pointee.arrived += tally.arrived
    state.pointee.largestBacklog = larger(tally.backlog, state.pointee.largestBacklog)
    state.pointee.histogram.add(tally.waits, time: tally.waited)
  }

  /// When the running hour ends, in seconds since the start of the plan.
  @inline(__always)
  var nextHour: Double { state.pointee.nextHour }

  /// A tally for the running hour: empty, but for the most unfinished work of the year so far.
  @inline(__always)
  func tally() -> HourTally {
    HourTally(backlog: state.pointee.largestBacklog, histogram: state.pointee.histogram)
  }

  /// Closes every hour that has ended by then.
  ///
  /// - Parameters:
  ///   - time: Everything before it has arrived.
  ///   - unfinishedWork: Seconds of service that were unfinished at some time.
  @inline(__always)
  func closeHours(through time: Double, unfinishedWork: (_ time: Double) -> Double) {
    while state.pointee.nextHour <= time { close(leaving: unfinishedWork(state.pointee.nextHour)) }
  }

  /// From here on the queue counts as always busy, and its waits as endless.
  ///
  /// - Returns: The running hour.
  func saturate() -> Int {
    isUndefined = true
    let reached = min(hour, timeline.hours - 1)
    while hour < timeline.hours { close(busy: .infinity) }
    return reached
  }

  /// From here on the queue sees nothing that means anything, since one before it saturated.
  func giveUp() {
    isUndefined = true
    room?.room.end()
    state.pointee.nextHour = .infinity
  }

  /// Closes the horizon.
  func finish() {
    while hour < timeline.hours { close(busy: 0) }
    if years.count < timeline.years { endYear() }
  }

  private func close(leaving left: Double) {
    close(busy: unfinished + state.pointee.arrived.x - left)
    unfinished = left
  }

  private func close(busy: Double) {
    let label = Int(timeline.hourOfWeek[hour])
    // Rounding can leave a hair below nothing or above everything.
    let most = 3600 * Double(servers) * paceOfHour(label)
    let bounded = min(max(0, busy), most)
    if let room { room.room.note(most - bounded, queue: room.queue) }
    ofWeek[label] += SIMD2(bounded, state.pointee.arrived.y)
    state.pointee.arrived = .zero
    if year == timeline.years - 1 { lastYearBusy[label] += Int64((bounded * 1e6).rounded()) }
    hour += 1
    state.pointee.nextHour = hour < timeline.hours ? Double(hour + 1) * 3600 : .infinity
    if hour == timeline.yearEnds[year], hour < timeline.hours { endYear() }
  }

  /// How much of the hour that ends the queue has worked in at the full pace.
  private func paceOfHour(_ label: Int) -> Double {
    guard let pace else { return 1 }
    let reached = pace.work(at: Double(hour + 1) * 3600)
    pace.forget()
    defer { paceReached = reached }
    let part = (reached - paceReached) / 3600
    if timeline.running.contains(hour) { paceHours[label] += part }
    return part
  }

  /// Looks after the dated outages of a queue whose pace changes.
  ///
  /// - Parameters:
  ///   - time: Of an arrival.
  ///   - bytes: That it brings, on the wire.
  ///   - isFree: Whether it finds a free server, or nobody on the line.
  @inline(__always)
  func watch(_ time: Double, wire bytes: Double, isFree: Bool) {
    if !watched.isEmpty { note(time, bytes, isFree) }
  }

  private func note(_ time: Double, _ bytes: Double, _ isFree: Bool) {
    for place in watched.reversed() where outages[place].time.lowerBound <= time {
      let end = outages[place].time.upperBound
      if time < end {
        outages[place].studies += 1
        outages[place].bytes += bytes
      } else if isFree {
        outages[place].catchUp = time - end
        watched.removeAll { $0 == place }
      } else {
        outages[place].studies += 1
      }
    }
  }

  private func endYear() {
    let hours = pace == nil ? timeline.hoursOfWeek[year] : paceHours
    var busy = 0.0
    for label in 0..<168 { busy += ofWeek[label].x }
    let peak = ofWeek[busiestHour]
    // An hour of the week that does not occur while the system runs has no work either.
    let peakHours = hours[busiestHour] > 0 ? hours[busiestHour] : 1
    let arriving = max(1, timeline.hoursOfWeek[year][busiestHour])
    let rate = BitsPerSecond(bytesPerSecond: peak.y / (3600 * arriving)).value
    years.append(
      StageYearOutcome(
        utilisation: busy / (3600 * Double(servers) * max(1, hours.reduce(0, +))),
        busyHour: peak.x / (3600 * Double(servers) * peakHours),
        busyHourRate: isUndefined ? .infinity : rate,
        wait: isUndefined ? .endless : state.pointee.histogram.summary(),
        studies: state.pointee.studies,
        largestBacklog: isUndefined ? .infinity : state.pointee.largestBacklog))
    ofWeek.update(repeating: .zero, count: 168)
    state.pointee.histogram.clear()
    state.pointee.largestBacklog = 0
    state.pointee.studies = 0
    year += 1
    if year < timeline.years { paceHours = [Double](repeating: 0, count: 168) }
  }
}

/// What a loop over studies measures within one hour: sums that stay in registers, where sums in
/// memory would make each study wait for the one before.
struct HourTally {
  fileprivate var studies = 0
  /// Seconds of service, then bytes on the wire.
  fileprivate var arrived = SIMD2<Double>()
  /// The most unfinished work of the year so far.
  fileprivate(set) var backlog: Double
  fileprivate var waits = 0
  fileprivate var waited = 0.0
  fileprivate let histogram: WaitHistogram

  fileprivate init(backlog: Double, histogram: WaitHistogram) {
    self.backlog = backlog
    self.histogram = histogram
  }

  /// Counts an arrival.
  ///
  /// - Parameters:
  ///   - cost: What it brings.
  ///   - backlog: Seconds of service that are unfinished with it.
  @inline(__always)
  mutating func arrive(_ cost: StudyCost, backlog: Double) {
    studies &+= 1
    arrived += cost.both
    self.backlog = larger(backlog, self.backlog)
  }

  /// Counts a wait, when it is known.
  @inline(__always)
  mutating func add(wait: Double) {
    histogram.place(wait)
    waits &+= 1
    waited += wait
  }
}

/// The larger of two numbers, neither of them NaN: one instruction, which Swift's `max` is not, since
/// it minds the sign of zero.
@inline(__always)
func larger(_ one: Double, _ other: Double) -> Double { one > other ? one : other }

/// The hours of the plan as every queue's meter needs them, shared by all.
final class Timeline: Sendable {
  let hours: Int
  let years: Int
  let hourOfWeek: [UInt8]
  /// The hour at which each planning year ends.
  let yearEnds: [Int]
  /// When each planning month ends, in seconds since the start of the plan.
  let monthEnds: [Double]
  /// How often each hour of the week occurs while the system runs, by planning year.
  let hoursOfWeek: [[Double]]
  /// The hours of the plan in which the system runs.
  let running: Range<Int>

  init(_ calendar: PlanCalendar) {
    hours = calendar.hours
    running = 0..<calendar.hours
    monthEnds = (1...calendar.daysOfMonth.count).map {
      Double(calendar.hours(of: calendar.firstDayOfMonth($0) - 1).upperBound) * 3600
    }
    years = calendar.daysOfMonth.count / 12
    hourOfWeek = calendar.hourOfWeek
    yearEnds = (0..<years).map { year in
      calendar.hours(of: calendar.firstDayOfMonth(year * 12 + 12) - 1).upperBound
    }
    hoursOfWeek = (1...years).map { calendar.hoursOfWeek(inYear: $0) }
  }

  private init(_ whole: Timeline, running: Range<Int>, hoursOfWeek: [[Double]]) {
    self.running = running
    hours = whole.hours
    years = whole.years
    hourOfWeek = whole.hourOfWeek
    yearEnds = whole.yearEnds
    monthEnds = whole.monthEnds
    self.hoursOfWeek = hoursOfWeek
  }

  /// The same plan for a system that runs in some of its hours only, so that shares of a year are
  /// shares of the time in which it runs.
  func running(_ range: Range<Int>) -> Timeline {
    var counts = [[Double]](repeating: Array(repeating: 0, count: 168), count: years)
    var year = 0
    for hour in range {
      while hour >= yearEnds[year] { year += 1 }
      counts[year][Int(hourOfWeek[hour])] += 1
    }
    return Timeline(self, running: range, hoursOfWeek: counts)
  }
}

/// One queue in one planning year of one future.
public struct StageYearOutcome: Sendable, Hashable {
  /// The share of the year in which its servers were busy.
  public var utilisation: Double
  /// The same in the hour of the week in which most is expected to arrive.
  public var busyHour: Double
  /// Bits a second that arrived in that hour, after compression; infinite like the rest below where
  /// the queue, or one before it, saturated in the year or earlier.
  public var busyHourRate: Double
  /// Seconds before service; on a shared line, what its sharing adds to the transfer. Counted in the
  /// year in which it is known: where emergencies go first on the start of service, on a shared line
  /// on leaving it.
  public var wait: WaitSummary
  /// Studies that arrived.
  public var studies: Int
  /// The most work waiting or in service after an arrival, in seconds of one server.
  public var largestBacklog: Double
}

/// How one queue fared with a dated outage of its line or its system, in one future.
public struct OutageOutcome: Sendable, Hashable {
  /// When it was, in seconds since the start of the plan.
  public var time: Range<Double>
  /// Studies that arrived from its beginning until the queue had caught up.
  public var studies = 0
  /// Bytes on the wire that arrived in it.
  public var bytes = 0.0
  /// Seconds from its end to the first study that waits for no other; infinite where there is none.
  public var catchUp = Double.infinity
}
