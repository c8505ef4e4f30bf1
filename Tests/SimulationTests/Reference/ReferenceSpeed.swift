import PlanModel
import Quantities

@testable import Simulation

/// How fast a stage works at each time: 1 is as its figures say, 0 is that it stands still.
///
/// Constant between times at which it changes. Values are found piece by piece; how far rounding can
/// move them is found from what has been done since the beginning of the plan, at whose size a program
/// may count.
struct Speed {
  /// A piece of time.
  struct Piece {
    var from: Double
    var value: Rounded
    /// What one server could have done by then.
    var done: Rounded
  }

  /// Ascending, the first from the beginning of time.
  private(set) var pieces = [
    Piece(from: -.infinity, value: Rounded(1), done: Rounded(0))
  ]
  var isVarying: Bool { pieces.count > 1 }
  /// The greatest factor from work to time, and back.
  private(set) var slowest = 1.0
  private(set) var fastest = 1.0

  init() {}

  /// - Parameter changes: From when on which speed holds; ascending, the first from the plan's start.
  init(_ changes: [(from: Double, value: Rounded)]) {
    pieces = []
    for change in changes {
      if let last = pieces.last, last.value == change.value { continue }
      let done =
        pieces.last.map { $0.done + (Rounded(change.from) - Rounded($0.from)) * $0.value }
      pieces.append(Piece(from: change.from, value: change.value, done: done ?? Rounded(0)))
    }
    slowest = pieces.map(\.value.value).filter { $0 > 0 }.min() ?? 1
    fastest = pieces.map(\.value.value).max() ?? 1
  }

  /// The piece that holds at a time.
  private func place(_ time: Double) -> Int {
    var (low, high) = (0, pieces.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if pieces[middle].from <= time { low = middle } else { high = middle }
    }
    return low
  }

  private func end(ofPiece place: Int) -> Double {
    place + 1 < pieces.count ? pieces[place + 1].from : .infinity
  }

  /// How far rounding can move what was done by a time.
  func error(at time: Double) -> Double {
    guard isVarying else { return 0 }
    let piece = pieces[place(time)]
    let done = piece.done + (Rounded(time) - Rounded(piece.from)) * piece.value
    return done.error
  }

  /// When so much work is done, if nothing else is done from a time on.
  func end(of work: Rounded, from start: Rounded) -> Rounded {
    guard isVarying else { return start + work }
    var (time, left) = (start, work)
    var place = place(time.value)
    while true {
      let (speed, change) = (pieces[place].value, end(ofPiece: place))
      if speed.value > 0 {
        var end = time + (speed == Rounded(1) && speed.error == 0 ? left : left / speed)
        if end.value <= change {
          let counted = error(at: start.value) + error(at: end.value)
          if counted > 0 || left.error > 0 {
            end.error += 2 * (counted + 2 * pieces[place].done.value.ulp) / speed.value
          }
          return hedged(end)
        }
      }
      left = left - (Rounded(change) - time) * speed
      precondition(change < .infinity, "a stage that stands still for ever finishes nothing")
      time = Rounded(change)
      place += 1
    }
  }

  /// A time at which work ends: where rounding decides whether that is before a stand or after it, the
  /// stand is in doubt.
  func hedged(_ time: Rounded) -> Rounded {
    guard isVarying, time.error > 0 else { return time }
    var hedged = time
    for piece in pieces.indices where pieces[piece].value.value == 0 {
      let (from, to) = (pieces[piece].from, end(ofPiece: piece))
      if abs(from - time.value) <= 2 * time.error || abs(to - time.value) <= 2 * time.error {
        hedged.error += to - from
      }
    }
    return hedged
  }

  /// From when on something is done for somebody whose service has begun: in a stand, from its end on.
  func ready(from time: Rounded) -> Rounded {
    var place = place(time.value)
    guard pieces[place].value.value == 0, hedged(time).error == time.error else { return time }
    while pieces[place].value.value == 0 { place += 1 }
    return Rounded(pieces[place].from)
  }

  /// When service begins that may begin from a time on: nothing does in a stand.
  func begin(from time: Rounded) -> Rounded {
    guard isVarying else { return time }
    var place = place(time.value)
    if pieces[place].value.value > 0 {
      var begin = hedged(time)
      // Turned into what has been done and back.
      begin.error += 2 * error(at: time.value) / pieces[place].value.value
      return begin
    }
    while pieces[place].value.value == 0 { place += 1 }
    let begin = Rounded(pieces[place].from)
    // Who can begin just as a stand does, or had been able to, may not have to wait for its end.
    return time.error > 0
      ? Rounded(begin.value, error: hedged(time).error > time.error ? begin.value - time.value : 0)
      : begin
  }

  /// How much one server does between two times.
  func work(from start: Rounded, to end: Rounded) -> Rounded {
    var sum = Rounded(0)
    guard start < end else { return sum }
    var (time, place) = (start, place(start.value))
    while time < end {
      let change = self.end(ofPiece: place)
      let next = change < end.value ? Rounded(change) : end
      sum = sum + (next - time) * pieces[place].value
      time = next
      place += 1
    }
    if isVarying {
      let counted = error(at: start.value) + error(at: end.value)
      sum.error += 2 * counted
      // Whether a stand is within it hangs on its ends; what is done in a stand is nothing.
      if start.error > 0 || end.error > 0 { sum.error += 4 * max(1, fastest) * end.value.ulp }
    }
    return sum
  }
}

// MARK: - Of one step

/// When what works how fast: read from the plan for each line and each core by itself.
struct ReferencePaces {
  let scenario: Scenario
  let marks: DrawnMarks

  /// How fast a step of a vendor's ways works.
  func speed(of step: Step, _ vendor: VendorProfile) -> Speed {
    var shares: [Rounded]?
    if let line = step.line, !line.shares.isEmpty {
      shares = (0..<168).map { hour in
        guard let window = line.shares.last(where: { Self.isOpen($0.window, hour) }),
          let now = step.rate(share: window.share), let usual = step.rate(share: line.share)
        else { return Rounded(1) }
        // A rate against itself is 1, however it is rounded.
        return now == usual ? Rounded(1) : now / usual
      }
    }
    let stands = stands(of: step, vendor)
    if shares == nil, stands.isEmpty { return Speed() }
    let horizon = Double(marks.hourOfWeek.count) * 3600
    var times = Set([0, horizon])
    if shares != nil { times.formUnion(marks.hourOfWeek.indices.map { Double($0) * 3600 }) }
    for stand in stands { times.formUnion([stand.lowerBound, stand.upperBound]) }
    var left = stands.filter { $0.lowerBound < horizon }.sorted { $0.lowerBound > $1.lowerBound }
    var standsUntil = 0.0
    return Speed(
      times.sorted().map { time in
        while let next = left.last, next.lowerBound <= time {
          standsUntil = max(standsUntil, next.upperBound)
          left.removeLast()
        }
        if time < standsUntil { return (time, Rounded(0)) }
        let hour = Int(time / 3600)
        return (
          time,
          hour < marks.hourOfWeek.count ? shares?[marks.hourOfWeek[hour]] ?? Rounded(1) : Rounded(1)
        )
      })
  }

  /// The times at which a step is known to stand still: dated outages and maintenance.
  private func stands(of step: Step, _ vendor: VendorProfile) -> [Range<Double>] {
    let reliability =
      step.line.map { $0.reliability } ?? (isOfCore(step) ? vendor.reliability : nil)
    var stands = outages(of: step, vendor)
    for work in reliability?.maintenance ?? [] {
      // Weeks begin on Mondays, the first is that of the plan's first day.
      var weekday = scenario.start.firstDay.weekday
      var week = 0
      for day in marks.dayBegins.indices {
        if work.window.days.contains(weekday), week % work.everyWeeks == 0 {
          let begin = time(day: day, clock: work.window.from)
          stands.append(begin..<begin + Double(work.window.length))
        }
        weekday += 1
        if weekday == 7 { (weekday, week) = (0, week + 1) }
      }
    }
    return stands
  }

  /// The dated outages that hit a step, in the order of the plan.
  func outages(of step: Step, _ vendor: VendorProfile) -> [Range<Double>] {
    scenario.outages.filter { outage in
      switch outage.target {
      case .line(let id): step.line?.id == id
      case .vendor(let id): isOfCore(step) && vendor.id == id
      }
    }.map { outage in
      let first = scenario.start.firstDay.dayNumber
      let begin = time(day: outage.day.dayNumber - first, clock: outage.time)
      return begin..<begin + outage.duration.value
    }
  }

  /// Servers at the core, and not those of a copy.
  private func isOfCore(_ step: Step) -> Bool {
    step.line == nil && step.stage.place == .core && !step.isCopy
  }

  /// When clocks on the wall show a time of a day of the plan: hour by hour from its beginning, the first
  /// that shows it, else the first that shows a later one.
  private func time(day: Int, clock: Int) -> Double {
    var hour = Int(marks.dayBegins[day] / 3600)
    while hour < marks.hourOfWeek.count, marks.day(of: Double(hour) * 3600) == day {
      let shown = marks.hourOfWeek[hour] % 24
      if shown == clock / 3600 { return Double(hour) * 3600 + Double(clock % 3600) }
      if shown > clock / 3600 { return Double(hour) * 3600 }
      hour += 1
    }
    return Double(hour) * 3600
  }

  /// Whether a window of whole hours holds an hour of the week: on one of its days, or in the night that
  /// follows.
  private static func isOpen(_ window: WeekWindow, _ hour: Int) -> Bool {
    window.days.contains { day in
      let since = (hour - day * 24 - window.from / 3600 + 336) % 168
      return since < window.length / 3600
    }
  }
}
