import ArgumentParser
import Foundation
import Reporting

struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show what changes from one run to the next: TB, Mbit/s, time and money.",
    discussion: """
      Each run is a folder that 'pacsplan run' wrote. Each is held against the one before and, where \
      there are more than two, the last against the first.

      Exits with 65 when results cannot be read or compared, and with 66 when a folder or its \
      results.json is missing.
      """)

  @Argument(help: "Output folders of 'pacsplan run', two or more.", completion: .directory)
  var runs: [String]

  @Flag(help: "Write Markdown instead of plain text.")
  var markdown = false

  @Flag(help: "Write JSON instead of plain text.")
  var json = false

  func validate() throws {
    guard runs.count > 1 else { throw ValidationError("name at least two runs") }
    guard !(markdown && json) else {
      throw ValidationError("--markdown and --json cannot be had together")
    }
  }

  func run() throws {
    var failures: [ExitCode] = []
    var results: [RunResults] = []
    for folder in runs {
      do {
        results.append(try read(folder))
      } catch let failure as ExitCode {
        failures.append(failure)
      }
    }
    // A problem in a file says more than a file that is not there.
    if failures.contains(ExitStatus.invalidInput) { throw ExitStatus.invalidInput }
    if let failure = failures.first { throw failure }
    let comparison: RunComparison
    do throws(RunResultsError) {
      comparison = try RunComparison(
        zip(RunLabels.labels(of: runs), results).map { ComparedRun(label: $0, results: $1) })
    } catch {
      Console.problem(error.message, hint: error.hint)
      throw ExitStatus.invalidInput
    }
    try write(
      json
        ? ChangesDocument().render(comparison)
        : markdown
          ? MarkdownRenderer().render(title: comparison.title, comparison.blocks)
          : PlainTextRenderer().render(title: comparison.title, comparison.blocks))
  }

  private func read(_ folder: String) throws -> RunResults {
    let file = OutputPlace.join(folder, "results.json")
    let data = try RunFolder.results(in: folder)
    do throws(RunResultsError) {
      return try RunResults(json: data)
    } catch {
      Console.problem("'\(file.onOneLine)' \(error.message)", hint: error.hint)
      throw ExitStatus.invalidInput
    }
  }

  private func write(_ text: String) throws {
    do {
      try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
    } catch {
      Console.problem("cannot write to standard output: \(OutputFolderError.reason())")
      throw ExitStatus.writeFailed
    }
  }
}

/// What a comparison calls its runs.
enum RunLabels {
  /// The last name of each folder, or the whole path where two have the same.
  static func labels(of folders: [String]) -> [String] {
    let names = folders.map { folder in
      let name = folder.split(separator: "/").last.map(String.init) ?? folder
      return name.onOneLine
    }
    return names.enumerated().map { place, name in
      names.filter { $0 == name }.count == 1 && name != "." && name != ".."
        ? name : folders[place].onOneLine
    }
  }
}
