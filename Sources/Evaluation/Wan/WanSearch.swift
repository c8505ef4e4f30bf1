import PlanModel
import Quantities
import Simulation

/// The search for one offer's bandwidths.
struct WanSearch {
  private let bench: WanBench
  private let top: Int
  private let progress: (String) -> Void

  /// - Parameters:
  ///   - bench: Plays the offer.
  ///   - progress: Told what is tried, in words.
  init(_ bench: WanBench, progress: @escaping (String) -> Void) {
    self.bench = bench
    top = bench.question.ladder.top
    self.progress = progress
  }

  /// Finds the answers and confirms them.
  func run() async throws(CancellationError) -> WanSizes.Offer {
    let everything = Array(bench.claims.indices)
    progress("all lines wide")
    let wide = try await bench.play(
      bench.lines.map { _ in top }, judging: everything, isWhole: true)
    let allowed = bench.question.allowedMisses
    let kept = Set(
      everything.filter { wide.isAsked[$0] && wide.worst($0).misses <= allowed })
    let claims = bench.claimsOfLines.map { $0.filter(kept.contains) }

    let alone = try await narrowedAlone(claims)
    let (rungs, joint) = try await together(alone, claims, kept.sorted())
    let (least, below) = try await confirmed(rungs, kept.sorted(), claims)
    let final =
      least == rungs ? joint : try await bench.play(least, judging: kept.sorted(), isWhole: true)

    var offer = WanSizes.Offer(name: bench.profile.name, id: bench.profile.id)
    offer.lines = bench.lines.indices.map { line in
      var result = self.line(line)
      result.isIdle = !bench.claimsOfLines[line].contains { wide.isAsked[$0] }
      guard !claims[line].isEmpty else { return result }
      let misses = claims[line].map { final.worst($0).misses }.max() ?? 0
      result.needed = WanSizes.Need(
        bandwidth: result.bandwidth(bench.question.ladder.rungs[least[line]]),
        kept: bench.question.replications - misses,
        below: below[line].map { trial in
          WanSizes.Below(
            bandwidth: result.bandwidth(bench.question.ladder.rungs[least[line] - 1]),
            keptAtMost: bench.question.replications - trial.misses,
            missed: bench.claims[trial.claim], year: trial.year + 1)
        })
      result.isWidened = least[line] > alone[line]
      return result
    }
    offer.unkept = everything.filter { wide.isAsked[$0] && !kept.contains($0) }.map { claim in
      let (year, misses) = wide.worst(claim)
      return WanSizes.Unkept(
        claim: bench.claims[claim], year: year + 1, kept: bench.question.replications - misses,
        lines: bench.lines.indices.filter { bench.claimsOfLines[$0].contains(claim) }.map {
          bench.lines[$0].id
        }, limit: nil)
    }
    if !offer.unkept.isEmpty {
      let limits = WanLimits(bench, rungs: bench.lines.map { _ in top })
      for place in offer.unkept.indices {
        offer.unkept[place].limit = limits.limit(
          of: offer.unkept[place].claim, year: offer.unkept[place].year - 1)
      }
    }
    return offer
  }

  /// By line, the least rung with which its claims are kept while all others are wide; lines without
  /// claims stay wide.
  private func narrowedAlone(_ claims: [[Int]]) async throws(CancellationError) -> [Int] {
    var answers = bench.lines.map { _ in top }
    for line in bench.lines.indices where !claims[line].isEmpty {
      var failing = -1
      var enough = top
      while enough - failing > 1 {
        let middle = (failing + enough) / 2
        var rungs = bench.lines.map { _ in top }
        rungs[line] = middle
        tell(line, at: middle)
        let trial = try await bench.play(rungs, judging: claims[line], isWhole: false)
        if trial.first == nil { enough = middle } else { failing = middle }
      }
      answers[line] = enough
    }
    return answers
  }

  /// Rungs with which all claims are kept together, none of them below those that each line needs alone.
  private func together(
    _ alone: [Int], _ claims: [[Int]], _ kept: [Int]
  ) async throws(CancellationError) -> ([Int], WanBench.Trial) {
    var rungs = alone
    while true {
      progress("all lines at their answers")
      let trial = try await bench.play(rungs, judging: kept, isWhole: true)
      let missed = Set(kept.filter { trial.worst($0).misses > bench.question.allowedMisses })
      let raised = rungs.indices.filter { line in
        rungs[line] < top && claims[line].contains(where: missed.contains)
      }
      // With every line at the top all is kept.
      guard !missed.isEmpty, !raised.isEmpty else { return (rungs, trial) }
      for line in raised { rungs[line] += 1 }
    }
  }

  /// What a trial one rung below misses.
  private struct Missed {
    var claim: Int
    var year: Int
    var misses: Int
  }

  /// Takes each line a rung down for as long as all claims stay kept with the others where they are.
  ///
  /// - Returns: The rungs, and by line what the rung below misses; nil on the lowest rung and for lines
  ///   without claims.
  private func confirmed(
    _ rungs: [Int], _ kept: [Int], _ claims: [[Int]]
  ) async throws(CancellationError) -> ([Int], [Missed?]) {
    var least = rungs
    var missed = [Missed?](repeating: nil, count: rungs.count)
    var isChanged = true
    while isChanged {
      isChanged = false
      for line in rungs.indices where !claims[line].isEmpty {
        missed[line] = nil
        while least[line] > 0 {
          var lower = least
          lower[line] -= 1
          tell(line, at: lower[line], "one step below, ")
          let trial = try await bench.play(lower, judging: kept, isWhole: false)
          if let first = trial.first {
            missed[line] = Missed(
              claim: first.claim, year: first.year, misses: trial.misses[first.claim][first.year])
            break
          }
          least = lower
          isChanged = true
        }
      }
    }
    return (least, missed)
  }

  private func tell(_ line: Int, at rung: Int, _ what: String = "") {
    progress(
      "\(what)\(bench.lines[line].id) at "
        + NumberText.bitRate(bench.question.ladder.rungs[rung].value))
  }

  /// A line before anything is known of it.
  private func line(_ place: Int) -> WanSizes.Line {
    let crossed = bench.lines[place]
    let network =
      switch crossed.line {
      case .wan(let site): bench.scenario.sites[site].wan
      case .link(let link): bench.scenario.links[link].line
      }
    guard let network else { preconditionFailure("a line that is crossed is there") }
    return WanSizes.Line(
      id: crossed.id, name: crossed.name,
      today: WanSizes.Bandwidth(up: network.up, down: network.down),
      usefulUpTo: crossed.usefulUpTo)
  }
}

extension WanSizes.Line {
  /// A bandwidth outwards, with that inwards in proportion.
  fileprivate func bandwidth(_ up: BitsPerSecond) -> WanSizes.Bandwidth {
    WanSizes.Bandwidth(
      up: up, down: BitsPerSecond(up.value * (today.down.value / today.up.value)))
  }
}

/// Where studies lose their time however wide the lines are.
struct WanLimits {
  private let scenario: Scenario
  private let queues: PipelineOutcome
  private let bounds: [LineBound]
  private let hours: [Double]

  /// Plays the first future once more.
  init(_ bench: WanBench, rungs: [Int]) {
    scenario = bench.scenario(at: rungs)
    let replay = Replay(scenario)
    queues =
      replay.run(
        .replication(0, seed: bench.question.seed), seed: bench.question.seed, replication: 0
      ).vendors[0].queues
    bounds = scenario.lineBounds(of: scenario.vendors[0])
    let goLive = scenario.vendors[0].contract.goLive - 1
    hours = (0..<scenario.years).map { year in
      Double(min(12, max(0, (year + 1) * 12 - goLive))) / 12 * 8_766
    }
  }

  /// The queue on a claim's way that costs most: the first that cannot keep up, else that with the
  /// longest service and p95 wait together. nil where nothing takes time.
  func limit(of claim: WanSizes.Claim, year: Int) -> WanSizes.Limit? {
    let way: [Int]
    switch claim {
    case .promise(let level, let place):
      way = scenario.queues(
        of: scenario.vendors[0], onWayOf: scenario.serviceLevels[level].measure, at: place)
    case .line(let queue, _): way = [queue]
    }
    let limits = way.compactMap { queue -> WanSizes.Limit? in
      let stage = queues.stages[queue]
      let figures = stage.years[year]
      guard figures.studies > 0 || !figures.wait.p95.isFinite else { return nil }
      let busy = figures.utilisation * hours[year] * 3600 * Double(stage.label.servers)
      return WanSizes.Limit(
        stage: stage.label.place.map { "\(stage.label.name) (\($0))" } ?? stage.label.name,
        rate: stage.label.linkRate, isWindowed: bounds[queue].isWindowed,
        waitsForRoundTrips: bounds[queue].waitsForRoundTrips,
        service: busy / Double(max(1, figures.studies)), wait: figures.wait.p95,
        busyHour: figures.busyHour)
    }
    return limits.first { !$0.wait.isFinite }
      ?? limits.max { $0.service + $0.wait < $1.service + $1.wait }
  }
}
