import Quantities

extension Scenario {
  /// How many sites are open, by planning month: one that opens by an event counts from its month on.
  public var openSites: [Int] {
    let openings = sites.indices.map { monthOfOpening(of: $0) }
    return (0..<months).map { month in openings.count { $0 <= month } }
  }

  /// The planning month, from 0, in which a site opens.
  public func monthOfOpening(of site: Int) -> Int {
    events.compactMap { event in
      if case .openSite(site: site, _) = event.change { event.on.index - start.index } else { nil }
    }.max() ?? 0
  }

  /// The plan without its events, and without the streams that begin by one: what the present archive
  /// has known.
  public var continuing: Scenario {
    var plan = self
    plan.events = []
    plan.streams = streams.enumerated().filter { place, stream in
      !events.contains { event in
        switch event.change {
        case .goLive(stream: place, _): true
        case .openSite(site: stream.site, _): true
        default: false
        }
      }
    }.map(\.element)
    return plan
  }
}
