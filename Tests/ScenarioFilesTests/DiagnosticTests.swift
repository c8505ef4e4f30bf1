import Foundation
import PlanModel
import ScenarioFiles
import Testing

struct DiagnosticTests {
  @Test(arguments: BrokenInput.all)
  func `a mistake is shown where it is`(input: BrokenInput) throws {
    let marked = input.marked
    #expect(marked != Sound.files[input.file], "the piece to break is not in the file")
    let folder = try TestFolder(input.files)
    defer { folder.remove() }
    let loaded = folder.load()
    #expect(loaded.scenario == nil)
    #expect(!loaded.isInputMissing)
    let places = loaded.diagnostics.filter { $0.location.file.hasSuffix(input.file) }.map {
      "\($0.location.line):\($0.location.column)"
    }
    if marked.contains("§") { #expect(places.sorted() == Self.marks(in: marked).sorted()) }
    let text = folder.rendered(loaded)
    #expect(text != "")
    try Golden.expect(text, section: input.name, in: "broken-inputs.txt")
  }

  /// Places of the marks, as if they were not there.
  private static func marks(in text: String) -> [String] {
    var places: [String] = []
    var line = 1
    var column = 1
    for character in text.unicodeScalars {
      switch character {
      case "§": places.append("\(line):\(column)")
      case "\n": (line, column) = (line + 1, 1)
      default: column += 1
      }
    }
    return places
  }
}

/// A file of expected texts, one a section that begins with `=== name`.
enum Golden {
  static func expect(_ text: String, section: String, in name: String) throws {
    let kept = try sections(name)
    guard kept[section] != text else { return }
    Issue.record(
      "\(section) reads otherwise than in \(name), which PACSPLAN_RECORD=1 writes anew:\n\(text)")
  }

  static var isRecording: Bool { ProcessInfo.processInfo.environment["PACSPLAN_RECORD"] == "1" }

  static func path(_ name: String) -> String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Expected/\(name)"
  }

  private static func sections(_ name: String) throws -> [String: String] {
    var sections: [String: String] = [:]
    for part in try String(contentsOfFile: path(name), encoding: .utf8).components(
      separatedBy: "=== ")
    {
      guard let end = part.firstIndex(of: "\n") else { continue }
      sections[String(part[..<end])] = String(part[part.index(after: end)...].dropLast())
    }
    return sections
  }
}

struct DiagnosticRecordingTests {
  /// One test writes the whole file, so that tests side by side do not write over each other.
  @Test(.enabled(if: Golden.isRecording)) func `the expected texts are written anew`() throws {
    var text = ""
    for input in BrokenInput.all {
      let folder = try TestFolder(input.files)
      defer { folder.remove() }
      text += "=== \(input.name)\n\(folder.rendered(folder.load()))\n"
    }
    let path = Golden.path("broken-inputs.txt")
    let directory = URL(fileURLWithPath: path).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    try text.write(toFile: path, atomically: true, encoding: .utf8)
  }
}
