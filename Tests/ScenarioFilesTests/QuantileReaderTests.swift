import PlanModel
import Testing

@testable import ScenarioFiles

/// A site's own distribution of sizes.
struct QuantileReaderTests {
  private func load(_ csv: String, size: String = "quantiles: sizes.csv") throws -> LoadedScenario {
    let folder = try TestFolder([
      "clinic.yaml": Sound.scenario.replacing(
        "modality: CT\n", with: "modality: CT\n    study-size: { \(size) }\n"),
      "sizes.csv": csv,
    ])
    defer { folder.remove() }
    return folder.load()
  }

  /// 0 to 50 % in steps of 2 bytes a per cent, then of 8: the mean is 50 % of 150 and 50 % of 400.
  @Test(arguments: [
    "share,bytes\n0,100\n50,200\n100,600\n", "bytes,share\r\n100,0\r\n200,50\r\n600,100",
  ])
  func `sizes are on straight lines between the shares given`(csv: String) throws {
    let scenario = try #require(try load(csv).scenario)
    guard case .quantiles(let table) = scenario.streams[0].size else {
      Issue.record("\(scenario.streams[0].size)")
      return
    }
    #expect(table.knots.count == 101)
    #expect([0, 1, 50, 51, 100].map { table.knots[$0] } == [100, 102, 200, 208, 600])
    #expect(abs(table.mean - 275) < 1e-9)
  }

  @Test(arguments: [
    ("", "1:1 empty-file"),
    ("share,bytes\n", "1:1 missing-share"),
    ("share,bytes\n0,1\n99,5", "1:1 missing-share"),
    ("share,bytes\n1,1\n100,5", "1:1 missing-share"),
    ("share\n0", "1:1 missing-column"),
    ("share,byte\n0,1", "1:7 unknown-column"),
    ("share,bytes\n0,1\n2.5,2\n100,5", "3:1 out-of-range"),
    ("share,bytes\n0,1\n101,2\n100,5", "3:1 out-of-range"),
    ("share,bytes\n0,1\n50,0\n100,5 MB", "3:4 4:5 out-of-range"),
    ("share,bytes\n0,1\n50,7\n50,8\n100,9", "4:1 quantile-order"),
    ("share,bytes\n0,1\n50,7\n100,6", "4:5 quantile-order"),
    ("share,bytes\n0,1,2\n100,6", "2:1 wrong-count"),
    ("\u{0}\u{1}", "1:1 not-text"),
  ]) func `what is no table is named as such`(csv: String, expected: String) throws {
    let loaded = try load(csv)
    #expect(loaded.scenario == nil)
    let found = loaded.diagnostics.map { ("\($0.location.line):\($0.location.column)", $0.code) }
    let words = Set(expected.split(separator: " ").map(String.init))
    #expect(Set(found.flatMap { [$0.0, $0.1] }) == words)
  }

  @Test func `sizes that grow beyond reach are refused like any other`() throws {
    let loaded = try load(
      "share,bytes\n0,9000000000000\n100,9000000000000\n",
      size: "quantiles: sizes.csv }\n    size-growth: 100 %\n    instances: { constant: 5")
    #expect(loaded.diagnostics.map(\.code) == ["size-beyond-reach"])
    #expect(loaded.diagnostics.map { "\($0.location.line):\($0.location.column)" } == ["15:30"])
  }
}
