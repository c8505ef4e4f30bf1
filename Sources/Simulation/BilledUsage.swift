import PlanModel
import Quantities

/// What is billed besides what comes in and lies there.
extension PlanUsage {
  /// Counts what readers ask for.
  mutating func count(_ readBack: [[ReadBack]], of vendor: VendorProfile) {
    guard !readBack.isEmpty else { return }
    // A viewer that streams lets less than all bytes leave the core.
    let share = vendor.retrieve.last { if case .link = $0.place { true } else { false } }?.streams
    for month in readBack.indices {
      months[month].reads = readBack[month].map {
        ReadUsage(studies: $0.studies, instances: $0.instances, bytes: $0.bytes)
      }
      months[month].egress = zip(readBack[month], vendor.storage.tiers).reduce(0) { sum, part in
        part.1.isCache && part.1.isAtSites ? sum : sum + part.0.bytes * (share ?? 1)
      }
    }
  }

  /// Counts what is moved in of what was made before, and how long the old system is needed for it.
  mutating func count(
    _ storage: StorageOutcome, of vendor: Int, _ scenario: Scenario, _ calendar: PlanCalendar
  ) {
    guard scenario.isReplacing(vendor) || scenario.legacy != nil else { return }
    let isIncumbent = scenario.oldSystem.vendor == vendor
    if scenario.isReplacing(vendor) { oldSystemUntil = goLive - 1 }
    guard let legacy = scenario.legacy, legacy.stored.count > 0, !isIncumbent else { return }
    guard let migration = legacy.migration else {
      months[goLive - 1].migrated = Double(legacy.stored.count)
      months[goLive - 1].migratedStudies = Double(legacy.studies)
      return
    }
    let studiesPerByte =
      Double(legacy.studies) / Double(legacy.stored.count) * migration.recompression
    for (month, bytes) in storage.movedIn.enumerated() {
      months[month].migrated = bytes
      months[month].migratedStudies = bytes * studiesPerByte
    }
    oldSystemUntil =
      storage.migration?.end.map { calendar.date($0).month.index - scenario.start.index + 1 }
      ?? scenario.months
  }
}

extension VendorProfile {
  /// Whether any price counts what readers ask for.
  var countsReads: Bool { prices.contains { $0.meter.countsReads } }
}

extension Scenario {
  /// Whether any line counts the studies of some patient classes alone.
  var countsClasses: Bool {
    vendors.contains { $0.prices.contains { $0.scope?.classes != nil } }
  }
}
