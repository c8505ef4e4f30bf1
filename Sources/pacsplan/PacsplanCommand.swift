import ArgumentParser

@main
struct PacsplanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "pacsplan")
}
