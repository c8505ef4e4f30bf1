/// Where pages begin when a sheet is printed as wide as a page: before a block that would otherwise
/// be torn apart.
///
/// Lengths are points. A column is seven pixels for each character and five more, at 96 pixels an
/// inch; a row is 15 points unless it says otherwise. Programs differ in these by a few per cent, so
/// a little is kept free.
struct Pagination {
  private let draft: SheetDraft
  private let scale: Double
  /// What a page holds, in points of the sheet.
  private let room: Double

  private static let margins = (sides: 72.0, ends: 97.2)
  private static let spare = 0.95

  init(_ draft: SheetDraft) {
    self.draft = draft
    let paper = draft.isLetter ? (width: 792.0, height: 612.0) : (width: 841.9, height: 595.3)
    let last = draft.printedTo?.column ?? draft.cells.keys.map(\.column).max() ?? 0
    let width = (0...last).reduce(0.0) { $0 + SheetDraft.pixels(draft.widths[$1]) * 0.75 }
    scale = min(1, (paper.width - Self.margins.sides) / max(1, width))
    room = (paper.height - Self.margins.ends) / scale * Self.spare
  }

  /// The rows before which a page begins, those the sheet asks for included.
  var pageBreaks: [Int] {
    let last = draft.printedTo?.row ?? draft.lastRow
    let starts = Set(draft.blocks).union(draft.pageBreaks).union([0]).filter { $0 <= last }.sorted()
    let repeated = draft.repeatedRows.map { $0.reduce(0.0) { $0 + height($1) } } ?? 0
    var breaks: [Int] = []
    var used = 0.0
    var first = true
    // After a block that runs over pages it is not sure how much of the last one is taken.
    var isSure = true
    for (place, start) in starts.enumerated() {
      let end = place + 1 < starts.count ? starts[place + 1] : last + 1
      let size = (start..<end).reduce(0.0) { $0 + height($1) }
      let page = first ? room : room - repeated
      // A block longer than a page is torn apart anyway; it begins where there is room for some of it.
      let isTorn = used + size > page && (size <= room - repeated || used > page * 0.75)
      let isCut = !isSure && draft.charts.contains { (start..<end).contains($0.row) }
      if start > 0, draft.pageBreaks.contains(start) || isTorn || isCut {
        breaks.append(start)
        used = 0
        first = false
        isSure = true
      }
      used += size
      while used > room {
        used -= room - repeated
        isSure = false
      }
    }
    return breaks
  }

  private func height(_ row: Int) -> Double { draft.heights[row] ?? 15 }
}

extension SheetDraft {
  /// How wide a column is shown, from its width in characters.
  static func pixels(_ width: Double?) -> Double { ((width ?? 8.43) * 7 + 5).rounded(.down) }

  /// The last row with a cell or a part of a chart; empty rows are 20 pixels high.
  var lastRow: Int {
    max(
      cells.keys.map(\.row).max() ?? 0,
      charts.map { $0.row + Int($0.height / 20) + 1 }.max() ?? 0)
  }
}
