public import PlanModel

/// The systems that choosing one vendor runs: the old one up to go-live, the vendor's own from then on.
///
/// What is on its way through the old system at go-live gets to its end there.
final class VendorSystems {
  private let own: VendorPipeline
  /// nil where the vendor goes live with the plan, or nobody has described the old system.
  private let old: VendorPipeline?
  private let arrivals: ArrivalRecord
  /// Seconds from the start of the plan.
  private let goLive: Double
  /// How the old system's queues fared, once it has stopped.
  private var oldStages: [StageOutcome]?
  private var unseen = 0

  init(
    _ vendor: Int, _ scenario: Scenario, parameters: [StreamParameters], timelines: SystemTimelines,
    expectation: DemandExpectation, observer: ReplayObserver? = nil
  ) {
    func pipeline(_ vendor: Int, _ timeline: Timeline, _ arrivals: ArrivalRecord) -> VendorPipeline
    {
      VendorPipeline(
        scenario.vendors[vendor], scenario, parameters: parameters, timeline: timeline,
        expectation: expectation, arrivals: arrivals)
    }
    let incumbent = scenario.oldVendor(of: vendor)
    let profiles = [vendor, incumbent].compactMap { $0.map { scenario.vendors[$0] } }
    arrivals = ArrivalRecord(
      scenario, timeline: timelines.own, hasCopies: profiles.contains { !$0.copies.isEmpty },
      isRead: scenario.isReadTimed(of: vendor),
      studiesADay: expectation.streams.reduce(0) { $0 + max($1.studies, $1.lastStudies) } / 365)
    own = pipeline(vendor, timelines.own, arrivals)
    old = incumbent.map { [arrivals] in pipeline($0, timelines.old, arrivals) }
    goLive = Double(timelines.goLiveHour) * 3600
    guard let observer else { return }
    own.observe { observer(.queue(vendor: vendor, isOld: false, place: $0), $1) }
    old?.observe { observer(.queue(vendor: vendor, isOld: true, place: $0), $1) }
    arrivals.archived.observer = { observer(.archived(vendor: vendor), $0) }
    arrivals.protected?.observer = { observer(.protected(vendor: vendor), $0) }
    arrivals.displayed?.observer = { observer(.displayed(vendor: vendor), $0) }
  }

  /// Passes new studies of all sites, which lie wholly before or wholly after go-live.
  ///
  /// - Parameters:
  ///   - studies: In order of time.
  ///   - accesses: What is asked for up to their watermark, in order of time.
  func pass(_ studies: StudyPiece, _ accesses: StudyBuffer) {
    if studies.watermark > goLive {
      stopOld()
      own.pass(studies)
      own.read(accesses, through: studies.watermark)
    } else if let old {
      old.pass(studies)
      old.read(accesses, through: studies.watermark)
    } else {
      unseen += studies.count
      arrivals.log?.arrive(studies)
    }
  }

  private func stopOld() {
    guard oldStages == nil else { return }
    oldStages = (old?.finish() ?? []).map { stage in
      var stage = stage
      stage.label.isOldSystem = true
      return stage
    }
  }

  /// Lets everything out and sums up.
  func finish() -> PipelineOutcome {
    stopOld()
    return arrivals.finish(stages: own.finish() + (oldStages ?? []), unseen: unseen)
  }
}

/// The hours in which each of a vendor's systems runs.
struct SystemTimelines: Sendable {
  let goLiveHour: Int
  let own: Timeline
  let old: Timeline

  init(_ contract: Contract, _ calendar: PlanCalendar, whole: Timeline) {
    let day = calendar.firstDayOfMonth(contract.goLive - 1)
    goLiveHour = calendar.hours(of: day).lowerBound
    own = goLiveHour == 0 ? whole : whole.running(goLiveHour..<whole.hours)
    old = whole.running(0..<goLiveHour)
  }
}

extension Scenario {
  /// Whether it is known how long readers wait where a vendor is chosen.
  public func isReadTimed(of vendor: Int) -> Bool {
    reading != nil
      && [vendor, oldVendor(of: vendor)].contains {
        $0.map { !vendors[$0].retrieve.isEmpty } ?? false
      }
  }

  /// How many queues the studies of a vendor's option meet: its own, then the old system's.
  public func queueCount(of vendor: Int) -> Int {
    ([vendor] + (oldVendor(of: vendor).map { [$0] } ?? [])).reduce(0) {
      $0 + queueLabels(of: vendors[$1]).count
    }
  }
}
