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
    /// W at its beginning.
    let work: Double
    let pace: Double

    func work(at time: Double) -> Double { pace > 0 ? work + (time - begin) * pace : work }

    /// When W is reached, which it is within the stretch.
    func time(_ work: Double) -> Double {
      work > self.work ? min(end, begin + (work - self.work) / pace) : begin
    }
  }

  private var course: PaceCourse.Iterator
  private var stretches: [Stretch]
  private var arriving = 0
  private var beginning = 0
  private var ending = 0

  init(_ course: PaceCourse) {
    self.course = course.makeIterator()
    stretches = []
    extend()
  }

  func work(at time: Double) -> Double {
    // A queue that has saturated lets everybody out.
    guard time < .infinity else { return .infinity }
    if time < stretches[arriving].begin {
      let place = stretches[...arriving].lastIndex { $0.begin <= time } ?? 0
      return stretches[place].work(at: time)
    }
    while stretches[arriving].end <= time {
      arriving += 1
      if arriving == stretches.count { extend() }
    }
    return stretches[arriving].work(at: time)
  }

  func wait(from arrival: Double, to work: Double) -> Double {
    // Turned there and back an arrival may differ in its last digits.
    max(0, begin(work) - arrival)
  }

  func begin(_ work: Double) -> Double {
    while follower(of: beginning).work <= work { beginning += 1 }
    return stretches[beginning].time(work)
  }

  func end(_ work: Double) -> Double {
    while follower(of: ending).work < work { ending += 1 }
    return stretches[ending].time(work)
  }

  func endAlone(_ work: Double) -> Double {
    var place = arriving
    while follower(of: place).work < work { place += 1 }
    return stretches[place].time(work)
  }

  func forget() {
    let first = min(arriving, beginning, ending)
    guard first >= 64 else { return }
    stretches.removeFirst(first)
    arriving -= first
    beginning -= first
    ending -= first
  }

  /// The beginning of the stretch after one; that of the last lies behind everything.
  private func follower(of place: Int) -> (begin: Double, work: Double) {
    if stretches[place].end == .infinity { return (.infinity, .infinity) }
    if place + 1 == stretches.count { extend() }
    return (stretches[place + 1].begin, stretches[place + 1].work)
  }

  private func extend() {
    guard let next = course.next() else { return }
    let work = stretches.last.map { $0.work(at: $0.end) } ?? 0
    stretches.append(Stretch(begin: next.begin, end: next.end, work: work, pace: next.pace))
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
