/// How the time in which a queue's servers work at an even pace runs against the plan's.
///
///     W(t) = ∫ pace dt
///
/// A study whose service takes s at the full pace, and begins at t, ends at the first time with
/// W = W(t) + s. So every discipline works in W as it would on the clock, and only arrivals and what
/// leaves are turned from one into the other: exact for any pace that is the same for all servers.
///
/// Each method is asked in rising order; W of a watermark may be asked for after that of later arrivals,
/// which a single server lets out ahead of it.
protocol StageClock {
  /// Whether the pace ever differs from 1.
  static var isVarying: Bool { get }

  /// W at a time.
  func work(at time: Double) -> Double

  /// Seconds that a study waits whose service can begin at some W: up to the last time with it, since
  /// at a stand nothing begins.
  func wait(from arrival: Double, to work: Double) -> Double

  /// When service begins that can begin at some W: the last such time; asked like `wait`.
  func begin(_ work: Double) -> Double

  /// When service ends that ends at some W: the first such time.
  func end(_ work: Double) -> Double

  /// The same for one study alone; not before the last time asked about, but in any order.
  func endAlone(_ work: Double) -> Double

  /// Forgets what lies before everything that can still be asked for.
  func forget()
}

/// A pace that never changes: all of it is gone once it is compiled.
struct SteadyClock: StageClock {
  static let isVarying = false

  @inline(__always) func work(at time: Double) -> Double { time }
  @inline(__always) func wait(from arrival: Double, to work: Double) -> Double { work - arrival }
  @inline(__always) func begin(_ work: Double) -> Double { work }
  @inline(__always) func end(_ work: Double) -> Double { work }
  @inline(__always) func endAlone(_ work: Double) -> Double { work }
  @inline(__always) func forget() {}
}

/// A pace that changes with the hour of the week and stands still in outages.
///
/// It holds the stretches of even pace from the oldest that can still be asked for to the newest that
/// has been.
final class VaryingClock: StageClock {
  static let isVarying = true

  private struct Stretch {
    let begin: Double
    let end: Double
    /// W at its beginning, and at its end.
    let work: Double
    let workEnd: Double
    let pace: Double

    init(begin: Double, end: Double, work: Double, pace: Double) {
      (self.begin, self.end, self.work, self.pace) = (begin, end, work, pace)
      // The last stretch, which has no end, never stands still.
      workEnd = pace > 0 ? work + (end - begin) * pace : work
    }

    @inline(__always)
    func work(at time: Double) -> Double { pace > 0 ? work + (time - begin) * pace : work }

    /// When W is reached, which it is within the stretch.
    @inline(__always)
    func time(_ work: Double) -> Double {
      work > self.work ? min(end, begin + (work - self.work) / pace) : begin
    }
  }

  private struct State {
    var stretches: UnsafeMutablePointer<Stretch>
    var count = 0
    var capacity: Int
    // The stretches that arrivals, beginnings and ends of service have reached.
    var arriving = 0
    var beginning = 0
    var ending = 0
  }

  /// Behind one pointer, so that no access is checked for exclusivity.
  private let state: UnsafeMutablePointer<State>
  private var course: PaceCourse.Iterator

  init(_ course: PaceCourse) {
    self.course = course.makeIterator()
    state = .allocate(capacity: 1)
    state.initialize(to: State(stretches: .allocate(capacity: 128), capacity: 128))
    extend()
  }

  deinit {
    state.pointee.stretches.deallocate()
    state.deallocate()
  }

  @inline(__always)
  func work(at time: Double) -> Double {
    // A queue that has saturated lets everybody out.
    guard time < .infinity else { return .infinity }
    if time < state.pointee.stretches[state.pointee.arriving].begin { return past(time) }
    while state.pointee.stretches[state.pointee.arriving].end <= time {
      state.pointee.arriving = follower(of: state.pointee.arriving)
    }
    return state.pointee.stretches[state.pointee.arriving].work(at: time)
  }

  @inline(__always)
  func wait(from arrival: Double, to work: Double) -> Double {
    // Turned there and back an arrival may differ in its last digits.
    larger(0, begin(work) - arrival)
  }

  @inline(__always)
  func begin(_ work: Double) -> Double {
    while state.pointee.stretches[state.pointee.beginning].workEnd <= work {
      state.pointee.beginning = follower(of: state.pointee.beginning)
    }
    return state.pointee.stretches[state.pointee.beginning].time(work)
  }

  @inline(__always)
  func end(_ work: Double) -> Double {
    while state.pointee.stretches[state.pointee.ending].workEnd < work {
      state.pointee.ending = follower(of: state.pointee.ending)
    }
    return state.pointee.stretches[state.pointee.ending].time(work)
  }

  @inline(__always)
  func endAlone(_ work: Double) -> Double {
    var place = state.pointee.arriving
    while state.pointee.stretches[place].workEnd < work { place = follower(of: place) }
    return state.pointee.stretches[place].time(work)
  }

  func forget() {
    let old = state.pointee
    let first = min(old.arriving, old.beginning, old.ending)
    guard first >= 64 else { return }
    old.stretches.update(from: old.stretches + first, count: old.count - first)
    state.pointee.count -= first
    state.pointee.arriving -= first
    state.pointee.beginning -= first
    state.pointee.ending -= first
  }

  /// W at a time before the stretch that arrivals have reached.
  @inline(never)
  private func past(_ time: Double) -> Double {
    var place = state.pointee.arriving
    while place > 0, state.pointee.stretches[place].begin > time { place -= 1 }
    return state.pointee.stretches[place].work(at: time)
  }

  /// The stretch after one that has an end, in time and in W.
  @inline(never)
  private func follower(of place: Int) -> Int {
    if place + 1 == state.pointee.count { extend() }
    return place + 1
  }

  private func extend() {
    guard let next = course.next() else { return }
    let count = state.pointee.count
    if count == state.pointee.capacity {
      let old = state.pointee.stretches
      state.pointee.capacity *= 2
      state.pointee.stretches = .allocate(capacity: state.pointee.capacity)
      state.pointee.stretches.update(from: old, count: count)
      old.deallocate()
    }
    let work = count > 0 ? state.pointee.stretches[count - 1].workEnd : 0
    state.pointee.stretches[count] = Stretch(
      begin: next.begin, end: next.end, work: work, pace: next.pace)
    state.pointee.count = count + 1
  }
}

extension StageClock {
  /// Turns times at which services end, in order, from those on this clock into those of the plan.
  @inline(__always)
  func endServices(_ batch: StudyBuffer) {
    guard Self.isVarying else { return }
    for n in 0..<batch.count { batch.base[n].time = end(batch.base[n].time) }
    forget()
  }
}
