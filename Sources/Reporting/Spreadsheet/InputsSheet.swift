import Costing
import Evaluation
import Foundation
import PlanModel
import Quantities

/// Every price and rate that the costs follow from: what may be changed is blue on yellow and
/// unlocked.
struct InputsSheet {
  /// Where one price line's inputs stand, as formulas name them.
  typealias Line = [BillInput: String]

  /// Where what leaving costs stands.
  struct Exit {
    var notice: String
    var early: String
    /// Months; nil where nobody says how long a term is.
    var term: String?
    var lines: [Line]
  }

  /// Where one tier's fixed values stand.
  struct Tier {
    var copies: String
    var protection: String
    /// The share of the usable bytes that may be filled; nil for a tier without end.
    var threshold: String?
  }

  var draft = SheetDraft(name: "Inputs")
  /// By vendor and price line.
  var lines: [[Line]] = []
  /// By vendor: what leaving costs; nil where nobody says.
  var exits: [Exit?] = []
  /// By vendor and tier.
  var tiers: [[Tier]] = []
  private(set) var discountRate = ""
  private(set) var inflation = ""
  /// 1 where the rate is real, so that inflation counts besides; else 0.
  private(set) var realShare = ""
  /// The part of a year by which payments come before its end.
  private(set) var offset = ""
  private(set) var monthsPerYear = ""
  private(set) var digits = ""
  private(set) var megabytes = ""
  /// To how many decimals an amount is rounded before it is rounded to those of the currency.
  private(set) var guardDigits = ""
  /// To how many decimals volumes must agree: of a terabyte, a megabyte.
  private(set) var checkDigits = ""
  /// Names for the inputs that formulas of a reader's own may want.
  private(set) var names: [(name: String, address: String)] = []

  /// How many input cells are empty or hold no number they can hold.
  var missing: String { draft.address(Self.missingRow, Column.value) }

  static let megabytesPerTerabyte = Double(DataUnit.TB.bytes) / Double(DataUnit.MB.bytes)

  private static let missingRow = 2

  var administratorPrice = ""
  var electricityPrice = ""
  /// By category, the months that its purchases last.
  private(set) var lives: [CostCategory: String] = [:]
  var row = 0
  let comparison: Comparison

  enum Column {
    static let item = 0
    static let category = 1
    static let kind = 2
    static let unit = 3
    static let edge = 4
    static let value = 5
    static let discount = 6
    static let rate = 7
    static let fromYear = 8
    static let cap = 9
    static let paid = 10
    static let source = 11
    static let dated = 12
    static let file = 13
    static let missing = 14
  }

  init(_ comparison: Comparison) {
    self.comparison = comparison
    draft.tabColour = 0xE0B000
    draft.frozen = CellReference(4, 1)
    draft.repeatedRows = 3...3
    draft.widths = [
      Column.item: 40, Column.category: 10, Column.kind: 7, Column.unit: 28, Column.edge: 11,
      Column.value: 13, Column.discount: 9, Column.rate: 10, Column.fromYear: 7, Column.cap: 8,
      Column.paid: 16, Column.source: 56, Column.dated: 11, Column.file: 30,
      Column.missing: 9,
    ]
    head()
    finance()
    fixed()
    for vendor in comparison.vendors { prices(of: vendor) }
    oldSystem()
    for vendor in comparison.vendors { storage(of: vendor) }
    signs()
    countMissing()
    // File names are not broken over lines.
    let files = draft.cells.filter { $0.key.column == Column.file }.values.map(\.textLength)
    draft.widths[Column.file] = Double(min(60, max(20, files.max() ?? 0)))
  }

  private mutating func head() {
    draft.put("Inputs", 0, 0, Looks.title)
    draft.put(
      "Blue on yellow may be changed: every cost in this workbook follows. Volumes and bytes are "
        + "values of the run and change only with a new one.", 1, 0, Looks.note)
    let heads = [
      "Input", "Category", "Kind", "Unit", "Band up to", "Value or price", "Discount",
      "Escalator a year", "From year", "Cap a year", "Paid", "Source", "Date", "File", "Missing",
    ]
    for (column, text) in heads.enumerated() {
      let isNumber = (Column.edge...Column.cap).contains(column) || column == Column.missing
      let look = column == Column.paid ? Looks.columnHead.with { $0.indent = 1 } : Looks.columnHead
      draft.put(text, 3, column, isNumber ? Looks.columnHeadRight : look)
    }
    row = 4
  }

  /// A price that is deleted would count as 0, and a text as nothing: both must show.
  private mutating func countMissing() {
    let label = "Input cells that are empty or cannot be used: 0 is right"
    draft.put(label, Self.missingRow, Column.item, Looks.bold)
    let first = CellReference(4, Column.missing).text()
    let last = CellReference(row, Column.missing).text()
    draft.put(
      .formula("=SUM(\(first):\(last))", 0), Self.missingRow, Column.value,
      Looks.bold(.whole).with { $0.alignment = .right })
    draft.highlights += [
      Highlight(
        first: CellReference(4, Column.missing), last: CellReference(row, Column.missing),
        formula: "=\(CellReference(4, Column.missing).text(.column))>0", look: .wrong),
      Highlight(
        first: CellReference(Self.missingRow, Column.value),
        last: CellReference(Self.missingRow, Column.value),
        formula: "=\(CellReference(Self.missingRow, Column.value).text(.both))<>0", look: .wrong),
    ]
  }

  /// Counts, at the end of a row, the cells from one column to another that hold no number.
  mutating func require(
    _ first: Int, _ last: Int, at row: Int, besides more: String = ""
  ) {
    let cells = "\(CellReference(row, first).text()):\(CellReference(row, last).text())"
    draft.put(
      .formula("=COLUMNS(\(cells))-COUNT(\(cells))\(more)", 0), row, Column.missing,
      Looks.step(.faults).with { $0.alignment = .right })
  }

  mutating func heading(_ text: String) {
    row += 1
    draft.blocks.append(row)
    for column in 0...Column.missing {
      if column == 0 {
        draft.put(text, row, 0, Looks.heading)
      } else {
        draft.put(.blank, row, column, Looks.heading)
      }
    }
    row += 1
  }

  /// Adds a row with one value and gives back where the value stands.
  @discardableResult
  mutating func value(
    _ label: String, _ unit: String, _ content: CellContent, _ style: CellStyle,
    path: String? = nil, rule: InputRule? = nil, look: CellStyle = Looks.wrapped
  ) -> String {
    draft.put(label, row, Column.item, look)
    draft.put(unit, row, Column.unit, Looks.unit)
    draft.put(content, row, Column.value, style)
    if let path, assumption(path) == nil {
      draft.put("not stated: the default", row, Column.source, Looks.wrapped)
    }
    if let path, let assumption = assumption(path) { note(assumption) }
    if let rule {
      draft.rules[CellReference(row, Column.value)] = rule
      require(Column.value, Column.value, at: row, besides: breach(of: rule, Column.value))
    }
    row += 1
    return draft.address(row - 1, Column.value)
  }

  /// The finance section's value whose path ends with a key.
  func assumption(_ key: String) -> Assumption? {
    comparison.scenario.assumptions.first {
      $0.path.hasPrefix("finance")
        && ($0.path.hasSuffix(".\(key)") || $0.path.hasSuffix(".\(key).rate"))
    }
  }

  private mutating func finance() {
    let finance = comparison.scenario.finance
    let currency = comparison.scenario.currency
    let money = CellStyle.Number.price(digits: currency.digits)
    heading("Finance")
    discountRate = value(
      "Discount rate", "a year", .number(finance.discountRate.value), Looks.input(.percent),
      path: "discount-rate", rule: .discountRate)
    let basis = value(
      "Basis of the rate", "nominal or real", .text(finance.basis.rawValue),
      Looks.input(.general), path: "discount-rate")
    draft.rules[CellReference(row - 1, Column.value)] = .choice(
      "Basis of the rate", Finance.Basis.allCases.map(\.rawValue))
    inflation = value(
      "Inflation (counts with a real rate)", "a year", .number(finance.inflation.value),
      Looks.input(.percent), path: "inflation", rule: .inflation)
    let timing = value(
      "Payments fall at", "start, mid or end of year", .text(finance.timing.rawValue),
      Looks.input(.general), path: "timing")
    draft.rules[CellReference(row - 1, Column.value)] = .choice(
      "When payments fall", Finance.Timing.allCases.map(\.rawValue))
    let salary = value(
      "PACS administrator's salary", "\(currency.code) a year",
      .number(finance.administratorSalary.amount.nearest), Looks.input(money), path: "salary",
      rule: .salary)
    let onCost = value(
      "On-cost", "of the salary", .number(finance.onCost.nearest), Looks.input(.percent),
      path: "on-cost", rule: .onCost)
    names = [
      ("Discount_rate", discountRate), ("Discount_basis", basis), ("Inflation_rate", inflation),
      ("Payment_timing", timing), ("Administrator_salary", salary), ("On_cost", onCost),
    ]
    let price = finance.administratorSalary.amount * (1 + finance.onCost)
    administratorPrice = value(
      "An administrator with on-cost", "\(currency.code) a year",
      .formula("=\(salary)*(1+\(onCost))", price.nearest), Looks.number(money))
    if let electricity = finance.electricity {
      electricityPrice = value(
        "Electricity", "\(currency.code) a kWh", .number(electricity.amount.nearest),
        Looks.input(money), path: "electricity", rule: .price)
    }
    for category in CostCategory.allCases {
      guard let life = finance.lives[category] else { continue }
      lives[category] = value(
        "Purchases last: \(category.rawValue)", "months", .number(Double(life)),
        Looks.input(.whole), path: "depreciation.\(category.rawValue)", rule: .life)
    }
    offset = value(
      "Payments come before the year's end by", "years",
      .formula(lookUp(timing, Self.timings.map(\.name)), finance.timing.offset),
      Looks.number(.oneDecimal))
    realShare = value(
      "Inflation counts besides the rate", "1 is yes",
      .formula(
        lookUp(basis, Self.bases.map(\.name), after: Self.timings.count),
        finance.basis == .real ? 1 : 0),
      Looks.number(.whole))
  }

  private static let timings: [(name: String, value: Double)] = Finance.Timing.allCases.map {
    ($0.rawValue, $0.offset)
  }
  private static let bases: [(name: String, value: Double)] = Finance.Basis.allCases.map {
    ($0.rawValue, $0 == .real ? 1 : 0)
  }

  /// A look-up in the table of fixed values, which begins a known number of rows further down.
  private func lookUp(_ cell: String, _ names: [String], after skipped: Int = 0) -> String {
    let first = tableRow + skipped
    let last = first + names.count - 1
    func range(_ column: Int) -> String {
      draft.address(first, column) + ":" + CellReference(last, column).text(.both)
    }
    return "=INDEX(\(range(Column.value)),MATCH(\(cell),\(range(Column.unit)),0))"
  }

  /// The first row of the table of fixed values: after the finance section's nine rows and their
  /// heading, one more with a price of electricity and one for each life, then a gap, a heading and the five constants.
  private var tableRow: Int {
    4 + 2 + 9 + (comparison.scenario.finance.electricity == nil ? 0 : 1)
      + comparison.scenario.finance.lives.count + 2 + 5
  }

  private mutating func fixed() {
    heading("Fixed")
    monthsPerYear = value(
      "Months in a year", "months", .number(12), Looks.value(.whole))
    digits = value(
      "Decimals of \(comparison.scenario.currency.code)", "digits",
      .number(Double(comparison.scenario.currency.digits)), Looks.value(.whole))
    guardDigits = value(
      "Decimals before amounts and counts are rounded", "digits",
      .number(Double(Term.guardDigits)), Looks.value(.whole))
    megabytes = value(
      "Megabytes in a terabyte", "MB", .number(Self.megabytesPerTerabyte), Looks.value(.whole))
    checkDigits = value(
      "Decimals to which volumes are checked", "digits", .number(6), Looks.value(.whole))
    precondition(row == tableRow, "the look-ups find the table of fixed values")
    for timing in Self.timings {
      value(
        "Payments come before the year's end by: \(timing.name)", timing.name,
        .number(timing.value),
        Looks.value(.oneDecimal))
    }
    for basis in Self.bases {
      value(
        "Inflation counts besides the rate: \(basis.name)", basis.name, .number(basis.value),
        Looks.value(.whole))
    }
  }

  /// Says where the current row's value comes from.
  mutating func note(_ assumption: Assumption) {
    draft.put(
      (assumption.source ?? "assumed").onOneLine.shortened(to: 400), row, Column.source,
      Looks.wrapped)
    draft.put(assumption.location.inFile, row, Column.file, Looks.note)
  }
}

extension Finance.Timing {
  /// The part of a year by which a payment comes before the year's end.
  fileprivate var offset: Double {
    switch self {
    case .start: 1
    case .mid: 0.5
    case .end: 0
    }
  }
}
