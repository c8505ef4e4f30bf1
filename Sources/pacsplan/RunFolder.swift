import Foundation
import Reporting

/// A folder that an earlier run wrote.
enum RunFolder {
  /// The bytes of its results.
  ///
  /// - Throws: An exit status, after saying what is missing.
  static func results(in folder: String) throws -> Data {
    let file = OutputPlace.join(folder, "results.json")
    var isFolder: ObjCBool = false
    let isThere = FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder)
    guard isThere, isFolder.boolValue, FileManager.default.fileExists(atPath: file) else {
      Console.problem(
        !isThere
          ? "there is no folder '\(folder.onOneLine)'"
          : isFolder.boolValue
            ? "'\(folder.onOneLine)' holds no results.json" : "'\(folder.onOneLine)' is no folder",
        hint: "name a folder that 'pacsplan run' wrote")
      throw ExitStatus.missingInput
    }
    guard let data = FileManager.default.contents(atPath: file) else {
      Console.problem("cannot read '\(file.onOneLine)'", hint: "check its permissions")
      throw ExitStatus.invalidInput
    }
    return data
  }
}
