import Foundation
import Reporting
import Testing

struct ScratchTests {
  @Test func `draft`() throws {
    guard let out = ProcessInfo.processInfo.environment["PACSPLAN_FIXTURE_OUT"] else { return }
    try? FileManager.default.removeItem(atPath: out)
    try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
    try ReportWriter().write(Fixture.comparison, into: out)
  }
}
