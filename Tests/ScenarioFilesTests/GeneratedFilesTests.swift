import Foundation
import PlanModel
import ScenarioFiles
import Testing

/// What is made from other things must be made anew when these change.
struct GeneratedFilesTests {
  /// `PACSPLAN_RECORD=1 swift test --filter GeneratedFilesTests` writes the schema anew.
  @Test(arguments: FileSchema.allCases)
  func `the schema in the repository is the one of the tables`(schema: FileSchema) throws {
    try expectFile("Scenarios/schemas/\(schema.fileName)", schema.text)
  }

  /// `PACSPLAN_RECORD=1 swift test --filter GeneratedFilesTests` writes the page anew.
  @Test func `the reference page in the repository is the one of the tables`() throws {
    try expectFile("docs/reference.md", ReferencePage.markdown)
  }

  /// `make catalogue` writes the table anew.
  @Test func `the shipped catalogue is made from the CSV files`() throws {
    let output = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).swift")
    defer { try? FileManager.default.removeItem(at: output) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "\(root)/Scenarios/data/make-table.py", output.path]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    let made = try String(contentsOf: output, encoding: .utf8)
    let kept = try String(
      contentsOfFile: "\(root)/Sources/PlanModel/ShippedCatalogue.swift", encoding: .utf8)
    #expect(made == kept, "run Scenarios/data/make-table.py")
  }

  /// `make catalogue` writes the list anew.
  @Test func `the shipped requirements are those of the file`() throws {
    let name = "\(root)/Scenarios/data/requirements.yaml"
    let read = RequirementList.read(
      try String(contentsOfFile: name, encoding: .utf8), named: "requirements.yaml")
    #expect(read.problems.isEmpty)
    #expect(read.requirements == Requirement.shipped, "run Scenarios/data/make-requirements.py")
    #expect(read.requirements.count == 64)
    #expect(read.requirements.count(where: \.isGate) == 24)
  }

  private var root: String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path
  }

  private func expectFile(_ name: String, _ text: String) throws {
    let path = "\(root)/\(name)"
    let kept = try? String(contentsOfFile: path, encoding: .utf8)
    guard kept != text else { return }
    if ProcessInfo.processInfo.environment["PACSPLAN_RECORD"] == "1" {
      let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try text.write(toFile: path, atomically: true, encoding: .utf8)
    }
    Issue.record("\(name) is not current; PACSPLAN_RECORD=1 writes it anew")
  }
}
