import ArgumentParser
import Evaluation
import Foundation
import PlanModel
import Quantities
import ScenarioFiles
import Simulation
import Synchronization

/// The reference job: one hospital, 500,000 studies in year 1 growing by 5 %, ten modalities, three
/// FIFO servers in a row, up to eight offers; replayed by the engine that `pacsplan run` calls.
///
/// Its constants are those of the C program it is timed beside. With `--trace` it replays that program's
/// own arrivals.
@main
struct ReferenceJob: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reference-job",
    abstract: "Time the replay of the reference job; prints ns/study last.")

  @Option(help: "Offers, 1 to 8.")
  var vendors = 4

  @Option(help: "Planning years, 1 to 40.")
  var years = 10

  @Option(help: "Replications at a time.")
  var threads = 1

  @Option(help: "Futures to replay.")
  var replications = 1

  @Option(help: "Studies of year 1.")
  var studies = 500_000

  @Option(help: "What random numbers are keyed by.")
  var seed: UInt64 = 1

  @Option(
    help: "Arrivals to replay instead: three doubles a study (seconds, MB, modality from 0).",
    completion: .file())
  var trace: String?

  @Option(
    help: "A scenario to replay instead, cut to the planning years asked for.",
    completion: .file(extensions: ["yaml"]))
  var scenario: String?

  @Flag(help: "Print what each queue measured in the last year, in seconds, and what came in.")
  var figures = false

  func validate() throws {
    for (name, value, range) in [
      ("vendors", vendors, 1...8), ("years", years, 1...40), ("threads", threads, 1...1_024),
      ("replications", replications, 1...10_000), ("studies", studies, 1...10_000_000),
    ] where !range.contains(value) {
      throw ValidationError("--\(name) must be from \(range.lowerBound) to \(range.upperBound)")
    }
  }

  func run() throws {
    let evaluator = Evaluator(try plan())
    let clock = ContinuousClock()
    let began = clock.now
    let records = waiting {
      try? await evaluator.replicate(0..<replications, seed: seed, threads: threads)
    }
    let seconds = (clock.now - began) / .seconds(1)
    guard let records else { throw ExitCode.failure }
    if figures { printFigures(evaluator) }
    let perStudy = seconds * 1e9 / Double(max(1, records.studies))
    print(
      "reference-job vendors \(vendors) years \(years) threads \(threads) "
        + "replications \(replications) studies \(records.studies) seconds \(seconds) "
        + "ns/study \(perStudy)")
  }

  private func printFigures(_ evaluator: Evaluator) {
    let base = evaluator.baseCase(seed: seed)
    let scenario = evaluator.scenario
    let days = scenario.months - 12..<scenario.months
    let seconds = days.reduce(0.0) { $0 + Double(scenario.start.adding($1).days) * 86_400 }
    for (vendor, outcome) in base.vendors.enumerated() {
      for (stage, queue) in outcome.queues.stages.enumerated() {
        guard let year = queue.years.last else { continue }
        print(
          "vendor \(vendor) stage \(stage) mean \(year.wait.mean) p95 \(year.wait.p95) "
            + "p99 \(year.wait.p99) maxWork \(year.largestBacklog) "
            + "busy \(year.utilisation * seconds)")
      }
    }
    for (stream, outcome) in zip(scenario.streams, base.streams) {
      print(
        "\(stream.id) studies \(outcome.studies.reduce(0, +)) "
          + "megabytes \(outcome.bytes.reduce(0, +) / 1e6)")
    }
  }

  /// Waits for a task, on a main thread that stays: one that leaves the process to other threads
  /// cannot be counted by valgrind.
  private func waiting<Value: Sendable>(_ work: @escaping @Sendable () async -> Value?) -> Value? {
    let result = Result<Value>()
    let done = DispatchSemaphore(value: 0)
    Task {
      let value = await work()
      result.value.withLock { $0 = value }
      done.signal()
    }
    done.wait()
    return result.value.withLock { $0 }
  }

  private final class Result<Value: Sendable>: Sendable {
    let value = Mutex<Value?>(nil)
  }

  private func plan() throws -> Scenario {
    guard let scenario else { return try job() }
    var plan = try load(scenario)
    plan.years = min(plan.years, years)
    return plan
  }

  /// Writes the job's files and reads them as the command does.
  private func job() throws -> Scenario {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("reference-job-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for vendor in 0..<vendors {
      try JobFiles.vendor(vendor).write(
        to: folder.appendingPathComponent("vendor-\(vendor).yaml"), atomically: false,
        encoding: .utf8)
    }
    var years = years
    var traces: [Int]?
    if let trace {
      let recorded = try RecordedArrivals(path: trace, modalities: JobFiles.modalities)
      for (place, text) in recorded.files.enumerated() {
        try text?.write(
          to: folder.appendingPathComponent("arrivals-\(place).csv"), atomically: false,
          encoding: .utf8)
      }
      traces = recorded.files.indices.filter { recorded.files[$0] != nil }
      years = recorded.years
    }
    let file = folder.appendingPathComponent("job.yaml")
    try JobFiles.scenario(vendors: vendors, years: years, studies: studies, traces: traces).write(
      to: file, atomically: false, encoding: .utf8)
    return try load(file.path)
  }

  private func load(_ path: String) throws -> Scenario {
    let loaded = ScenarioLoader.load(path: path)
    guard let scenario = loaded.scenario else {
      let text = DiagnosticRenderer(loaded.inputs).render(loaded.diagnostics)
      FileHandle.standardError.write(Data("\(text)\n".utf8))
      throw ExitCode.failure
    }
    return scenario
  }
}
