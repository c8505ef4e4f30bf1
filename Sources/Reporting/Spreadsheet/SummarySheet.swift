import Costing
import Evaluation
import Foundation
import PlanModel
import Quantities

/// The first sheet: the answer, whether the workbook adds up, what is where, two pictures.
struct SummarySheet {
  private(set) var draft = SheetDraft(name: "Summary")
  private let comparison: Comparison
  private let costs: [CostSheet]
  private let side: ComparisonSheet
  private let storage: StorageSheet
  private let money: CellStyle.Number
  private let cents: CellStyle.Number
  private var row = 0
  private var vendorRows = 0...0

  private enum Column {
    static let present = 1
    static let firstBand = 8
    static let share = 11
  }

  init(
    _ comparison: Comparison, costs: [CostSheet], side: ComparisonSheet,
    storage: StorageSheet, reconciliation: ReconciliationSheet, inputs: InputsSheet,
    checked: [(sheet: String, check: String)]
  ) {
    self.comparison = comparison
    self.costs = costs
    self.side = side
    self.storage = storage
    // Whole units are enough for an answer; the cents are on the other sheets.
    money = .money(digits: 0)
    cents = .money(digits: comparison.scenario.currency.digits)
    draft.tabColour = 0x1F3B57
    draft.widths = [
      0: 46, 1: 15, 2: 15, 3: 6, 4: 15, 5: 14, 6: 14, 7: 9, 8: 15, 9: 15, 10: 15, 11: 11,
    ]
    head()
    vendors()
    checks(checked, reconciliation, missing: inputs.missing)
    guide()
    charts()
  }

  private mutating func head() {
    let identity = comparison.identity
    draft.put(
      "\(comparison.scenario.name.onOneLine.shortened(to: 120)): comparison of PACS offers", 0, 0,
      Looks.title)
    draft.put(
      "\(comparison.span), in \(comparison.scenario.currency.code). Base case with live formulas; "
        + "bands over \(identity.replications) futures are values. pacsplan \(identity.version), "
        + "seed \(identity.seed).", 1, 0, Looks.note)
    row = 2
    for words in [comparison.quickWords, comparison.cautionWords].compactMap(\.self) {
      draft.put(words, row, 0, Looks.bold.with { $0.colour = 0x9C5700 })
      row += 1
    }
    if comparison.hasArchetypes {
      draft.put(Comparison.archetypeWords, row, 0, Looks.note)
      row += 1
    }
    row += 1
  }

  private mutating func vendors() {
    let currency = comparison.scenario.currency
    let first = row + 3
    let last = first + comparison.vendors.count - 1
    vendorRows = first...last
    let names = "\(CellReference(first, 0).text(.both)):\(CellReference(last, 0).text(.both))"
    let ranks = "\(CellReference(first, 3).text(.both)):\(CellReference(last, 3).text(.both))"
    let least = comparison.byCost.first?.name ?? ""
    draft.put("Least net present cost", row, 0, Looks.bold)
    draft.put(
      // Gnumeric refuses to look up in a range of one cell.
      .textFormula(
        comparison.vendors.count == 1
          ? "=\(CellReference(first, 0).text(.both))" : "=INDEX(\(names),MATCH(1,\(ranks),0))",
        least), row, 1, Looks.bold)
    row += 2
    let heads = [
      "Vendor", "Net present cost", "More than the least", "Rank", "Undiscounted", "CapEx", "OpEx",
      "\(currency.code) a study", "Net present cost, p10", "p50", "p90",
      "Futures in which it costs least",
    ]
    for (column, text) in heads.enumerated() {
      draft.put(text, row, column, column == 0 ? Looks.columnHead : Looks.columnHeadRight)
    }
    row += 1
    let lowest = comparison.byCost.first?.cashFlow.netPresentCost ?? 0
    for (place, vendor) in comparison.vendors.enumerated() {
      let flow = vendor.cashFlow
      let cost = costs[place]
      let rank =
        1 + comparison.vendors.filter { $0.cashFlow.netPresentCost < flow.netPresentCost }.count
      draft.put(vendor.name.shortened(to: 120), row, 0, Looks.wrapped)
      let column = ComparisonSheet.firstVendor + place
      let live: [(String, Double, CellStyle.Number)] = [
        (cost.total(cost.presentRow), flow.netPresentCost, money),
        (side.draft.address(side.differenceRow, column), flow.netPresentCost - lowest, money),
        (side.draft.address(side.rankRow, column), Double(rank), .whole),
        (cost.total(cost.totalRow), comparison.major(flow.nominal), money),
        (cost.total(cost.capexRow), comparison.major(flow.capex.reduce(.zero, +)), money),
        (cost.total(cost.opexRow), comparison.major(flow.opex.reduce(.zero, +)), money),
        (
          cost.total(cost.perStudyRow), flow.costPerStudy, .unitCost(digits: currency.digits)
        ),
      ]
      for (offset, cell) in live.enumerated() {
        draft.put(.formula("=" + cell.0, cell.1), row, 1 + offset, Looks.number(cell.2))
      }
      let band = vendor.netPresentCost
      for (offset, value) in [band.p10, band.p50, band.p90].enumerated() {
        draft.put(.number(value), row, Column.firstBand + offset, Looks.value(money))
      }
      draft.put(.number(vendor.shareLeast), row, Column.share, Looks.value(.percent))
      row += 1
    }
  }

  private mutating func checks(
    _ checked: [(sheet: String, check: String)], _ reconciliation: ReconciliationSheet,
    missing: String
  ) {
    row += 1
    draft.blocks.append(row)
    draft.put("Check", row, 0, Looks.columnHead)
    draft.put("Difference", row, 1, Looks.columnHeadRight)
    draft.put("Result", row, 2, Looks.columnHead.with { $0.indent = 1 })
    row += 1
    let first = row
    for (sheet, source) in checked {
      check("Sheet \(sheet) adds up", source, right: "adds up", wrong: "does not add up")
    }
    let costs = [vendorRows.lowerBound, vendorRows.upperBound]
      .map { CellReference($0, Column.present).text() }.joined(separator: ":")
    check(
      "Net present costs that are no number", "ROWS(\(costs))-COUNT(\(costs))", number: .faults,
      right: "all are numbers", wrong: "a figure cannot be worked out")
    check(
      "Input cells that are empty or cannot be used", missing, number: .faults, right: "none",
      wrong: "see sheet Inputs, column Missing")
    let last = row - 1
    draft.put("Overall check", row, 0, Looks.totalLabel)
    let cells = "\(CellReference(first, 1).text()):\(CellReference(last, 1).text())"
    draft.put(.formula("=SUM(\(cells))", 0), row, 1, Looks.total(cents))
    result(right: "OK", wrong: "ERROR", look: Looks.totalLabel.with { $0.indent = 1 })
    let difference = row
    check(
      "Workbook against the engine", reconciliation.overall, right: "equal",
      wrong: "inputs have been changed")
    bands(difference)
  }

  /// Says beside the bands whether they belong to the figures left of them.
  private mutating func bands(_ difference: Int) {
    let own = CellReference(difference, 1).text(.both)
    let above = vendorRows.lowerBound - 2
    let fresh = "with the inputs as they are"
    let stale = "before inputs were changed"
    draft.put(
      .textFormula(
        "=\"These columns were computed \"&IF(ISNUMBER(\(own)),IF(\(own)=0,\"\(fresh)\",\"\(stale)\"),"
          + "\"\(stale)\")",
        "These columns were computed \(fresh)"), above, Column.firstBand, Looks.note)
    draft.highlights.append(
      Highlight(
        first: CellReference(vendorRows.lowerBound, Column.firstBand),
        last: CellReference(vendorRows.upperBound, Column.share),
        formula: "=IF(ISNUMBER(\(own)),\(own)<>0,TRUE)", look: .faint))
  }

  private mutating func check(
    _ label: String, _ source: String, number: CellStyle.Number? = nil, right: String,
    wrong: String
  ) {
    draft.put(label, row, 0)
    draft.put(
      .formula("=" + source, 0), row, 1,
      Looks.number(number ?? cents).with { $0.alignment = .right })
    result(right: right, wrong: wrong, look: Looks.plain.with { $0.indent = 1 })
  }

  /// Words for the difference of the current row, which may be an error itself.
  private mutating func result(right: String, wrong: String, look: CellStyle) {
    let own = CellReference(row, 1).text()
    draft.put(
      .textFormula(
        "=IF(ISNUMBER(\(own)),IF(\(own)=0,\"\(right)\",\"\(wrong)\"),\"\(wrong)\")", right),
      row, 2, look)
    if wrong == "ERROR" {
      let place = CellReference(row, 2)
      draft.highlights.append(
        Highlight(
          first: place, last: place, formula: "=\(place.text(.both))=\"\(wrong)\"",
          look: .wrong))
    }
    row += 1
  }

  private mutating func guide() {
    row += 1
    draft.blocks.append(row)
    draft.put("What is where", row, 0, Looks.columnHead)
    for column in 1...6 { draft.put("", row, column, Looks.columnHead) }
    row += 1
    var sheets = [
      ("Inputs", "prices, discounts, escalators, rates: what may be changed; signs"),
      ("Volumes", "studies and bytes by stream, modality, site and department"),
      ("Storage", "what each vendor stores where, capacity and fill, when tiers are full"),
      (
        "Network",
        "load of lines and queues, waits, readers, copies, promises, outages, when the old archive is in"
      ),
    ]
    sheets += costs.map { ($0.draft.name, "every price line by year and month, present cost") }
    sheets.append(("Comparison", "vendors beside each other, bands, payments by year"))
    if comparison.likeForLike?.hasParts ?? false {
      sheets.append(
        ("Item by item", "what each offer quotes of a complete one, and what it leaves out"))
    }
    if costs.contains(where: { $0.exitRow != nil }) {
      sheets.append(("Leaving", "what leaving costs at the end of each contract year"))
    }
    if comparison.sensitivity != nil {
      sheets.append(
        ("Sensitivity", "one uncertain input at a time, other discount rates and horizons"))
    }
    sheets += [
      ("Reconciliation", "the engine's figures against this workbook's"),
      ("Assumptions", "every value with its source, to be filtered"),
      ("Not counted", "what no figure includes"),
    ]
    for (name, text) in sheets {
      draft.put(name, row, 0)
      draft.put(text, row, 1, Looks.note)
      row += 1
    }
    draft.put(
      "1,234.00", row, 0,
      Looks.input(.general).with {
        $0.isUnlocked = false
        $0.alignment = .left
      })
    draft.put("an input that may be changed", row, 1, Looks.note)
    row += 2
  }

  private mutating func charts() {
    let axis = TimeAxis(years: comparison.scenario.years)
    draft.blocks.append(row)
    row = draft.place(
      [
        ChartDraft.lines(
          "Stored with copies and protection, base case", of: storage.draft,
          rows: storage.physicalRow, head: TimeSheet.headRow, years: 1...axis.years, comparison,
          valueAxis: "TB",
          description: "Bytes stored at each year's end, one line a vendor."),
        side.paidChart,
      ], below: row)
  }
}

extension ChartDraft {
  /// One line a vendor over the years of a sheet, from rows below each other.
  static func lines(
    _ title: String, of sheet: SheetDraft, rows first: Int, head: Int, years: ClosedRange<Int>,
    _ comparison: Comparison, valueAxis: String, description: String
  ) -> ChartDraft {
    let axis = TimeAxis(years: comparison.scenario.years)
    func cells(_ row: Int) -> String {
      sheet.range(
        row: row, from: axis.column(year: years.lowerBound),
        to: axis.column(year: years.upperBound))
    }
    return ChartDraft(
      kind: .line, title: title, valueAxis: valueAxis, numberFormat: "#,##0",
      description: description,
      series: comparison.vendors.indices.map { place in
        ChartDraft.Series(
          nameCell: sheet.address(first + place, 0), categories: cells(head),
          values: cells(first + place),
          colour: ChartPalette.colours[place % ChartPalette.count], isDashed: place % 2 == 1)
      })
  }
}
