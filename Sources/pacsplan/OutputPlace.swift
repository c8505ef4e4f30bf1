import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What stands at a path, and whether a run may put its output there.
enum OutputPlace {
  /// What a path leads to.
  enum Kind { case nothing, folder, other }

  /// The absolute path of the output without links in it, so that a link's folder is replaced and
  /// not the link.
  static func resolve(_ path: String) throws(OutputFolderError) -> String {
    guard !path.isEmpty else { throw .cannotCreate("the output folder has no name") }
    if let whole = realPath(path) {
      guard whole != "/" else { throw .cannotCreate("'/' cannot be the output folder") }
      return whole
    }
    var trimmed = path
    while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed.removeLast() }
    let (parent, name) = split(trimmed)
    guard name != "..", name != "." else {
      throw .cannotCreate("there is no folder '\(path)'")
    }
    guard kind(of: trimmed) == .nothing else {
      throw .cannotCreate("'\(path)' is a link that leads nowhere")
    }
    guard let whole = realPath(parent) else {
      throw .cannotCreate(
        "cannot create '\(path)': there is no folder '\(parent)'", hint: "make it first")
    }
    return join(whole, name)
  }

  /// Refuses to replace what this program did not write.
  ///
  /// - Throws: ``OutputFolderError/cannotCreate(_:hint:)`` unless nothing stands there, or an empty
  ///   folder, or one in which every file is as an earlier run left it.
  static func checkReplaceable(_ target: String) throws(OutputFolderError) {
    // Another run may exchange the folder between the look at its list and at its files: only what
    // is said of one and the same folder counts.
    var last: OutputFolderError?
    for _ in 0..<10 {
      let before = identity(of: target)
      do {
        try checkOnce(target)
        return
      } catch {
        if identity(of: target) == before { throw error }
        last = error
      }
    }
    if let last { throw last }
  }

  private static func checkOnce(_ target: String) throws(OutputFolderError) {
    switch kind(of: target) {
    case .nothing: return
    case .other:
      throw .cannotCreate(
        "'\(target)' is not a folder", hint: "name a folder that is new or an earlier output")
    case .folder: break
    }
    guard device(of: target) == device(of: split(target).parent) else {
      throw .cannotCreate("'\(target)' is a mount point", hint: "name a folder inside it")
    }
    guard let files = files(in: target) else {
      throw .cannotCreate("cannot read '\(target)': \(OutputFolderError.reason())")
    }
    if files.isEmpty { return }
    guard let manifest = OutputManifest.read(in: target) else {
      throw .cannotCreate(
        "'\(target)' holds files that pacsplan did not write: \(named(files))",
        hint: "name a folder that is new, empty or an earlier output")
    }
    let foreign = files.filter { manifest[$0] == nil }
    guard foreign.isEmpty else {
      throw .cannotCreate(
        "'\(target)' holds files that pacsplan did not write: \(named(foreign))",
        hint: "move them elsewhere or name another folder")
    }
    let changed = files.filter { file in
      manifest[file] != OutputManifest.fingerprint(ofFile: join(target, file))
    }
    guard changed.isEmpty else {
      throw .cannotCreate(
        "'\(target)' holds files that were changed since pacsplan wrote them: \(named(changed))",
        hint: "copy them elsewhere and delete them here, or name another folder")
    }
  }

  /// What stands at a path, links not followed.
  static func kind(of path: String) -> Kind {
    var status = stat()
    guard lstat(path, &status) == 0 else { return .nothing }
    return status.st_mode & S_IFMT == S_IFDIR ? .folder : .other
  }

  /// The paths, relative to a folder, of everything in it that is not itself a folder, in order of
  /// their names; without the manifest and the files that desktops scatter.
  ///
  /// - Returns: nil where a folder cannot be read.
  static func files(in folder: String) -> [String]? {
    guard let entries = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      return nil
    }
    var found: [String] = []
    for entry in entries {
      if entry == OutputManifest.fileName || scattered.contains(entry) { continue }
      guard kind(of: join(folder, entry)) == .folder else {
        found.append(entry)
        continue
      }
      guard let inner = files(in: join(folder, entry)) else { return nil }
      found += inner.map { entry + "/" + $0 }
    }
    return found.sorted()
  }

  /// Forces a folder and all it holds to the disk.
  static func synchronize(_ folder: String) throws(OutputFolderError) {
    guard let files = files(in: folder) else {
      throw .cannotWrite("cannot read '\(folder)': \(OutputFolderError.reason())")
    }
    var folders: Set<String> = [folder]
    for file in files + [OutputManifest.fileName] {
      try synchronize(file: join(folder, file), flags: O_RDONLY)
      folders.insert(split(join(folder, file)).parent)
    }
    for inner in folders.sorted() { try synchronize(directory: inner) }
  }

  /// Forces the names in one folder to the disk.
  static func synchronize(directory: String) throws(OutputFolderError) {
    try synchronize(file: directory, flags: O_RDONLY | O_DIRECTORY)
  }

  private static func synchronize(file: String, flags: Int32) throws(OutputFolderError) {
    let descriptor = open(file, flags | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw .cannotWrite("cannot open '\(file)': \(OutputFolderError.reason())")
    }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else {
      throw .cannotWrite("cannot write '\(file)': \(OutputFolderError.reason())")
    }
  }

  /// Removes a folder with all it holds; links are removed, not followed.
  static func remove(_ folder: String) {
    for entry in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
      let path = join(folder, entry)
      if kind(of: path) == .folder { remove(path) } else { unlink(path) }
    }
    rmdir(folder)
  }

  /// A path's folder and its last name.
  static func split(_ path: String) -> (parent: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path) }
    let parent = path[..<slash]
    return (parent.isEmpty ? "/" : String(parent), String(path[path.index(after: slash)...]))
  }

  /// A name inside a folder.
  static func join(_ folder: String, _ name: String) -> String {
    folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }

  private static let scattered: Set<String> = [".DS_Store", "Thumbs.db", "desktop.ini"]

  private static func named(_ files: [String]) -> String {
    let first = files.prefix(3).map { "'\($0)'" }.joined(separator: ", ")
    return files.count > 3 ? first + " and \(files.count - 3) more" : first
  }

  private static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// Whether an open folder is still the one at a path.
  static func isSame(_ descriptor: Int32, _ path: String) -> Bool {
    var status = stat()
    return fstat(descriptor, &status) == 0 && status.st_ino == identity(of: path)
  }

  private static func identity(of path: String) -> ino_t? {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_ino : nil
  }

  private static func device(of path: String) -> dev_t? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_dev : nil
  }
}
