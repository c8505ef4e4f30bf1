import PlanModel
import Quantities

/// Where studies lie that are asked for: in which of a vendor's tiers, or in a cache.
///
/// The note of an access says how old the study is and, as a quantile, how long ago the last access to
/// it was: P(none in the last s days | age) is known, so both together say where it is, exactly for one
/// study, to the day. That two accesses to the same study depend on each other is left out.
final class StudyLocator {
  private struct Tier {
    /// Which part has left it, by age.
    let left: UnsafeMutablePointer<Float>
    /// The age from which on that does not change.
    let last: Int
    let isAtSites: Bool
    /// Where accesses to it go: those to all tiers that take no time go together, in their order.
    let row: Int
  }

  private let tiers: UnsafeMutableBufferPointer<Tier>
  /// Of the running batch, by tier.
  private let read: UnsafeMutablePointer<ReadBack>
  /// By stream: its site, and what of a byte as acquired is at rest.
  private let streams: UnsafeMutableBufferPointer<(site: UInt16, share: Double)>
  /// In the old system nobody knows where.
  private let old: Int?
  private let monthEnds: [Double]
  private var month = 0
  /// By month, then by tier.
  private(set) var readBack: [[ReadBack]]

  /// - Parameters:
  ///   - vendor: Whose tiers.
  ///   - scenario: The plan.
  ///   - boundaries: When studies leave them.
  ///   - parameters: Of every stream in this future.
  ///   - monthEnds: In seconds since the start of the plan.
  ///   - old: Where everything lies in the old system; nil for a vendor's own.
  init(
    _ vendor: VendorProfile, _ scenario: Scenario, _ boundaries: TierBoundaries,
    _ parameters: [StreamParameters], monthEnds: [Double], ofOldSystem old: Int?
  ) {
    self.old = old
    tiers = .allocate(capacity: vendor.storage.tiers.count)
    read = .allocate(capacity: tiers.count)
    read.initialize(repeating: ReadBack(), count: tiers.count)
    for (place, (tier, left)) in zip(vendor.storage.tiers, boundaries.left).enumerated() {
      let parts = left.isEmpty ? [0] : left.map { Float($0) }
      let memory = UnsafeMutablePointer<Float>.allocate(capacity: parts.count)
      memory.initialize(from: parts, count: parts.count)
      tiers.initializeElement(
        at: place,
        to: Tier(
          left: memory, last: parts.count - 1, isAtSites: tier.isCache && tier.isAtSites,
          row: tier.takesTime ? place + 1 : 0))
    }
    streams = .allocate(capacity: scenario.streams.count)
    _ = streams.initialize(
      from: zip(scenario.streams, parameters).map { stream, parameter in
        (
          UInt16(stream.site),
          vendor.storage.isCompressed ? parameter.sizes.compressedShare : 1
        )
      })
    self.monthEnds = monthEnds
    readBack = (0..<scenario.months).map { _ in vendor.storage.tiers.map { _ in ReadBack() } }
  }

  deinit {
    for tier in tiers { tier.left.deallocate() }
    tiers.deallocate()
    read.deallocate()
    streams.deallocate()
  }

  /// Finds where studies lie and sends the accesses on their way: from then on they say when somebody
  /// begins to wait, and where they come from.
  ///
  /// - Parameters:
  ///   - accesses: In order of time.
  ///   - rows: First for those that come from tiers that take no time; then by tier, for those that come
  ///     from it; then by place, for those that a cache at the reader's site holds.
  func locate(_ accesses: StudyBuffer, into rows: [StudyBuffer]) {
    let count = accesses.count
    withUnsafeTemporaryAllocation(of: UnsafeMutablePointer<Study>.self, capacity: rows.count) {
      ends in
      for (place, row) in rows.enumerated() {
        row.reserve(count)
        ends.initializeElement(at: place, to: row.base + row.count)
      }
      var first = 0
      while first < count {
        let end = monthEnds[month]
        let last = month == monthEnds.count - 1 ? .infinity : end
        first =
          old == nil
          ? locate(accesses, from: first, before: last, ends)
          : passOld(accesses, from: first, ends)
        if first < count { month += 1 }
      }
      for (place, row) in rows.enumerated() { row.count = ends[place] - row.base }
    }
  }

  /// Those of the running month, from one on.
  private func locate(
    _ accesses: StudyBuffer, from first: Int, before end: Double,
    _ ends: UnsafeMutableBufferPointer<UnsafeMutablePointer<Study>>
  ) -> Int {
    let (base, count) = (accesses.base, accesses.count)
    let (tiers, streams, read) = (tiers, streams, read)
    let (lastTier, tierCount) = (tiers.count - 1, tiers.count)
    var n = first
    while n < count, base[n].time < end {
      var access = base[n]
      let note = AccessNote(access.acquired)
      access.acquired = access.time + note.lead
      let stream = streams[Int(access.stream)]
      let isAtSite = access.place == stream.site
      let share = Float(note.share)
      var place = 0
      while place < lastTier {
        let tier = tiers[place]
        if !tier.isAtSites || isAtSite, share >= tier.left[min(note.age, tier.last)] { break }
        place &+= 1
      }
      access.tier = UInt8(truncatingIfNeeded: place)
      read[place].studies &+= 1
      read[place].instances &+= Int(access.instances)
      read[place].bytes += access.bytes * stream.share
      // After the tiers stand the sites' caches.
      let row = tiers[place].isAtSites ? tierCount &+ 1 &+ Int(access.place) : tiers[place].row
      ends[row].pointee = access
      ends[row] += 1
      n &+= 1
    }
    for place in 0..<tierCount {
      readBack[month][place].studies += read[place].studies
      readBack[month][place].instances += read[place].instances
      readBack[month][place].bytes += read[place].bytes
      read[place] = ReadBack()
    }
    return n
  }

  /// Of the old system's tiers nothing is known.
  private func passOld(
    _ accesses: StudyBuffer, from first: Int,
    _ ends: UnsafeMutableBufferPointer<UnsafeMutablePointer<Study>>
  ) -> Int {
    for n in first..<accesses.count {
      var access = accesses.base[n]
      access.acquired = access.time + AccessNote(access.acquired).lead
      access.tier = UInt8(truncatingIfNeeded: old ?? 0)
      ends[0].pointee = access
      ends[0] += 1
    }
    return accesses.count
  }
}

/// What was read from one tier in one month.
public struct ReadBack: Sendable, Hashable {
  /// Accesses.
  public var studies = 0
  /// Instances of what is accessed.
  public var instances = 0
  /// Bytes as they are at rest, of whole studies.
  public var bytes = 0.0
}

/// A tier that gives out any number of studies at a time, each after its own delay.
final class TierDelay {
  private let costs: ServiceCosts
  private let under = TransferHeap()

  init(_ service: StageService) { costs = ServiceCosts(service) }

  deinit { costs.deallocate() }

  /// Replaces what is asked for by what is there by the watermark, in order of time.
  func pass(_ batch: StudyBuffer, through watermark: Double) {
    for n in 0..<batch.count {
      let access = batch.base[n]
      under.insert(access, tag: access.time + costs.of(access).service)
    }
    batch.count = 0
    while under.count > 0, under.leastTag <= watermark {
      let time = under.leastTag
      var access = under.removeLeast()
      access.time = time
      batch.append(access)
    }
  }
}
