import Foundation

/// The rules for files that a scenario names: relative to the file that names them, inside the
/// scenario's folder, or where it is based on a file in a folder above, inside that one.
struct ScenarioPaths {
  /// A file that was named.
  struct Target {
    /// As messages show it.
    var name: String
    /// On the disk, without links.
    var path: String
    /// The folder that paths in the file are relative to.
    fileprivate var folder: Folder
    /// The folder that no path may leave once the file is read.
    fileprivate var root: String
  }

  fileprivate struct Folder {
    /// As messages show it; empty for the current one.
    var shown: String
    /// On the disk, below the root as it was named.
    var real: String
  }

  /// The scenario's folder as the user named it, for messages; empty for the current one.
  private let shown: String
  /// The scenario's folder on the disk, without links.
  private let home: String
  /// The folder that no path may leave.
  private var root: String
  /// The folders of files that name others, by the files' names.
  private var folders: [String: Folder] = [:]
  /// Files' names as they are seen from the scenario's folder.
  private var seen: [String: String] = [:]

  /// Makes the rules for a scenario in a folder.
  init(directory: String) {
    shown = directory
    home =
      URL(fileURLWithPath: directory.isEmpty ? "." : directory).resolvingSymlinksInPath().path
    root = home
  }

  /// Where the scenario itself lies, by its name.
  func path(of scenario: String) -> String {
    let name = scenario.split(separator: "/").last.map(String.init) ?? scenario
    return URL(fileURLWithPath: home + "/" + name).resolvingSymlinksInPath().path
  }

  /// Remembers a file, so that its own paths can be resolved and reports can name it.
  mutating func note(_ target: Target) {
    folders[target.name] = target.folder
    seen[target.name] = relative(target)
    root = target.root
  }

  /// The file in the same folder, or of the same name one folder down, that was most likely meant.
  func nearest(to written: String, in file: String) -> String? {
    let parts = written.split(separator: "/")
    guard let name = parts.last else { return nil }
    let start = folder(of: file).real
    let folder = parts.dropLast().map { $0 + "/" }.joined()
    let files = (try? FileManager.default.contentsOfDirectory(atPath: start + "/" + folder)) ?? []
    for inner in files.sorted().prefix(100) {
      let candidate = "\(folder)\(inner)/\(name)"
      if FileManager.default.fileExists(atPath: "\(start)/\(candidate)") { return candidate }
    }
    return String(name).nearest(in: files.sorted().prefix(1_000)).map { folder + $0 }
  }

  /// Where a path that is written in a file leads.
  func resolve(_ written: String, in file: String) throws(ValueProblem) -> Target {
    let (parts, ups) = try parts(of: written, in: file)
    guard ups == 0 else {
      throw ValueProblem(
        "escaping-path", "'\(written.excerpt)' leads out of the scenario's folder", hint: Self.hint)
    }
    return try target(parts, written, in: file, root: root)
  }

  /// Where the path of a scenario leads that another is based on; it may lead to a folder above.
  func resolveBase(_ written: String, in file: String) throws(ValueProblem) -> Target {
    let (parts, ups) = try parts(of: written, in: file)
    guard written.hasSuffix(".yaml") || written.hasSuffix(".yml") else {
      throw ValueProblem(
        "wrong-path", "'\(written.excerpt)' does not end with '.yaml'", hint: "name a scenario")
    }
    var root = root
    for _ in 0..<ups { root = Self.parent(of: root) }
    guard root != "/" || self.root == "/" else {
      throw ValueProblem(
        "escaping-path", "'\(written.excerpt)' leads to the root of the disk",
        hint: "keep the scenarios in one folder")
    }
    return try target(parts, written, in: file, root: root)
  }

  private static let hint =
    "write the path relative to the scenario, and keep the file in its folder"

  /// A written path as the names below the root, and how many folders above the root it begins.
  private func parts(
    of written: String, in file: String
  ) throws(ValueProblem) -> (names: [Substring], ups: Int) {
    guard !written.contains("\\") else {
      throw ValueProblem(
        "wrong-path", "'\(written.excerpt)' has a '\\'", hint: "write '/' between folders")
    }
    guard !written.hasPrefix("/"), !written.hasPrefix("~"),
      written.firstMatch(of: /^[A-Za-z]+:/) == nil
    else {
      throw ValueProblem(
        "absolute-path", "'\(written.excerpt)' is not a relative path", hint: Self.hint)
    }
    var names = folder(of: file).real.dropFirst(root.count).split(separator: "/")
    var ups = 0
    for part in written.split(separator: "/") where part != "." {
      if part != ".." {
        names.append(part)
      } else if names.popLast() == nil {
        ups += 1
      }
    }
    return (names, ups)
  }

  private func target(
    _ names: [Substring], _ written: String, in file: String, root: String
  ) throws(ValueProblem) -> Target {
    let start = root == "/" ? "/" : root + "/"
    let path =
      URL(fileURLWithPath: start + names.joined(separator: "/")).resolvingSymlinksInPath().path
    guard path.hasPrefix(start) else {
      throw ValueProblem(
        "escaping-path", "'\(written.excerpt)' is a link that leads out of the scenario's folder",
        hint: "copy the file into the folder")
    }
    let shown = shownFolder(of: written, in: file)
    return Target(
      name: Self.prefix(shown) + (names.last ?? ""), path: path,
      folder: Folder(shown: shown, real: start + names.dropLast().joined(separator: "/")),
      root: root)
  }

  private func folder(of file: String) -> Folder {
    folders[file] ?? Folder(shown: shown, real: home)
  }

  /// The folder of a written path, for messages.
  private func shownFolder(of written: String, in file: String) -> String {
    var folder = folder(of: file)
    for part in written.split(separator: "/").dropLast() where part != "." {
      if part == ".." {
        folder = Self.above(folder)
      } else {
        folder.shown = Self.prefix(folder.shown) + part
        folder.real += "/" + part
      }
    }
    return folder.shown
  }

  private static func above(_ folder: Folder) -> Folder {
    let parent = parent(of: folder.real)
    var names = folder.shown.split(separator: "/", omittingEmptySubsequences: false)
    while names.count > 1, names.last == "" { names.removeLast() }
    guard let last = names.last, last != "", last != ".", last != ".." else {
      let isHere = folder.shown.isEmpty || folder.shown == "."
      return Folder(shown: isHere ? ".." : prefix(folder.shown) + "..", real: parent)
    }
    let shorter = names.dropLast().joined(separator: "/")
    let place = URL(fileURLWithPath: shorter.isEmpty ? "." : shorter).resolvingSymlinksInPath().path
    // Above a link lies another folder than its name says.
    return Folder(
      shown: place == parent ? shorter : prefix(folder.shown) + "..", real: parent)
  }

  private static func parent(of folder: String) -> String {
    guard let slash = folder.lastIndex(of: "/"), slash != folder.startIndex else { return "/" }
    return String(folder[..<slash])
  }

  /// What stands before the name of every file in a folder, as messages show it.
  private static func prefix(_ shown: String) -> String {
    shown.isEmpty || shown.hasSuffix("/") ? shown : shown + "/"
  }

  /// A file's name for reports, seen from the scenario's folder: the same from anywhere.
  func relative(_ name: String) -> String {
    if let known = seen[name] { return known }
    let prefix = Self.prefix(shown)
    let inside = name.hasPrefix(prefix) ? name.dropFirst(prefix.count) : name[...]
    return String(inside.drop { $0 == "/" })
  }

  private func relative(_ target: Target) -> String {
    let from = home.split(separator: "/")
    let to = target.folder.real.split(separator: "/")
    let shared = zip(from, to).prefix { $0 == $1 }.count
    let ups = [Substring](repeating: "..", count: from.count - shared)
    let last = target.name.split(separator: "/").suffix(1)
    return (ups + to.dropFirst(shared) + last).joined(separator: "/")
  }
}
