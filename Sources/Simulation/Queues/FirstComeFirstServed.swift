/// First come, first served, by c servers.
///
///     departure(n) = max(arrival(n), c-th latest departure before) + service(n)
struct FirstComeFirstServed<Clock: StageClock>: ServiceDiscipline {
  private let costs: ServiceCosts
  private let meter: StageMeter
  private let clock: Clock
  private let row: ServerRow

  init(_ costs: ServiceCosts, servers: Int, meter: StageMeter, clock: Clock) {
    self.clock = clock
    self.costs = costs
    self.meter = meter
    row = ServerRow(servers: servers)
  }

  mutating func admit(_ arrivals: StudyBuffer) -> Int? {
    row.reserve(arrivals.count)
    let (studies, count) = (arrivals.base, arrivals.count)
    var n = 0
    while n < count {
      meter.closeHours(through: studies[n].time) { unfinishedWork(at: $0) }
      let hourEnd = meter.nextHour
      var tally = meter.tally()
      defer { meter.add(tally) }
      while n < count, studies[n].time < hourEnd {
        let study = studies[n]
        let (service, wire) = costs.of(study)
        let now = clock.work(at: study.time)
        let start = larger(row.earliestFree, now)
        row.serve(study, until: start + service)
        tally.arrive(service: service, backlog: row.unfinishedWork(at: now), wire: wire)
        tally.add(wait: clock.wait(from: study.time, to: start))
        if Clock.isVarying { meter.watch(study.time, wire: wire, isFree: start == now) }
        n &+= 1
        if start - now > StageQueue.saturationWait { return n }
      }
    }
    return nil
  }

  mutating func unfinishedWork(at time: Double) -> Double {
    row.unfinishedWork(at: clock.work(at: time))
  }

  mutating func release(through watermark: Double, into batch: StudyBuffer) {
    row.release(through: clock.work(at: watermark), into: batch)
    clock.endServices(batch)
  }
}
