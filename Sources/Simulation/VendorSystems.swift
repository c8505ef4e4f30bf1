public import PlanModel
import Quantities

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
    expectation: DemandExpectation, paces: PaceDraw, migration: MigrationPlan?,
    boundaries: [TierBoundaries], arriving: [StudyBuffer], judgesPlaces: Bool = false,
    observer: ReplayObserver? = nil
  ) {
    let own = vendor
    func pipeline(
      _ vendor: Int, _ timeline: Timeline, _ arrivals: ArrivalRecord, _ migration: MigrationPlan?
    ) -> VendorPipeline {
      VendorPipeline(
        scenario.vendors[vendor], scenario, parameters: parameters, timeline: timeline,
        expectation: expectation, arrivals: arrivals, paces: paces,
        migration: migration, boundaries: boundaries[vendor], arriving: arriving,
        isOld: vendor != own)
    }
    let incumbent = scenario.oldVendor(of: vendor)
    let profiles = [vendor, incumbent].compactMap { $0.map { scenario.vendors[$0] } }
    arrivals = ArrivalRecord(
      scenario, timeline: timelines.own, hasCopies: profiles.contains { !$0.copies.isEmpty },
      isRead: scenario.isReadTimed(of: vendor),
      tiers: scenario.vendors[vendor].storage.tiers.count,
      studiesADay: expectation.streams.reduce(0) { $0 + max($1.studies, $1.lastStudies) } / 365,
      judgesPlaces: judgesPlaces)
    self.own = pipeline(vendor, timelines.own, arrivals, migration)
    old = incumbent.map { [arrivals] in pipeline($0, timelines.old, arrivals, nil) }
    goLive = Double(timelines.goLiveHour) * 3600
    guard let observer else { return }
    self.own.observe { observer(.queue(vendor: vendor, isOld: false, place: $0), $1) }
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

  /// The bytes of the legacy archive that could be moved by the end of an hour, since it was last asked.
  func movable(through hour: Int) -> Double { own.movable(through: hour) }

  /// Keeps no account of what could be moved any more.
  func endMigration() { own.endMigration() }

  /// What was read of each tier so far, by month.
  var readBack: [[ReadBack]] { own.readBack }

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
    var outcome = arrivals.finish(stages: own.finish() + (oldStages ?? []), unseen: unseen)
    outcome.readBack = own.readBack
    return outcome
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

  /// Whether any of the systems of a vendor's option makes a further copy.
  public func isExposureKnown(of vendor: Int) -> Bool {
    [vendor, oldVendor(of: vendor)].contains { $0.map { !vendors[$0].copies.isEmpty } ?? false }
  }

  /// By queue of a vendor's option, its own, then the old system's: how many dated outages hit it.
  public func outageCounts(of vendor: Int) -> [Int] { outagesByQueue(of: vendor).map(\.count) }

  /// By queue of a vendor's option, its own, then the old system's: the dated outages that hit it.
  public func outagesByQueue(of vendor: Int) -> [[Outage]] {
    ([vendor] + (oldVendor(of: vendor).map { [$0] } ?? [])).flatMap { place in
      let profile = vendors[place]
      return (PipelineLayout(profile, self).queues + RetrievalLayout(profile, self).queues).map {
        outages(of: $0, profile)
      }
    }
  }

  /// The dated outages of what a queue is a part of.
  func outages(of queue: PipelineLayout.Queue, _ vendor: VendorProfile) -> [Outage] {
    let target: Outage.Target
    if let line = queue.line {
      target = .line(line.id)
    } else if queue.stage.place == .core, !queue.isCopy {
      target = .vendor(vendor.id)
    } else {
      return []
    }
    return outagesInPlan.filter { $0.target == target }
  }

  /// The dated outages that begin within the plan, which may have been cut short.
  var outagesInPlan: [Outage] {
    outages.filter { $0.day >= start.firstDay && $0.day < start.adding(months).firstDay }
  }

  /// How many queues the studies of a vendor's option meet: its own, then the old system's.
  public func queueCount(of vendor: Int) -> Int {
    ([vendor] + (oldVendor(of: vendor).map { [$0] } ?? [])).reduce(0) {
      $0 + queueLabels(of: vendors[$1]).count
    }
  }
}
