import PlanModel

/// When a vendor's studies reach the primary and the last copy and their readers, whichever system
/// takes them there.
final class ArrivalRecord {
  let archived: ArrivalTimes
  /// nil without further copies: a study is then protected when it is archived.
  let protected: ArrivalTimes?
  /// nil likewise.
  let exposure: ExposureMeter?
  /// nil where the plan or the profile says nothing of reading.
  let displayed: ArrivalTimes?
  /// Which studies are there to be read; nil likewise.
  let log: ArchiveLog?
  /// The place among the sources of priors that stands for the old system.
  let oldSource: Int

  init(
    _ scenario: Scenario, timeline: Timeline, hasCopies: Bool, isRead: Bool, tiers: Int,
    studiesADay: Double, judgesPlaces: Bool = false
  ) {
    oldSource = tiers
    let places = judgesPlaces ? scenario.routes.elsewhere + 1 : 0
    func times(_ measures: Set<ServiceLevel.Measure>, by grouping: ArrivalTimes.Grouping)
      -> ArrivalTimes
    {
      ArrivalTimes(measures, scenario.serviceLevels, timeline, by: grouping, places: places)
    }
    let sites = ArrivalTimes.Grouping.place(scenario.sites.count)
    archived = times(hasCopies ? [.timeToArchive] : [.timeToArchive, .timeToProtected], by: sites)
    protected = hasCopies ? times([.timeToProtected], by: sites) : nil
    exposure = hasCopies ? ExposureMeter(timeline) : nil
    displayed = isRead ? times([.timeToDisplay], by: .access(sources: tiers + 1)) : nil
    log = isRead ? ArchiveLog(remembering: Int(studiesADay * Self.remembered)) : nil
  }

  /// For so many days of the busiest year a study's arrival is remembered; who asks for it later
  /// finds it there.
  private static let remembered = 60.0

  /// Closes every year.
  ///
  /// - Parameters:
  ///   - stages: How the queues fared.
  ///   - unseen: Studies that went through a system nobody has described.
  /// - Returns: How the vendor's queues fared.
  func finish(stages: [StageOutcome], unseen: Int) -> PipelineOutcome {
    let archive = archived.finish()
    let nothing = StudyBuffer(capacity: 1)
    exposure?.acquire(
      StudyPiece(base: nothing.base, count: 0, watermark: .greatestFiniteMagnitude),
      through: .greatestFiniteMagnitude)
    let display = displayed?.finish()
    let kept = archived.attained()
    let keptAtPlaces = archived.attainedByPlace()
    let othersAtPlaces = [protected, displayed].compactMap { $0?.attainedByPlace() }
    let others = [protected, displayed].compactMap { $0?.attained() }
    return PipelineOutcome(
      stages: stages, timeToArchive: archive.all, timeToArchiveBySite: archive.byGroup,
      timeToProtected: (protected?.finish() ?? archive).all,
      timeToDisplay: display.map { Array($0.byGroup[..<ArrivalTimes.Grouping.kinds]) } ?? [],
      timeToPrior: display.map { Array($0.byGroup[ArrivalTimes.Grouping.kinds...]) } ?? [],
      exposure: exposure?.years ?? [], archived: archived.total,
      protected: protected?.total ?? archived.total, unseen: unseen,
      displayed: displayed?.total ?? 0,
      serviceLevels: kept.indices.map { level in
        // Of what nobody has timed there is no share.
        kept[level] ?? others.lazy.compactMap { $0[level] }.first
          ?? archive.all.map { _ in .nan }
      },
      serviceLevelsByPlace: keptAtPlaces.indices.map { level in
        keptAtPlaces[level] ?? othersAtPlaces.lazy.compactMap { $0[level] }.first
      })
  }
}
