import CXlsxWriter
import Foundation

/// A spreadsheet file being written: the only place that talks to the C library.
///
/// libxlsxwriter accepts much that makes a damaged file (names, numbers that are not finite, broken
/// formulas) and can cut a sheet short without a word when its temporary folder is full. So every
/// value is checked by our own rules before it is handed over, temporary files lie beside the
/// output, the date of creation is fixed so that equal input gives equal bytes, and the file is
/// verified after closing.
public struct Workbook: ~Copyable {
  private var handle: UnsafeMutablePointer<lxw_workbook>?
  private let path: String
  private var sheets: [UnsafeMutablePointer<lxw_worksheet>] = []
  private var names: [String] = []
  private var written: [Set<CellReference>] = []
  private var formats: [CellStyle: UnsafeMutablePointer<lxw_format>] = [:]

  /// Begins a file in an existing folder.
  ///
  /// - Parameters:
  ///   - path: The file; one that is there is replaced on closing.
  ///   - title: The document's title.
  ///   - subject: The document's subject.
  /// - Throws: ``WorkbookError/output(_:)`` where the folder cannot be written to.
  public init(path: String, title: String, subject: String) throws(WorkbookError) {
    self.path = path
    let folder = (path as NSString).deletingLastPathComponent
    let place = folder.isEmpty ? "." : folder
    guard access(place, W_OK | X_OK) == 0 else {
      throw .output(OutputError(path: path, reason: String(cString: strerror(errno))))
    }
    handle = Self.withText(place) { temporary in
      var options = lxw_workbook_options(
        constant_memory: 0, tmpdir: temporary, use_zip64: 0)
      return workbook_new_opt(path, &options)
    }
    guard handle != nil else {
      throw .output(OutputError(path: path, reason: "out of memory"))
    }
    Self.withText(Self.escaped(title.onOneLine.shortened(to: 250))) { title in
      Self.withText(Self.escaped(subject.onOneLine.shortened(to: 250))) { subject in
        var properties = lxw_doc_properties()
        properties.title = title
        properties.subject = subject
        properties.created = 1_767_225_600  // 2026-01-01: a date of the day would change the bytes
        _ = workbook_set_properties(handle, &properties)
      }
    }
  }

  deinit {
    if let handle { lxw_workbook_free(handle) }
  }

  /// Writes a whole sheet.
  package mutating func add(_ draft: SheetDraft) throws(WorkbookError) {
    if let reason = SheetName.problem(with: draft.name, among: names) {
      throw .sheetName(draft.name, reason: reason)
    }
    guard let sheet = workbook_add_worksheet(handle, draft.name) else {
      throw .sheetName(draft.name, reason: "is refused by libxlsxwriter")
    }
    sheets.append(sheet)
    names.append(draft.name)
    written.append([])
    try setUp(sheet, draft)
    let places = draft.cells.keys.sorted { ($0.row, $0.column) < ($1.row, $1.column) }
    for place in places {
      guard let cell = draft.cells[place] else { continue }
      try write(cell.content, at: place, sheet: sheets.count - 1, style: cell.style)
    }
    for (place, rule) in draft.rules.sorted(by: { $0.key.text() < $1.key.text() }) {
      try apply(rule, at: place, on: sheet)
    }
    for highlight in draft.highlights { try add(highlight, to: sheet) }
    for chart in draft.charts { try insert(chart, on: sheet) }
  }

  /// Writes one cell.
  ///
  /// - Parameters:
  ///   - content: What it holds; text is never taken for a formula.
  ///   - place: Where.
  ///   - sheet: The sheet's number, in the order of adding, from 0.
  ///   - style: How it looks.
  /// - Throws: What is wrong with the cell; nothing is written then.
  package mutating func write(
    _ content: CellContent, at place: CellReference, sheet: Int, style: CellStyle
  ) throws(WorkbookError) {
    guard sheets.indices.contains(sheet) else { throw .noSheet }
    try check(place)
    let name = names[sheet]
    guard !written[sheet].contains(place) else {
      throw .writtenTwice(sheet: name, cell: place.text())
    }
    let row = lxw_row_t(place.row)
    let column = lxw_col_t(place.column)
    let look = format(for: style)
    let target = sheets[sheet]
    let status: lxw_error
    switch content {
    case .text(let text):
      let escaped = try checked(text, at: place, of: name)
      // The library leaves out an empty string.
      status =
        escaped.isEmpty
        ? worksheet_write_blank(target, row, column, look)
        : worksheet_write_string(target, row, column, escaped, look)
    case .number(let number):
      guard number.isFinite else { throw .notFinite(sheet: name, cell: place.text()) }
      status = worksheet_write_number(target, row, column, number, look)
    case .formula(let formula, let value):
      guard value.isFinite else { throw .notFinite(sheet: name, cell: place.text()) }
      try check(formula)
      status = worksheet_write_formula_num(target, row, column, formula, look, value)
    case .textFormula(let formula, let value):
      try check(formula)
      let escaped = try checked(value, at: place, of: name)
      status = worksheet_write_formula_str(target, row, column, formula, look, escaped)
    case .blank: status = worksheet_write_blank(target, row, column, look)
    }
    guard status == LXW_NO_ERROR else { throw failure(status) }
    written[sheet].insert(place)
  }

  /// Gives a cell a name that formulas may use.
  package mutating func define(_ name: String, as address: String) throws(WorkbookError) {
    if let reason = Self.problem(withDefinedName: name) {
      throw .definedName(name, reason: reason)
    }
    try check("=" + address)
    let status = workbook_define_name(handle, name, "=" + address)
    guard status == LXW_NO_ERROR else { throw failure(status) }
  }

  /// Writes the file and verifies it.
  ///
  /// - Throws: ``WorkbookError/output(_:)`` with the library's words, or
  ///   ``WorkbookError/damaged(path:reason:)``.
  public consuming func close() throws(WorkbookError) {
    guard !sheets.isEmpty, let open = handle else { throw .noSheet }
    let counts = written.map(\.count)
    handle = nil  // The library frees it, whatever the outcome.
    errno = 0
    let status = workbook_close(open)
    let system = errno
    guard status == LXW_NO_ERROR else {
      let words = String(cString: lxw_strerror(status))
      let reason = system == 0 ? words : "\(words) (\(String(cString: strerror(system))))"
      throw .output(OutputError(path: path, reason: reason))
    }
    try WorkbookVerifier.verify(path, cellCounts: counts)
  }

  // MARK: Checks

  func check(_ place: CellReference) throws(WorkbookError) {
    guard (0..<CellReference.rows).contains(place.row),
      (0..<CellReference.columns).contains(place.column)
    else { throw .outsideSheet(row: place.row, column: place.column) }
  }

  private func checked(_ text: String, at place: CellReference, of sheet: String)
    throws(WorkbookError) -> String
  {
    let escaped = Self.escaped(text)
    guard escaped.utf16.count <= 32_767 else {
      throw .tooLong(sheet: sheet, cell: place.text(), length: text.utf16.count)
    }
    return escaped
  }

  private func check(_ formula: String) throws(WorkbookError) {
    guard formula.hasPrefix("="), formula.count > 1 else {
      throw .formula(formula, reason: "does not begin with = or is empty")
    }
    guard formula.utf16.count <= 8_192 else {
      throw .formula(formula.shortened(to: 60), reason: "is longer than 8192 characters")
    }
    var depth = 0
    var quote: Character?
    for character in formula {
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "\"" || character == "'" {
        quote = character
      } else if character == "(" {
        depth += 1
      } else if character == ")" {
        depth -= 1
        if depth < 0 { break }
      }
    }
    guard depth == 0, quote == nil else {
      throw .formula(formula, reason: "has unbalanced brackets or quotes")
    }
  }

  /// What a defined name breaks; nil where it is sound.
  ///
  /// Stricter than spreadsheets are: letters, digits and underscores, and nothing that could be a
  /// cell (`A1`, `R1C1`).
  package static func problem(withDefinedName name: String) -> String? {
    guard name.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_]*/) != nil else {
      return "is not letters, digits and underscores, or begins with a digit"
    }
    if name.count > 128 { return "is longer than 128 characters" }
    if name.wholeMatch(of: /(?i)[a-z]{1,3}[0-9]+/) != nil { return "could be a cell" }
    if name.wholeMatch(of: /(?i)r[0-9]*(c[0-9]*)?|c[0-9]*/) != nil { return "could be a cell" }
    return nil
  }

  /// The text as a file stores it: spreadsheets read `_x0041_` as the letter A.
  package static func escaped(_ text: String) -> String {
    text.replacing(/_x([0-9A-Fa-f]{4})_/) { "_x005F_x\($0.1)_" }
  }

  func failure(_ status: lxw_error) -> WorkbookError {
    .output(OutputError(path: path, reason: String(cString: lxw_strerror(status))))
  }

  // MARK: The library

  private func setUp(
    _ sheet: UnsafeMutablePointer<lxw_worksheet>, _ draft: SheetDraft
  ) throws(WorkbookError) {
    for (column, width) in draft.widths.sorted(by: { $0.key < $1.key }) {
      try check(CellReference(0, column))
      _ = worksheet_set_column(sheet, lxw_col_t(column), lxw_col_t(column), width, nil)
    }
    for (row, height) in draft.heights.sorted(by: { $0.key < $1.key }) {
      try check(CellReference(row, 0))
      _ = worksheet_set_row(sheet, lxw_row_t(row), height, nil)
    }
    if let frozen = draft.frozen {
      worksheet_freeze_panes(sheet, lxw_row_t(frozen.row), lxw_col_t(frozen.column))
    }
    if let rows = draft.repeatedRows {
      _ = worksheet_repeat_rows(sheet, lxw_row_t(rows.lowerBound), lxw_row_t(rows.upperBound))
    }
    if let columns = draft.repeatedColumns {
      _ = worksheet_repeat_columns(
        sheet, lxw_col_t(columns.lowerBound), lxw_col_t(columns.upperBound))
    }
    if let last = draft.printedTo {
      _ = worksheet_print_area(sheet, 0, 0, lxw_row_t(last.row), lxw_col_t(last.column))
    }
    if !draft.pageBreaks.isEmpty {
      var breaks = draft.pageBreaks.map { lxw_row_t($0) } + [0]
      _ = worksheet_set_h_pagebreaks(sheet, &breaks)
    }
    if let filter = draft.filter {
      let last = draft.cells.keys.map(\.column).max() ?? 0
      try check(CellReference(filter.upperBound, last))
      _ = worksheet_autofilter(
        sheet, lxw_row_t(filter.lowerBound), 0, lxw_row_t(filter.upperBound), lxw_col_t(last))
    }
    if let colour = draft.tabColour { worksheet_set_tab_color(sheet, colour) }
    worksheet_gridlines(sheet, UInt8(LXW_HIDE_ALL_GRIDLINES.rawValue))
    worksheet_set_landscape(sheet)
    worksheet_set_paper(sheet, draft.isLetter ? 1 : 9)
    worksheet_fit_to_pages(sheet, UInt16(draft.pagesAcross), 0)
    worksheet_set_margins(sheet, 0.5, 0.5, 0.75, 0.6)
    // & begins a code in headers: two of them are one.
    let title = draft.name.replacing("&", with: "&&")
    _ = worksheet_set_header(sheet, "&L\(title)")
    _ = worksheet_set_footer(sheet, "&Lpacsplan&RPage &P of &N")
    worksheet_protect(sheet, nil, nil)
  }

  private func add(
    _ highlight: Highlight, to sheet: UnsafeMutablePointer<lxw_worksheet>
  ) throws(WorkbookError) {
    try check(highlight.first)
    try check(highlight.last)
    try check(highlight.formula)
    guard let format = workbook_add_format(handle) else {
      throw .output(OutputError(path: path, reason: "out of memory"))
    }
    switch highlight.look {
    case .faint:
      format_set_font_color(format, 0xB0B0B0)
      format_set_italic(format)
    case .wrong:
      format_set_font_color(format, 0x9C0006)
      format_set_bg_color(format, 0xFFC7CE)
    }
    let status = Self.withText(highlight.formula) { formula in
      var condition = lxw_conditional_format()
      condition.type = UInt8(LXW_CONDITIONAL_TYPE_FORMULA.rawValue)
      condition.value_string = formula
      condition.format = format
      return worksheet_conditional_format_range(
        sheet, lxw_row_t(highlight.first.row), lxw_col_t(highlight.first.column),
        lxw_row_t(highlight.last.row), lxw_col_t(highlight.last.column), &condition)
    }
    guard status == LXW_NO_ERROR else { throw failure(status) }
  }

  private mutating func format(for style: CellStyle) -> UnsafeMutablePointer<lxw_format>? {
    if let known = formats[style] { return known }
    guard let format = workbook_add_format(handle) else { return nil }
    format_set_num_format(format, style.number.format)
    format_set_font_size(format, style.size)
    if style.isBold { format_set_bold(format) }
    if style.isItalic { format_set_italic(format) }
    if let colour = style.colour { format_set_font_color(format, colour) }
    if let colour = style.background { format_set_bg_color(format, colour) }
    switch style.alignment {
    case .automatic: break
    case .left: format_set_align(format, UInt8(LXW_ALIGN_LEFT.rawValue))
    case .right: format_set_align(format, UInt8(LXW_ALIGN_RIGHT.rawValue))
    case .centre: format_set_align(format, UInt8(LXW_ALIGN_CENTER.rawValue))
    }
    format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    if style.wraps { format_set_text_wrap(format) }
    if style.indent > 0 { format_set_indent(format, UInt8(style.indent)) }
    if style.hasLineAbove { format_set_top(format, UInt8(LXW_BORDER_THIN.rawValue)) }
    if style.hasLineAbove { format_set_border_color(format, 0x9AA7B4) }
    if style.isFramed {
      format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
      format_set_border_color(format, 0xDDD3A0)
    }
    if style.isUnlocked { format_set_unlocked(format) }
    formats[style] = format
    return format
  }

  private func insert(
    _ placed: SheetDraft.PlacedChart, on sheet: UnsafeMutablePointer<lxw_worksheet>
  ) throws(WorkbookError) {
    try check(CellReference(placed.row, placed.column))
    guard let chart = WorkbookChart.make(placed.chart, in: handle) else {
      throw .output(OutputError(path: path, reason: "a chart could not be made"))
    }
    let status = Self.withText(placed.chart.description.onOneLine) { words in
      var options = lxw_chart_options()
      options.x_scale = placed.width / 480
      options.y_scale = placed.height / 288
      options.description = words
      return worksheet_insert_chart_opt(
        sheet, lxw_row_t(placed.row), lxw_col_t(placed.column), chart, &options)
    }
    guard status == LXW_NO_ERROR else { throw failure(status) }
  }

  /// Lends a text as memory that the library may read during the call.
  static func withText<Result>(
    _ text: String, _ body: (UnsafeMutablePointer<CChar>?) -> Result
  ) -> Result {
    let copy = strdup(text)
    defer { free(copy) }
    return body(copy)
  }
}
