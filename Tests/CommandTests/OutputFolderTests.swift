import Foundation
import Testing

@testable import pacsplan

struct OutputFolderTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private var target: String { scratch.path + "/out" }

  /// Writes files into the output as a run would.
  private func publish(_ files: [String: String]) throws {
    let folder = try OutputFolder(at: target)
    try fill(folder, files)
    try folder.commit()
  }

  private func fill(_ folder: OutputFolder, _ files: [String: String]) throws {
    for (name, text) in files {
      let file = URL(fileURLWithPath: folder.staging + "/" + name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
  }

  /// What refuses an output folder, as text.
  private func refusal(at path: String) -> String {
    do {
      _ = try OutputFolder(at: path)
      return "accepted"
    } catch .cannotCreate(let message, _) {
      return message
    } catch {
      return "\(error)"
    }
  }

  @Test func `a new folder appears whole, with nothing beside it`() throws {
    try publish(["report.md": "1", "charts/cost.svg": "2"])
    #expect(try scratch.names() == ["out"])
    #expect(
      try scratch.contents(of: "out").keys.sorted()
        == [".pacsplan-files", "charts/cost.svg", "report.md"])
  }

  @Test func `an earlier output is replaced whole`() throws {
    try publish(["report.md": "1", "charts/old.svg": "2"])
    try publish(["report.md": "3"])
    #expect(try scratch.contents(of: "out").keys.sorted() == [".pacsplan-files", "report.md"])
    #expect(try scratch.contents(of: "out")["report.md"] == Data("3".utf8))
    #expect(try scratch.names() == ["out"])
  }

  @Test func `an empty folder may be filled`() throws {
    try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: false)
    try publish(["report.md": "1"])
    #expect(try scratch.names(in: "out") == [".pacsplan-files", "report.md"])
  }

  @Test func `a run that gives up leaves the earlier output byte for byte`() throws {
    try publish(["report.md": "1"])
    let before = try scratch.contents(of: "out")
    let folder = try OutputFolder(at: target)
    try fill(folder, ["report.md": "half of"])
    folder.discard()
    #expect(try scratch.contents(of: "out") == before)
    #expect(try scratch.names() == ["out"])
  }

  @Test func `a folder with other people's files is refused by name`() throws {
    try scratch.write("mine", to: "out/letter.txt")
    #expect(
      refusal(at: target) == "'\(target)' holds files that pacsplan did not write: 'letter.txt'")
    #expect(try scratch.names(in: "out") == ["letter.txt"])
  }

  @Test func `a file put into an earlier output is not lost`() throws {
    try publish(["report.md": "1"])
    try scratch.write("minutes", to: "out/charts/minutes.md")
    #expect(
      refusal(at: target)
        == "'\(target)' holds files that pacsplan did not write: 'charts/minutes.md'")
  }

  @Test func `a workbook somebody has worked in is not lost`() throws {
    try publish(["comparison.xlsx": "1"])
    try scratch.write("1 with our prices", to: "out/comparison.xlsx")
    #expect(
      refusal(at: target)
        == "'\(target)' holds files that were changed since pacsplan wrote them: "
        + "'comparison.xlsx'")
  }

  @Test func `a file put in while the run is under way is not lost`() throws {
    try publish(["report.md": "1"])
    let folder = try OutputFolder(at: target)
    try fill(folder, ["report.md": "2"])
    try scratch.write("minutes", to: "out/minutes.md")
    #expect(throws: OutputFolderError.self) { try folder.commit() }
    #expect(try scratch.names(in: "out") == [".pacsplan-files", "minutes.md", "report.md"])
    #expect(try scratch.names() == ["out"])
  }

  @Test func `what a desktop scatters does not stand in the way`() throws {
    try publish(["report.md": "1"])
    try scratch.write("", to: "out/.DS_Store")
    try publish(["report.md": "2"])
    #expect(try scratch.contents(of: "out")["report.md"] == Data("2".utf8))
  }

  @Test func `a deleted file does not stand in the way`() throws {
    try publish(["report.md": "1", "charts/cost.svg": "2"])
    try FileManager.default.removeItem(atPath: target + "/charts")
    try publish(["report.md": "2"])
    #expect(try scratch.names(in: "out") == [".pacsplan-files", "report.md"])
  }

  @Test func `places that cannot hold a folder are refused before any work`() throws {
    let file = try scratch.write("x", to: "file")
    #expect(refusal(at: file) == "'\(file)' is not a folder")
    let orphan = scratch.path + "/none/out"
    #expect(
      refusal(at: orphan)
        == "cannot create '\(orphan)': there is no folder '\(scratch.path)/none'")
    #expect(refusal(at: "") == "the output folder has no name")
    #expect(refusal(at: "/") == "'/' cannot be the output folder")
    #expect(refusal(at: file + "/out").hasPrefix("cannot create"))
    let link = scratch.path + "/link"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "nowhere")
    #expect(refusal(at: link) == "'\(link)' is a link that leads nowhere")
    #expect(try scratch.names() == ["file", "link"])
  }

  @Test func `behind a link the folder is replaced and the link stays`() throws {
    try publish(["report.md": "1"])
    let link = scratch.path + "/link"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "out")
    let folder = try OutputFolder(at: link + "/")
    try fill(folder, ["report.md": "2"])
    try folder.commit()
    #expect(try scratch.contents(of: "out")["report.md"] == Data("2".utf8))
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "out")
  }

  @Test func `what a killed run left is cleared, what a living one fills is not`() throws {
    try scratch.write("half", to: ".out.pacsplan-1-0/report.md")
    let living = try OutputFolder(at: target)
    #expect(try scratch.names().count == 1)
    try publish(["report.md": "1"])
    #expect(FileManager.default.fileExists(atPath: living.staging))
    try fill(living, ["report.md": "2"])
    try living.commit()
    #expect(try scratch.contents(of: "out")["report.md"] == Data("2".utf8))
    #expect(try scratch.names() == ["out"])
  }

  /// A tmpfs of 64 kB holds the earlier output but not 200 kB more.
  @Test(.enabled(if: Mount.isPermitted, Mount.reason))
  func `on a full disk the run fails and the earlier output stays`() throws {
    let disk = try Mount(tmpfs: scratch.path, size: "64k")
    try publish(["report.md": "1"])
    let before = try scratch.contents(of: "out")
    let folder = try OutputFolder(at: target)
    #expect(throws: (any Error).self) {
      try fill(folder, ["report.md": String(repeating: "x", count: 200_000)])
    }
    folder.discard()
    #expect(try scratch.contents(of: "out") == before)
    #expect(try scratch.names() == ["out"])
    withExtendedLifetime(disk) {}
  }

  @Test(.enabled(if: Mount.isPermitted, Mount.reason))
  func `a read-only disk is found before any work`() throws {
    try publish(["report.md": "1"])
    let before = try scratch.contents(of: "out")
    let disk = try Mount(readOnly: scratch.path)
    #expect(
      refusal(at: target) == "cannot create a folder in '\(scratch.path)': Read-only file system")
    #expect(try scratch.contents(of: "out") == before)
    withExtendedLifetime(disk) {}
  }

  @Test(.enabled(if: Mount.isPermitted, Mount.reason))
  func `a mount point is refused, since it cannot be exchanged`() throws {
    try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: false)
    let disk = try Mount(tmpfs: target, size: "64k")
    #expect(refusal(at: target) == "'\(target)' is a mount point")
    withExtendedLifetime(disk) {}
  }
}

struct OutputManifestTests {
  /// From the draft's table of test vectors.
  @Test(arguments: [
    ("", "cbf29ce484222325"), ("a", "af63dc4c8601ec8c"), ("foobar", "85944171f73967e8"),
  ])
  func `fingerprints are those of the published examples`(text: String, fingerprint: String) {
    #expect(OutputManifest.fingerprint(of: Data(text.utf8)) == fingerprint)
  }
}
