import Evaluation
import Foundation
import PlanModel
import Quantities
import Reporting
import Testing

struct SpreadsheetRendererTests {
  let sheets = SpreadsheetRenderer().sheets(for: Fixture.comparison)
  let axis = TimeAxis(years: 10)

  private func sheet(_ name: String) throws -> SheetDraft {
    try #require(sheets.first { $0.name == name })
  }

  @Test func `the sheets stand in their order`() {
    #expect(
      sheets.map(\.name) == [
        "Summary", "Inputs", "Volumes", "Storage", "Network", "Northlake PACS on premises",
        "Cirrus Imaging Cloud", "Comparison", "Item by item", "Leaving", "Sensitivity",
        "Reconciliation", "Assumptions", "Not counted",
      ])
  }

  /// A stream's months are values; its site's are sums over the streams that stand there. January
  /// 2027 has 11,317 studies: 11,317 − 3,772 − 1,131 in the two streams of CT, less one tenth.
  @Test func `volumes are added up from the streams, and feed the cost sheets`() throws {
    let volumes = try sheet("Volumes")
    let january = axis.column(period: 1)
    func row(_ label: String, after first: Int = 0) throws -> Int {
      try #require(
        volumes.cells.filter {
          $0.key.column == 0 && $0.key.row >= first && $0.value.content == .text(label)
        }.keys.map(\.row).min())
    }
    #expect(
      volumes.cells[CellReference(try row("main-us"), january)]?.content == .number(3_772))
    let total = try row("Total")
    guard case .formula(let sum, 11_317) = volumes.cells[CellReference(total, january)]?.content
    else { throw CancellationError() }
    #expect(sum.hasPrefix("=SUM("))
    let ultrasound = try row("US", after: try row("Studies by modality"))
    guard case .formula(_, 3_772) = volumes.cells[CellReference(ultrasound, january)]?.content
    else { throw CancellationError() }
    let cloud = try sheet("Cirrus Imaging Cloud")
    let link = CellContent.formula(
      "='Volumes'!\(CellReference(total, january).text(.row))", 11_317)
    #expect(cloud.cells.values.count { $0.content == link } == 2)
  }

  @Test func `volumes list what changes them, in order`() throws {
    let volumes = try sheet("Volumes")
    let scenario = Fixture.comparison.scenario
    let rows = scenario.events.compactMap { event in
      volumes.cells.first { $0.value.content == .text(scenario.words(for: event).onOneLine) }?.key
    }
    #expect(!rows.isEmpty && rows.count == scenario.events.count)
    for (event, place) in zip(scenario.events, rows) {
      #expect(volumes.cells[CellReference(place.row, 0)]?.content == .text(event.on.iso))
    }
    let months = zip(scenario.events, rows).sorted { $0.1.row < $1.1.row }.map(\.0.on)
    #expect(months == months.sorted())
  }

  /// 0, 1 and the exponent's sign belong to the formulas of rates, and the sign of a comparison to its
  /// criterion; everything else stands in cells.
  @Test func `formulas hold no constants`() {
    for sheet in sheets {
      for (place, cell) in sheet.cells {
        guard case .formula(let formula, _) = cell.content else { continue }
        let bare = formula.replacing(/'(?:[^']|'')*'!/, with: "").replacing(
          /\$?[A-Z]{1,3}\$?[0-9]+/, with: "R"
        ).replacing(/"[<>]=?"/, with: "")
        let numbers = bare.matches(of: /[0-9]+(?:\.[0-9]+)?/).map { String($0.output) }
        #expect(
          numbers.allSatisfy { $0 == "0" || $0 == "1" }, "\(sheet.name)!\(place.text()) \(formula)")
        #expect(!bare.contains("\""), "\(formula)")
        for function in ["OFFSET", "INDIRECT", "LET(", "XLOOKUP", "FILTER("] {
          #expect(!formula.contains(function))
        }
      }
    }
  }

  /// The months of a row, and its years, have one formula, copied across.
  @Test func `a row has one formula`() throws {
    for sheet in sheets where sheet.frozen?.row == 6 {
      let months = axis.firstPeriod...axis.lastPeriod
      let years = TimeAxis.firstYear...axis.lastYear
      let rows = Set(sheet.cells.keys.map(\.row)).sorted()
      for row in rows {
        for columns in [months, years] {
          let forms = Set(
            columns.compactMap { column -> String? in
              guard case .formula(let formula, _) = sheet.cells[CellReference(row, column)]?.content
              else { return nil }
              return Self.relative(formula, at: CellReference(row, column))
            })
          #expect(forms.count <= 1, "\(sheet.name), row \(row + 1): \(forms.sorted())")
        }
      }
    }
  }

  /// A formula with its references as distances from its own cell.
  private static func relative(_ formula: String, at place: CellReference) -> String {
    formula.replacing(/(\$?)([A-Z]{1,3})(\$?)([0-9]+)/) { match in
      var column = 0
      for letter in match.2.utf8 { column = column * 26 + Int(letter) - 64 }
      let columnText = match.1.isEmpty ? "C[\(column - 1 - place.column)]" : "C\(column)"
      let row = Int(match.4) ?? 0
      let rowText = match.3.isEmpty ? "R[\(row - 1 - place.row)]" : "R\(row)"
      return rowText + columnText
    }
  }

  @Test func `only inputs may be changed, and every price can`() throws {
    for sheet in sheets where sheet.name != "Inputs" {
      #expect(sheet.cells.values.allSatisfy { !$0.style.isUnlocked }, "\(sheet.name)")
    }
    let inputs = sheets[1]
    let unlocked = inputs.cells.filter { $0.value.style.isUnlocked }
    // 17 lines of four rates each, six finance values, two discounts on the whole offer; 18 prices and 3
    // edges, since the two lines for staff take their price from the salary. Leaving has notice, early exit
    // and two prices.
    #expect(unlocked.count == 17 * 4 + 6 + 2 + 18 + 3 + 4)
    #expect(
      unlocked.values.allSatisfy {
        if case .formula = $0.content { false } else { $0.style.background == 0xFFF9DB }
      })
  }

  /// A deleted price counts as 0 and a text as nothing: each row with inputs counts what it lacks.
  @Test func `every input cell has limits or choices, and its row is checked`() throws {
    let inputs = sheets[1]
    for (place, cell) in inputs.cells where cell.style.isUnlocked {
      let rule = try #require(inputs.rules[place], "\(place.text())")
      if case .oneOf = rule.limits { continue }
      let check = try #require(inputs.cells[CellReference(place.row, 14)]?.content)
      guard case .formula(let formula, 0) = check else {
        Issue.record("\(place.text()) is not checked")
        continue
      }
      #expect(formula.hasPrefix("=COLUMNS("))
    }
    #expect(inputs.rules.values.allSatisfy { $0.message.count <= 255 && $0.kind.count <= 32 })
    #expect(inputs.rules.keys.allSatisfy { inputs.cells[$0]?.style.isUnlocked == true })
    let labels = inputs.cells.filter { $0.key.column == 0 && $0.key.row < 30 }.values.compactMap {
      if case .text(let text) = $0.content { text } else { nil }
    }
    #expect(Set(labels).count == labels.count)
  }

  /// One of 600,000 studies too late: 99.9998 %.
  @Test func `a promise that is not kept for all does not read so`() throws {
    var comparison = Fixture.comparison
    let share = 599_999.0 / 600_000
    comparison.vendors[0].serviceLevels[0].attained[9] = Fixture.band(share, 0)
    let network = try #require(
      SpreadsheetRenderer().sheets(for: comparison).first { $0.name == "Network" })
    let cell = try #require(network.cells.values.first { $0.content == .number(share) })
    #expect(cell.style.number.text(of: share) == "99.9998%")
    #expect(cell.style.number.format == "0.0000%")
  }

  /// A spreadsheet draws a dash, which is text, as 0, and an empty cell as a gap.
  @Test func `the charts of busy shares leave out years in which nothing runs`() throws {
    var comparison = Fixture.comparison
    let none = Band(mean: .nan, p10: .nan, p50: .nan, p90: .nan)
    for place in comparison.vendors[0].stages.indices {
      comparison.vendors[0].stages[place].runningYears = 2..<10
      for year in 0..<2 { comparison.vendors[0].stages[place].years[year].busyHour = none }
    }
    let network = try #require(
      SpreadsheetRenderer().sheets(for: comparison).first { $0.name == "Network" })
    let series = network.charts.flatMap(\.chart.series)
    #expect(!series.isEmpty)
    for (place, values) in series.map(\.values).enumerated() {
      let row = try #require(
        network.cells.keys.map(\.row).first {
          values == network.range(row: $0, from: axis.column(year: 1), to: axis.lastYear)
        })
      let isFilled = (1...10).map {
        network.cells[CellReference(row, axis.column(year: $0))] != nil
      }
      // The first two lines are those of the first vendor.
      let gap = place < 2 ? 2 : 0
      #expect(isFilled == (1...10).map { $0 > gap })
    }
    let notes = network.cells.values.count {
      if case .text(let text) = $0.content { text.hasPrefix("An empty year is") } else { false }
    }
    #expect(notes == 2)
  }

  /// The 90 % quantile may lie above the capacity that the base case buys.
  @Test func `the storage charts say whose purchases their capacity is`() throws {
    let storage = try sheet("Storage")
    let names = storage.charts.flatMap(\.chart.series).compactMap { series in
      storage.cells.first { storage.address($0.key.row, $0.key.column) == series.nameCell }?.value
        .content
    }
    #expect(names.contains(.text("Usable capacity as bought in the base case")))
    #expect(
      storage.cells.values.contains {
        if case .text(let text) = $0.content {
          text.hasPrefix("Capacity is as bought in the base case: a future")
        } else {
          false
        }
      })
  }

  @Test func `the payment charts have one axis`() throws {
    let ends = try sheet("Comparison").charts.filter { $0.chart.kind == .stackedColumns }.map(
      \.chart.greatest)
    #expect(ends == [1_500_000, 1_500_000])
  }

  /// January 2027 has 11,317 studies, all below 100,000: 11,317 × 2.60 = 29,424.20.
  @Test func `a month's amount is cached as the engine has it`() throws {
    let sheet = try sheet("Cirrus Imaging Cloud")
    let row = try #require(
      sheet.cells.first { $0.value.content == .text("Platform fee") }?.key.row)
    guard
      case .formula(let formula, let value) = sheet.cells[
        CellReference(row, axis.column(period: 1))]?.content
    else { throw CancellationError() }
    #expect(formula.hasPrefix("=ROUND(ROUND(("))
    #expect(value == 29_424.20)
  }

  @Test func `every hostile text survives as data`() throws {
    let folder = try ScratchFolder()
    try SpreadsheetRenderer().write(Fixture.hostile(), to: folder.file("book.xlsx"))
    for sheet in SpreadsheetRenderer().sheets(for: Fixture.hostile()) {
      for cell in sheet.cells.values {
        guard case .formula(let formula, _) = cell.content else { continue }
        // Names of sheets stand in quotes.
        let bare = formula.replacing(/'(?:[^']|'')*'!/, with: "")
        #expect(bare.firstMatch(of: /SUM\(A1\)|cmd|script|[^ -~]/) == nil, "\(formula)")
      }
    }
  }

  @Test func `no column is narrower than its numbers`() {
    for sheet in sheets {
      for (place, cell) in sheet.cells {
        guard case .number(let value) = cell.content else { continue }
        let needed = Double(cell.style.number.text(of: value).count)
        #expect((sheet.widths[place.column] ?? 8.43) >= needed, "\(sheet.name)!\(place.text())")
      }
    }
  }
}
