import PlanModel
import Quantities

/// Where the queues from a vendor's core to its readers stand, and in which order accesses meet them.
///
/// The ways of studies to the core, taken the other way: at each place some accesses have arrived, and
/// the others go on over the lines to the places behind it.
struct RetrievalLayout: Sendable {
  /// A place that accesses come to, or the WAN of a site over which several are reached from there.
  struct Station: Sendable {
    /// The queues on the last step to it; at the core, the core's own.
    var queues: Range<Int>
    /// By place of the route map: the station to which accesses for it go on; nil where they have
    /// arrived.
    var next: [Int?]
    /// The site that stands there.
    var site: Int?
    /// The queues of that site, for what has arrived.
    var end = 0..<0
  }

  private(set) var queues: [PipelineLayout.Queue] = []
  /// The core first, each after the one it is reached from.
  private(set) var stations: [Station] = []
  /// By tier: the queue of its drives, nil where any number of studies is read at a time.
  private(set) var drives: [Int?] = []
  /// By tier: how long it takes to read a study; nil where that takes no time, or drives do it.
  private(set) var delays: [Stage?] = []

  /// Lays out a vendor's queues; none where its profile or the plan says nothing of reading.
  init(_ vendor: VendorProfile, _ scenario: Scenario) {
    guard let reading = scenario.reading, !vendor.retrieve.isEmpty else { return }
    let routes = scenario.routes
    let core = vendor.core ?? routes.elsewhere
    let link = vendor.retrieve.first { if case .link = $0.place { true } else { false } }
    let hops = link == nil ? [] : routes.hops(to: core)
    let sites = Set(scenario.streams.map(\.site))
    var readers = Set(reading.readers.compactMap(\.place))
    if reading.views != nil || reading.readers.contains(where: { $0.place == nil }) {
      readers.formUnion(sites)
    }
    /// From which place one comes to another on the way from the core.
    func before(_ place: Int) -> Int { hops.isEmpty ? core : hops[place]?.to ?? core }

    let everySite = Array(scenario.sites.indices)
    addTiers(vendor, everySite)
    let first = queues.count
    for stage in vendor.retrieve where stage.place == .core {
      queues.append(Self.queue(stage, line: nil, at: nil, from: nil, everySite))
    }
    stations = [Station(queues: first..<queues.count, next: [])]
    // All places on the way, those nearer to the core first.
    var reached = Set([core])
    var places: [Int] = []
    for reader in readers.sorted() {
      let way = sequence(first: reader) { $0 == core ? nil : before($0) }.reversed()
      places += way.filter { reached.insert($0).inserted }
    }
    var stationOf = [core: 0]
    /// The stations of WANs over which several places are reached, and of each of these that WAN's.
    var shared: [RouteMap.Hop.Direction: Int] = [:]
    var wanBefore: [Int: Int] = [:]
    for place in places {
      let first = queues.count
      if let link, let hop = hops[place]?.reversed {
        if shared[hop.direction] == nil {
          queues.append(
            Self.queue(
              link, line: scenario.line(of: hop), at: scenario.hopName(hop),
              from: scenario.sites.indices.contains(place) ? place : nil, everySite))
        }
        if places.count(where: { hops[$0]?.reversed.direction == hop.direction }) > 1 {
          let wan = shared[hop.direction] ?? stations.count
          if wan == stations.count {
            stations.append(Station(queues: first..<queues.count, next: []))
          }
          shared[hop.direction] = wan
          wanBefore[place] = wan
        }
      }
      stationOf[place] = stations.count
      // Behind a shared WAN there is no further queue.
      let own = wanBefore[place] == nil ? first..<queues.count : queues.count..<queues.count
      stations.append(Station(queues: own, next: []))
    }
    // Readers at the core's own site are reached over its LAN.
    var lan: Int?
    if let link, scenario.sites.indices.contains(core), readers.contains(core) {
      let first = queues.count
      queues.append(
        Self.queue(
          link, line: scenario.sites[core].lan.reversed, at: scenario.sites[core].name, from: core,
          everySite))
      lan = stations.count
      stations.append(Station(queues: first..<queues.count, next: []))
    }
    let nowhere = [Int?](repeating: nil, count: routes.elsewhere + 1)
    for wan in shared.values { stations[wan].next = nowhere }
    for (place, station) in stationOf.sorted(by: { $0.value < $1.value }) {
      addEnd(vendor, scenario, place, at: place == core ? lan ?? station : station)
      var next = nowhere
      for reader in readers where reader != place {
        let way = Array(sequence(first: reader) { $0 == core ? nil : before($0) })
        guard let here = way.firstIndex(of: place), here > 0 else { continue }
        let after = stationOf[way[here - 1]]
        if let wan = wanBefore[way[here - 1]] {
          next[reader] = wan
          stations[wan].next[reader] = after
        } else {
          next[reader] = after
        }
      }
      if place == core, let lan { next[core] = lan }
      stations[station].next = next
    }
    if let lan { stations[lan].next = nowhere }
  }

  /// The tiers that take their time.
  private mutating func addTiers(_ vendor: VendorProfile, _ sites: [Int]) {
    for tier in vendor.storage.tiers {
      guard tier.takesTime else {
        drives.append(nil)
        delays.append(nil)
        continue
      }
      let stage = Stage(
        name: tier.drives == nil ? tier.id : "\(tier.id) drives", place: .core,
        servers: tier.drives ?? 1, rate: tier.rate, perStudy: tier.firstByte,
        perInstance: Seconds(0), isCompressed: vendor.storage.isCompressed, discipline: .fifo)
      drives.append(tier.drives == nil ? nil : queues.count)
      delays.append(tier.drives == nil ? stage : nil)
      if tier.drives != nil {
        queues.append(Self.queue(stage, line: nil, at: nil, from: nil, sites))
      }
    }
  }

  /// The servers of a site, for its readers.
  private mutating func addEnd(
    _ vendor: VendorProfile, _ scenario: Scenario, _ place: Int, at station: Int
  ) {
    guard scenario.sites.indices.contains(place) else { return }
    let first = queues.count
    for stage in vendor.retrieve where stage.place == .eachSite {
      queues.append(
        Self.queue(stage, line: nil, at: scenario.sites[place].name, from: place, [place]))
    }
    stations[station].site = place
    stations[station].end = first..<queues.count
  }

  private static func queue(
    _ stage: Stage, line: NetworkLink?, at place: String?, from site: Int?, _ sites: [Int]
  ) -> PipelineLayout.Queue {
    var rate: BitsPerSecond?
    if case .link(let use) = stage.place, let line { rate = StageService.rate(of: line, use) }
    return PipelineLayout.Queue(
      stage: stage, line: line,
      label: StageLabel(
        name: stage.name, place: place, site: site, linkRate: rate, servers: stage.servers),
      sites: sites)
  }
}
