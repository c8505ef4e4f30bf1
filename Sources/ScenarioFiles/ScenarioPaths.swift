import Foundation

/// The rules for files that a scenario names: relative to it, inside its folder.
struct ScenarioPaths {
  /// The scenario's folder as the user named it, for messages; empty for the current one.
  var shown: String
  /// The same on the disk, without links.
  private var root: String

  /// Makes the rules for a scenario in a folder.
  init(directory: String) {
    shown = directory
    root =
      URL(fileURLWithPath: directory.isEmpty ? "." : directory).resolvingSymlinksInPath().path
  }

  /// The file in the same folder, or of the same name one folder down, that was most likely meant.
  func nearest(to written: String) -> String? {
    let parts = written.split(separator: "/")
    guard let name = parts.last else { return nil }
    let folder = parts.dropLast().map { $0 + "/" }.joined()
    let files = (try? FileManager.default.contentsOfDirectory(atPath: root + "/" + folder)) ?? []
    for inner in files.sorted().prefix(100) {
      let candidate = "\(folder)\(inner)/\(name)"
      if FileManager.default.fileExists(atPath: "\(root)/\(candidate)") { return candidate }
    }
    return String(name).nearest(in: files.sorted().prefix(1_000)).map { folder + $0 }
  }

  /// Where a written path leads.
  ///
  /// - Returns: The name for messages and the path on the disk.
  func resolve(_ written: String) throws(ValueProblem) -> (name: String, path: String) {
    let hint = "write the path relative to the scenario, and keep the file in its folder"
    guard !written.contains("\\") else {
      throw ValueProblem(
        "wrong-path", "'\(written.excerpt)' has a '\\'", hint: "write '/' between folders")
    }
    guard !written.hasPrefix("/"), !written.hasPrefix("~"),
      written.firstMatch(of: /^[A-Za-z]+:/) == nil
    else {
      throw ValueProblem("absolute-path", "'\(written.excerpt)' is not a relative path", hint: hint)
    }
    var parts: [Substring] = []
    for part in written.split(separator: "/") where part != "." {
      if part != ".." {
        parts.append(part)
      } else if parts.popLast() == nil {
        throw ValueProblem(
          "escaping-path", "'\(written.excerpt)' leads out of the scenario's folder", hint: hint)
      }
    }
    let name = parts.joined(separator: "/")
    let path = URL(fileURLWithPath: root + "/" + name).resolvingSymlinksInPath().path
    guard path.hasPrefix(root == "/" ? "/" : root + "/") else {
      throw ValueProblem(
        "escaping-path", "'\(written.excerpt)' is a link that leads out of the scenario's folder",
        hint: "copy the file into the folder")
    }
    return (prefix + name, path)
  }

  /// What stands before the name of every file in the folder, as messages show it.
  private var prefix: String { shown.isEmpty || shown.hasSuffix("/") ? shown : shown + "/" }

  /// A file's name for messages, seen from the scenario's folder: the same from anywhere.
  func relative(_ name: String) -> String {
    let inside = name.hasPrefix(prefix) ? name.dropFirst(prefix.count) : name[...]
    return String(inside.drop { $0 == "/" })
  }
}
