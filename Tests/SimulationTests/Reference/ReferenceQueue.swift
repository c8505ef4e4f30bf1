import PlanModel
import Quantities

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
  /// Seconds of one server that are unfinished with it on its arrival, its own included.
  var backlog = Rounded(0)
  /// On a shared line, what is left of the work.
  var left: Double
  var start: Rounded?
  var departure: Rounded?
  /// Whether it finds a free server, or nobody on the line; and whether rounding decides that.
  var isFirst = false
  var isFirstUndecided = false

  init(item: Int, arrival: Rounded, work: Rounded, wire: Rounded, isEmergency: Bool) {
    self.item = item
    self.arrival = arrival
    self.work = work
    self.wire = wire
    self.isEmergency = isEmergency
    left = work.value
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
  /// Integral over time of the number who wait or are served.
  private(set) var presence = 0.0
  /// Whether rounding decides who is served first, so that two programs may differ.
  private(set) var isUndecided = false

  /// Tells this queue from all others.
  private var name: UInt64 { UInt64(UInt(bitPattern: ObjectIdentifier(self).hashValue)) }
  private var waiting: [Visit] = []
  private var served: [Visit] = []
  private var now = Rounded(0)
  /// On a shared line, how far rounding can have moved a time since it was idle.
  ///
  /// A transfer that is longer by ε, or comes later by δ, moves the others by no more than that: so
  /// their errors add up. What an event rounds off is like so much more work: the event's time is
  /// rounded, and what each of n has left, n times of which go into the next departure.
  private var periodError = 0.0
  private var wasAlone = true

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
        let visit = coming[next]
        next += 1
        // Who takes no time is in nobody's way.
        visit.isFirst =
          served.allSatisfy { $0.work.value == 0 }
          || discipline != .shared && served.count < servers
        visit.isFirstUndecided =
          departure.map { arrival.isUndecided($0.time) } ?? false
          || left.last.map { arrival.isUndecided($0.departure ?? arrival) } ?? false
        waiting.append(visit)
        if discipline == .shared {
          if served.isEmpty { (periodError, wasAlone) = (0, true) } else { wasAlone = false }
          periodError +=
            arrival.error * max(1, speed.fastest) + visit.work.error
            + 2 * speed.error(at: arrival.value)
        }
        visit.backlog = backlog()
      }
      begin()
    }
  }

  /// Who leaves next, and when, if nobody comes. Among equals it is the one who began first.
  private func nextDeparture() -> (visit: Visit, time: Rounded)? {
    guard var first = served.first else { return nil }
    if discipline == .shared {
      for visit in served where visit.left < first.left { first = visit }
      let left = Rounded(first.left * Double(served.count))
      var end = speed.end(of: left, from: Rounded(now.value))
      let error = wasAlone ? periodError : periodError + rounding(at: end.value)
      end.error += error / min(1, speed.slowest)
      // Two that begin together and bring as much end together.
      return (first, speed.hedged(end).made(by: name, from: first.arrival, first.work))
    }
    var time = end(of: first)
    for visit in served.dropFirst() {
      let end = end(of: visit)
      if end < time { (first, time) = (visit, end) }
    }
    return (first, time)
  }

  /// When somebody who is served by a server of its own leaves.
  private func end(of visit: Visit) -> Rounded {
    guard let start = visit.start else { preconditionFailure("who is served has begun") }
    guard speed.isVarying else { return start + visit.work }
    // A program may turn times into work done and back, on each queue's own scale.
    let ready = speed.ready(from: start)
    return speed.end(of: visit.work, from: ready).made(by: name, from: ready, visit.work)
  }

  /// Seconds of one server that are unfinished now.
  private func backlog() -> Rounded {
    if discipline == .shared {
      let left = served.reduce(0.0) { $0 + $1.left } + waiting.reduce(0.0) { $0 + $1.left }
      return Rounded(left, error: periodError + rounding(at: now.value))
    }
    return served.reduce(waiting.reduce(Rounded(0)) { $0 + $1.work }) {
      $0 + speed.work(from: now, to: end(of: $1))
    }
  }

  /// What one event on a shared line rounds off, in this program and in one that counts time from the
  /// beginning of the busy period.
  private func rounding(at time: Double) -> Double {
    let count = Double(served.count + 1)
    return 4 * max(1, speed.fastest) * time.ulp + 2 * speed.error(at: time)
      + 4 * count * (served.map(\.work.value).max() ?? 0).ulp
  }

  private func advance(to time: Rounded, finishing finished: Visit?) {
    if !served.isEmpty, time > now {
      let count = discipline == .shared ? 1 : served.count
      busy.append((now.value, time.value, count))
      presence += (time.value - now.value) * Double(served.count + waiting.count)
    }
    if discipline == .shared, !served.isEmpty {
      // By the time of the event each has got an equal part of what the line did.
      let done =
        finished?.left
        ?? speed.work(from: Rounded(now.value), to: Rounded(time.value)).value
        / Double(served.count)
      for visit in served { visit.left = max(0, visit.left - done) }
      if !wasAlone { periodError += rounding(at: time.value) }
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
      let first = discipline == .statFirst ? waiting.firstIndex { $0.isEmergency } ?? 0 : 0
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
