import PlanModel
import Quantities

/// How fast a stage works at each time: 1 is as its figures say, 0 is that it stands still.
///
/// Constant between times at which it changes.
struct Speed {
  /// From when on which speed holds; ascending, the first from the beginning of time.
  var steps: [(from: Double, value: Double)] = [(-.infinity, 1)]

  /// The speed at a time.
  func speed(at time: Double) -> Double { steps.last { $0.from <= time }?.value ?? 1 }

  /// The next time after this at which it changes.
  func change(after time: Double) -> Double { steps.first { $0.from > time }?.from ?? .infinity }

  /// When so much work is done, if nothing else is done from a time on.
  func end(of work: Rounded, from start: Rounded) -> Rounded {
    var (time, left) = (start, work)
    while true {
      let speed = speed(at: time.value)
      let change = change(after: time.value)
      if speed > 0 {
        let end = time + (speed == 1 ? left : left / Rounded(speed))
        if end.value <= change { return end }
        left = left - (Rounded(change) - time) * Rounded(speed)
      }
      precondition(change < .infinity, "a stage that stands still for ever finishes nothing")
      time = Rounded(change, error: time.error)
    }
  }

  /// How much one server does between two times.
  func work(from start: Rounded, to end: Rounded) -> Rounded {
    var sum = Rounded(0)
    var time = start
    while time < end {
      let next = min(end.value, change(after: time.value))
      let speed = speed(at: time.value)
      sum = sum + (Rounded(next, error: next == end.value ? end.error : 0) - time) * Rounded(speed)
      time = Rounded(next, error: next == end.value ? end.error : 0)
    }
    return sum
  }
}

/// One study, or one access, at one queue.
final class Visit {
  /// Which study of the list that went in.
  let item: Int
  /// Which study or access of all that were drawn.
  var number = 0
  let arrival: Rounded
  /// Seconds of one server.
  let work: Rounded
  let wire: Rounded
  let isEmergency: Bool
  /// What is left of the work.
  var left: Rounded
  var start: Rounded?
  var departure: Rounded?

  init(item: Int, arrival: Rounded, work: Rounded, wire: Rounded, isEmergency: Bool) {
    self.item = item
    self.arrival = arrival
    self.work = work
    self.wire = wire
    self.isEmergency = isEmergency
    left = work
  }
}

/// One queue by itself: everything that ever comes to it, in order, and when each leaves.
///
/// An event is somebody's arrival or somebody's departure. Between two events nothing changes but
/// what is left of the work of those in service.
final class ReferenceQueue {
  let discipline: QueueDiscipline
  let servers: Int
  let speed: Speed
  /// All that came, in the order in which they did.
  private(set) var visits: [Visit] = []
  /// All that left, in the order in which they did.
  private(set) var left: [Visit] = []
  /// When how many servers were busy, one entry a stretch.
  private(set) var busy: [(from: Double, to: Double, servers: Int)] = []
  /// The most work, waiting or in service, after an arrival.
  private(set) var largestBacklog = Rounded(0)
  /// Integral over time of the number who wait or are served.
  private(set) var presence = 0.0
  /// Whether rounding decides who is served first, so that two programs may differ.
  private(set) var isUndecided = false

  private var waiting: [Visit] = []
  private var served: [Visit] = []
  private var now = Rounded(0)

  init(discipline: QueueDiscipline, servers: Int, speed: Speed = Speed()) {
    self.discipline = discipline
    self.servers = servers
    self.speed = speed
  }

  /// Lets studies through.
  ///
  /// - Parameter coming: In the order in which they come.
  func run(_ coming: [Visit]) {
    visits = coming
    var next = 0
    while next < coming.count || !served.isEmpty {
      let arrival = next < coming.count ? coming[next].arrival : nil
      let departure = nextDeparture()
      // Who departs and who arrives at the same instant: the departure is first. Of several who arrive
      // at the same instant each finds those before it there.
      if let departure, arrival.map({ departure.time <= $0 }) ?? true {
        note(departure.time, against: arrival)
        advance(to: departure.time, finishing: departure.visit)
        leave(departure.visit)
      } else if let arrival {
        note(arrival, against: departure?.time)
        advance(to: arrival, finishing: nil)
        waiting.append(coming[next])
        next += 1
        let backlog = (waiting + served).reduce(Rounded(0)) { $0 + $1.left }
        largestBacklog = Rounded.later(largestBacklog, backlog)
      }
      begin()
    }
  }

  /// Who leaves next, and when, if nobody comes.
  private func nextDeparture() -> (visit: Visit, time: Rounded)? {
    // Among equals the one who began first.
    guard var first = served.first else { return nil }
    if discipline == .shared {
      for visit in served where visit.left < first.left { first = visit }
      return (first, end(of: first))
    }
    var time = end(of: first)
    for visit in served.dropFirst() {
      let end = end(of: visit)
      if end < time { (first, time) = (visit, end) }
    }
    return (first, time)
  }

  private func end(of visit: Visit) -> Rounded {
    if discipline == .shared {
      return speed.end(of: visit.left * Rounded(Double(served.count)), from: now)
    }
    guard let start = visit.start else { preconditionFailure("who is served has begun") }
    return speed.end(of: visit.work, from: start)
  }

  private func advance(to time: Rounded, finishing finished: Visit?) {
    if !served.isEmpty, time > now {
      let count = discipline == .shared ? 1 : served.count
      busy.append((now.value, time.value, count))
      presence += (time.value - now.value) * Double(served.count + waiting.count)
      let parts = discipline == .shared ? Double(served.count) : 1
      let done = finished?.left ?? speed.work(from: now, to: time) / Rounded(parts)
      for visit in served { visit.left = visit.left - done }
    }
    now = time
  }

  private func leave(_ visit: Visit) {
    visit.departure = now
    served.removeAll { $0 === visit }
    left.append(visit)
  }

  /// Whoever may be served now is.
  private func begin() {
    while !waiting.isEmpty, discipline == .shared || served.count < servers {
      var first = 0
      if discipline == .statFirst {
        first = waiting.firstIndex { $0.isEmergency } ?? 0
      }
      let visit = waiting.remove(at: first)
      visit.start = now
      served.append(visit)
    }
  }

  /// Where somebody comes just as a server is free, rounding may decide whom it takes.
  private func note(_ event: Rounded, against other: Rounded?) {
    if discipline == .statFirst, let other, event.isUndecided(other) { isUndecided = true }
  }
}
