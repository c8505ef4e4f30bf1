/// First come, first served, by c servers.
///
///     departure(n) = max(arrival(n), c-th latest departure before) + service(n)
struct FirstComeFirstServed: ServiceDiscipline {
  private let costs: ServiceCosts
  private let meter: StageMeter
  private let row: ServerRow

  init(_ costs: ServiceCosts, servers: Int, meter: StageMeter) {
    self.costs = costs
    self.meter = meter
    row = ServerRow(servers: servers)
  }

  mutating func admit(_ arrivals: StudyBuffer) -> Int? {
    row.reserve(arrivals.count)
    let (studies, count) = (arrivals.base, arrivals.count)
    var n = 0
    while n < count {
      meter.closeHours(through: studies[n].time) { row.unfinishedWork(at: $0) }
      let hourEnd = meter.nextHour
      var tally = meter.tally()
      defer { meter.add(tally) }
      while n < count, studies[n].time < hourEnd {
        let study = studies[n]
        let (service, wire) = costs.of(study)
        let start = larger(row.earliestFree, study.time)
        row.serve(study, until: start + service)
        tally.arrive(service: service, backlog: row.unfinishedWork(at: study.time), wire: wire)
        tally.add(wait: start - study.time)
        n &+= 1
        if start - study.time > StageQueue.saturationWait { return n }
      }
    }
    return nil
  }

  mutating func unfinishedWork(at time: Double) -> Double { row.unfinishedWork(at: time) }

  mutating func release(through watermark: Double, into batch: StudyBuffer) {
    row.release(through: watermark, into: batch)
  }
}
