import Foundation
import Reporting
import Testing

struct ScratchTests {
  @Test func `draft`() throws {
    guard let out = ProcessInfo.processInfo.environment["PACSPLAN_FIXTURE_OUT"] else { return }
    try? FileManager.default.removeItem(atPath: out)
    try FileManager.default.createDirectory(atPath: out + "/charts", withIntermediateDirectories: true)
    try MarkdownRenderer().render(Fixture.comparison).write(toFile: out + "/report.md", atomically: false, encoding: .utf8)
    for file in ChartRegistry.files(for: Fixture.comparison) {
      try file.svg.write(toFile: out + "/charts/" + file.name, atomically: false, encoding: .utf8)
    }
  }
}
