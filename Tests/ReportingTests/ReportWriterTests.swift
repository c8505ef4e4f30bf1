import Evaluation
import Foundation
import Reporting
import Testing

struct ReportWriterTests {
  @Test func `a folder gets every output, the same twice`() throws {
    let one = try ScratchFolder()
    let two = try ScratchFolder()
    try ReportWriter().write(Fixture.comparison, into: one.path)
    try ReportWriter().write(Fixture.comparison, into: two.path)
    let names = try #require(FileManager.default.enumerator(atPath: one.path)).compactMap {
      $0 as? String
    }
    #expect(Set(names).isSuperset(of: ReportWriter.names))
    for name in names {
      #expect(
        FileManager.default.contents(atPath: one.file(name))
          == FileManager.default.contents(atPath: two.file(name)), "\(name)")
    }
    let top = try FileManager.default.contentsOfDirectory(atPath: one.path).sorted()
    #expect(top == ReportWriter.names.sorted())
  }

  @Test func `a folder that is not there is an error with its path`() throws {
    let folder = try ScratchFolder()
    let path = folder.file("none")
    #expect(
      throws: OutputError(path: "\(path)/report.md", reason: "No such file or directory")
    ) { try ReportWriter().write(Fixture.comparison, into: path) }
  }

  @Test func `a file that is there is not overwritten`() throws {
    let folder = try ScratchFolder()
    try OutputFile.write("one", to: folder.file("a"))
    #expect(throws: OutputError(path: folder.file("a"), reason: "File exists")) {
      try OutputFile.write("two", to: folder.file("a"))
    }
  }

  /// A disk that fills up after 64 kB, after 150 kB, ...: the error comes from the text files, from
  /// the library or from the check after closing, but it comes.
  @Test(
    .enabled(if: getuid() == 0, "needs root, to mount a small file system"),
    arguments: [16, 64, 100, 150, 200, 256, 300])
  func `a full disk is an error`(kilobytes: Int) throws {
    let folder = try ScratchFolder()
    let disk = SmallDisk(at: folder.file("disk"), kilobytes: kilobytes)
    try withKnownIssue("no file system can be mounted here", isIntermittent: true) {
      try disk.mount()
    } when: {
      !SmallDisk.isPossible
    }
    guard disk.isMounted else { return }
    defer { disk.unmount() }
    #expect(throws: OutputError.self) {
      try ReportWriter().write(Fixture.comparison, into: disk.path)
    }
  }
}

/// A file system in memory that is soon full.
final class SmallDisk {
  let path: String
  private let kilobytes: Int
  private(set) var isMounted = false

  init(at path: String, kilobytes: Int) {
    self.path = path
    self.kilobytes = kilobytes
  }

  /// Whether this machine lets us mount: containers often do not.
  static let isPossible: Bool = {
    guard let folder = try? ScratchFolder() else { return false }
    let disk = SmallDisk(at: folder.file("probe"), kilobytes: 16)
    defer { disk.unmount() }
    return (try? disk.mount()) != nil
  }()

  func mount() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try run(["mount", "-t", "tmpfs", "-o", "size=\(kilobytes)k", "tmpfs", path])
    isMounted = true
  }

  func unmount() {
    guard isMounted else { return }
    try? run(["umount", path])
    isMounted = false
  }

  private struct MountFailed: Error {}

  private func run(_ words: [String]) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = words
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw MountFailed() }
  }
}
