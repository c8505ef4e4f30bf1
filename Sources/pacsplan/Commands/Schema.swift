public import ArgumentParser
public import ScenarioFiles

struct Schema: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the JSON Schema of a kind of file, for editors.",
    discussion: "An editor finds it by the first line of the shipped files.")

  @Argument(help: "Which kind of file.")
  var kind: FileSchema

  func run() { print(kind.text, terminator: "") }
}

extension FileSchema: ExpressibleByArgument {}
