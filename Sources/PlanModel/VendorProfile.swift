public import Foundation
public import Quantities

/// What one vendor offers and charges.
public struct VendorProfile: Sendable {
  /// Where the prices come from.
  public enum Basis: String, CaseIterable, Sendable {
    case archetype
    case listPrice = "list price"
    case quote
  }
  /// Where the vendor's core runs.
  public enum Deployment: String, CaseIterable, Sendable {
    case onPremises = "on-premises"
    case cloud
  }

  /// As the files refer to it.
  public var id: String
  /// As reports show it.
  public var name: String
  /// Where the prices come from.
  public var basis: Basis
  /// Where the vendor's core runs.
  public var deployment: Deployment
  /// Where the core stands, an index into the scenario's sites, then its places; nil is elsewhere,
  /// so that every site reaches it over its WAN.
  public var core: Int?
  /// The way of a study into the primary copy, in order.
  public var ingest: [Stage]
  /// The further copies: each is made from the one before, the first from the primary.
  public var copies: [Copy]
  /// The way of a study from the primary copy to its reader, in order: stages of the core, then the
  /// lines; empty where the profile does not say.
  public var retrieve: [Stage] = []
  /// How and how long bytes are kept.
  public var storage: StoragePlan
  /// What it costs.
  public var prices: [PriceLine]
  /// Items of a complete offer that this one does without.
  public var notNeeded: [CostPart] = []
  /// What it says about what is asked for.
  public var requirements: [RequirementAnswer] = []
  /// The share taken off everything that the vendor is paid.
  public var discount: Decimal = 0
  /// What its currency is in the plan's; nil where they are the same.
  public var exchange: ExchangeRate?
  /// How often its core fails; nil is never.
  public var reliability: Reliability?
  /// When it takes over and is paid.
  public var contract = Contract.standard

  /// Makes a profile.
  public init(
    id: String, name: String, basis: Basis, deployment: Deployment, core: Int?,
    ingest: [Stage], copies: [Copy], storage: StoragePlan, prices: [PriceLine]
  ) {
    self.id = id
    self.name = name
    self.basis = basis
    self.deployment = deployment
    self.core = core
    self.ingest = ingest
    self.copies = copies
    self.storage = storage
    self.prices = prices
  }
}

/// One queue on the way of every study.
///
///     service = per-study + instances × per-instance + bytes on the wire / rate
public struct Stage: Hashable, Sendable {
  /// Where the stage stands, and so how many of it there are.
  public enum Place: Hashable, Sendable {
    /// One at every site, for the studies made there.
    case eachSite
    /// One, for all studies.
    case core
    /// The lines to the core, or to a copy: each of them a queue of its own, for all studies that
    /// cross it. Where the core stands at the study's own site, the LAN of the site.
    case link(LinkUse)
  }

  /// As reports show it: `gateway`, `uplink`.
  public var name: String
  /// Where it stands.
  public var place: Place
  /// Parallel servers, at least 1; a link has one.
  public var servers: Int
  /// Of each server; nil is without limit. A link's follows from the line and its use.
  public var rate: BitsPerSecond?
  /// For each study.
  public var perStudy: Seconds
  /// For each instance.
  public var perInstance: Seconds
  /// Whether bytes cross this stage losslessly compressed.
  public var isCompressed: Bool
  /// Who is served when; only a link is shared.
  public var discipline: QueueDiscipline
  /// The share of a study's bytes and instances that crosses it before the study is on display: a
  /// viewer that streams asks for less than all.
  public var streams = 1.0

  /// Makes a stage.
  public init(
    name: String, place: Place, servers: Int, rate: BitsPerSecond?, perStudy: Seconds,
    perInstance: Seconds, isCompressed: Bool, discipline: QueueDiscipline
  ) {
    precondition(discipline != .shared || servers == 1, "a line is one server")
    self.name = name
    self.place = place
    self.servers = servers
    self.rate = rate
    self.perStudy = perStudy
    self.perInstance = perInstance
    self.isCompressed = isCompressed
    self.discipline = discipline
  }
}

/// A copy besides the primary one.
public struct Copy: Hashable, Sendable {
  /// As the profile names it.
  public var name: String
  /// Where it is kept, an index into the scenario's sites, then its places; nil is outside for a copy
  /// with a link, beside the copy before for one without.
  public var place: Int?
  /// How the lines to it are used; nil is a way that takes no time.
  public var link: Stage?
  /// The servers that take it in; nil are as fast as the line.
  public var stage: Stage?

  /// Makes a copy.
  public init(name: String, place: Int?, link: Stage?, stage: Stage?) {
    self.name = name
    self.place = place
    self.link = link
    self.stage = stage
  }
}

/// How a vendor's software uses a line.
///
///     rate = min(share × bandwidth, window / round trip × connections)
public struct LinkUse: Hashable, Sendable {
  /// Parallel connections.
  public var connections: Int
  /// Bytes under way on one connection before an acknowledgement is awaited.
  public var window: Bytes
  /// Without it each instance waits for one round trip, spread over the connections.
  public var isPipelined: Bool

  /// Makes a way of using a line.
  public init(connections: Int, window: Bytes, isPipelined: Bool) {
    self.connections = connections
    self.window = window
    self.isPipelined = isPipelined
  }
}

/// How a vendor keeps bytes.
public struct StoragePlan: Hashable, Sendable {
  /// Whether bytes at rest are losslessly compressed.
  public var isCompressed: Bool
  /// Where bytes lie: each takes over where the one before ends; the last keeps them. A cache holds
  /// what the tiers behind it hold too.
  public var tiers: [StorageTier]

  /// Makes a plan.
  public init(isCompressed: Bool, tiers: [StorageTier]) {
    self.isCompressed = isCompressed
    self.tiers = tiers
  }
}

/// A kind of storage that holds studies of some age, or that have been asked for not long ago.
public struct StorageTier: Hashable, Sendable {
  /// As price lines refer to it.
  public var id: String
  /// The days after which a study leaves; nil is at the end of retention.
  public var leavesAfterDays: Int?
  /// Whether these days are counted from the last access to it, not from its acquisition.
  public var leavesByAccess = false
  /// Copies kept in this tier.
  public var copies: Int
  /// Raw bytes for one usable byte: 1.25 for eight data and two parity disks.
  public var protection: Double
  /// nil is storage without end, as a cloud sells it.
  public var capacity: TierCapacity?
  /// Whether it holds a further copy of what is younger than its days, while the tiers behind it hold
  /// all.
  public var isCache: Bool
  /// Of a cache: whether there is one at each site for what is made there, so that who reads it there
  /// needs no line; it stands at the core otherwise.
  public var isAtSites = false
  /// Where what is read from it is lifted to: an earlier tier that studies leave by access, for whose
  /// days it then stays there; nil leaves it.
  public var reheatsTo: Int?
  /// How long it takes to find the first byte of a study.
  public var firstByte = Seconds(0)
  /// At which a study is then read; nil is without limit.
  public var rate: BitsPerSecond?
  /// How many studies are read at a time; nil is any number.
  public var drives: Int?
  /// The least that is billed for an object.
  public var minimumObject: MinimumObject?
  /// The least days that are billed for what comes in.
  public var minimumDays = 0

  /// Whether a read from it takes longer than the stages on the way back.
  public var takesTime: Bool { firstByte.value > 0 || rate != nil }

  /// Makes a tier.
  public init(
    id: String, leavesAfterDays: Int?, copies: Int, protection: Double, capacity: TierCapacity?,
    isCache: Bool = false
  ) {
    self.id = id
    self.leavesAfterDays = leavesAfterDays
    self.copies = copies
    self.protection = protection
    self.capacity = capacity
    self.isCache = isCache
  }
}

/// The least that is billed for an object, however small it is.
public struct MinimumObject: Hashable, Sendable {
  /// What an object is.
  public enum Kind: String, CaseIterable, Sendable { case study, instance }

  /// Bytes.
  public var size: Bytes
  /// What an object is.
  public var per: Kind

  /// Makes a least size.
  public init(size: Bytes, per: Kind) {
    self.size = size
    self.per = per
  }
}

/// How big a tier is and how it grows.
public struct TierCapacity: Hashable, Sendable {
  /// Bytes for studies at the start, all copies, after protection.
  public var usable: Bytes
  /// The share of the usable bytes that may be filled.
  public var fillThreshold: Fraction
  /// What is bought at a time; nil is that the tier cannot grow.
  public var increment: Bytes?
  /// The greatest usable size; nil is without limit.
  public var maximum: Bytes?
  /// Months from order to delivery.
  public var leadTimeMonths: Int

  /// Makes a capacity.
  public init(
    usable: Bytes, fillThreshold: Fraction, increment: Bytes?, maximum: Bytes?,
    leadTimeMonths: Int
  ) {
    self.usable = usable
    self.fillThreshold = fillThreshold
    self.increment = increment
    self.maximum = maximum
    self.leadTimeMonths = leadTimeMonths
  }
}

/// Which bytes of a tier are billed.
public enum StoredMeasure: String, CaseIterable, Sendable {
  /// After compression, one copy.
  case logical
  /// With copies and protection.
  case physical
}

/// When in the month the bytes of a tier are taken.
public enum StoredBasis: String, CaseIterable, Sendable {
  /// The mean over the month's days, each at its end.
  case average
  /// The greatest of the month's days.
  case peak
  /// The last day's.
  case end
}
