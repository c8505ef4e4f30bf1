import PlanModel
import Quantities
public import Simulation

/// What each uncertain input does to costs when it alone moves, and what another discount rate or horizon does.
///
/// Every case has the arrivals of the base case, so that two cases differ by the input alone.
public struct Sensitivity: Sendable, Hashable {
  /// Net present costs of all offers where one thing is otherwise, in the order of the scenario.
  public struct Case: Sendable, Hashable {
    /// In major units.
    public var netPresentCosts: [Double]

    /// Makes a case.
    public init(_ costs: [Double]) { netPresentCosts = costs }

    /// The offer of the least cost, by its place in the scenario.
    public var cheapest: Int {
      netPresentCosts.indices.min { netPresentCosts[$0] < netPresentCosts[$1] } ?? 0
    }
  }

  /// One input at the value that one future in ten stays below, and at that which one in ten goes beyond.
  public struct Effect: Sendable, Hashable {
    /// What moves.
    public var input: UncertainInput
    /// At p10.
    public var low: Case
    /// At p90.
    public var high: Case

    /// Makes an effect.
    public init(input: UncertainInput, low: Case, high: Case) {
      self.input = input
      self.low = low
      self.high = high
    }
  }

  /// A discount rate, as a share.
  public struct RateCase: Sendable, Hashable {
    public var rate: Double
    public var costs: Case

    /// Makes a case.
    public init(rate: Double, costs: Case) {
      self.rate = rate
      self.costs = costs
    }
  }

  /// A horizon.
  public struct HorizonCase: Sendable, Hashable {
    public var years: Int
    public var costs: Case

    /// Makes a case.
    public init(years: Int, costs: Case) {
      self.years = years
      self.costs = costs
    }
  }

  /// Every input at its mean.
  public var base: Case
  /// In the order of the scenario.
  public var effects: [Effect]
  /// Two points less, and two more.
  public var rates: [RateCase]
  /// Two years less, and two more.
  public var horizons: [HorizonCase]

  /// Puts cases together.
  public init(base: Case, effects: [Effect], rates: [RateCase], horizons: [HorizonCase]) {
    self.base = base
    self.effects = effects
    self.rates = rates
    self.horizons = horizons
  }

  /// The quantiles between which an input moves.
  public static let ends = (low: 0.1, high: 0.9)
  /// By how much the discount rate moves.
  public static let rateStep = 0.02
  /// By how much the horizon moves.
  public static let yearStep = 2
}

extension Evaluator {
  /// How many cases ``sensitivity(base:seed:threads:progress:isCancelled:)`` plays.
  public var sensitivityCases: Int { 2 * scenario.uncertainInputs.count + horizons.count }

  private var horizons: [Int] {
    [-Sensitivity.yearStep, Sensitivity.yearStep].map { scenario.years + $0 }.filter {
      Scenario.possibleYears.contains($0) && holdsContracts($0)
    }
  }

  /// Whether every offer is live and paid within so many years.
  private func holdsContracts(_ years: Int) -> Bool {
    scenario.vendors.allSatisfy { vendor in
      let last = vendor.contract.payments.map(\.period).max() ?? 0
      return max(vendor.contract.goLive, last) <= years * 12
    }
  }

  /// Plays every uncertain input at both ends.
  ///
  /// - Parameters:
  ///   - base: From ``baseCase(seed:)``.
  ///   - seed: Of the run.
  ///   - threads: How many cases may be played at a time, at least 1.
  ///   - progress: Told after each case how many are done.
  ///   - isCancelled: Asked before each case.
  /// - Returns: nil when cancelled.
  public func sensitivity(
    base: ReplayOutcome, seed: UInt64, threads: Int,
    progress: @escaping @Sendable (Int) -> Void = { _ in },
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) async -> Sensitivity? {
    let inputs = scenario.uncertainInputs
    let ends = [Sensitivity.ends.low, Sensitivity.ends.high]
    let horizons = horizons
    var cases = inputs.flatMap { input in
      ends.map { CostQuestion.input(input.group, quantile: $0) }
    }
    cases += horizons.map { .horizon(years: $0) }
    guard
      let played = await answers(
        to: cases, seed: seed, threads: threads, progress: progress, isCancelled: isCancelled)
    else { return nil }
    let rate = scenario.finance.discountRate.value
    let usage = CostCase(base.billed)
    return Sensitivity(
      base: Sensitivity.Case(costs(usage, in: scenario)),
      effects: inputs.enumerated().map { place, input in
        Sensitivity.Effect(
          input: input, low: Sensitivity.Case(played[2 * place]),
          high: Sensitivity.Case(played[2 * place + 1]))
      },
      rates: [-Sensitivity.rateStep, Sensitivity.rateStep].map { max(0, rate + $0) }.map { rate in
        var changed = scenario
        changed.finance.discountRate = Fraction(rate)
        return Sensitivity.RateCase(
          rate: rate, costs: Sensitivity.Case(costs(usage, in: changed)))
      },
      horizons: zip(horizons, played.suffix(horizons.count)).map {
        Sensitivity.HorizonCase(years: $0, costs: Sensitivity.Case($1))
      })
  }

  /// The net present costs of all offers.
  func costs(_ usage: CostCase, in scenario: Scenario) -> [Double] {
    scenario.vendors.indices.map { usage.netPresentCost(of: $0, in: scenario) }
  }
}

/// A plan that differs from a scenario in one thing, to see what that does to costs.
enum CostQuestion: Sendable {
  case input(String, quantile: Double)
  case horizon(years: Int)
  /// All studies, now and later.
  case volume(factor: Double)
  /// Points on the growth of every stream; 0.01 is one.
  case growth(points: Double)

  /// The plan.
  func plan(from scenario: Scenario) -> Scenario {
    var plan = scenario
    switch self {
    case .input: break
    case .horizon(let years): plan.years = years
    case .volume(let factor):
      for stream in plan.streams.indices { plan.streams[stream].studiesPerYear.scale(by: factor) }
      for event in plan.events.indices {
        guard case .volume(var change) = plan.events[event].change else { continue }
        change.studiesPerYear.scale(by: factor)
        plan.events[event].change = .volume(change)
      }
    case .growth(let points):
      for stream in plan.streams.indices { plan.streams[stream].growth.shift(by: points) }
    }
    return plan
  }

  /// The values of everything uncertain.
  var draws: ParameterDraws {
    if case .input(let group, let quantile) = self {
      .one(group: group, quantile: quantile)
    } else {
      .means
    }
  }
}

extension Evaluator {
  /// The net present costs of all offers in several plans, by plan; nil when cancelled.
  func answers(
    to questions: [CostQuestion], seed: UInt64, threads: Int,
    progress: @escaping @Sendable (Int) -> Void = { _ in },
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) async -> [[Double]]? {
    let found = await withTaskGroup(of: (Int, [Double]).self, returning: [Int: [Double]].self) {
      group in
      var next = 0
      func start() {
        guard next < questions.count, !isCancelled() else { return }
        let place = next
        next += 1
        group.addTask {
          let question = questions[place]
          let plan = question.plan(from: scenario)
          // Nothing of the replay depends on uncertain values until it runs.
          let played: Replay
          if case .input = question { played = replay } else { played = Replay(plan) }
          let usage = played.bills(question.draws, seed: seed, replication: 0)
          return (place, costs(CostCase(usage), in: plan))
        }
      }
      for _ in 0..<max(1, threads) { start() }
      var found: [Int: [Double]] = [:]
      while let (place, costs) = await group.next() {
        found[place] = costs
        progress(found.count)
        start()
      }
      return found
    }
    guard found.count == questions.count else { return nil }
    return questions.indices.compactMap { found[$0] }
  }
}
