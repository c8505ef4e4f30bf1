import ArgumentParser
import Evaluation
import Foundation
import PlanModel
import Quantities
import Reporting
import ScenarioFiles

struct Wan: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Find how much bandwidth keeps the promises until some year.",
    discussion: """
      For each offer and each WAN or link that its studies cross: the least bandwidth, of 1, 2, 3 and 5 \
      times a power of ten, with which every service level of the scenario is kept in every year up to \
      --until, in at least --share of the futures, for the studies of each site by themselves. Without \
      service levels 95 % of the studies have to wait for less than 60 s on each line, and its busiest \
      hour has to be less than 80 % busy.

      Other lines are wide while one is narrowed. At the answers all are played together, and each once \
      more one step narrower, which must not be enough. What no bandwidth keeps is said with its limit.

      \(WanSizing.usualReplications) futures are played for each trial unless --replications says \
      otherwise: steps are 1.5 to 2 times apart, so that more futures seldom move an answer.

      Exits with 65 when a file holds an error, 66 when the scenario is missing, 74 when writing fails, \
      130 after Ctrl-C.
      """)

  @Argument(help: "Scenario file.", completion: .file(extensions: ["yaml"]))
  var scenario: String

  @Option(
    help:
      "Last year: a planning year from 1, or the calendar year in which one begins. The plan's last otherwise."
  )
  var until: Int?

  @Option(help: "Only this offer, by its id; may be given several times. All otherwise.")
  var offer: [String] = []

  @Option(help: "Futures for each trial, 1 to 10,000.")
  var replications = WanSizing.usualReplications

  @Option(
    help: "Share of the futures that keep a promise, like '90 %'.", transform: ShareArgument.share)
  var share = 0.9

  @Option(help: "What random numbers are keyed by, instead of the scenario's seed.")
  var seed: UInt64?

  @Option(help: "Replications at a time; changes the time taken, never a figure.")
  var threads = ProcessInfo.processInfo.activeProcessorCount

  @Flag(help: "Print JSON instead of a table.")
  var json = false

  func validate() throws {
    guard (1...10_000).contains(replications) else {
      throw ValidationError("--replications must be from 1 to 10000, not \(replications)")
    }
    guard (1...1_024).contains(threads) else {
      throw ValidationError("--threads must be from 1 to 1024, not \(threads)")
    }
  }

  func run() async throws {
    let plan = try ScenarioInput.load(scenario)
    let question = WanSizing.Question(
      until: try lastYear(of: plan), share: share, replications: replications,
      seed: seed ?? plan.seed)
    let vendors = try chosen(of: plan)
    let isStopped = StopFlag()
    let interruption = Interruption(stop: { isStopped.raise() }, leave: {})
    defer { withExtendedLifetime(interruption) {} }
    let progress = ProgressLine("reading", isWanted: Console.isTerminal)
    let solved = await WanSizing(plan, question).solve(
      vendors, threads: threads, progress: { progress.begin($0.onOneLine) },
      isCancelled: { isStopped.isRaised })
    progress.finish()
    guard let sizes = solved, !isStopped.isRaised else { throw ExitStatus.interrupted }
    let answer = WanAnswer(sizes)
    let text =
      json
      ? WanDocument().render(sizes, version: PacsplanCommand.version)
      : PlainTextRenderer().render(title: answer.title, answer.blocks)
    do {
      try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
    } catch {
      Console.problem("cannot write to standard output: \(OutputFolderError.reason())")
      throw ExitStatus.writeFailed
    }
  }

  /// The places of the offers that are asked about; nil is all.
  private func chosen(of plan: Scenario) throws -> [Int]? {
    guard !offer.isEmpty else { return nil }
    for id in offer where !plan.vendors.contains(where: { $0.id == id }) {
      throw ValidationError(
        "--offer: no offer has the id '\(id.onOneLine)'; there are "
          + plan.vendors.map(\.id.onOneLine).joined(separator: ", "))
    }
    return plan.vendors.indices.filter { offer.contains(plan.vendors[$0].id) }
  }

  /// The planning year that is asked about, from 1.
  private func lastYear(of plan: Scenario) throws -> Int {
    guard let until else { return plan.years }
    // A plan has at most 40 years, and none begins in the year 40.
    let year = until > 1_000 ? until - plan.start.year + 1 : until
    guard (1...plan.years).contains(year) else {
      throw ValidationError(
        "--until must be a planning year from 1 to \(plan.years), or a year from \(plan.start.year) to "
          + "\(plan.start.year + plan.years - 1), not \(until)")
    }
    return year
  }
}

/// Reads `--share`.
enum ShareArgument {
  /// The share that a text like `90 %` says.
  static func share(_ text: String) throws -> Double {
    let share: Double
    do throws(WrittenShareError) {
      share = try WrittenShare.value(text, example: "90 %")
    } catch {
      throw ValidationError("it \(error.message)" + (error.hint.map { "; \($0)" } ?? ""))
    }
    guard share > 0, share <= 1 else {
      throw ValidationError("it has to be more than 0 % and at most 100 %, like '90 %'")
    }
    return share
  }
}
