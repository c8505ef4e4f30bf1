import PlanModel
import Quantities

@testable import Simulation

/// One scenario to hold the engine against the reference.
struct Trial {
  var scenario: Scenario
  var seed: UInt64 = 1
  /// Uncertain values at their means where nil, else as this replication draws them.
  var replication: UInt32?
  var batching = Batching()

  var draws: ParameterDraws { replication.map { .replication($0, seed: seed) } ?? .means }

  /// Whether all that the trial sends somewhere can get there, as the checks of files ask for.
  var isSound: Bool {
    let routes = scenario.routes
    func leads(_ start: Int, _ end: Int) -> Bool { routes.way(from: start, to: end) != nil }
    guard !scenario.vendors.isEmpty, !scenario.streams.isEmpty else { return false }
    let sites = Set(scenario.streams.map(\.site))
    var readers = Set((scenario.reading?.readers ?? []).compactMap(\.place))
    readers.formUnion(sites)
    return scenario.vendors.allSatisfy { vendor in
      let core = vendor.core ?? routes.elsewhere
      var place = core
      for copy in vendor.copies {
        let end = copy.place ?? (copy.link == nil ? place : routes.elsewhere)
        if copy.link != nil, place == end || !leads(place, end) { return false }
        if copy.link == nil, copy.stage == nil { return false }
        place = end
      }
      func isLink(_ stage: Stage) -> Bool {
        if case .link = stage.place { true } else { false }
      }
      if let from = scenario.legacy?.migration?.from, vendor.ingest.contains(where: isLink),
        !leads(from, core)
      {
        return false
      }
      // Every site has its queues, studies or not.
      if vendor.ingest.contains(where: isLink),
        !scenario.sites.indices.allSatisfy({ leads($0, core) })
      {
        return false
      }
      if scenario.reading != nil, vendor.retrieve.contains(where: isLink),
        !readers.allSatisfy({ leads($0, core) })
      {
        return false
      }
      return vendor.contract.goLive <= scenario.months
        && vendor.storage.tiers.last?.leavesAfterDays == nil
        && vendor.storage.tiers.last?.isCache == false
    }
  }
}

/// What the random scenarios must draw often enough.
enum Feature: String, CaseIterable {
  case severalSites = "several sites"
  case places = "places beyond the sites"
  case severalLines = "a way over several lines"
  case meetingLines = "sites that meet on a line"
  case sharedWAN = "a WAN that two places share"
  case fifoOne = "FIFO, one server, with waits"
  case fifoSeveral = "FIFO, several servers, with waits"
  case statFirst = "STAT first, with waits"
  case overtaken = "an emergency that overtakes"
  case sharedLine = "shared line, two or more at once"
  case lan = "LAN of the core's own site"
  case compression = "compressed on the wire"
  case shares = "a transfer while a line's share is another"
  case stand = "work that a stand interrupts"
  case beginsInStand = "work that waits for the end of a stand"
  case outage = "studies that come in a dated outage"
  case caughtUp = "a queue that catches up after one"
  case maintenance = "maintenance windows"
  case copies = "a further copy"
  case cascade = "two or more further copies"
  case copyLines = "a copy over lines"
  case exposed = "bytes that are not yet in the last copy"
  case exposedInOutage = "such bytes in a dated outage"
  case goLive = "go-live during the plan"
  case oldSystem = "an old system that is known"
  case underway = "studies on their way at go-live"
  case agedTiers = "tiers by age"
  case cache = "a cache"
  case capacity = "a tier of finite capacity"
  case purchases = "purchases"
  case full = "a tier that gets full"
  case legacy = "a present archive"
  case leastSize = "a least size that is billed"
  case leastDays = "a least duration that is billed"
  case migration = "a migration"
  case migrationWindow = "a migration in its window"
  case migrationSlowed = "a migration that studies slow down"
  case migrationEnds = "a migration of days that ends in the plan"
  case purge = "purged bytes"
  case mixture = "retention by shares"
  case retentionChange = "a change of retention"
  case drawn = "drawn studies"
  case recorded = "recorded studies"
  case volumeEvent = "event: volume"
  case sizeEvent = "event: study size"
  case scannerEvent = "event: scanner replaced"
  case siteEvent = "event: site or stream opens"
  case reading = "reading"
  case elsewhere = "readers elsewhere"
  case priors = "priors"
  case views = "later views"
  case late = "reading before the arrival"
  case streaming = "a viewer that streams"
  case drives = "reads that wait for a drive"
  case delay = "reads from a tier that takes its time"
  case siteCache = "reads from a cache at the reader's site"
  case siteServers = "servers of the reader's site"
  case prefetch = "priors that are fetched ahead"
  case byAccess = "tiers by last access"
  case reheat = "tiers that lift back what is read"
  case ties = "studies of one instant"
  case smallBatches = "batches cut small"
  case clockChange = "clock changes"
  case uncertain = "uncertain values drawn"
  case twoYears = "two planning years"
}

/// How a trial went.
struct TrialResult {
  /// Where the engine and the reference differ; empty where they agree.
  var differences: [String] = []
  /// What the trial had.
  var features: Set<Feature> = []
  /// Why the queues could not be compared.
  var skipped: String?
  var studies = 0
  var accesses = 0
  /// How many single figures were compared, and how many of them to the bit.
  var figures = 0
  var exactFigures = 0
}
