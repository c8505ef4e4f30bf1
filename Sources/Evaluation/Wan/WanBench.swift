import PlanModel
import Quantities
import Simulation

/// Plays one offer over lines of any bandwidth and says what is kept.
struct WanBench: Sendable {
  /// What became of the claims at some bandwidths.
  struct Trial: Sendable {
    /// By claim, then planning year: the futures that missed it.
    var misses: [[Int]]
    /// By claim: whether anybody asked for it, in any future and year.
    var isAsked: [Bool]
    /// What too many futures missed first: its claim and planning year from 0; nil where all is kept.
    var first: (claim: Int, year: Int)?

    /// The year in which a claim is missed most, from 0, and by how many futures.
    func worst(_ claim: Int) -> (year: Int, misses: Int) {
      let most = misses[claim].max() ?? 0
      return (misses[claim].firstIndex(of: most) ?? 0, most)
    }
  }

  /// One future at some bandwidths: by claim and planning year whether it is kept; nil is not asked.
  private typealias Verdicts = [[Bool?]]

  /// The lines, in the order of the scenario.
  let lines: [CrossedLine]
  /// Everything that has to hold and lies on a line's way.
  let claims: [WanSizes.Claim]
  /// By line: the claims on whose ways it lies.
  let claimsOfLines: [[Int]]
  /// Of the offer alone, up to the year that is asked about.
  let scenario: Scenario
  let question: WanSizing.Question
  private let threads: Int
  private let isCancelled: @Sendable () -> Bool

  var profile: VendorProfile { scenario.vendors[0] }

  /// - Parameters:
  ///   - whole: The scenario with all its offers.
  ///   - vendor: One of them.
  ///   - question: What is asked.
  ///   - threads: How many futures are played at a time.
  ///   - isCancelled: Asked before each future.
  init(
    _ whole: Scenario, vendor: Int, _ question: WanSizing.Question, threads: Int,
    isCancelled: @escaping @Sendable () -> Bool
  ) {
    let scenario = whole.offering(vendor, until: question.until)
    self.scenario = scenario
    self.question = question
    self.threads = max(1, threads)
    self.isCancelled = isCancelled
    let profile = scenario.vendors[0]
    let lines = scenario.crossedLines(of: profile)
    self.lines = lines
    var claims: [WanSizes.Claim] = []
    var claimsOfLines = lines.map { _ in [Int]() }
    func add(_ claim: WanSizes.Claim, on ways: [Bool]) {
      guard ways.contains(true) else { return }
      for line in lines.indices where ways[line] { claimsOfLines[line].append(claims.count) }
      claims.append(claim)
    }
    for (level, promise) in scenario.serviceLevels.enumerated() {
      for place in 0...scenario.routes.elsewhere {
        add(
          .promise(level: level, place: place),
          on: lines.map { $0.isOnWay(of: promise.measure, at: place, of: scenario) })
      }
    }
    if scenario.serviceLevels.isEmpty {
      let labels = scenario.queueLabels(of: profile)
      for (number, line) in lines.enumerated() {
        for queue in scenario.queues(of: profile, over: line) {
          let name = labels[queue].place.map { "\(labels[queue].name) (\($0))" }
          add(
            .line(queue: queue, name: name ?? labels[queue].name),
            on: lines.indices.map { $0 == number })
        }
      }
    }
    self.claims = claims
    self.claimsOfLines = claimsOfLines
  }

  /// The scenario with lines of some bandwidths.
  ///
  /// - Parameter rungs: By line, a place of the ladder.
  /// - Returns: It, with all else as it was.
  func scenario(at rungs: [Int]) -> Scenario {
    var scenario = scenario
    for (line, rung) in zip(lines, rungs) {
      switch line.line {
      case .wan(let site): scenario.sites[site].wan?.widen(to: question.ladder.rungs[rung])
      case .link(let link): scenario.links[link].line.widen(to: question.ladder.rungs[rung])
      }
    }
    return scenario
  }

  /// Plays the futures.
  ///
  /// - Parameters:
  ///   - rungs: By line, a place of the ladder.
  ///   - judged: The claims that count.
  ///   - isWhole: Whether all futures are played, also when too many have missed a claim.
  /// - Returns: What was missed, and how often.
  /// - Throws: `CancellationError` when cancelled.
  func play(
    _ rungs: [Int], judging judged: [Int], isWhole: Bool
  ) async throws(CancellationError) -> Trial {
    let replay = Replay(scenario(at: rungs), judgesPlaces: true)
    var trial = Trial(
      misses: claims.map { _ in [Int](repeating: 0, count: question.until) },
      isAsked: claims.map { _ in false })
    var next = 0
    while next < question.replications, isWhole || trial.first == nil {
      let block = next..<min(next + threads, question.replications)
      guard let verdicts = await verdicts(of: block, replay) else { throw CancellationError() }
      // In the order of the futures, and not beyond the end: threads show in no count.
      for verdict in verdicts where isWhole || trial.first == nil {
        trial.add(verdict, judging: judged, allowed: question.allowedMisses)
      }
      next = block.upperBound
    }
    return trial
  }

  /// One future after the other, side by side; nil when cancelled.
  private func verdicts(of futures: Range<Int>, _ replay: Replay) async -> [Verdicts]? {
    await withTaskGroup(of: (Int, Verdicts).self) { group in
      for future in futures {
        guard !isCancelled() else { return nil }
        group.addTask {
          let outcome = replay.run(
            .replication(UInt32(future), seed: question.seed), seed: question.seed,
            replication: UInt32(future))
          return (future, verdicts(on: outcome.vendors[0].queues))
        }
      }
      var found = [Verdicts?](repeating: nil, count: futures.count)
      for await (future, verdicts) in group { found[future - futures.lowerBound] = verdicts }
      return found.compactMap(\.self)
    }
  }

  private func verdicts(on outcome: PipelineOutcome) -> Verdicts {
    let first = (profile.contract.goLive - 1) / 12
    return claims.map { claim in
      (0..<question.until).map { year in
        guard year >= first else { return nil }
        switch claim {
        case .promise(let level, let place):
          guard let places = outcome.serviceLevelsByPlace[level], places.indices.contains(place),
            places[place][year].isFinite
          else { return nil }
          return places[place][year] >= scenario.serviceLevels[level].target.value
        case .line(let queue, _):
          let figures = outcome.stages[queue].years[year]
          guard figures.studies > 0 || !figures.wait.p95.isFinite else { return nil }
          return figures.wait.p95 < WanSizes.usualWait && figures.busyHour < WanSizes.usualBusy
        }
      }
    }
  }
}

extension WanBench.Trial {
  /// Counts a future.
  ///
  /// - Parameters:
  ///   - verdicts: By claim and year.
  ///   - judged: The claims that count for what is missed first.
  ///   - allowed: How many futures may miss each.
  fileprivate mutating func add(_ verdicts: [[Bool?]], judging judged: [Int], allowed: Int) {
    for (claim, years) in verdicts.enumerated() {
      for (year, isKept) in years.enumerated() {
        if isKept != nil { isAsked[claim] = true }
        if isKept == false { misses[claim][year] += 1 }
      }
    }
    guard first == nil else { return }
    for claim in judged {
      if let year = misses[claim].firstIndex(where: { $0 > allowed }) {
        first = (claim, year)
        return
      }
    }
  }
}

extension CrossedLine {
  /// Whether it lies on the way of a promise.
  fileprivate func isOnWay(
    of measure: ServiceLevel.Measure, at place: Int, of scenario: Scenario
  ) -> Bool {
    switch measure {
    case .timeToArchive: sites.contains(place)
    case .timeToProtected:
      sites.contains(place) || (isToCopy && scenario.sites.indices.contains(place))
    case .timeToDisplay: readers.contains(place)
    }
  }
}

extension NetworkLink {
  /// Another bandwidth outwards, and inwards in proportion.
  mutating func widen(to rate: BitsPerSecond) {
    down = BitsPerSecond(rate.value * (down.value / up.value))
    up = rate
  }
}

extension Scenario {
  /// The plan up to some year, with one of its offers and no other.
  ///
  /// The old system, whose studies are not the offer's, is nobody's then: promises count from the
  /// offer's own go-live on.
  ///
  /// - Parameters:
  ///   - vendor: The offer.
  ///   - years: The last planning year that is kept, from 1.
  /// - Returns: The shorter plan.
  func offering(_ vendor: Int, until years: Int) -> Scenario {
    var scenario = self
    scenario.vendors = [vendors[vendor]]
    scenario.oldSystem = OldSystem(
      vendor: oldSystem.vendor == vendor ? 0 : nil, cost: oldSystem.cost)
    scenario.years = years
    let end = start.adding(years * 12).firstDay
    scenario.outages = outages.filter { $0.day < end }
    return scenario
  }
}
