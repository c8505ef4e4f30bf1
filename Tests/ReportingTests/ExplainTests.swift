import Costing
import Evaluation
import Foundation
import PlanModel
import Quantities
import Testing

@testable import Reporting

/// The way back from a figure, and why costs change.
struct ExplainTests {
  private func text(_ figure: String) throws -> String {
    let data = Data(
      ResultsDocument().render(
        Fixture.comparison, cells: SpreadsheetRenderer().cells(for: Fixture.comparison)
      ).utf8)
    return try FigureExplanation(figure, json: data).text
  }

  private func lines(_ figure: String) throws -> [String] {
    try text(figure).split(separator: "\n").map(String.init)
  }

  /// The amount behind the equals sign of a line, or after its name.
  private func amount(_ line: String) throws -> Double {
    let match = try #require(line.matches(of: /−?[0-9][0-9,]*\.[0-9]+(?= USD)/).last)
    return try #require(
      Double(match.output.replacing(",", with: "").replacing("−", with: "-")))
  }

  @Test func `a present cost is the sum of its years, and of its lines`() throws {
    let vendor = Fixture.comparison.vendors[0]
    let lines = try lines("northlake.npv")
    let net = try amount(lines[0])
    #expect(abs(net - vendor.cashFlow.netPresentCost) < 0.005)
    // Eleven years, each rounded to the cent where it is shown.
    let years = try lines.filter { $0.contains(" × ") && $0.contains(" = ") }.map(amount)
    #expect(years.count == 11)
    #expect(abs(years.reduce(0, +) - net) < 0.005 * 12)
    let parts = try lines.filter { $0.contains(" %: ") }.map { line -> Double in
      try amount(String(line.prefix(while: { $0 != "%" })))
    }
    #expect(parts.count == vendor.ledger.lines.count)
    #expect(abs(parts.reduce(0, +) - net) < 0.005 * Double(parts.count + 1))
  }

  @Test func `a year of a category names price, quantity, source, file and cell`() throws {
    let text = try text("cirrus.2031.storage")
    let line = Fixture.comparison.vendors[1].ledger.lines[0]
    let year = line.amounts[49...60].reduce(Money.zero, +).major(digits: 2)
    #expect(text.contains("hot: \(NumberText.fixed(year, decimals: 2)) USD"))
    #expect(text.contains("price: 0.105"))
    #expect(
      text.contains(
        "source: AWS HealthImaging pricing, us-east-1, 2026-10-07  [vendors/cirrus-cloud.yaml:21]"))
    #expect(text.contains("comparison.xlsx: 'Cirrus Imaging Cloud'!$M$"))
    #expect(text.contains("rounded to minor units"))
    // 5 means the fifth year, which is 2031.
    #expect(try self.text("cirrus-cloud.5.storage") == text)
  }

  @Test func `what is unknown is answered with what there is`() throws {
    let error = try #require(throws: RunResultsError.self) { try text("cirrus.2099") }
    #expect(error.message.contains("no figure 'cirrus.2099'"))
    #expect(error.hint?.contains("cirrus-cloud.npv") ?? false)
    let vendor = try #require(throws: RunResultsError.self) { try text("nobody.npv") }
    #expect(vendor.message.contains("no offer 'nobody'"))
    #expect(vendor.hint?.contains("northlake-onprem") ?? false)
    #expect(throws: RunResultsError.self) { try text("") }
    #expect(throws: RunResultsError.self) { try text("northlake") }
  }

  @Test func `every name that is offered can be explained`() throws {
    let error = try #require(throws: RunResultsError.self) { try text("northlake.x") }
    let names = try #require(error.hint).replacing("name one of: ", with: "").split(separator: ", ")
    #expect(names.count > 10)
    for name in names { #expect(try !text(String(name)).isEmpty, "\(name)") }
  }

  // MARK: Causes

  private static func causes(_ change: (inout RunResults) -> Void) throws -> (CostCauses, Double) {
    let before = try RunResults(
      json: Data(ResultsDocument().render(Fixture.comparison).utf8))
    var after = before
    change(&after)
    let causes = try #require(
      CostCauses(from: before, to: after, offer: before.vendors[1].id))
    func net(_ run: RunResults) -> Double {
      run.vendors[1].ledger.reduce(0) { sum, line in
        sum
          + line.amountsMinorUnits.enumerated().reduce(0) {
            $0 + Double($1.element) / 100
              * run.vendors[1].cost.discountFactors[($1.offset + 11) / 12]
          }
      }
    }
    return (causes, net(after) - net(before))
  }

  private func expectAlone(
    _ part: KeyPath<CostCauses, Double>, _ found: (CostCauses, Double),
    _ location: SourceLocation = #_sourceLocation
  ) {
    // Ten years of some ten lines, each sum off by a few units of its last place.
    let room = 1e-9 * max(1, abs(found.1))
    #expect(abs(found.0.total - found.1) < room)
    #expect(abs(found.0[keyPath: part] - found.1) < room)
    #expect(abs(found.1) > 1)
  }

  private typealias SourceLocation = Testing.SourceLocation

  @Test func `a higher price is price, more studies are volume`() throws {
    expectAlone(
      \.price,
      try Self.causes { run in
        run.vendors[1].ledger[0].amountsMinorUnits = run.vendors[1].ledger[0].amountsMinorUnits.map
        {
          $0 * 2
        }
      })
    expectAlone(
      \.volume,
      try Self.causes { run in
        run.demand.monthlyStudiesBase = run.demand.monthlyStudiesBase.map { $0 * 3 }
        for place in run.vendors[1].ledger.indices
        where ["study", "stored-month", "requests"].contains(run.vendors[1].ledger[place].meter) {
          let line = run.vendors[1].ledger[place]
          run.vendors[1].ledger[place].quantities = line.quantities.map { $0 * 3 }
          run.vendors[1].ledger[place].amountsMinorUnits = line.amountsMinorUnits.map { $0 * 3 }
        }
      })
  }

  @Test func `bigger studies are size, other discounting is term, a new line is an item`() throws {
    expectAlone(
      \.size,
      try Self.causes { run in
        let line = run.vendors[1].ledger[0]
        run.vendors[1].ledger[0].quantities = line.quantities.map { $0 * 2 }
        run.vendors[1].ledger[0].amountsMinorUnits = line.amountsMinorUnits.map { $0 * 2 }
      })
    expectAlone(
      \.term,
      try Self.causes { run in
        run.vendors[1].cost.discountFactors = run.vendors[1].cost.discountFactors.map { $0 * 0.9 }
      })
    expectAlone(\.items, try Self.causes { $0.vendors[1].ledger.removeFirst() })
  }

  // MARK: Register

  @Test func `the register lists what moves the cost, and where it stands`() throws {
    let entries = CostRegister(Fixture.comparison).entries
    #expect(entries.allSatisfy { $0.share >= CostRegister.least })
    #expect(entries.map(\.share) == entries.map(\.share).sorted(by: >))
    let flow = Fixture.comparison.vendors[0].cashFlow
    // The licence is paid once, up to go-live: 380,000 less 10 %.
    let licence = try #require(entries.first { $0.name == "Perpetual PACS licence" })
    #expect(licence.share == 342_000 / flow.netPresentCost)
    #expect(licence.location?.line == 31)
    #expect(entries.contains { $0.name == "Discount rate" && $0.source == "Board policy 2026" })
    #expect(entries.contains { $0.name == "US: size against the catalogue's" })
  }
}
