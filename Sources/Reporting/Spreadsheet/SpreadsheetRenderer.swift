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
  /// - Returns: By vendor and price line, where the total of its amounts stands.
  /// - Throws: ``WorkbookError/output(_:)`` where it cannot be written, with the reason.
  @discardableResult
  public func write(_ comparison: Comparison, to path: String) throws(WorkbookError) -> [[String]] {
    let book = Book(comparison)
    var workbook = try Workbook(
      path: path, title: "\(comparison.scenario.name): comparison of PACS offers",
      subject: "\(comparison.span), pacsplan \(comparison.identity.version)")
    for sheet in book.sheets { try workbook.add(sheet) }
    for (name, address) in book.inputs.names { try workbook.define(name, as: address) }
    try workbook.close()
    return book.lineCells
  }

  /// By vendor and price line, where the total of its amounts stands.
  package func cells(for comparison: Comparison) -> [[String]] { Book(comparison).lineCells }

  /// The sheets before they are written.
  package func sheets(for comparison: Comparison) -> [SheetDraft] { Book(comparison).sheets }
}

/// The sheets of one comparison, made in the order in which they refer to each other.
private struct Book {
  var sheets: [SheetDraft]
  var inputs: InputsSheet
  /// By vendor and price line, where the total of its amounts stands.
  var lineCells: [[String]]

  init(_ comparison: Comparison) {
    var taken = [
      "Summary", "Inputs", "Volumes", "Storage", "Network", "Comparison", "Item by item", "Leaving",
      "Sensitivity", "Reconciliation", "Assumptions", "Not counted",
    ]
    let axis = TimeAxis(years: comparison.scenario.years)
    inputs = InputsSheet(comparison)
    let volumes = VolumesSheet(comparison, inputs: inputs)
    let storage = StorageSheet(comparison, inputs: inputs)
    let network = NetworkSheet(comparison, inputs: inputs)
    var costs: [CostSheet] = []
    for (place, vendor) in comparison.vendors.enumerated() {
      let name = SheetName.sound(vendor.name, among: taken)
      taken.append(name)
      costs.append(
        CostSheet(
          vendor, of: comparison, inputs: inputs, volumes: volumes, lines: inputs.lines[place],
          leaving: inputs.exits[place], axis: axis, name: name))
    }
    lineCells = costs.map { cost in cost.lineRows.map { cost.total($0) } }
    let side = ComparisonSheet(comparison, costs: costs, inputs: inputs, axis: axis)
    let reconciliation = ReconciliationSheet(comparison, costs: costs, inputs: inputs)
    let summary = SummarySheet(
      comparison, costs: costs, side: side, storage: storage, reconciliation: reconciliation,
      inputs: inputs,
      checked: [
        (volumes.draft.name, volumes.check), (storage.draft.name, storage.check),
        (network.draft.name, network.check),
      ] + costs.map { ($0.draft.name, $0.check) } + [(side.draft.name, side.check)])
    sheets =
      [summary.draft, inputs.draft, volumes.draft, storage.draft, network.draft]
      + costs.map(\.draft)
      + [side.draft]
      + [
        LikeForLikeSheet(comparison, costs: costs, inputs: inputs)?.draft,
        ExitSheet(comparison, costs: costs)?.draft, SensitivitySheet(comparison)?.draft,
      ].compactMap(\.self)
      + [
        reconciliation.draft, AssumptionsSheet(comparison).draft,
        NotCountedSheet(comparison).draft,
      ]
    // A page is Letter where money is American.
    let isLetter = ["USD", "CAD", "MXN"].contains(comparison.scenario.currency.code)
    for place in sheets.indices {
      sheets[place].isLetter = isLetter
      sheets[place].fitWidths()
      sheets[place].fitHeights()
      sheets[place].pageBreaks = Pagination(sheets[place]).pageBreaks
    }
  }
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
