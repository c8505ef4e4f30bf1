public import PlanModel
public import Quantities

/// Where the queues of one vendor stand and in which order studies meet them.
///
/// Ways to the core form a tree: at each place what its own site makes and what comes in over lines
/// is put in order of time, and goes on over one line. From each place one line leads on, and a line in
/// one direction is one queue: the WAN of a site is where all that other places send in over it meets.
/// The tree's root is the core; behind it the copies follow, one made from the other.
struct PipelineLayout: Sendable {
  /// One queue.
  struct Queue: Sendable {
    var stage: Stage
    /// Of a line; nil for servers.
    var line: NetworkLink?
    var label: StageLabel
    /// The sites whose studies pass it.
    var sites: [Int]
    /// Whether it takes in a further copy: servers of another place than the core.
    var isCopy = false
  }

  /// A place at which studies meet, or the WAN of a site that several places send in over.
  struct Station: Sendable {
    /// The site that stands there.
    var site: Int?
    /// Queues of the site's own studies alone.
    var own: Range<Int>
    /// The stations whose studies come in, each of them before this one in the list.
    var tributaries: [Int]
    /// Queues of all that meet here.
    var onward: Range<Int>
  }

  private(set) var queues: [Queue] = []
  /// Each after those that lead to it; the last is the core.
  private(set) var stations: [Station] = []
  /// The queues from the primary copy to the last.
  private(set) var copies: Range<Int> = 0..<0
  /// The queues on the way of the legacy archive to the core.
  private(set) var migration: [Int] = []
  /// The least rate of the lines on that way that no study crosses.
  private(set) var idleLine: BitsPerSecond?

  /// Lays out a vendor's queues.
  init(_ vendor: VendorProfile, _ scenario: Scenario) {
    let routes = scenario.routes
    let core = vendor.core ?? routes.elsewhere
    let link = vendor.ingest.first { if case .link = $0.place { true } else { false } }
    let hops = link == nil ? [] : routes.hops(to: core)
    /// Where studies go from a place; without a line on the way, all are at the core at once.
    func following(_ place: Int) -> Int? {
      place == core ? nil : link == nil ? core : hops[place]?.to
    }

    var sitesOf: [Int: [Int]] = [:]
    for site in scenario.sites.indices {
      for place in sequence(first: site, next: following) {
        sitesOf[place, default: []].append(site)
      }
    }

    // The places from which studies set out over each line.
    var starts: [RouteMap.Hop.Direction: [Int]] = [:]
    for place in sitesOf.keys.sorted() where place != core {
      if link != nil, let hop = hops[place] { starts[hop.direction, default: []].append(place) }
    }

    // Queues are listed site by site, then along the lines they share, as reports show them.
    var own: [Int: Range<Int>] = [:]
    var onward: [Int: Range<Int>] = [:]
    func addLine(at place: Int) {
      guard let link, place != core, let hop = hops[place], let all = starts[hop.direction],
        all.first == place
      else { return }
      let first = queues.count
      let sites = Set(all.flatMap { sitesOf[$0] ?? [] }).sorted()
      add(link, over: hop, sites: sites, scenario)
      for start in all { onward[start] = first..<queues.count }
    }
    for site in scenario.sites.indices {
      let first = queues.count
      for stage in vendor.ingest where stage.place == .eachSite {
        add(stage, at: scenario.sites[site].name, from: site, sites: [site])
      }
      if let link, site == core {
        add(
          link, line: scenario.sites[site].lan, at: scenario.sites[site].name, from: site,
          sites: [site])
      }
      own[site] = first..<queues.count
      addLine(at: site)
    }
    let beyond = sitesOf.keys.filter { $0 >= scenario.sites.count }.sorted()
    for place in beyond { addLine(at: place) }
    let everySite = Array(scenario.sites.indices)
    let first = queues.count
    for stage in vendor.ingest where stage.place == .core {
      add(stage, at: nil, sites: everySite)
    }
    onward[core] = first..<queues.count
    if var place = scenario.legacy?.migration?.from {
      while let link, place != core, let hop = hops[place], case .link(let use) = link.place {
        if let line = starts[hop.direction]?.first.flatMap({ onward[$0] }) {
          migration += line
        } else {
          let rate = StageService.rate(of: scenario.line(of: hop), use)
          idleLine = idleLine.map { min($0, rate) } ?? rate
        }
        place = hop.to
      }
      migration += onward[core] ?? 0..<0
    }
    addCopies(vendor, scenario, from: core, routes, everySite)

    /// Whether studies go on from a place over the WAN of the site they go to.
    func goesOverWAN(_ place: Int) -> Bool {
      guard link != nil, let hop = hops[place] else { return false }
      return hop.line == .wan(hop.to)
    }
    /// - Returns: Where in the list it is.
    func addStation(_ place: Int) -> Int {
      let before = sitesOf.keys.filter { following($0) == place }.sorted()
      let overWAN = before.filter(goesOverWAN)
      var tributaries = before.filter { !goesOverWAN($0) }.map(addStation)
      var station = Station(
        site: place < scenario.sites.count ? place : nil, own: own[place] ?? 0..<0,
        tributaries: [], onward: onward[place] ?? 0..<0)
      // What several places send in over a site's WAN meets before it.
      if overWAN.count > 1, let first = overWAN.first {
        let meeting = overWAN.map(addStation)
        for other in meeting { stations[other].onward = 0..<0 }
        tributaries.append(stations.count)
        stations.append(
          Station(site: nil, own: 0..<0, tributaries: meeting, onward: onward[first] ?? 0..<0))
      } else {
        tributaries += overWAN.map(addStation)
      }
      station.tributaries = tributaries
      stations.append(station)
      return stations.count - 1
    }
    _ = addStation(core)
  }

  private mutating func addCopies(
    _ vendor: VendorProfile, _ scenario: Scenario, from core: Int, _ routes: RouteMap,
    _ sites: [Int]
  ) {
    let first = queues.count
    var place = core
    for copy in vendor.copies {
      let target = copy.place ?? (copy.link == nil ? place : routes.elsewhere)
      if let link = copy.link {
        for hop in routes.way(from: place, to: target) ?? [] {
          add(link, over: hop, sites: sites, scenario)
        }
      }
      if let stage = copy.stage { add(stage, at: nil, sites: sites) }
      place = target
    }
    copies = first..<queues.count
    for place in copies { queues[place].isCopy = true }
  }

  private mutating func add(
    _ stage: Stage, over hop: RouteMap.Hop, sites: [Int], _ scenario: Scenario
  ) {
    add(
      stage, line: scenario.line(of: hop), at: scenario.hopName(hop),
      from: scenario.sites.indices.contains(hop.from) ? hop.from : nil, sites: sites)
  }

  private mutating func add(
    _ stage: Stage, line: NetworkLink? = nil, at place: String?, from site: Int? = nil,
    sites: [Int]
  ) {
    var rate: BitsPerSecond?
    if case .link(let use) = stage.place, let line { rate = StageService.rate(of: line, use) }
    queues.append(
      Queue(
        stage: stage, line: line,
        label: StageLabel(
          name: stage.name, place: place, site: site, linkRate: rate, servers: stage.servers),
        sites: sites))
  }
}

/// Which queue it is.
public struct StageLabel: Sendable, Hashable {
  /// As the profile names it.
  public var name: String
  /// The site or the line it belongs to, as reports show it; nil in the core.
  public var place: String?
  /// Index of the site where it stands or, as a line, begins; nil elsewhere.
  public var site: Int?
  /// Of a line, the rate the vendor's software reaches on it.
  public var linkRate: BitsPerSecond?
  /// Parallel servers.
  public var servers: Int
  /// Whether it is part of the system that runs until the vendor's takes over.
  public var isOldSystem = false
}

extension Scenario {
  /// The queues a vendor's studies meet, in the order of the replay's results.
  public func queueLabels(of vendor: VendorProfile) -> [StageLabel] {
    (PipelineLayout(vendor, self).queues + RetrievalLayout(vendor, self).queues).map(\.label)
  }
}
