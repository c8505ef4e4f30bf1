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
    let (studies, count) = (arrivals.base, arrivals.count)
    var n = 0
    while n < count {
      meter.closeHours(through: studies[n].time) { unfinishedWork(at: $0) }
      let hourEnd = meter.nextHour
      var tally = meter.tally()
      defer { meter.add(tally) }
      while n < count, studies[n].time < hourEnd {
        let study = studies[n]
        serve(through: study.time, &tally)
        let ahead = waitingWork + row.unfinishedWork(at: study.time)
        let (service, wire) = costs.of(study)
        tally.arrive(service: service, backlog: ahead + service, wire: wire)
        if row.earliestFree <= study.time {
          row.serve(study, until: study.time + service)
          tally.add(wait: 0)
        } else {
          let isEmergency = study.patientClass == PatientClass.emergency.rawValue
          (isEmergency ? emergencies : others).append(study)
          waitingWork += service
        }
        n &+= 1
        if ahead > StageQueue.saturationWait * Double(row.servers) { return n }
      }
    }
    return nil
  }

  mutating func unfinishedWork(at time: Double) -> Double {
    var tally = meter.tally()
    serve(through: time, &tally)
    meter.add(tally)
    return waitingWork + row.unfinishedWork(at: time)
  }

  mutating func release(through watermark: Double, into batch: StudyBuffer) {
    row.reserve(emergencies.count + others.count)
    var tally = meter.tally()
    serve(through: watermark, &tally)
    meter.add(tally)
    row.release(through: watermark, into: batch)
  }

  /// Lets the servers that are free by then take who waits.
  private mutating func serve(through time: Double, _ tally: inout HourTally) {
    while emergencies.count + others.count > 0, row.earliestFree <= time {
      let start = row.earliestFree
      let study = (emergencies.count > 0 ? emergencies : others).removeFirst()
      let service = costs.of(study).service
      row.serve(study, until: start + service)
      tally.add(wait: start - study.time)
      // What rounding leaves of a sum must not grow over the years.
      waitingWork = emergencies.count + others.count > 0 ? waitingWork - service : 0
    }
  }
}
