/// First come, first served, by one server (D. V. Lindley, Proc. Cambridge Phil. Soc. 48 (1952)
/// 277–289).
///
///     departure(n) = max(arrival(n), departure(n − 1)) + service(n)
///
/// Nobody overtakes, so studies stay where they are, change their time and are let out at once: who
/// arrives later leaves later, whatever the watermark.
struct SingleServer: ServiceDiscipline {
  private let costs: ServiceCosts
  private let meter: StageMeter
  /// When the server is free.
  private var free = -Double.infinity

  init(_ costs: ServiceCosts, meter: StageMeter) {
    self.costs = costs
    self.meter = meter
  }

  mutating func admit(_ arrivals: StudyBuffer) -> Int? {
    let (studies, count) = (arrivals.base, arrivals.count)
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
      while n < count, studies[n].time < hourEnd {
        let time = studies[n].time
        let (service, wire) = costs.of(studies[n])
        let start = larger(free, time)
        free = start + service
        studies[n].time = free
        tally.arrive(service: service, backlog: free - time, wire: wire)
        tally.add(wait: start - time)
        n &+= 1
        if start - time > StageQueue.saturationWait { return n }
      }
    }
    return nil
  }

  mutating func unfinishedWork(at time: Double) -> Double { max(0, free - time) }

  mutating func release(through watermark: Double, into batch: StudyBuffer) {}
}
