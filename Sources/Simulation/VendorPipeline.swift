import PlanModel
import Quantities

/// A vendor's queues: a tree of lines from the sites to the core, then the core and the copies.
final class VendorPipeline {
  /// A place at which studies meet, with what waits there to go on in order of time.
  private final class Station {
    /// What the site that stands there makes.
    let made: StudyBuffer?
    /// The queues of that alone.
    let own: QueueChain
    /// What comes in: what is made there, then what goes on from each tributary.
    let inputs: [StudyBuffer]
    /// Of each input what lies after the watermark; empty where there is only one.
    let pending: [StudyBuffer]
    /// The queues of all that meets here.
    let onward: QueueChain
    /// What goes on.
    let merged = StudyBuffer()

    init(
      made: StudyBuffer?, own: QueueChain, inputs: [StudyBuffer], onward: QueueChain
    ) {
      self.made = made
      self.own = own
      self.inputs = inputs
      pending = inputs.count == 1 ? [] : inputs.map { _ in StudyBuffer() }
      self.onward = onward
    }
  }

  private let stations: [Station]
  private let retrieval: RetrievalPipeline
  /// Whether studies reach the core at a time that means something.
  private var isSaturated = false
  private let copies: QueueChain
  private let queues: [StageQueue]
  private let arrivals: ArrivalRecord
  /// What arrives at each site: memory that all vendors use in turn, so that it stays near the processor.
  private let arriving: [StudyBuffer]
  private let labels: [StageLabel]
  /// What is left to the migration; nil where nothing is moved.
  private let room: MigrationRoom?

  init(
    _ vendor: VendorProfile, _ scenario: Scenario, parameters: [StreamParameters],
    timeline: Timeline, expectation: DemandExpectation, arrivals: ArrivalRecord, paces: PaceDraw,
    migration: MigrationPlan? = nil, boundaries: TierBoundaries, arriving: [StudyBuffer],
    isOld: Bool = false
  ) {
    self.arrivals = arrivals
    let layout = PipelineLayout(vendor, scenario)
    let reading = RetrievalLayout(vendor, scenario)
    let places = layout.queues + reading.queues
    let services = places.map {
      StageService($0.stage, line: $0.line, parameters: parameters)
    }
    let queues = zip(places, services).map { queue, service in
      let course = paces.course(of: queue, vendor)
      return StageQueue(
        service,
        meter: StageMeter(
          timeline, servers: queue.stage.servers,
          busiestHour: expectation.busiestHour(of: queue.sites), course: course,
          outages: course == nil ? [] : paces.outages(of: queue, vendor)),
        course: course)
    }
    self.queues = queues
    room = migration.map { plan in
      let room = MigrationRoom(
        costs: layout.migration.map { plan.cost(services[$0]) }, window: plan.migration.window,
        limit: min(
          plan.migration.rate?.bytesPerSecond ?? .infinity,
          layout.idleLine?.bytesPerSecond ?? .infinity),
        begin: paces.firstHour(of: plan.begin), timeline)
      for (place, queue) in layout.migration.enumerated() {
        queues[queue].meter.tell(room, queue: place)
      }
      return room
    }
    self.arriving = arriving
    stations = layout.stations.reduce(into: []) { stations, station in
      let made = station.site.map { arriving[$0] }
      let inputs = (made.map { [$0] } ?? []) + station.tributaries.map { stations[$0].merged }
      stations.append(
        Station(
          made: made, own: QueueChain(queues[station.own]), inputs: inputs,
          onward: QueueChain(queues[station.onward])))
    }
    copies = QueueChain(queues[layout.copies])
    labels = places.map(\.label)
    retrieval = RetrievalPipeline(
      reading, Array(queues[layout.queues.count...]),
      reading.stations.isEmpty
        ? nil
        : StudyLocator(
          vendor, scenario, boundaries, parameters, monthEnds: timeline.monthEnds,
          ofOldSystem: isOld ? arrivals.oldSource : nil),
      delays: reading.delays.map {
        $0.map { TierDelay(StageService($0, line: nil, parameters: parameters)) }
      })
  }

  /// Passes new studies of all sites.
  func pass(_ studies: StudyPiece) {
    arrivals.log?.begin(studies)
    split(studies)
    // Somebody may yet be made at the watermark itself, who is ahead of whom a line brings then.
    let watermark = studies.watermark.nextDown
    let core = stations.count - 1
    for station in stations[..<core] {
      gather(station, through: watermark)
      if station.onward.pass(station.merged, through: watermark, upstreamSaturated: false) {
        giveUp(station.merged)
      }
    }
    gather(stations[core], through: watermark)
    let merged = stations[core].merged
    var saturated = stations[core].onward.pass(
      merged, through: watermark, upstreamSaturated: false)
    arrivals.archived.count(merged, isDefined: !saturated)
    arrivals.log?.arrive(merged)
    isSaturated = saturated
    guard let protected = arrivals.protected, let exposure = arrivals.exposure else { return }
    saturated = copies.pass(merged, through: watermark, upstreamSaturated: saturated)
    protected.count(merged, isDefined: !saturated)
    if saturated { exposure.giveUp() }
    exposure.protect(merged)
    // What is let out at the end is ahead of time.
    if studies.watermark < .greatestFiniteMagnitude {
      exposure.acquire(studies, through: watermark)
    }
  }

  /// Passes accesses to studies on to the readers; the studies up to then have been passed.
  func read(_ accesses: StudyBuffer, through watermark: Double) {
    guard let displayed = arrivals.displayed, let log = arrivals.log else { return }
    retrieval.pass(
      log.due(accesses, through: watermark), through: watermark, isDefined: !isSaturated,
      into: displayed)
  }

  /// The bytes of the legacy archive that could be moved by the end of an hour, since it was last asked.
  func movable(through hour: Int) -> Double { room?.take(through: hour) ?? 0 }

  /// Keeps no account of what could be moved any more.
  func endMigration() { room?.end() }

  /// Brings together what is made at a station and what comes in, in order of time.
  private func gather(_ station: Station, through watermark: Double) {
    if let made = station.made,
      station.own.pass(made, through: watermark, upstreamSaturated: false)
    {
      giveUp(made)
    }
    if station.inputs.count == 1 {
      station.merged.count = 0
      station.merged.swap(with: station.inputs[0])
    } else {
      for (input, queue) in zip(station.inputs, station.pending) { queue.append(input) }
      StudyMerge.merge(station.pending, through: watermark, into: station.merged)
    }
  }

  /// Takes studies out that are stuck behind a saturated queue on the way to the core: they count
  /// as never arriving, and the core goes on with those of the other sites.
  private func giveUp(_ stuck: StudyBuffer) {
    arrivals.archived.count(stuck, isDefined: false)
    arrivals.log?.arrive(stuck)
    arrivals.protected?.count(stuck, isDefined: false)
    arrivals.exposure?.giveUp()
    stuck.count = 0
  }

  /// Sends every study to the row of its site.
  private func split(_ studies: StudyPiece) {
    let sites = arriving.count
    for site in 0..<sites { arriving[site].count = 0 }
    if sites == 1 { return arriving[0].append(studies.base, studies.count) }
    withUnsafeTemporaryAllocation(of: UnsafeMutablePointer<Study>.self, capacity: sites) { next in
      for site in 0..<sites {
        arriving[site].reserve(studies.count)
        next.initializeElement(at: site, to: arriving[site].base)
      }
      for n in 0..<studies.count {
        let study = studies.base[n]
        let site = Int(study.place)
        next[site].pointee = study
        next[site] += 1
      }
      for site in 0..<sites { arriving[site].count = next[site] - arriving[site].base }
    }
  }

  /// What was read from each tier, by month.
  var readBack: [[ReadBack]] { retrieval.readBack }

  /// Shows everybody who leaves a queue.
  func observe(_ observer: @escaping (_ place: Int, StudyBuffer) -> Void) {
    for (place, queue) in queues.enumerated() { queue.observer = { observer(place, $0) } }
  }

  /// Lets everything out.
  ///
  /// - Returns: How the queues fared.
  func finish() -> [StageOutcome] {
    let empty = StudyBuffer(capacity: 1)
    pass(StudyPiece(base: empty.base, count: 0, watermark: .greatestFiniteMagnitude))
    read(empty, through: .greatestFiniteMagnitude)
    for queue in queues {
      assert(queue.inside == 0, "everybody who comes to a queue leaves it")
      queue.meter.finish()
    }
    return zip(labels, queues).map { label, queue in
      StageOutcome(
        label: label, years: queue.meter.years, lastYearBusy: queue.meter.lastYearBusy,
        lastYearHours: queue.meter.lastYearHours, saturatedHour: queue.saturatedHour,
        outages: queue.meter.outages)
    }
  }
}

/// How one queue fared in one future.
public struct StageOutcome: Sendable {
  /// Which queue.
  public var label: StageLabel
  /// By planning year.
  public var years: [StageYearOutcome]
  /// Microseconds of busy servers by hour of the week in the last planning year.
  public var lastYearBusy: [Int64]
  /// For how many hours, at its full pace, it works in each of these hours while its system runs.
  public var lastYearHours: [Double]
  /// The hour of the plan in which it saturated.
  public var saturatedHour: Int?
  /// How it fared with each dated outage of its line or its system, in the order of the scenario.
  public var outages: [OutageOutcome]
}

/// How one vendor's queues fared in one future.
public struct PipelineOutcome: Sendable {
  /// In the order in which studies meet them, site by site.
  public var stages: [StageOutcome]
  /// By planning year.
  public var timeToArchive: [WaitSummary]
  /// The same for the studies of each site.
  public var timeToArchiveBySite: [[WaitSummary]]
  /// By planning year.
  public var timeToProtected: [WaitSummary]
  /// By what was asked for (the study itself by class, a prior, a view), then by planning year; empty
  /// where nobody says how studies are read.
  public var timeToDisplay: [[WaitSummary]]
  /// Of priors, by the tier that they came from, the old system last, then by planning year.
  public var timeToPrior: [[WaitSummary]] = []
  /// What was read from each tier, by month, then by tier; empty likewise.
  public var readBack: [[ReadBack]] = []
  /// How much was not yet in the last copy, by planning year; empty without further copies.
  public var exposure: [ExposureYear] = []
  /// Studies that reached the primary copy.
  public var archived: Int
  /// Studies that reached the last copy.
  public var protected: Int
  /// Studies that went through a system nobody has described.
  public var unseen: Int
  /// Accesses that reached their readers.
  public var displayed: Int
  /// Share of studies within the time, by service level and planning year.
  public var serviceLevels: [[Double]]
  /// The same for each place of the route map by itself, by service level, place and planning year: of
  /// readers, where they sit. nil where nobody asked for it or nothing is timed, not a number where
  /// there is no study.
  public var serviceLevelsByPlace: [[[Double]]?] = []
}
