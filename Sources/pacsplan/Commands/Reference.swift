import ArgumentParser
import ScenarioFiles

struct Reference: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the reference of all keys of all files, as Markdown.")

  func run() { print(ReferencePage.markdown, terminator: "") }
}
