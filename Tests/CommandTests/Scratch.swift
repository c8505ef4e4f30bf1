import Foundation
import Testing

/// A folder of its own for one test, removed when the test is over.
final class Scratch {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "pacsplan-test-" + UUID().uuidString
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: nil)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file below the folder, with the folders it needs.
  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    let file = path + "/" + name
    let folder = URL(fileURLWithPath: file).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: file))
    return file
  }

  /// Fills the disk that the folder is on, but for some bytes.
  func fill(leaving free: Int) throws {
    let filler = path + "/filler"
    try Data().write(to: URL(fileURLWithPath: filler))
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: filler))
    let block = Data(repeating: 1, count: 4_096)
    var written: UInt64 = 0
    while (try? file.write(contentsOf: block)) != nil { written += 4_096 }
    try file.truncate(atOffset: written - UInt64(free))
    try file.close()
  }

  /// The names in a folder below this one, hidden ones too.
  func names(in folder: String = "") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path + "/" + folder).sorted()
  }

  /// Every file below a folder with its bytes.
  func contents(of folder: String) throws -> [String: Data] {
    var found: [String: Data] = [:]
    let root = path + "/" + folder
    for file in try FileManager.default.subpathsOfDirectory(atPath: root) {
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: root + "/" + file, isDirectory: &isFolder)
      if !isFolder.boolValue {
        found[file] = try Data(contentsOf: URL(fileURLWithPath: root + "/" + file))
      }
    }
    return found
  }
}

/// A file system mounted for one test.
final class Mount {
  /// Whether this account may mount, as root in a container that allows it.
  static let isPermitted: Bool = {
    guard let scratch = try? Scratch(), let mount = try? Mount(tmpfs: scratch.path, size: "64k")
    else { return false }
    return withExtendedLifetime(mount) { true }
  }()
  /// What is shown for a test that is skipped.
  static let reason: Comment = "needs the right to mount a file system (root)"

  private let point: String

  /// Mounts a disk in memory of some size.
  init(tmpfs point: String, size: String) throws {
    self.point = point
    try Mount.run(["mount", "-t", "tmpfs", "-o", "size=\(size)", "tmpfs", point])
  }

  /// Mounts a folder over itself so that nothing can be written to it.
  init(readOnly point: String) throws {
    self.point = point
    try Mount.run(["mount", "--bind", point, point])
    try Mount.run(["mount", "-o", "remount,bind,ro", point])
  }

  deinit { try? Mount.run(["umount", "-l", point]) }

  private struct Refused: Error {}

  private static func run(_ command: [String]) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    process.standardError = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Refused() }
  }
}
