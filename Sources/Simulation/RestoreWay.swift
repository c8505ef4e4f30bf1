public import PlanModel
public import Quantities

/// How a vendor's archive is brought back from one of its further copies.
public struct RestoreWay: Sendable, Hashable {
  /// The copy, as the profile names it.
  public var copy: String
  /// The lines between it and the core, as reports show them; empty where both stand in one place.
  public var lines: [String]
  /// What the slowest part of the way carries, with nothing else on it; nil is without limit.
  public var rate: BitsPerSecond?

  /// Makes a way.
  public init(copy: String, lines: [String], rate: BitsPerSecond?) {
    self.copy = copy
    self.lines = lines
    self.rate = rate
  }
}

extension Scenario {
  /// The ways back from each further copy of a vendor, over the lines that made it, taken the other way.
  public func restoreWays(of vendor: VendorProfile) -> [RestoreWay] {
    let routes = routes
    let core = vendor.core ?? routes.elsewhere
    var place = core
    return vendor.copies.map { copy in
      let target = copy.place ?? (copy.link == nil ? place : routes.elsewhere)
      place = target
      var lines: [String] = []
      var slowest: BitsPerSecond?
      if case .link(let use)? = copy.link?.place {
        for hop in routes.way(from: target, to: core) ?? [] {
          lines.append(hopName(hop))
          let rate = StageService.rate(of: line(of: hop), use)
          slowest = slowest.map { min($0, rate) } ?? rate
        }
      }
      let servers = copy.stage.flatMap { stage in
        stage.rate.map { BitsPerSecond($0.value * Double(stage.servers)) }
      }
      return RestoreWay(
        copy: copy.name, lines: lines, rate: [slowest, servers].compactMap(\.self).min())
    }
  }
}
