import Evaluation
import PlanModel
import Reporting
import Testing

struct AssumptionsTests {
  /// The fixture's ten values, five of them without a source, and one with a reason.
  private let comparison: Comparison = {
    var comparison = Fixture.comparison
    comparison.scenario.assumptions.append(
      Fixture.assumption(
        "catalogue.RF.study-size", "mean 62.9 MB", "Assumed: no published size was found", 90))
    return comparison
  }()

  @Test func `what is assumed for a reason does not stand under a source`() throws {
    let blocks = AssumptionsSection().blocks(for: comparison)
    let heads = blocks.compactMap { if case .subheading(let text) = $0 { text } else { nil } }
    // First comes what the cost rests on, whatever its source.
    #expect(heads.first == "What the cost rests on")
    #expect(
      heads.dropFirst() == ["Assumed, without a source", "Assumed, with a reason", "From a source"])
    let tables = Array(
      blocks.compactMap { if case .table(let table) = $0 { table } else { nil } }.dropFirst())
    #expect(tables.count == 3)
    #expect(tables[1].columns.map(\.heading) == ["Reason", "What", "Where"])
    #expect(
      tables[1].rows == [
        [
          .text("Assumed: no published size was found"),
          .text("catalogue: study-size: RF = mean 62.9 MB"), .text("community.yaml:90"),
        ]
      ])
  }

  @Test func `the workbook counts and colours the same values`() throws {
    let sheet = try #require(
      SpreadsheetRenderer().sheets(for: comparison).first { $0.name == "Assumptions" })
    let assumed = comparison.scenario.assumptions.count(where: \.isAssumed)
    #expect(assumed == 6)
    let coloured = sheet.cells.filter {
      $0.key.column == 2 && $0.key.row > 3 && $0.value.style.colour == 0x9C5700
    }
    #expect(coloured.count == assumed)
    #expect(
      coloured.values.contains { $0.content == .text("Assumed: no published size was found") })
    guard case .text(let note) = sheet.cells[CellReference(1, 0)]?.content else {
      throw CancellationError()
    }
    #expect(note.contains("\(assumed) of 11 are assumed"))
  }
}
