import PlanModel

/// When a vendor's studies reach the primary and the last copy, whichever system takes them there.
final class ArrivalRecord {
  /// The site of each stream.
  let siteOf: UnsafeMutablePointer<UInt32>
  let archived: ArrivalTimes
  /// nil without further copies: a study is then protected when it is archived.
  let protected: ArrivalTimes?

  init(_ scenario: Scenario, timeline: Timeline, hasCopies: Bool) {
    siteOf = .allocate(capacity: scenario.streams.count)
    siteOf.initialize(
      from: scenario.streams.map { UInt32($0.site) }, count: scenario.streams.count)
    archived = ArrivalTimes(
      hasCopies ? [.timeToArchive] : [.timeToArchive, .timeToProtected], scenario.serviceLevels,
      timeline, siteOf: siteOf, sites: scenario.sites.count)
    protected =
      hasCopies
      ? ArrivalTimes(
        [.timeToProtected], scenario.serviceLevels, timeline, siteOf: siteOf,
        sites: scenario.sites.count) : nil
  }

  deinit { siteOf.deallocate() }

  /// Closes every year.
  ///
  /// - Parameters:
  ///   - stages: How the queues fared.
  ///   - unseen: Studies that went through a system nobody has described.
  /// - Returns: How the vendor's queues fared.
  func finish(stages: [StageOutcome], unseen: Int) -> PipelineOutcome {
    let archive = archived.finish()
    let kept = archived.attained()
    return PipelineOutcome(
      stages: stages, timeToArchive: archive.all, timeToArchiveBySite: archive.bySite,
      timeToProtected: (protected?.finish() ?? archive).all, archived: archived.total,
      protected: protected?.total ?? archived.total, unseen: unseen,
      serviceLevels: zip(kept, protected?.attained() ?? kept).map { $0 ?? $1 ?? [] })
  }
}
