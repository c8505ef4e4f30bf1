/// First come, first served, by one server (D. V. Lindley, Proc. Cambridge Phil. Soc. 48 (1952)
/// 277–289).
///
///     departure(n) = max(arrival(n), departure(n − 1)) + service(n)
///
/// Nobody overtakes, so studies stay where they are, change their time and are let out at once: who
/// arrives later leaves later, whatever the watermark.
struct SingleServer<Clock: StageClock>: ServiceDiscipline {
  private let costs: ServiceCosts
  private let meter: StageMeter
  private let clock: Clock
  /// When the server is free, on its clock.
  private var free = -Double.infinity

  init(_ costs: ServiceCosts, meter: StageMeter, clock: Clock) {
    self.clock = clock
    self.costs = costs
    self.meter = meter
  }

  mutating func admit(_ arrivals: StudyBuffer) -> Int? {
    let count = arrivals.count
    let studies = arrivals.closed()
    var n = 0
    while n < count {
      meter.closeHours(through: studies[n].time) { unfinishedWork(at: $0) }
      let hourEnd = meter.nextHour
      var tally = meter.tally()
      var free = free
      defer {
        self.free = free
        meter.add(tally)
      }
      // Behind the last study stands one that never comes.
      while studies[n].time < hourEnd {
        let time = studies[n].time
        let cost = costs.of(studies[n])
        let now = clock.work(at: time)
        let start = larger(free, now)
        free = start + cost.service
        // Who takes no time goes through at once, or when a stand is over.
        studies[n].time =
          Clock.isVarying && cost.service == 0 ? larger(time, clock.begin(start)) : clock.end(free)
        tally.arrive(cost, backlog: free - now)
        tally.add(wait: clock.wait(from: time, to: start))
        if Clock.isVarying { meter.watch(time, wire: cost.wire, isFree: start == now) }
        n &+= 1
        if start - now > StageQueue.saturationWait { return n }
      }
    }
    return nil
  }

  mutating func unfinishedWork(at time: Double) -> Double {
    max(0, free - clock.work(at: time))
  }

  mutating func release(through watermark: Double, into batch: StudyBuffer) {
    clock.forget()
  }
}
