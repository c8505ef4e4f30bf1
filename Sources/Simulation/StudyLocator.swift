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
    let left: UnsafeMutableBufferPointer<Float>
    let isAtSites: Bool
  }

  private let tiers: [Tier]
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
    tiers = zip(vendor.storage.tiers, boundaries.left).map { tier, left in
      let parts = UnsafeMutableBufferPointer<Float>.allocate(capacity: max(1, left.count))
      _ = parts.initialize(from: left.isEmpty ? [0] : left.map { Float($0) })
      return Tier(left: parts, isAtSites: tier.isCache && tier.isAtSites)
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
    streams.deallocate()
  }

  /// Finds where studies lie and sends the accesses on their way: from then on they say when somebody
  /// begins to wait, and where they come from.
  ///
  /// - Parameters:
  ///   - accesses: In order of time.
  ///   - rows: By tier, where those go that come from it.
  ///   - hits: By place, where those go that a cache at the reader's site holds.
  func locate(_ accesses: StudyBuffer, into rows: [StudyBuffer], hits: [StudyBuffer?]) {
    for n in 0..<accesses.count {
      var access = accesses.base[n]
      let note = AccessNote(access.acquired)
      access.acquired = access.time + note.lead
      if let old {
        access.id = UInt32(old)
        rows[0].append(access)
        continue
      }
      let stream = streams[Int(access.stream)]
      let isAtSite = access.place == stream.site && hits[Int(access.place)] != nil
      let share = Float(note.share)
      var place = 0
      while place < tiers.count - 1 {
        let tier = tiers[place]
        if !tier.isAtSites || isAtSite, share >= tier.left[min(note.age, tier.left.count - 1)] {
          break
        }
        place &+= 1
      }
      access.id = UInt32(truncatingIfNeeded: place)
      while month < monthEnds.count - 1, access.time >= monthEnds[month] { month += 1 }
      readBack[month][place].studies += 1
      readBack[month][place].bytes += access.bytes * stream.share
      if tiers[place].isAtSites, let hit = hits[Int(access.place)] {
        hit.append(access)
      } else {
        rows[place].append(access)
      }
    }
  }
}

/// What was read from one tier in one month.
public struct ReadBack: Sendable, Hashable {
  /// Accesses.
  public var studies = 0
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
