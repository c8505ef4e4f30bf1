import ArgumentParser
import Evaluation
import Foundation
import PlanModel
import Reporting

struct Negotiate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Find what to ask of each vendor, and what it is worth.",
    discussion: """
      For each offer against the cheapest other: every price of a line marked 'negotiable: yes', and every \
      discount on the whole offer, at which the order of the two turns; what each usual concession is worth; \
      and at which volume and growth the order turns, each value replayed.

      internal.md, internal.xlsx and internal.json are for the buyer alone. vendors/ holds a page for each \
      vendor with nothing but what is asked of it.

      Exits with 65 when a file holds an error, 66 when the scenario is missing, 73 when the output cannot \
      be created, 74 when writing fails, 130 after Ctrl-C.
      """)

  @Argument(help: "Scenario file.", completion: .file(extensions: ["yaml"]))
  var scenario: String

  @Option(
    help: "Folder for the output; an earlier one is replaced.", completion: .directory)
  var out: String

  @Option(help: "What random numbers are keyed by, instead of the scenario's seed.")
  var seed: UInt64?

  @Option(help: "Replays at a time; changes the time taken, never a figure.")
  var threads = ProcessInfo.processInfo.activeProcessorCount

  @Flag(help: "Print nothing.")
  var quiet = false

  func validate() throws {
    guard (1...1_024).contains(threads) else {
      throw ValidationError("--threads must be from 1 to 1024, not \(threads)")
    }
  }

  func run() async throws {
    let plan = try ScenarioInput.load(scenario)
    guard plan.vendors.count > 1 else {
      Console.problem(
        "'\(scenario.onOneLine)' has one offer",
        hint: "a negotiation needs a rival: add a second offer")
      throw ExitStatus.invalidInput
    }
    let folder = try reported { () throws(OutputFolderError) in try OutputFolder(at: out) }
    let isStopped = StopFlag()
    let interruption = Interruption(stop: { isStopped.raise() }, leave: { folder.discard() })
    defer { withExtendedLifetime(interruption) { folder.discard() } }
    let progress = ProgressLine("base case", isWanted: Console.isTerminal && !quiet)
    defer { progress.finish() }
    let found = await Evaluator(plan).negotiation(
      seed: seed ?? plan.seed, threads: threads, progress: { progress.begin($0) },
      isCancelled: { isStopped.isRaised })
    guard let found, !isStopped.isRaised else { throw ExitStatus.interrupted }
    do {
      try NegotiationWriter().write(
        found, version: PacsplanCommand.version, into: folder.staging)
    } catch {
      Console.problem("\(error)", hint: "the earlier output, if any, is as it was")
      throw ExitStatus.writeFailed
    }
    guard !isStopped.isRaised else { throw ExitStatus.interrupted }
    try reported { () throws(OutputFolderError) in try folder.commit() }
    progress.finish()
    guard !quiet else { return }
    for file in OutputPlace.files(in: folder.target) ?? [] { print(OutputPlace.join(out, file)) }
  }
}
