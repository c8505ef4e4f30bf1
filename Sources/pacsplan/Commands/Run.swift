import ArgumentParser
import Evaluation
import Foundation
import PlanModel
import Reporting
import ScenarioFiles
import Simulation

struct Run: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compare the offers of a scenario and write report, workbook, charts and JSON.",
    discussion: """
      The output folder appears whole or not at all. An earlier output is replaced unless somebody \
      has changed or added a file in it.

      With --precision futures are added in blocks of 16, in order, until half the width of the 95 % \
      confidence interval is at most that share: for every offer's mean net present cost, as a share \
      of that mean; for the difference between the two offers that are cheapest in the base case, in \
      the same futures, as a share of the mean of the cheapest. The scenario's number of futures does \
      not count then; --replications is the most that are replayed, 10,000 where it is left out.

      --quick is for a first look: \(RunIdentity.quickReplications) futures, none of them played a \
      second time to tell chance from inputs. The outputs say so.

      Exits with 65 when a file holds an error, 66 when the scenario is missing, 73 when the output \
      folder cannot be made or replaced, 74 when writing fails, 130 after Ctrl-C.
      """)

  @Argument(help: "Scenario file.", completion: .file(extensions: ["yaml"]))
  var scenario: String

  @Option(name: [.short, .long], help: "Folder to write.", completion: .directory)
  var out: String

  @Option(help: "Futures to replay, 1 to 10,000, instead of the scenario's number.")
  var replications: Int?

  @Option(
    help: "Add futures until mean costs are known to this share, like '1 %'; see above.",
    transform: PrecisionArgument.share)
  var precision: Double?

  @Flag(help: "A first look: few futures, coarse bands; see above.")
  var quick = false

  @Option(help: "What random numbers are keyed by, instead of the scenario's seed.")
  var seed: UInt64?

  @Option(help: "Replications at a time; changes the time taken, never a figure.")
  var threads = ProcessInfo.processInfo.activeProcessorCount

  @Flag(help: "Print the results as JSON instead of a summary.")
  var json = false

  @Flag(help: "Print nothing when all is well.")
  var quiet = false

  @Flag(help: "Say on standard error how long each phase took.")
  var verbose = false

  func validate() throws {
    if let replications, !(1...10_000).contains(replications) {
      throw ValidationError("--replications must be from 1 to 10000, not \(replications)")
    }
    guard !(quick && (replications != nil || precision != nil)) else {
      throw ValidationError(
        "--quick has its own number of futures: leave out --replications and --precision")
    }
    guard (1...1_024).contains(threads) else {
      throw ValidationError("--threads must be from 1 to 1024, not \(threads)")
    }
    guard !(json && quiet) else {
      throw ValidationError("--json and --quiet cannot be had together")
    }
  }

  func run() async throws {
    var clock = PhaseClock(isWanted: verbose)
    let plan = try ScenarioInput.load(scenario)
    clock.end("reading")
    let folder = try reported { () throws(OutputFolderError) in try OutputFolder(at: out) }
    let isStopped = StopFlag()
    let interruption = Interruption(stop: { isStopped.raise() }, leave: { folder.discard() })
    defer { withExtendedLifetime(interruption) { folder.discard() } }
    let compared = try await compare(
      plan, keeping: folder.staging, isStopped: isStopped, clock: &clock)
    guard let comparison = compared else { throw ExitStatus.interrupted }
    try write(comparison, into: folder)
    clock.end("writing")
    guard !isStopped.isRaised else { throw ExitStatus.interrupted }
    try reported { () throws(OutputFolderError) in try folder.commit() }
    clock.end("swapping in")
    try report(comparison, folder: folder)
  }

  /// Replays the base case and the replications; nil when stopped.
  private func compare(
    _ plan: Scenario, keeping folder: String, isStopped: StopFlag, clock: inout PhaseClock
  ) async throws -> Comparison? {
    let progress = ProgressLine("base case", isWanted: Console.isTerminal && !quiet)
    defer { progress.finish() }
    let evaluator = Evaluator(plan)
    let base = evaluator.baseCase(seed: seed ?? plan.seed)
    clock.end("base case")
    let most =
      quick
      ? RunIdentity.quickReplications
      : replications ?? (precision == nil ? plan.replications : 10_000)
    guard !isStopped.isRaised else { return nil }
    progress.begin("replications", of: (precision == nil ? "" : "at most ") + "\(most)")
    do throws(RecordFileError) {
      let replayed = try await replay(
        evaluator, base, most: most, keeping: folder, progress: progress, isStopped: isStopped)
      guard let (records, outcome) = replayed, !isStopped.isRaised else { return nil }
      clock.end("replications", each: records.studies, threads: threads)
      let again = try await playAgain(
        records, evaluator, base, keeping: folder, progress: progress, isStopped: isStopped)
      guard !isStopped.isRaised else { return nil }
      clock.end("second plays", each: again?.studies ?? 0, threads: threads)
      let identity = RunIdentity(
        version: PacsplanCommand.version, seed: seed ?? plan.seed,
        replications: records.indices.count, precision: outcome, isQuick: quick)
      let sensitivity = await moveInputs(
        evaluator, base, progress: progress, isStopped: isStopped)
      guard !isStopped.isRaised else { return nil }
      clock.end("single inputs")
      progress.begin("evaluation")
      var comparison = try evaluator.comparison(
        base: base, records: records, again: again, identity: identity)
      comparison.sensitivity = sensitivity
      clock.end("evaluation")
      return comparison
    } catch {
      Console.problem("\(error)", hint: "the earlier output, if any, is as it was")
      throw ExitStatus.writeFailed
    }
  }

  /// As many replications as were asked for, or as the precision needs; nil when stopped.
  private func replay(
    _ evaluator: Evaluator, _ base: ReplayOutcome, most: Int, keeping folder: String,
    progress: ProgressLine, isStopped: StopFlag
  ) async throws(RecordFileError) -> (records: RunRecords, outcome: PrecisionOutcome?)? {
    let seed = seed ?? evaluator.scenario.seed
    if let precision {
      return try await evaluator.replicate(
        until: Precision(share: precision, most: most), base: base, seed: seed, threads: threads,
        in: folder, progress: { progress.show($0) }, isCancelled: { isStopped.isRaised })
    }
    return try await evaluator.replicate(
      0..<most, seed: seed, threads: threads, in: folder, progress: { progress.show($0) },
      isCancelled: { isStopped.isRaised }
    ).map { ($0, nil) }
  }

  /// The first futures with other arrivals, where they tell something: inputs are uncertain.
  private func playAgain(
    _ records: RunRecords, _ evaluator: Evaluator, _ base: ReplayOutcome, keeping folder: String,
    progress: ProgressLine, isStopped: StopFlag
  ) async throws(RecordFileError) -> RunRecords? {
    guard !quick, records.indices.count > 1, try evaluator.hasUncertainInputs(base, records) else {
      return nil
    }
    progress.begin("second plays", of: "\(min(VarianceSplit.plays, records.indices.count))")
    return try await evaluator.playAgain(
      records, seed: seed ?? evaluator.scenario.seed, threads: threads, in: folder,
      progress: { progress.show($0) }, isCancelled: { isStopped.isRaised })
  }

  /// What each uncertain input does by itself; nil where that was not asked for.
  private func moveInputs(
    _ evaluator: Evaluator, _ base: ReplayOutcome, progress: ProgressLine, isStopped: StopFlag
  ) async -> Sensitivity? {
    guard !quick else { return nil }
    progress.begin("single inputs", of: "\(evaluator.sensitivityCases)")
    return await evaluator.sensitivity(
      base: base, seed: seed ?? evaluator.scenario.seed, threads: threads,
      progress: { progress.show($0) }, isCancelled: { isStopped.isRaised })
  }

  private func write(_ comparison: Comparison, into folder: OutputFolder) throws {
    do {
      try ReportWriter().write(comparison, into: folder.staging)
    } catch {
      Console.problem("\(error)", hint: "the earlier output, if any, is as it was")
      throw ExitStatus.writeFailed
    }
  }

  private func report(_ comparison: Comparison, folder: OutputFolder) throws {
    if json {
      let results = OutputPlace.join(folder.target, "results.json")
      guard let data = FileManager.default.contents(atPath: results) else {
        Console.problem("cannot read '\(results)': \(OutputFolderError.reason())")
        throw ExitStatus.writeFailed
      }
      do {
        try FileHandle.standardOutput.write(contentsOf: data)
      } catch {
        Console.problem("cannot write to standard output: \(OutputFolderError.reason())")
        throw ExitStatus.writeFailed
      }
    } else if !quiet {
      print(RunSummary(comparison).lines.joined(separator: "\n"))
      print()
      for file in OutputPlace.files(in: folder.target) ?? [] { print(OutputPlace.join(out, file)) }
    }
  }
}

/// Reads `--precision`.
enum PrecisionArgument {
  /// The share that a text like `1 %` or `0.5%` says.
  static func share(_ text: String) throws -> Double {
    let share: Double
    do throws(WrittenShareError) {
      share = try WrittenShare.value(text, example: "1 %")
    } catch {
      throw ValidationError("it \(error.message)" + (error.hint.map { "; \($0)" } ?? ""))
    }
    guard share > 0, share < 1 else {
      throw ValidationError("it has to be more than 0 % and less than 100 %, like '1 %'")
    }
    return share
  }
}
