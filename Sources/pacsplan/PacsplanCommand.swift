import ArgumentParser

@main
struct PacsplanCommand: AsyncParsableCommand {
  /// Of the program, in every result.
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "pacsplan",
    abstract: "Compare PACS offers: storage, network, waiting times, cost.",
    version: version,
    subcommands: [
      Run.self, Compare.self, Explain.self, Negotiate.self, Wan.self, Rfp.self, Check.self,
      Catalogue.self, Schema.self, Reference.self,
    ])
}
