/// A place beyond the sites: a data centre, a cloud region.
public struct Place: Hashable, Sendable {
  /// What stands there.
  public enum Kind: String, CaseIterable, Sendable {
    /// Servers and disks of the hospital or of an offer.
    case dataCentre = "data-centre"
    /// A provider's.
    case cloud
  }

  /// As the files refer to it.
  public var id: String
  /// As reports show it.
  public var name: String
  /// What stands there.
  public var kind: Kind

  /// Makes a place.
  public init(id: String, name: String, kind: Kind) {
    self.id = id
    self.name = name
    self.kind = kind
  }
}

/// A line between two places.
public struct PlaceLink: Hashable, Sendable {
  /// As the files refer to it.
  public var id: String
  /// Where it begins: an index into the sites, then the places.
  public var from: Int
  /// Where it ends, likewise.
  public var to: Int
  /// Its speed; `up` is from its beginning to its end.
  public var line: NetworkLink

  /// Makes a line.
  public init(id: String, from: Int, to: Int, line: NetworkLink) {
    self.id = id
    self.from = from
    self.to = to
    self.line = line
  }
}

/// Which lines lead from one place to another.
///
/// Places are numbered: the sites, then the places, then one for whatever stands elsewhere. A site
/// reaches every other place over its own WAN, unless a link joins the two; a place reaches what its
/// links join it to, and sites over their WANs. The way with the fewest lines is taken;
/// among equals the one whose link stands first in the file.
public struct RouteMap: Sendable {
  /// A line in one direction.
  public struct Hop: Hashable, Sendable {
    /// Which line.
    public enum Line: Hashable, Sendable {
      /// The WAN of a site.
      case wan(Int)
      /// A link of the scenario.
      case link(Int)
    }

    /// Which line.
    public var line: Line
    /// Whether it is crossed outwards: away from the site, or from a link's beginning to its end.
    public var isOutward: Bool
    /// Where the hop begins.
    public var from: Int
    /// Where it ends.
    public var to: Int

    /// The same line the other way.
    public var reversed: Hop { Hop(line: line, isOutward: !isOutward, from: to, to: from) }

    /// A line and which way it is crossed, wherever the hop leads.
    public struct Direction: Hashable, Sendable {
      private let line: Line
      private let isOutward: Bool

      fileprivate init(_ hop: Hop) {
        line = hop.line
        isOutward = hop.isOutward
      }
    }

    /// Its line and which way it is crossed.
    public var direction: Direction { Direction(self) }
  }

  /// The place of whatever stands at no place of the scenario.
  public let elsewhere: Int
  private let wans: [Bool]
  private let links: [(from: Int, to: Int)]

  /// Lays out a network.
  ///
  /// - Parameters:
  ///   - wans: For each site, whether it has a WAN.
  ///   - places: How many further places there are.
  ///   - links: Where each link begins and ends.
  public init(wans: [Bool], places: Int, links: [(from: Int, to: Int)]) {
    self.wans = wans
    self.links = links
    elsewhere = wans.count + places
  }

  /// For each place its next hop on the way to another; nil for that itself and where there is no way.
  public func hops(to destination: Int) -> [Hop?] {
    var next = [Hop?](repeating: nil, count: elsewhere + 1)
    var reached = [destination]
    var isReached = [Bool](repeating: false, count: elsewhere + 1)
    isReached[destination] = true
    while !reached.isEmpty {
      let goals = Set(reached)
      reached = []
      for place in 0...elsewhere where !isReached[place] {
        guard let hop = hops(from: place).first(where: { goals.contains($0.to) }) else { continue }
        next[place] = hop
        reached.append(place)
      }
      for place in reached { isReached[place] = true }
    }
    return next
  }

  /// The hops from one place to another; nil where there is no way.
  public func way(from start: Int, to destination: Int) -> [Hop]? {
    let next = hops(to: destination)
    var way: [Hop] = []
    var place = start
    while place != destination {
      guard let hop = next[place] else { return nil }
      way.append(hop)
      place = hop.to
    }
    return way
  }

  /// Every hop that begins at a place: over its links, in their order, then over WANs.
  private func hops(from place: Int) -> [Hop] {
    var hops: [Hop] = []
    for (index, link) in links.enumerated() {
      if link.from == place {
        hops.append(Hop(line: .link(index), isOutward: true, from: place, to: link.to))
      } else if link.to == place {
        hops.append(Hop(line: .link(index), isOutward: false, from: place, to: link.from))
      }
    }
    let linked = Set(hops.map(\.to))
    for other in 0...elsewhere where other != place && !linked.contains(other) {
      if wans.indices.contains(place) {
        if wans[place] {
          hops.append(Hop(line: .wan(place), isOutward: true, from: place, to: other))
        }
      } else if wans.indices.contains(other), wans[other] {
        hops.append(Hop(line: .wan(other), isOutward: false, from: place, to: other))
      }
    }
    return hops
  }
}

extension Scenario {
  /// Which lines lead from where to where.
  public var routes: RouteMap {
    RouteMap(
      wans: sites.map { $0.wan != nil }, places: places.count,
      links: links.map { ($0.from, $0.to) })
  }

  /// What reports call a place of ``RouteMap``: nil elsewhere.
  public func placeName(_ place: Int) -> String? {
    if sites.indices.contains(place) { return sites[place].name }
    let beyond = place - sites.count
    return places.indices.contains(beyond) ? places[beyond].name : nil
  }

  /// The line that a hop crosses, its `up` in the direction of the hop.
  public func line(of hop: RouteMap.Hop) -> NetworkLink {
    let line: NetworkLink
    switch hop.line {
    case .wan(let site):
      guard let wan = sites[site].wan else {
        preconditionFailure("a way leads only over lines that are there")
      }
      line = wan
    case .link(let index): line = links[index].line
    }
    return hop.isOutward ? line : line.reversed
  }

  /// What reports call a hop: a WAN by its site, a link by its ends.
  public func hopName(_ hop: RouteMap.Hop) -> String {
    switch hop.line {
    case .wan(let site): sites[site].name
    case .link:
      "\(placeName(hop.from) ?? "elsewhere") to \(placeName(hop.to) ?? "elsewhere")"
    }
  }
}

extension NetworkLink {
  /// The same line seen from its other end.
  public var reversed: NetworkLink {
    var line = self
    line.up = down
    line.down = up
    return line
  }
}
