/// First come, first served, by c servers.
///
///     departure(n) = max(arrival(n), c-th latest departure before) + service(n)
struct FirstComeFirstServed<Clock: StageClock>: ServiceDiscipline {
  private let costs: ServiceCosts
  private let meter: StageMeter
  private let clock: Clock
  private var servers: ServerRow

  init(_ costs: ServiceCosts, servers: Int, meter: StageMeter, clock: Clock) {
    self.clock = clock
    self.costs = costs
    self.meter = meter
    self.servers = ServerRow(servers: servers)
  }

  mutating func admit(_ arrivals: StudyBuffer) -> Int? {
    let count = arrivals.count
    let studies = arrivals.closed()
    servers.reserve(count)
    var n = 0
    while n < count {
      meter.closeHours(through: studies[n].time) { unfinishedWork(at: $0) }
      let hourEnd = meter.nextHour
      var tally = meter.tally()
      var row = servers.row
      defer {
        servers.row = row
        meter.add(tally)
      }
      // Behind the last study stands one that never comes.
      while studies[n].time < hourEnd {
        let study = studies[n]
        let cost = costs.of(study)
        let now = clock.work(at: study.time)
        let start = larger(row.earliestFree, now)
        row.serve(study, until: start + cost.service)
        tally.arrive(cost, backlog: row.unfinishedWork(at: now, above: tally.backlog))
        tally.add(wait: clock.wait(from: study.time, to: start))
        if Clock.isVarying { meter.watch(study.time, wire: cost.wire, isFree: start == now) }
        n &+= 1
        if start - now > StageQueue.saturationWait { return n }
      }
    }
    return nil
  }

  mutating func unfinishedWork(at time: Double) -> Double {
    servers.row.unfinishedWork(at: clock.work(at: time))
  }

  mutating func release(through watermark: Double, into batch: StudyBuffer) {
    servers.release(through: clock.work(at: watermark), into: batch)
    clock.endServices(batch)
  }
}
