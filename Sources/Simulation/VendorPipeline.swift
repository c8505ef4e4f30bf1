import PlanModel
public import Quantities

/// A vendor's queues: a chain at every site, then, merged in order of time, the core and the copies.
final class VendorPipeline {
  /// Queues by place: a chain a site, then the core's, then the copies'.
  private let siteChains: [[StageQueue]]
  private let coreChain: [StageQueue]
  private let copyChain: [StageQueue]
  private let archived: ArrivalTimes
  /// nil without further copies: a study is then protected when it is archived.
  private let protected: ArrivalTimes?
  /// Studies that have left their site and have not reached the core yet.
  private let pending: [StudyBuffer]
  /// What arrives at each site.
  private let arriving: [StudyBuffer]
  private let merged = StudyBuffer()
  private let labels: [StageLabel]
  /// The site of each stream.
  private let siteOf: UnsafeMutablePointer<UInt32>

  init(
    _ vendor: VendorProfile, _ scenario: Scenario, parameters: [StreamParameters],
    timeline: Timeline, expectation: DemandExpectation
  ) {
    func queue(_ stage: Stage, line: NetworkLink?, busiestHour: Int) -> StageQueue {
      StageQueue(
        StageService(stage, line: line, parameters: parameters),
        meter: StageMeter(timeline, servers: stage.servers, busiestHour: busiestHour))
    }
    let siteStages = vendor.ingest.filter { $0.place != .core }
    let coreStages = vendor.ingest.filter { $0.place == .core }
    siteOf = .allocate(capacity: scenario.streams.count)
    siteOf.initialize(
      from: scenario.streams.map { UInt32($0.site) }, count: scenario.streams.count)
    siteChains = scenario.sites.indices.map { site in
      siteStages.map {
        queue(
          $0, line: Self.line($0, from: site, vendor, scenario),
          busiestHour: expectation.busiestHourOfSite[site])
      }
    }
    coreChain = coreStages.map {
      queue($0, line: nil, busiestHour: expectation.busiestHourOfWeek)
    }
    copyChain = vendor.copies.map {
      queue($0, line: nil, busiestHour: expectation.busiestHourOfWeek)
    }
    pending = scenario.sites.map { _ in StudyBuffer() }
    arriving = scenario.sites.map { _ in StudyBuffer() }
    let hasCopies = !vendor.copies.isEmpty
    archived = ArrivalTimes(
      hasCopies ? [.timeToArchive] : [.timeToArchive, .timeToProtected], scenario.serviceLevels,
      timeline, siteOf: siteOf, sites: scenario.sites.count)
    protected =
      hasCopies
      ? ArrivalTimes(
        [.timeToProtected], scenario.serviceLevels, timeline, siteOf: siteOf,
        sites: scenario.sites.count) : nil
    labels =
      scenario.sites.indices.flatMap { site in
        siteStages.map { stage in
          let line = Self.line(stage, from: site, vendor, scenario)
          var rate: BitsPerSecond?
          if case .link(let use) = stage.place, let line {
            rate = StageService.rate(of: line, use)
          }
          return StageLabel(name: stage.name, site: site, linkRate: rate, servers: stage.servers)
        }
      }
      + (coreStages + vendor.copies).map {
        StageLabel(name: $0.name, site: nil, linkRate: nil, servers: $0.servers)
      }
  }

  deinit { siteOf.deallocate() }

  /// The line from a site to the core: its WAN, or its LAN where the core stands at the site.
  private static func line(
    _ stage: Stage, from site: Int, _ vendor: VendorProfile, _ scenario: Scenario
  ) -> NetworkLink? {
    guard case .link = stage.place else { return nil }
    return vendor.coreSite == site ? scenario.sites[site].lan : scenario.sites[site].wan
  }

  /// Passes a batch of new studies of all sites.
  ///
  /// - Parameters:
  ///   - batch: In order of time; left as it is.
  ///   - watermark: All later studies are acquired after this.
  func pass(_ batch: StudyBuffer, through watermark: Double) {
    if siteChains.count == 1 {
      merged.copy(batch)
      if pass(merged, siteChains[0], through: watermark, upstreamSaturated: false) {
        giveUp(merged)
      }
    } else {
      split(batch)
      for (site, chain) in siteChains.enumerated() {
        let buffer = arriving[site]
        if pass(buffer, chain, through: watermark, upstreamSaturated: false) { giveUp(buffer) }
        let queue = pending[site]
        queue.reserve(buffer.count)
        (queue.base + queue.count).update(from: buffer.base, count: buffer.count)
        queue.count += buffer.count
      }
      merge(through: watermark)
    }
    var saturated = pass(merged, coreChain, through: watermark, upstreamSaturated: false)
    archived.count(merged, isDefined: !saturated)
    guard let protected else { return }
    saturated = pass(merged, copyChain, through: watermark, upstreamSaturated: saturated)
    protected.count(merged, isDefined: !saturated)
  }

  /// Takes studies out that are stuck behind a site's saturated queue: they count as never arriving,
  /// and the core goes on with those of the other sites.
  private func giveUp(_ stuck: StudyBuffer) {
    archived.count(stuck, isDefined: false)
    protected?.count(stuck, isDefined: false)
    stuck.count = 0
  }

  /// Sends a batch through a chain.
  ///
  /// - Returns: Whether times after it mean nothing any more.
  private func pass(
    _ batch: StudyBuffer, _ chain: [StageQueue], through watermark: Double, upstreamSaturated: Bool
  ) -> Bool {
    var saturated = upstreamSaturated
    for queue in chain {
      queue.pass(batch, through: watermark, upstreamSaturated: saturated)
      if queue.saturatedHour != nil { saturated = true }
    }
    return saturated
  }

  /// Sends every study to the row of its site.
  private func split(_ batch: StudyBuffer) {
    let sites = arriving.count
    withUnsafeTemporaryAllocation(of: UnsafeMutablePointer<Study>.self, capacity: sites) { next in
      for site in 0..<sites {
        arriving[site].count = 0
        arriving[site].reserve(batch.count)
        next.initializeElement(at: site, to: arriving[site].base)
      }
      let studies = batch.base
      for n in 0..<batch.count {
        let site = Int(siteOf[Int(studies[n].stream)])
        next[site].pointee = studies[n]
        next[site] += 1
      }
      for site in 0..<sites { arriving[site].count = next[site] - arriving[site].base }
    }
  }

  /// Moves everything that leaves its site by the watermark into one row in order of time; equal
  /// times in order of the sites.
  private func merge(through watermark: Double) {
    let sites = pending.count
    merged.count = 0
    merged.reserve(pending.reduce(0) { $0 + $1.count })
    withUnsafeTemporaryAllocation(of: Head.self, capacity: sites) { heads in
      for site in 0..<sites {
        let queue = pending[site]
        heads.initializeElement(
          at: site, to: Head(next: queue.base, end: queue.base + queue.count, first: queue.base))
      }
      let target = merged.base
      var written = 0
      while true {
        var best = -1
        var earliest = watermark
        for site in 0..<sites where heads[site].next < heads[site].end {
          let time = heads[site].next.pointee.time
          if best < 0 ? time <= earliest : time < earliest {
            best = site
            earliest = time
          }
        }
        if best < 0 { break }
        target[written] = heads[best].next.pointee
        heads[best].next += 1
        written += 1
      }
      merged.count = written
      for site in 0..<sites {
        let taken = heads[site].next - heads[site].first
        if taken > 0 { pending[site].removeFirst(taken) }
      }
    }
  }

  private struct Head {
    var next: UnsafeMutablePointer<Study>
    let end: UnsafeMutablePointer<Study>
    let first: UnsafeMutablePointer<Study>
  }

  /// Lets everything out and sums up.
  func finish() -> PipelineOutcome {
    let empty = StudyBuffer(capacity: 1)
    pass(empty, through: .greatestFiniteMagnitude)
    let queues = siteChains.flatMap { $0 } + coreChain + copyChain
    for queue in queues { queue.meter.finish() }
    let archive = archived.finish()
    let kept = archived.attained()
    return PipelineOutcome(
      stages: zip(labels, queues).map { label, queue in
        StageOutcome(
          label: label, years: queue.meter.years, lastYearBusy: queue.meter.lastYearBusy,
          saturatedHour: queue.saturatedHour)
      },
      timeToArchive: archive.all, timeToArchiveBySite: archive.bySite,
      timeToProtected: (protected?.finish() ?? archive).all,
      archived: archived.total, protected: protected?.total ?? archived.total,
      serviceLevels: zip(kept, protected?.attained() ?? kept).map { $0 ?? $1 ?? [] })
  }
}

/// Which queue it is.
public struct StageLabel: Sendable, Hashable {
  /// As the profile names it.
  public var name: String
  /// Index of its site; nil in the core.
  public var site: Int?
  /// Of a line, the rate the vendor's software reaches on it.
  public var linkRate: BitsPerSecond?
  /// Parallel servers.
  public var servers: Int
}

/// How one queue fared in one future.
public struct StageOutcome: Sendable {
  /// Which queue.
  public var label: StageLabel
  /// By planning year.
  public var years: [StageYearOutcome]
  /// Microseconds of busy servers by hour of the week in the last planning year.
  public var lastYearBusy: [Int64]
  /// The hour of the plan in which it saturated.
  public var saturatedHour: Int?
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
  /// Studies that reached the primary copy.
  public var archived: Int
  /// Studies that reached the last copy.
  public var protected: Int
  /// Share of studies within the time, by service level and planning year.
  public var serviceLevels: [[Double]]
}
