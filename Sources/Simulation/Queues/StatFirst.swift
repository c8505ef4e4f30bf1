import PlanModel

/// Emergency studies before all others, by c servers; first come, first served among either. Service
/// that has begun is not interrupted.
///
/// A server that becomes free takes the emergency study that has waited longest, else the other study
/// that has. Who departs and who arrives at the same instant: the departure is first. Everybody waits
/// in one of two lines until a server takes him; the servers are those of ``ServerRow``.
struct StatFirst<Clock: StageClock>: ServiceDiscipline {
  private let costs: ServiceCosts
  private let meter: StageMeter
  private let clock: Clock
  private var servers: ServerRow
  private let emergencies = StudyRing()
  private let others = StudyRing()
  /// Seconds of service of all who wait.
  private var waitingWork = 0.0

  init(_ costs: ServiceCosts, servers: Int, meter: StageMeter, clock: Clock) {
    self.clock = clock
    self.costs = costs
    self.meter = meter
    self.servers = ServerRow(servers: servers)
  }

  mutating func admit(_ arrivals: StudyBuffer) -> Int? {
    let count = arrivals.count
    let studies = arrivals.closed()
    servers.reserve(count + emergencies.count + others.count)
    var n = 0
    while n < count {
      meter.closeHours(through: studies[n].time) { unfinishedWork(at: $0) }
      let hourEnd = meter.nextHour
      var tally = meter.tally()
      defer { meter.add(tally) }
      // Behind the last study stands one that never comes.
      while studies[n].time < hourEnd {
        let study = studies[n]
        let now = clock.work(at: study.time)
        serve(through: now, &tally)
        let ahead = waitingWork + servers.row.unfinishedWork(at: now)
        let cost = costs.of(study)
        tally.arrive(cost, backlog: ahead + cost.service)
        let isFree = servers.row.earliestFree <= now
        if Clock.isVarying { meter.watch(study.time, wire: cost.wire, isFree: isFree) }
        if isFree {
          servers.row.serve(study, until: now + cost.service)
          tally.add(wait: clock.wait(from: study.time, to: now))
        } else {
          let isEmergency = study.patientClass == PatientClass.emergency.rawValue
          (isEmergency ? emergencies : others).append(study)
          waitingWork += cost.service
        }
        n &+= 1
        if ahead > StageQueue.saturationWait * Double(servers.row.servers) { return n }
      }
    }
    return nil
  }

  mutating func unfinishedWork(at time: Double) -> Double {
    var tally = meter.tally()
    let now = clock.work(at: time)
    serve(through: now, &tally)
    meter.add(tally)
    return waitingWork + servers.row.unfinishedWork(at: now)
  }

  mutating func release(through watermark: Double, into batch: StudyBuffer) {
    servers.reserve(emergencies.count + others.count)
    var tally = meter.tally()
    let now = clock.work(at: watermark)
    serve(through: now, &tally)
    meter.add(tally)
    servers.release(through: now, into: batch)
    clock.endServices(batch)
  }

  /// Lets the servers that are free by then, on their clock, take who waits.
  private mutating func serve(through time: Double, _ tally: inout HourTally) {
    while emergencies.count + others.count > 0, servers.row.earliestFree <= time {
      let start = servers.row.earliestFree
      let study = (emergencies.count > 0 ? emergencies : others).removeFirst()
      let service = costs.of(study).service
      servers.row.serve(study, until: start + service)
      tally.add(wait: clock.wait(from: study.time, to: start))
      // What rounding leaves of a sum must not grow over the years.
      waitingWork = emergencies.count + others.count > 0 ? waitingWork - service : 0
    }
  }
}
