/// All transfers under way get equal shares of one line.
///
/// A study's work is what its transfer takes on a line that carries nothing else. While n transfers
/// are under way each gets 1/n of a second's service a second, all of them the same; so
///
///     each has got by now      V, with dV = dt / n
///     a study is through when  V = V on its arrival + its work, its tag
///
/// and the next to leave is the one with the least tag. V only counts while the line is busy, and V and
/// the time are counted from the start of the busy period, so that rounding does not add up over the
/// years. That is exact for transfers that may all use the whole line; no time step, no event list.
///
/// Source: A. K. Parekh, R. G. Gallager, IEEE/ACM Trans. Networking 1 (1993) 344–357.
struct EqualShares<Clock: StageClock>: ServiceDiscipline {
  private let costs: ServiceCosts
  private let meter: StageMeter
  /// The line's; all times below are on it, but those of studies.
  private let pace: Clock
  private let transfers = TransferHeap()
  /// Those that have left since the last release.
  private let left = StudyBuffer()
  private var period = BusyPeriod()

  /// The period since the line became busy: plain numbers, which a loop over studies keeps at hand.
  private struct BusyPeriod {
    /// When the line became busy.
    var began = 0.0
    /// The last arrival or departure, in seconds since then.
    var clock = 0.0
    /// V at that time.
    var attained = 0.0
    /// When the line would be idle without further arrivals.
    var idleAt = -Double.infinity
  }

  init(_ costs: ServiceCosts, meter: StageMeter, clock: Clock) {
    pace = clock
    self.costs = costs
    self.meter = meter
  }

  mutating func admit(_ arrivals: StudyBuffer) -> Int? {
    let count = arrivals.count
    let studies = arrivals.closed()
    left.reserve(count + transfers.count)
    var n = 0
    while n < count {
      meter.closeHours(through: studies[n].time) { unfinishedWork(at: $0) }
      let hourEnd = meter.nextHour
      var tally = meter.tally()
      var period = period
      defer {
        self.period = period
        meter.add(tally)
      }
      // Behind the last study stands one that never comes.
      while studies[n].time < hourEnd {
        var study = studies[n]
        let cost = costs.of(study)
        let arrival = pace.work(at: study.time)
        finish(through: arrival, &period, &tally)
        if Clock.isVarying {
          meter.watch(study.time, wire: cost.wire, isFree: transfers.count == 0)
        }
        if transfers.count == 0 {
          period.began = arrival
          period.clock = 0
          period.attained = 0
        } else {
          let now = arrival - period.began
          period.attained += larger(0, now - period.clock) / Double(transfers.count)
          period.clock = larger(now, period.clock)
        }
        let ahead = larger(0, period.idleAt - arrival)
        let work = cost.service
        period.idleAt = larger(period.idleAt, arrival) + work
        tally.arrive(cost, backlog: ahead + work)
        n &+= 1
        // From here on: when it would have left an empty line.
        study.time = pace.endAlone(arrival + work)
        if transfers.count == 0, n < count, study.time <= studies[n].time, study.time <= hourEnd {
          // It is alone from beginning to end, and leaves in the year in which it came.
          leave(study, wait: 0, &tally)
        } else {
          transfers.insert(study, tag: period.attained + work)
        }
        if ahead > StageQueue.saturationWait { return n }
      }
    }
    return nil
  }

  /// Lets those leave who are through by then, so that their waits count in the year in which they
  /// leave, whenever the next study comes.
  mutating func unfinishedWork(at time: Double) -> Double {
    let now = pace.work(at: time)
    if transfers.count > 0 {
      var tally = meter.tally()
      finish(through: now, &period, &tally)
      meter.add(tally)
    }
    return max(0, period.idleAt - now)
  }

  mutating func release(through watermark: Double, into batch: StudyBuffer) {
    left.reserve(transfers.count)
    var tally = meter.tally()
    finish(through: pace.work(at: watermark), &period, &tally)
    meter.add(tally)
    pace.forget()
    batch.swap(with: left)
    left.count = 0
  }

  /// Lets those leave that are through by then, if nobody else arrives before.
  @inline(__always)
  private func finish(
    through time: Double, _ period: inout BusyPeriod, _ tally: inout HourTally
  ) {
    while transfers.count > 0 {
      let through =
        period.clock
        + larger(0, transfers.leastTag - period.attained) * Double(transfers.count)
      let departure = period.began + through
      if departure > time { break }
      period.clock = through
      period.attained = transfers.leastTag
      var study = transfers.removeLeast()
      let end = pace.end(departure)
      let wait = larger(0, end - study.time)
      study.time = end
      leave(study, wait: wait, &tally)
    }
  }

  @inline(__always)
  private func leave(_ study: Study, wait: Double, _ tally: inout HourTally) {
    tally.add(wait: wait)
    left.base[left.count] = study
    left.count += 1
  }
}
