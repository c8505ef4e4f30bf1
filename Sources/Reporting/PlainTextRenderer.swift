/// Writes blocks of a report for a terminal.
///
/// Text from the user's files is data: each piece is one line without control characters, so that it
/// cannot move the cursor or change a colour.
package struct PlainTextRenderer: Sendable {
  /// The columns of a paragraph.
  private static let width = 98
  /// The columns of a table, beyond which its words are broken.
  private static let tableWidth = 140
  /// The columns of broken words.
  private static let narrow = 26

  package init() {}

  /// A page with its title.
  package func render(title: String, _ blocks: [ReportBlock]) -> String {
    ([title.onOneLine] + blocks.map(render)).joined(separator: "\n\n") + "\n"
  }

  private func render(_ block: ReportBlock) -> String {
    switch block {
    case .paragraph(let text): lines(text.plain, head: "", rest: "")
    case .subheading(let text):
      text.onOneLine + "\n" + String(repeating: "-", count: text.onOneLine.count)
    case .list(let points):
      points.map { lines($0.plain, head: "- ", rest: "  ") }.joined(separator: "\n")
    case .table(let table): render(table)
    case .chart(_, let description): "[\(description.onOneLine)]"
    }
  }

  private func lines(_ text: String, head: String, rest: String) -> String {
    text.onOneLine.wrapped(to: Self.width - head.count, lines: 1_000).enumerated().map {
      ($0 == 0 ? head : rest) + $1
    }.joined(separator: "\n")
  }

  /// A table; where it is wider than a line, words are broken into columns of their own.
  private func render(_ table: ReportTable) -> String {
    let rows = [table.columns.map(\.heading.onOneLine)] + table.rows.map { $0.map(\.text) }
    let natural = table.columns.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    let isWide = natural.reduce(0, +) + 2 * (natural.count - 1) > Self.tableWidth
    let widths = zip(natural, table.columns).map { width, column in
      isWide && !column.isNumeric ? min(width, Self.narrow) : width
    }
    let isBroken = widths != natural
    let texts = rows.map { row -> String in
      let cells = zip(row, zip(widths, table.columns)).map { text, column in
        column.1.isNumeric ? [text] : text.wrapped(to: max(1, column.0), lines: 100)
      }
      let height = cells.map(\.count).max() ?? 1
      return (0..<max(1, height)).map { line in
        let parts = zip(cells, zip(widths, table.columns)).map { lines, column in
          let text = line < lines.count ? lines[line] : ""
          let space = String(repeating: " ", count: max(0, column.0 - text.count))
          return column.1.isNumeric ? space + text : text + space
        }
        return String(parts.joined(separator: "  ").reversed().drop { $0 == " " }.reversed())
      }.joined(separator: "\n")
    }
    // Rows of several lines are told apart by an empty one.
    let isTall =
      isBroken && texts.contains { $0.contains("\n") }
      && !table.columns.contains(where: \.isNumeric)
    return texts.joined(separator: isTall ? "\n\n" : "\n")
  }
}
