import ArgumentParser

extension ParsableCommand {
  /// Turns what the output folder refuses into words and an exit status.
  func reported<Value>(
    _ work: () throws(OutputFolderError) -> Value
  ) throws -> Value {
    do {
      return try work()
    } catch .cannotCreate(let message, let hint) {
      Console.problem(message, hint: hint)
      throw ExitStatus.cannotCreate
    } catch .cannotWrite(let message) {
      Console.problem(message, hint: "the earlier output, if any, is as it was")
      throw ExitStatus.writeFailed
    }
  }
}
