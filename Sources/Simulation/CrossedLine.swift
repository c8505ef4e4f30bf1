public import PlanModel
public import Quantities

/// A line of the scenario that a vendor's studies cross, and on whose ways it lies.
public struct CrossedLine: Sendable, Hashable {
  /// Which line.
  public var line: RouteMap.Hop.Line
  /// As the files refer to it.
  public var id: String
  /// As reports show it: a WAN by its site, a link by its ends.
  public var name: String
  /// The sites whose studies cross it to the core.
  public var sites: Set<Int>
  /// Whether all studies cross it to a further copy.
  public var isToCopy: Bool
  /// The places of ``RouteMap`` whose readers are reached over it.
  public var readers: Set<Int>
  /// The bandwidth, outwards, above which the vendor's software carries no more; nil without a round
  /// trip.
  ///
  ///     window / round trip × connections / share
  ///
  /// The greatest of all uses, with the least share of the week.
  public var usefulUpTo: BitsPerSecond?
}

/// What holds a queue back however wide its line is.
public struct LineBound: Sendable, Hashable {
  /// Whether it carries window ÷ round trip × connections, which is less than the line's share.
  public var isWindowed: Bool
  /// Whether each instance waits for a round trip.
  public var waitsForRoundTrips: Bool
}

extension Scenario {
  /// The WANs and links that a vendor's studies cross: WANs first, each in the order of the file. The
  /// networks inside sites are none of them.
  public func crossedLines(of vendor: VendorProfile) -> [CrossedLine] {
    let queues = PipelineLayout(vendor, self).queues + RetrievalLayout(vendor, self).queues
    let ways = LineWays(vendor, self)
    let wans = sites.enumerated().compactMap { site, place in
      place.wan.map { (RouteMap.Hop.Line.wan(site), $0, place.name) }
    }
    let joined = links.enumerated().map { number, link in
      let ends = [link.from, link.to].map { placeName($0) ?? "elsewhere" }
      return (RouteMap.Hop.Line.link(number), link.line, "\(ends[0]) to \(ends[1])")
    }
    return (wans + joined).compactMap { line, network, name in
      let crossing = queues.filter { $0.line?.id == network.id }
      guard !crossing.isEmpty else { return nil }
      let caps = crossing.map { StageService.usefulUpTo(network, $0) }
      return CrossedLine(
        line: line, id: network.id, name: name, sites: ways.toCore(over: line),
        isToCopy: ways.copies.contains(line), readers: ways.toReaders(over: line),
        usefulUpTo: caps.contains { $0 == nil } ? nil : caps.compactMap(\.self).max())
    }
  }

  /// The queues of a vendor's studies on one of its lines, as places of ``queueLabels(of:)``.
  public func queues(of vendor: VendorProfile, over line: CrossedLine) -> [Int] {
    let queues = PipelineLayout(vendor, self).queues + RetrievalLayout(vendor, self).queues
    return queues.indices.filter { queues[$0].line?.id == line.id }
  }

  /// By queue of a vendor, in the order of ``queueLabels(of:)``: what of it no bandwidth changes.
  public func lineBounds(of vendor: VendorProfile) -> [LineBound] {
    (PipelineLayout(vendor, self).queues + RetrievalLayout(vendor, self).queues).map { queue in
      guard case .link(let use) = queue.stage.place, let line = queue.line,
        line.roundTrip.value > 0
      else { return LineBound(isWindowed: false, waitsForRoundTrips: false) }
      let rate = StageService.rate(of: line, use)
      return LineBound(
        isWindowed: rate.value < line.up.value * line.share.value,
        waitsForRoundTrips: !use.isPipelined)
    }
  }

  /// The queues on the way of a promise, as places of ``queueLabels(of:)``.
  ///
  /// - Parameters:
  ///   - vendor: One of the scenario's.
  ///   - measure: What is timed.
  ///   - place: The site of the studies; of readers, where they sit.
  /// - Returns: Their places, in the order in which studies meet them.
  public func queues(
    of vendor: VendorProfile, onWayOf measure: ServiceLevel.Measure, at place: Int
  ) -> [Int] {
    let ingest = PipelineLayout(vendor, self).queues
    guard measure == .timeToDisplay else {
      return ingest.indices.filter {
        ingest[$0].sites.contains(place)
          && (!ingest[$0].isCopy || measure == .timeToProtected)
      }
    }
    let crossed = Set(
      crossedLines(of: vendor).filter { $0.readers.contains(place) }.map(\.id))
    return RetrievalLayout(vendor, self).queues.enumerated().compactMap { number, queue in
      let isOnWay =
        queue.line.map { crossed.contains($0.id) || queue.label.site == place }
        ?? (queue.stage.place != .eachSite || queue.label.site == place)
      return isOnWay ? ingest.count + number : nil
    }
  }
}

/// Which lines a vendor's studies cross on which ways.
private struct LineWays {
  /// By site.
  private var inwards: [Set<RouteMap.Hop.Line>] = []
  /// By place of the route map.
  private var outwards: [Set<RouteMap.Hop.Line>] = []
  /// To any of the further copies.
  private(set) var copies: Set<RouteMap.Hop.Line> = []

  init(_ vendor: VendorProfile, _ scenario: Scenario) {
    let routes = scenario.routes
    let core = vendor.core ?? routes.elsewhere
    func lines(from place: Int, to target: Int) -> Set<RouteMap.Hop.Line> {
      Set((routes.way(from: place, to: target) ?? []).map(\.line))
    }
    func hasLink(_ stages: [Stage]) -> Bool {
      stages.contains { if case .link = $0.place { true } else { false } }
    }
    if hasLink(vendor.ingest) {
      inwards = scenario.sites.indices.map { lines(from: $0, to: core) }
    }
    if hasLink(vendor.retrieve) {
      outwards = (0...routes.elsewhere).map { lines(from: $0, to: core) }
    }
    var place = core
    for copy in vendor.copies {
      let target = copy.place ?? (copy.link == nil ? place : routes.elsewhere)
      if copy.link != nil { copies.formUnion(lines(from: place, to: target)) }
      place = target
    }
  }

  func toCore(over line: RouteMap.Hop.Line) -> Set<Int> {
    Set(inwards.indices.filter { inwards[$0].contains(line) })
  }

  func toReaders(over line: RouteMap.Hop.Line) -> Set<Int> {
    Set(outwards.indices.filter { outwards[$0].contains(line) })
  }
}

extension StageService {
  /// The bandwidth of a line outwards above which a queue on it gets no faster; nil is none.
  fileprivate static func usefulUpTo(
    _ line: NetworkLink, _ queue: PipelineLayout.Queue
  ) -> BitsPerSecond? {
    guard case .link(let use) = queue.stage.place, line.roundTrip.value > 0,
      let crossed = queue.line
    else { return nil }
    let share = line.shares.reduce(line.share.value) { min($0, $1.share.value) }
    guard share > 0 else { return nil }
    let windowed = BitsPerSecond(
      bytesPerSecond: Double(use.window.count) / line.roundTrip.value * Double(use.connections))
    // The queue's line is turned so that its `up` is the direction that is crossed.
    return BitsPerSecond(windowed.value / share * line.up.value / crossed.up.value)
  }
}
