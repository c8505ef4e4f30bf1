import PlanModel

/// Emergency studies before all others, by c servers; first come, first served among either. Service
/// that has begun is not interrupted.
///
/// A server that becomes free takes the emergency study that has waited longest, else the other study
/// that has. Who departs and who arrives at the same instant: the departure is first. Everybody waits
/// in one of two lines until a server takes him; the servers are those of ``ServerRow``.
struct StatFirst: ServiceDiscipline {
  private let costs: ServiceCosts
  private let meter: StageMeter
  private let row: ServerRow
  private let emergencies = StudyRing()
  private let others = StudyRing()
  /// Seconds of service of all who wait.
  private var waitingWork = 0.0

  init(_ costs: ServiceCosts, servers: Int, meter: StageMeter) {
    self.costs = costs
    self.meter = meter
    row = ServerRow(servers: servers)
  }

  mutating func admit(_ arrivals: StudyBuffer) -> Int? {
    row.reserve(arrivals.count + emergencies.count + others.count)
    let studies = arrivals.base
    for n in 0..<arrivals.count {
      let study = studies[n]
      meter.closeHours(through: study.time) { unfinishedWork(at: $0) }
      let ahead = unfinishedWork(at: study.time)
      let (service, wire) = costs.of(study)
      meter.arrive(service: service, backlog: ahead + service, wire: wire)
      if row.earliestFree <= study.time {
        row.serve(study, until: study.time + service)
        meter.add(wait: 0)
      } else {
        let isEmergency = study.patientClass == PatientClass.emergency.rawValue
        (isEmergency ? emergencies : others).append(study)
        waitingWork += service
      }
      if ahead > StageQueue.saturationWait * Double(row.servers) { return n + 1 }
    }
    return nil
  }

  mutating func unfinishedWork(at time: Double) -> Double {
    serve(through: time)
    return waitingWork + row.unfinishedWork(at: time)
  }

  mutating func release(through watermark: Double, into batch: StudyBuffer) {
    row.reserve(emergencies.count + others.count)
    serve(through: watermark)
    row.release(through: watermark, into: batch)
  }

  /// Lets the servers that are free by then take who waits.
  private mutating func serve(through time: Double) {
    while emergencies.count + others.count > 0, row.earliestFree <= time {
      let start = row.earliestFree
      let study = (emergencies.count > 0 ? emergencies : others).removeFirst()
      let service = costs.of(study).service
      row.serve(study, until: start + service)
      meter.add(wait: start - study.time)
      // What rounding leaves of a sum must not grow over the years.
      waitingWork = emergencies.count + others.count > 0 ? waitingWork - service : 0
    }
  }
}
