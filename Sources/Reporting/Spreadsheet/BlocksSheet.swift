import Evaluation
import PlanModel
import Quantities

/// A document's pieces as one sheet of values: charts stay in the document.
struct BlocksSheet {
  private(set) var draft: SheetDraft
  private var row = 2

  init(_ name: String, title: String, _ blocks: [ReportBlock]) {
    draft = SheetDraft(name: name)
    draft.put(title.onOneLine.shortened(to: 200), 0, 0, Looks.title)
    let columns = blocks.map { if case .table(let table) = $0 { table.columns.count } else { 1 } }
    draft.widths = [0: 46]
    for column in 1..<max(2, columns.max() ?? 1) { draft.widths[column] = 26 }
    for block in blocks { put(block) }
    draft.tabColour = 0x8A8A8A
    draft.fitHeights()
    draft.pageBreaks = Pagination(draft).pageBreaks
  }

  private mutating func put(_ block: ReportBlock) {
    switch block {
    case .paragraph(let text):
      paragraph(text.plain)
      row += 1
    case .subheading(let text):
      row += 1
      draft.blocks.append(row)
      draft.put(text.onOneLine.shortened(to: 200), row, 0, Looks.heading)
      row += 1
    case .list(let points):
      for point in points { paragraph("• \(point.plain)") }
      row += 1
    case .table(let table): put(table)
    case .chart: break
    }
  }

  /// Text over all columns: each line stands in a cell of its own and runs on over its empty neighbours.
  private mutating func paragraph(_ text: String) {
    let width = draft.widths.values.reduce(0, +) * 0.95
    for line in text.onOneLine.broken(
      to: width, measure: { TextWidth.digits($0, isBold: false) })
    {
      draft.put(String(line), row, 0, Looks.note)
      row += 1
    }
  }

  private mutating func put(_ table: ReportTable) {
    // Words beside a number are set off from it.
    func indent(_ place: Int) -> Int {
      place > 0 && table.columns[place - 1].isNumeric && !table.columns[place].isNumeric ? 1 : 0
    }
    for (place, column) in table.columns.enumerated() {
      draft.put(
        column.heading.onOneLine, row, place,
        column.isNumeric
          ? Looks.columnHeadRight : Looks.columnHead.with { $0.indent = indent(place) })
    }
    row += 1
    for cells in table.rows {
      for (place, cell) in cells.enumerated() {
        let look = cell.isStrong ? Looks.wrapped.with { $0.isBold = true } : Looks.wrapped
        if let number = cell.number {
          draft.put(.number(number.value), row, place, Looks.value(number.format))
        } else {
          draft.put(
            cell.text.onOneLine.shortened(to: 400), row, place,
            table.columns[place].isNumeric
              ? look.with { $0.alignment = .right } : look.with { $0.indent = indent(place) })
        }
      }
      row += 1
    }
    row += 1
  }
}

extension ReportCell {
  /// The number of cells that hold one in a unit that their column can have; nil for all others.
  fileprivate var number: (value: Double, format: CellStyle.Number)? {
    switch self {
    case .money(let amount, _): (amount, .whole)
    case .price(let amount, let currency): (amount, .money(digits: currency.digits))
    case .share(let share): (share, .percent)
    case .count(let count): (count, .whole)
    default: nil
    }
  }
}
