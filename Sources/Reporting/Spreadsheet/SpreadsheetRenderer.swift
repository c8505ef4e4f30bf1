import Costing
public import Evaluation
import Foundation
import PlanModel
import Quantities

/// Writes the comparison as a workbook in which every cost is a live formula.
///
/// Inputs, calculation and results lie on sheets of their own; a time has the same column on every
/// sheet; a row has one formula, copied across; constants stand in cells. Volumes and bytes are
/// values: only a new run changes them.
public struct SpreadsheetRenderer: Sendable {
  /// Makes a renderer.
  public init() {}

  /// Writes and verifies the file.
  ///
  /// - Parameters:
  ///   - comparison: What to show.
  ///   - path: The file, in an existing folder.
  /// - Throws: ``WorkbookError/output(_:)`` where it cannot be written, with the reason.
  public func write(_ comparison: Comparison, to path: String) throws(WorkbookError) {
    let book = Book(comparison)
    var workbook = try Workbook(
      path: path, title: "\(comparison.scenario.name): comparison of PACS offers",
      subject: "\(comparison.span), pacsplan \(comparison.identity.version)")
    for sheet in book.sheets { try workbook.add(sheet) }
    for (name, address) in book.inputs.names { try workbook.define(name, as: address) }
    try workbook.close()
  }

  /// The sheets before they are written.
  package func sheets(for comparison: Comparison) -> [SheetDraft] { Book(comparison).sheets }
}

/// The sheets of one comparison, made in the order in which they refer to each other.
private struct Book {
  var sheets: [SheetDraft]
  var inputs: InputsSheet

  init(_ comparison: Comparison) {
    var taken = ["Summary", "Inputs", "Comparison", "Reconciliation"]
    let axis = TimeAxis(years: comparison.scenario.years)
    inputs = InputsSheet(comparison)
    var costs: [CostSheet] = []
    for (place, vendor) in comparison.vendors.enumerated() {
      let name = SheetName.sound(vendor.name, among: taken)
      taken.append(name)
      costs.append(
        CostSheet(
          vendor, of: comparison, inputs: inputs, lines: inputs.lines[place], axis: axis,
          name: name))
    }
    let side = ComparisonSheet(comparison, costs: costs, axis: axis)
    let reconciliation = ReconciliationSheet(comparison, costs: costs, inputs: inputs)
    let summary = SummarySheet(
      comparison, costs: costs, side: side, reconciliation: reconciliation, inputs: inputs)
    sheets =
      [summary.draft, inputs.draft] + costs.map(\.draft) + [side.draft, reconciliation.draft]
    // A page is Letter where money is American.
    let isLetter = ["USD", "CAD", "MXN"].contains(comparison.scenario.currency.code)
    for place in sheets.indices {
      sheets[place].isLetter = isLetter
      sheets[place].fitWidths()
      sheets[place].fitHeights()
    }
  }
}

/// Where time stands: the same columns on every sheet.
struct TimeAxis {
  /// The planning years.
  var years: Int

  static let label = 0
  static let category = 1
  static let kind = 2
  static let unit = 3
  static let total = 4
  static let firstYear = 5

  /// The periods: go-live and each month.
  var periods: Int { years * 12 + 1 }
  var lastYear: Int { Self.firstYear + years }
  /// After a narrow gap.
  var firstPeriod: Int { lastYear + 2 }
  var lastPeriod: Int { firstPeriod + periods - 1 }
  func column(year: Int) -> Int { Self.firstYear + year }
  func column(period: Int) -> Int { firstPeriod + period }
}

extension Decimal {
  /// The nearest binary number; Foundation's own conversion can miss it.
  var nearest: Double { Double("\(self)") ?? 0 }

  /// How many decimals it takes to write the number exactly.
  var decimals: Int {
    let text = "\(self)"
    guard let point = text.firstIndex(of: ".") else { return 0 }
    return text.distance(from: point, to: text.endIndex) - 1
  }
}
