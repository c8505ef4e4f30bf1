/// First come, first served, by c servers.
///
///     departure(n) = max(arrival(n), c-th latest departure before) + service(n)
///
/// With one server this is Lindley's recursion (D. V. Lindley, Proc. Cambridge Phil. Soc. 48 (1952)
/// 277–289).
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
    let studies = arrivals.base
    for n in 0..<arrivals.count {
      let study = studies[n]
      meter.closeHours(through: study.time) { row.unfinishedWork(at: $0) }
      let (service, wire) = costs.of(study)
      let start = max(study.time, row.earliestFree)
      row.serve(study, until: start + service)
      meter.arrive(
        service: service, backlog: row.unfinishedWork(at: study.time), wire: wire)
      let wait = start - study.time
      meter.add(wait: wait)
      if wait > StageQueue.saturationWait { return n + 1 }
    }
    return nil
  }

  mutating func unfinishedWork(at time: Double) -> Double { row.unfinishedWork(at: time) }

  mutating func release(through watermark: Double, into batch: StudyBuffer) {
    row.release(through: watermark, into: batch)
  }
}
