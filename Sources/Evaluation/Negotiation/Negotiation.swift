import Costing
public import PlanModel
import Quantities
import Simulation

/// What to ask of each vendor, and what it is worth: base case, net present cost.
///
/// A break-even is the best rival's price in disguise. It is for the buyer alone.
public struct Negotiation: Sendable {
  /// One offer against the best of the others.
  public struct Offer: Sendable {
    /// Its place in the scenario.
    public var vendor: Int
    /// The place of the cheapest other.
    public var rival: Int
    /// What it costs more than that, in major units; less than 0 where it is the cheapest.
    public var gap: Double
    /// The whole offer first, then each line that can be talked about.
    public var breakEvens: [BreakEven]
    /// Those that the offer has something of.
    public var concessions: [Worth]
    /// At which volume its place turns against the same rival.
    public var volumeTurns: [Turn]
    /// At which growth.
    public var growthTurns: [Turn]
  }

  /// What a concession is worth.
  public struct Worth: Sendable {
    /// Its place in ``ConcessionRegistry``.
    public var concession: Int
    /// By how much the net present cost is less, in major units.
    public var worth: Double
    /// By how much leaving at the end of the last contract year of the plan is.
    public var exitWorth: Double
    /// What the offer then costs more than its best rival.
    public var gap: Double
  }

  /// Two neighbouring values, each replayed, between which an order turns.
  public struct Turn: Sendable, Hashable {
    public var low: Double
    public var high: Double
    /// What the offer costs more than its rival there.
    public var gapLow: Double
    public var gapHigh: Double
  }

  /// What all offers cost at one value, replayed.
  public struct Point: Sendable, Hashable {
    public var value: Double
    /// In the order of the scenario.
    public var costs: [Double]
  }

  /// The question.
  public var scenario: Scenario
  /// What the random numbers were keyed by.
  public var seed: UInt64
  /// Net present costs as offered.
  public var costs: [Double]
  /// In the order of the scenario.
  public var offers: [Offer]
  /// By volume against the plan's.
  public var volumes: [Point]
  /// By points on every stream's growth; 0.01 is one.
  public var growths: [Point]
  /// What each offer leaves out though others quote it.
  public var missing: [[CostPart]]
  /// What is asked of vendors to be based on: expected loads by planning year.
  public var loads: [Load]

  /// What one planning year brings.
  public struct Load: Sendable, Hashable {
    public var studies: Double
    /// As acquired.
    public var bytes: Double
  }

  /// Volumes that are replayed, against the plan's.
  public static let volumeGrid = [0.5, 0.75, 1, 1.25, 1.5, 2]
  /// Points on growth that are replayed.
  public static let growthGrid = [-0.05, -0.025, 0, 0.025, 0.05]
  /// How often a bracket is halved.
  static let halvings = 6
}

extension Evaluator {
  /// Works out what to ask for.
  ///
  /// - Parameters:
  ///   - seed: Of the run.
  ///   - threads: How many plans may be played at a time, at least 1.
  ///   - progress: Told what is done.
  ///   - isCancelled: Asked before each replay.
  /// - Returns: nil when cancelled.
  public func negotiation(
    seed: UInt64, threads: Int, progress: @escaping @Sendable (String) -> Void = { _ in },
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) async -> Negotiation? {
    progress("base case")
    let played = replay.run(.means, seed: seed, replication: 0)
    let usage = CostCase(played.billed)
    let base = costs(usage, in: scenario)
    let rivals = scenario.vendors.indices.map { vendor in
      scenario.vendors.indices.filter { $0 != vendor }.min { base[$0] < base[$1] } ?? vendor
    }
    progress("volumes")
    guard
      let volumes = await turns(
        over: Negotiation.volumeGrid, rivals, seed: seed, threads: threads,
        isCancelled: isCancelled, { .volume(factor: $0) })
    else { return nil }
    progress("growth")
    guard
      let growths = await turns(
        over: Negotiation.growthGrid, rivals, seed: seed, threads: threads,
        isCancelled: isCancelled, { .growth(points: $0) })
    else { return nil }
    progress("prices")
    let offers = await offers(usage, base, rivals, threads: threads, isCancelled: isCancelled)
    guard let offers, !isCancelled() else { return nil }
    return Negotiation(
      scenario: scenario, seed: seed, costs: base,
      offers: offers.map { offer in
        var offer = offer
        offer.volumeTurns = volumes.turns[offer.vendor]
        offer.growthTurns = growths.turns[offer.vendor]
        return offer
      }, volumes: volumes.points, growths: growths.points,
      missing: {
        let compared = LikeForLike(
          scenario.vendors, scenario.vendors.indices.map { usage.ledger(of: $0, in: scenario) })
        return scenario.vendors.indices.map { vendor in
          compared.missing(of: vendor)
            + (scenario.vendors[vendor].contract.exit.prices.isEmpty ? [.dataReturn] : [])
        }
      }(),
      loads: stride(from: 0, to: scenario.months, by: 12).map { month in
        Negotiation.Load(
          studies: Double(played.studies[month..<month + 12].reduce(0, +)),
          bytes: played.bytes[month..<month + 12].reduce(0, +))
      })
  }

  private func offers(
    _ usage: CostCase, _ base: [Double], _ rivals: [Int], threads: Int,
    isCancelled: @escaping @Sendable () -> Bool
  ) async -> [Negotiation.Offer]? {
    let found = await withTaskGroup(
      of: Negotiation.Offer.self, returning: [Negotiation.Offer].self
    ) { group in
      var next = 0
      func start() {
        guard next < scenario.vendors.count, !isCancelled() else { return }
        let vendor = next
        next += 1
        group.addTask { offer(vendor, usage, base, rival: rivals[vendor]) }
      }
      for _ in 0..<max(1, threads) { start() }
      var found: [Negotiation.Offer] = []
      while let offer = await group.next() {
        found.append(offer)
        start()
      }
      return found
    }
    guard found.count == scenario.vendors.count else { return nil }
    return found.sorted { $0.vendor < $1.vendor }
  }

  private func offer(
    _ vendor: Int, _ usage: CostCase, _ base: [Double], rival: Int
  ) -> Negotiation.Offer {
    let search = BreakEvenSearch(scenario, usage, vendor: vendor)
    let exit = exitCost(of: scenario.vendors[vendor], usage, vendor)
    let concessions = ConcessionRegistry.all.enumerated().compactMap {
      place, concession -> Negotiation.Worth? in
      var changed = scenario
      guard concession.grant(&changed.vendors[vendor]) else { return nil }
      let cost = usage.netPresentCost(of: vendor, in: changed)
      return Negotiation.Worth(
        concession: place, worth: base[vendor] - cost,
        exitWorth: exit - exitCost(of: changed.vendors[vendor], usage, vendor),
        gap: search.gap { _ = concession.grant(&$0) })
    }
    return Negotiation.Offer(
      vendor: vendor, rival: rival, gap: base[vendor] - base[rival],
      breakEvens: search.subjects.map(search.search), concessions: concessions, volumeTurns: [],
      growthTurns: [])
  }

  /// What leaving costs at the end of the plan's last contract year, in major units.
  private func exitCost(of profile: VendorProfile, _ usage: CostCase, _ vendor: Int) -> Double {
    var plan = scenario
    plan.vendors[vendor] = profile
    let exit = ExitCost(
      profile, ledger: usage.ledger(of: vendor, in: plan), usage: usage.usage.usages[vendor],
      finance: scenario.finance, currency: scenario.currency)
    return exit.yearEnds.last.map {
      exit.amounts[$0].total.major(digits: scenario.currency.digits)
    } ?? 0
  }

  /// The costs at each point of a grid, and by offer where its order against its rival turns between two
  /// points, halved down; every value is replayed.
  private func turns(
    over grid: [Double], _ rivals: [Int], seed: UInt64, threads: Int,
    isCancelled: @escaping @Sendable () -> Bool,
    _ question: @escaping @Sendable (Double) -> CostQuestion
  ) async -> (points: [Negotiation.Point], turns: [[Negotiation.Turn]])? {
    var known: [Double: [Double]] = [:]
    func play(_ values: [Double]) async -> Bool {
      let missing = values.filter { known[$0] == nil }
      guard
        let costs = await answers(
          to: missing.map(question), seed: seed, threads: threads, isCancelled: isCancelled)
      else { return false }
      for (value, cost) in zip(missing, costs) { known[value] = cost }
      return true
    }
    guard await play(grid) else { return nil }
    func gap(_ vendor: Int, _ value: Double) -> Double {
      known[value].map { $0[vendor] - $0[rivals[vendor]] } ?? .nan
    }
    struct Bracket: Hashable {
      var vendor: Int
      var low: Double
      var high: Double
    }
    var brackets = rivals.indices.flatMap { vendor in
      grid.indices.dropFirst().compactMap { place -> Bracket? in
        let bracket = Bracket(vendor: vendor, low: grid[place - 1], high: grid[place])
        return (gap(vendor, bracket.low) < 0) != (gap(vendor, bracket.high) < 0) ? bracket : nil
      }
    }
    for _ in 0..<Negotiation.halvings {
      // Two offers that are each other's rival have one bracket: each value is replayed once.
      guard await play(Set(brackets.map { ($0.low + $0.high) / 2 }).sorted()) else { return nil }
      for place in brackets.indices {
        let bracket = brackets[place]
        let middle = (bracket.low + bracket.high) / 2
        let turnsBelow =
          (gap(bracket.vendor, bracket.low) < 0) != (gap(bracket.vendor, middle) < 0)
        if turnsBelow { brackets[place].high = middle } else { brackets[place].low = middle }
      }
    }
    return (
      grid.map { Negotiation.Point(value: $0, costs: known[$0] ?? []) },
      rivals.indices.map { vendor in
        brackets.filter { $0.vendor == vendor }.map {
          Negotiation.Turn(
            low: $0.low, high: $0.high, gapLow: gap(vendor, $0.low), gapHigh: gap(vendor, $0.high))
        }
      }
    )
  }
}
