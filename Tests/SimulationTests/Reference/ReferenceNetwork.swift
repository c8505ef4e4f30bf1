import PlanModel
import Quantities

@testable import Simulation

/// One queue's name: what tells it from all others of a vendor.
struct QueueName: Hashable, CustomStringConvertible {
  /// As the profile names the stage.
  var stage: String
  /// Where it stands, or which line it is, as reports say it; nil at the core.
  var place: String?
  /// Whether it is the system that runs until the vendor's takes over.
  var isOld: Bool

  var description: String {
    "\(isOld ? "old " : "")\(stage)\(place.map { " (\($0))" } ?? "")"
  }
}

/// What a study meets at one queue.
struct Step {
  var name: QueueName
  /// What tells the queue from others within its part of the way.
  var key: Key
  var stage: Stage
  /// The line, its `up` in the direction of the study; nil for servers.
  var line: NetworkLink?
  /// The place where the step begins.
  var start: Int
  /// Whether it takes in a further copy.
  var isCopy = false
  /// Whether it is the WAN of the site to which it leads.
  var isOwnWAN = false

  enum Key: Hashable {
    case site(Int, stage: Int)
    case core(stage: Int)
    case line(RouteMap.Hop.Direction)
    case lan
    /// Those of a tier.
    case drives(tier: Int)
    /// The servers of a site for its readers.
    case end(Int, stage: Int)
  }

  /// Bytes on the wire, and seconds of one server.
  ///
  ///     service = per-study + instances × per-instance + bytes on the wire ÷ rate
  ///
  /// - Parameters:
  ///   - bytes: As acquired.
  ///   - instances: Of the whole study.
  ///   - compressed: What lossless compression makes of a byte.
  /// - Returns: Of the part that crosses.
  func cost(bytes: Rounded, instances: Rounded, compressed: Rounded) -> (
    wire: Rounded, work: Rounded
  ) {
    let part = Rounded(stage.streams)
    let wire = part * (stage.isCompressed ? bytes * compressed : bytes)
    var perInstance = Rounded(stage.perInstance.value)
    var seconds: Rounded?
    if case .link(let use) = stage.place, let line {
      if !use.isPipelined {
        perInstance =
          perInstance + Rounded(line.roundTrip.value) / Rounded(Double(use.connections))
      }
      seconds = rate(share: line.share).map { wire / $0 }
    } else if let rate = stage.rate {
      seconds = wire / (Rounded(rate.value) / Rounded(8))
    }
    let fixed = Rounded(stage.perStudy.value) + part * instances * perInstance
    return (wire, seconds.map { fixed + $0 } ?? fixed)
  }

  /// Bytes a second on the line, if PACS may use a share of it; nil for servers.
  ///
  ///     rate = min(share × bandwidth, window ÷ round trip × connections)
  func rate(share: Fraction) -> Rounded? {
    guard case .link(let use) = stage.place, let line else { return nil }
    let rate = Rounded(line.up.value) * Rounded(share.value) / Rounded(8)
    guard line.roundTrip.value > 0 else { return rate }
    let window =
      Rounded(Double(use.window.count)) / Rounded(line.roundTrip.value)
      * Rounded(Double(use.connections))
    return window < rate ? window : rate
  }
}

/// Which queues a vendor's studies meet, in their order.
struct ReferenceWays {
  let scenario: Scenario
  let vendor: VendorProfile
  let isOld: Bool
  private let routes: RouteMap
  var core: Int { vendor.core ?? routes.elsewhere }

  init(_ scenario: Scenario, _ vendor: VendorProfile, isOld: Bool) {
    self.scenario = scenario
    self.vendor = vendor
    self.isOld = isOld
    routes = scenario.routes
  }

  /// From a site into the primary copy.
  func ingest(from site: Int) -> [Step] {
    vendor.ingest.enumerated().flatMap { index, stage -> [Step] in
      switch stage.place {
      case .eachSite:
        [
          Step(
            name: name(stage, scenario.sites[site].name), key: .site(site, stage: index),
            stage: stage, line: nil, start: site)
        ]
      case .core:
        [
          Step(
            name: name(stage, nil), key: .core(stage: index), stage: stage, line: nil, start: core)
        ]
      case .link: crossing(stage, from: site, to: core)
      }
    }
  }

  /// The lines and servers that the present archive passes on its way to the core from a place.
  func migration(from place: Int) -> [Step] {
    vendor.ingest.enumerated().flatMap { index, stage -> [Step] in
      switch stage.place {
      case .eachSite: []
      case .link: place == core ? [] : lines(stage, way(from: place, to: core))
      case .core:
        [
          Step(
            name: name(stage, nil), key: .core(stage: index), stage: stage, line: nil, start: core)
        ]
      }
    }
  }

  /// From the primary copy to each further one, one made from the other.
  func copies() -> [[Step]] {
    var place = core
    return vendor.copies.map { copy in
      var steps: [Step] = []
      let end = copy.place ?? (copy.link == nil ? place : routes.elsewhere)
      if let link = copy.link { steps += lines(link, way(from: place, to: end)) }
      if let stage = copy.stage {
        steps.append(
          Step(
            name: name(stage, nil), key: .core(stage: 0), stage: stage, line: nil, start: end,
            isCopy: true))
      }
      place = end
      return steps
    }
  }

  /// From the primary copy to a reader: the core's servers, the lines from there to the core taken the
  /// other way, and the servers of the reader's own site.
  func retrieval(to reader: Int) -> [Step] {
    var steps: [Step] = []
    for (index, stage) in vendor.retrieve.enumerated() where stage.place == .core {
      steps.append(
        Step(
          name: name(stage, nil), key: .core(stage: index), stage: stage, line: nil, start: core))
    }
    for stage in vendor.retrieve {
      if case .link = stage.place { steps += crossing(stage, from: core, to: reader, isBack: true) }
    }
    return steps + end(at: reader)
  }

  /// What a reader's own site does with what has come there.
  func end(at reader: Int) -> [Step] {
    guard reader < scenario.sites.count else { return [] }
    return vendor.retrieve.enumerated().filter { $0.element.place == .eachSite }.map {
      index, stage in
      Step(
        name: name(stage, scenario.sites[reader].name), key: .end(reader, stage: index),
        stage: stage, line: nil, start: reader)
    }
  }

  /// How a tier gives out a study, one at a time for each drive; nil where that takes no time.
  func reading(of tier: Int) -> Step? {
    let plan = vendor.storage.tiers[tier]
    guard plan.firstByte.value > 0 || plan.rate != nil else { return nil }
    let stage = Stage(
      name: "\(plan.id) drives", place: .core, servers: plan.drives ?? 1, rate: plan.rate,
      perStudy: plan.firstByte, perInstance: Seconds(0), isCompressed: vendor.storage.isCompressed,
      discipline: .fifo)
    return Step(
      name: name(stage, nil), key: .drives(tier: tier), stage: stage, line: nil, start: core)
  }

  /// Within one site the LAN, else the lines of the way.
  private func crossing(
    _ stage: Stage, from start: Int, to end: Int, isBack: Bool = false
  ) -> [Step] {
    guard start == end else {
      return isBack
        ? lines(stage, (way(from: end, to: start)).reversed().map(\.reversed))
        : lines(stage, way(from: start, to: end))
    }
    guard scenario.sites.indices.contains(start) else { return [] }
    let site = scenario.sites[start]
    return [
      Step(
        name: name(stage, site.name), key: .lan, stage: stage,
        line: isBack ? site.lan.reversed : site.lan, start: end)
    ]
  }

  private func way(from start: Int, to end: Int) -> [RouteMap.Hop] {
    guard let way = routes.way(from: start, to: end) else {
      preconditionFailure("there is a way to wherever studies go")
    }
    return way
  }

  private func lines(_ stage: Stage, _ way: [RouteMap.Hop]) -> [Step] {
    way.map { hop in
      Step(
        name: name(stage, scenario.hopName(hop)), key: .line(hop.direction), stage: stage,
        line: scenario.line(of: hop), start: hop.from, isOwnWAN: hop.line == .wan(hop.to))
    }
  }

  private func name(_ stage: Stage, _ place: String?) -> QueueName {
    QueueName(stage: stage.name, place: place, isOld: isOld)
  }
}

/// A part of the way of many studies: a set of queues, each of which sends on what leaves it.
final class ReferenceNetwork {
  /// One study, or one access, on its way.
  struct Traveller {
    /// When it sets out.
    var begin: Rounded
    var bytes: Rounded
    var instances: Rounded
    /// What lossless compression makes of a byte.
    var compressed: Rounded
    var isEmergency: Bool
    var steps: [Step]
    /// Where it sets out.
    var origin: Int
    /// Where it ends.
    var goal: Int
    /// Those of one group that set out at the same instant do so in every program.
    var group: Int
    /// Of those that come from tiers, at one instant: those of the first are first. Where a reader's
    /// site has it, it is behind what the lines bring.
    var tier = -1
    var isOfSite = false

    /// Where it was before it came to the place of a step: −1 where it set out there.
    func placeBefore(step: Int) -> Int {
      let here = step < steps.count ? steps[step].start : goal
      // Whoever comes from a queue of the same place goes on as he left it.
      if step > 0, steps[step - 1].start == here { return -1 }
      return steps[..<step].last { $0.start != here }?.start ?? (origin == here ? -1 : origin)
    }
  }

  /// One queue, and who was there.
  struct Result {
    var name: QueueName
    var step: Step
    var queue: ReferenceQueue
  }

  private(set) var results: [Result] = []
  /// When each traveller got to its end.
  private(set) var ends: [Rounded]
  /// In which order they got there, where all end at one place.
  private(set) var order: [Int]
  /// Whether rounding decides who is served first at some queue.
  private(set) var isUndecided = false
  /// Whether it decides the ``order``.
  private(set) var isOrderUndecided = false

  /// Sends travellers on their ways.
  ///
  /// - Parameters:
  ///   - travellers: In the order in which those of one instant set out.
  ///   - speed: How fast each queue works.
  init(_ travellers: [Traveller], speed: (Step) -> Speed) {
    ends = travellers.map(\.begin)
    order = []
    // Who waits to be let into a queue, by queue, in the order of arrival from each source.
    var comers: [Step.Key: [(item: Int, source: Int)]] = [:]
    var places = travellers.map { _ in 0 }
    var names: [Step.Key: Step] = [:]
    // A queue is run when nobody can come to it any more from a queue that has not been run.
    var feeders: [Step.Key: Set<Step.Key>] = [:]
    var sequence: [Step.Key] = []
    for (item, traveller) in travellers.enumerated() {
      for (n, step) in traveller.steps.enumerated() {
        if names[step.key] == nil {
          names[step.key] = step
          sequence.append(step.key)
        }
        if n > 0 { feeders[step.key, default: []].insert(traveller.steps[n - 1].key) }
      }
      if let first = traveller.steps.first {
        comers[first.key, default: []].append((item, Int.min + traveller.group))
      }
    }
    var arrived: [(item: Int, source: Int)] = travellers.indices.compactMap {
      travellers[$0].steps.isEmpty ? ($0, Int.min + travellers[$0].group) : nil
    }
    var open = sequence
    while !open.isEmpty {
      guard
        let place = open.firstIndex(where: { key in
          feeders[key, default: []].isDisjoint(with: open)
        })
      else { preconditionFailure("ways do not run in circles") }
      let key = open.remove(at: place)
      guard let step = names[key] else { continue }
      let queue = ReferenceQueue(
        discipline: step.stage.discipline, servers: step.stage.servers, speed: speed(step))
      let coming = inOrder(comers[key] ?? [], travellers, places, step.stage)
      queue.run(
        coming.map { item in
          let traveller = travellers[item]
          let cost = traveller.steps[places[item]].cost(
            bytes: traveller.bytes, instances: traveller.instances,
            compressed: traveller.compressed)
          return Visit(
            item: item, arrival: ends[item], work: cost.work, wire: cost.wire,
            isEmergency: traveller.isEmergency)
        })
      isUndecided = isUndecided || queue.isUndecided
      results.append(Result(name: step.name, step: step, queue: queue))
      let isOrdered = step.stage.discipline != .shared && step.stage.servers == 1
      for (rank, visit) in queue.left.enumerated() {
        if let departure = visit.departure { ends[visit.item] = departure }
        places[visit.item] += 1
        let steps = travellers[visit.item].steps
        // Only what one server lets out is in an order that rounding does not touch.
        let source = isOrdered ? results.count : -1 - rank
        if places[visit.item] < steps.count {
          comers[steps[places[visit.item]].key, default: []].append((visit.item, source))
        } else {
          arrived.append((visit.item, source))
        }
      }
    }
    order = inOrder(arrived, travellers, places, nil)
  }

  /// Where somebody comes from: a smaller number is first.
  private func rank(_ traveller: Traveller, _ place: Int) -> Int {
    if traveller.isOfSite, place == 0 { return .max }
    // Several places may send in over one WAN: their own order is the first to count.
    let start = place < traveller.steps.count ? traveller.steps[place].start : 0
    let before = 1_000_000 * start + 1_000 * traveller.placeBefore(step: place)
    if place == 0 { return before + traveller.tier }
    let last = traveller.steps[place - 1]
    return switch last.key {
    case .drives: before + traveller.tier
    // All come from the same queue, as they left it.
    case .core, .end: 0
    case .line where last.isOwnWAN: 1_000_000 * start + 999_000
    case .site, .line, .lan: before
    }
  }

  /// In order of time; of those of one instant first who set out here, then the others by the place
  /// they come from, and else as they left there.
  private func inOrder(
    _ comers: [(item: Int, source: Int)], _ travellers: [Traveller], _ places: [Int],
    _ stage: Stage?
  ) -> [Int] {
    let sorted = comers.enumerated().sorted { a, b in
      let (one, two) = (ends[a.element.item], ends[b.element.item])
      if one != two { return one < two }
      return (rank(travellers[a.element.item], places[a.element.item]), a.offset)
        < (rank(travellers[b.element.item], places[b.element.item]), b.offset)
    }.map(\.element)
    if stage?.discipline != .shared {
      for (a, b) in zip(sorted, sorted.dropFirst()) where a.source != b.source {
        guard ends[a.item].isUndecided(ends[b.item]) else { continue }
        if stage == nil { isOrderUndecided = true } else { isUndecided = true }
      }
    }
    return sorted.map(\.item)
  }
}
