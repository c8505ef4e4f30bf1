import ArgumentParser

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Explain every problem of scenario files, or say what was understood.",
    discussion: """
      Exits with 0 when all files are sound, with 65 when any holds an error, and with 66 when a \
      scenario is missing.
      """)

  @Argument(help: "Scenario files.", completion: .file(extensions: ["yaml"]))
  var files: [String]

  func run() throws {
    var failures: [ExitCode] = []
    for (place, file) in files.enumerated() {
      do {
        let summary = CheckSummary(try ScenarioInput.load(file))
        if place > 0 { print() }
        print(summary.lines.joined(separator: "\n"))
      } catch let failure as ExitCode {
        failures.append(failure)
      }
    }
    // A problem in a file says more than a file that is not there.
    if failures.contains(ExitStatus.invalidInput) { throw ExitStatus.invalidInput }
    if let failure = failures.first { throw failure }
  }
}
