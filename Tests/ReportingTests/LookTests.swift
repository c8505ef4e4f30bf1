import Foundation
import Reporting
import Testing

/// Writes the fixtures' outputs to the folder that `PACSPLAN_LOOK` names, for a person to look at.
struct LookTests {
  @Test(
    .enabled(
      if: ProcessInfo.processInfo.environment["PACSPLAN_LOOK"] != nil,
      "PACSPLAN_LOOK names no folder"))
  func `the outputs can be looked at`() throws {
    let folder = try #require(ProcessInfo.processInfo.environment["PACSPLAN_LOOK"])
    for (name, comparison) in [("plain", Fixture.comparison), ("hostile", Fixture.hostile())] {
      let path = "\(folder)/\(name)"
      try? FileManager.default.removeItem(atPath: path)
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      try ReportWriter().write(comparison, into: path)
    }
  }
}
