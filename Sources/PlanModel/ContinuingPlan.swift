extension Scenario {
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
