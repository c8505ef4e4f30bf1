/// A workbook that somebody else has saved: its sheets and the values in their cells.
///
/// Nothing in it is trusted. The file, its parts, its cells and its texts have limits; XML is read
/// strictly; nothing is calculated, followed or run. What a reader may want to refuse besides (formulas,
/// macros, links to other files, merged cells) is told, not judged.
package struct WorkbookFile: Sendable {
  /// What may be read.
  package struct Limits: Sendable {
    /// Bytes of the file.
    package var file = 20_000_000
    /// Bytes that one part unpacks to.
    package var part = 64_000_000
    /// Parts of the file.
    package var parts = 200
    /// Cells with something in them, on all sheets.
    package var cells = 200_000
    /// Texts that cells share.
    package var texts = 200_000
    /// Characters of one text; a spreadsheet's cell holds no more.
    package var length = 32_767

    /// The limits above.
    package init() {}
  }
  /// Why a file cannot be read.
  package struct Problem: Error, Hashable {
    /// The sheet, where it is about one.
    package var sheet: String?
    /// The cell, where it is about one.
    package var cell: CellAddress?
    package var message: String
    package var hint: String?

    package init(
      _ message: String, hint: String? = nil, sheet: String? = nil, cell: CellAddress? = nil
    ) {
      self.message = message
      self.hint = hint
      self.sheet = sheet
      self.cell = cell
    }
  }
  /// What a cell holds.
  package enum Value: Hashable, Sendable {
    case text(String)
    case number(Double)
    case flag(Bool)
    /// `#REF!` and others.
    case error(String)
    /// Nothing; a formula without a value.
    case empty
  }
  /// A cell with something in it.
  package struct Cell: Hashable, Sendable {
    package var value: Value
    /// Whether its value was calculated.
    package var hasFormula = false
    /// Whether it is shown as a percentage: 0.05 is then 5 %.
    package var isPercent = false
    /// Whether it is shown as a date.
    package var isDate = false
  }
  /// One sheet.
  package struct Sheet: Sendable {
    package var name: String
    package var isHidden: Bool
    /// The cells that hold something.
    package fileprivate(set) var cells: [CellAddress: Cell] = [:]
    /// The ranges of merged cells, by their first cell.
    package fileprivate(set) var merged: [CellAddress] = []

    /// What a cell holds; nil is nothing.
    package subscript(row: Int, column: Int) -> Cell? { cells[CellAddress(row, column)] }
  }

  /// In the order of their tabs.
  package private(set) var sheets: [Sheet] = []
  /// Whether it carries a program.
  package private(set) var hasMacros = false
  /// Whether it takes values from other files, or carries some.
  package private(set) var hasExternalLinks = false
  /// Whether days are counted from 1904, as old programs did.
  package private(set) var countsFrom1904 = false

  private let archive: ZipArchive
  private let limits: Limits

  /// Reads a workbook.
  package init(_ bytes: [UInt8], limits: Limits = Limits()) throws(Problem) {
    self.limits = limits
    guard bytes.count <= limits.file else {
      throw Problem("is bigger than \(limits.file / 1_000_000) MB")
    }
    guard !bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) else {
      throw Problem(
        "is locked with a password, or of the old .xls form",
        hint: "save it as an .xlsx workbook without a password")
    }
    do {
      archive = try ZipArchive(bytes)
    } catch {
      throw Problem(
        "cannot be read as a workbook: \(error.reason)",
        hint: "save it as an .xlsx workbook, and send it whole")
    }
    guard archive.names.count <= limits.parts else {
      throw Problem("has more than \(limits.parts) parts")
    }
    try lookAround()
    try read()
  }

  /// The sheet of a name.
  package func sheet(_ name: String) -> Sheet? { sheets.first { $0.name == name } }

  // MARK: Parts

  private mutating func lookAround() throws(Problem) {
    for name in archive.names.map({ $0.lowercased() }) {
      if name.hasSuffix("vbaproject.bin") || name.contains("/macrosheets/") { hasMacros = true }
      let foreign = ["/externallinks/", "/embeddings/", "/activex/", "/connections.xml"]
      if foreign.contains(where: name.contains) { hasExternalLinks = true }
    }
    try walk("[Content_Types].xml") { element in
      if element["ContentType"]?.lowercased().contains("macroenabled") ?? false { hasMacros = true }
    }
  }

  private mutating func read() throws(Problem) {
    var main = "xl/workbook.xml"
    try walk("_rels/.rels") { element in
      if element["Type"]?.hasSuffix("/officeDocument") ?? false, let target = element["Target"] {
        main = Self.path(target, beside: "")
      }
    }
    let folder = main.split(separator: "/").dropLast().joined(separator: "/")
    let file = main.split(separator: "/").last.map(String.init) ?? main
    var targets: [String: String] = [:]
    var styles: String?
    var strings: String?
    try walk((folder.isEmpty ? "" : folder + "/") + "_rels/\(file).rels") { element in
      guard let id = element["Id"], let type = element["Type"], let written = element["Target"]
      else { return }
      guard element["TargetMode"] != "External" else { return hasExternalLinks = true }
      let target = Self.path(written, beside: folder)
      if type.hasSuffix("/worksheet") { targets[id] = target }
      if type.hasSuffix("/styles") { styles = target }
      if type.hasSuffix("/sharedStrings") { strings = target }
    }
    var found: [(sheet: Sheet, part: String?)] = []
    try walk(main) { element in
      if element.name == "workbookPr", let flag = element["date1904"] {
        countsFrom1904 = flag == "1" || flag == "true"
      }
      if element.name == "sheet", let name = element["name"] {
        let isHidden = element["state"].map { $0 != "visible" } ?? false
        found.append((Sheet(name: name, isHidden: isHidden), element["id"].flatMap { targets[$0] }))
      }
    }
    guard !found.isEmpty else { throw Problem("has no sheets") }
    let looks = try styles.map { part throws(Problem) in try cellLooks(part) } ?? []
    let texts = try strings.map { part throws(Problem) in try sharedTexts(part) } ?? []
    var left = limits.cells
    for (sheet, part) in found {
      var sheet = sheet
      if let part {
        try fill(&sheet, from: part, texts: texts, looks: looks, left: &left)
      }
      sheets.append(sheet)
    }
  }

  private func reader(_ part: String) throws(Problem) -> XMLReader {
    do {
      let bytes = try archive.contents(of: part, limit: limits.part)
      do { return try XMLReader(bytes) } catch { throw Self.problem(error, part) }
    } catch let damage as ZipArchive.Damage {
      throw Problem("cannot be read as a workbook: \(damage.reason)")
    } catch let problem as Problem {
      throw problem
    } catch {
      throw Problem("cannot be read as a workbook")
    }
  }

  private static func problem(_ fault: XMLReader.Fault, _ part: String) -> Problem {
    Problem("cannot be read as a workbook: \(part) \(fault.reason)")
  }

  /// Shows every element of a part.
  private func walk(_ part: String, _ body: (XMLReader.Element) -> Void) throws(Problem) {
    var reader = try reader(part)
    do throws(XMLReader.Fault) {
      while let event = try reader.next() {
        if case .start(let element) = event { body(element) }
      }
    } catch { throw Self.problem(error, part) }
  }

  /// The part that a relation leads to.
  private static func path(_ target: String, beside folder: String) -> String {
    guard !target.hasPrefix("/") else { return String(target.dropFirst()) }
    var names = folder.split(separator: "/")
    for name in target.split(separator: "/") where name != "." {
      if name == ".." { _ = names.popLast() } else { names.append(name) }
    }
    return names.joined(separator: "/")
  }

  // MARK: Looks

  private struct Look {
    var isPercent = false
    var isDate = false
  }

  /// The looks of cells that matter for their values, by number.
  private func cellLooks(_ part: String) throws(Problem) -> [Look] {
    var formats: [Int: String] = [:]
    var looks: [Look] = []
    var isInside = false
    var reader = try reader(part)
    do throws(XMLReader.Fault) {
      while let event = try reader.next() {
        switch event {
        case .start(let element) where element.name == "numFmt":
          if let id = element["numFmtId"].flatMap({ Int($0) }) {
            formats[id] = element["formatCode"]
          }
        case .start(let element) where element.name == "cellXfs": isInside = true
        case .end("cellXfs"): isInside = false
        case .start(let element) where element.name == "xf" && isInside:
          let id = element["numFmtId"].flatMap { Int($0) } ?? 0
          looks.append(Self.look(id, formats[id]))
        default: break
        }
      }
    } catch { throw Self.problem(error, part) }
    return looks
  }

  private static func look(_ id: Int, _ format: String?) -> Look {
    guard let format else {
      let isDate =
        (14...22).contains(id) || (27...36).contains(id) || (45...47).contains(id)
        || (50...58).contains(id)
      return Look(isPercent: id == 9 || id == 10, isDate: isDate)
    }
    // What stands in quotes or brackets, or after a backslash, is shown and says nothing.
    let bare = format.replacing(/"[^"]*"|\[[^\]]*\]|\\./, with: "").lowercased()
    let isPercent = bare.contains("%")
    let isDate = !isPercent && bare.contains { "ymdhs".contains($0) } && !bare.contains("general")
    return Look(isPercent: isPercent, isDate: isDate)
  }

  // MARK: Texts

  private func sharedTexts(_ part: String) throws(Problem) -> [String] {
    var texts: [String] = []
    var total = 0
    var reader = try reader(part)
    do throws(XMLReader.Fault) {
      while let event = try reader.next() {
        guard case .start(let element) = event, element.name == "si" else { continue }
        let text = try Self.runs(&reader, until: "si", limit: limits.length)
        total += text.utf8.count
        texts.append(text)
        guard texts.count <= limits.texts, total <= limits.part else {
          throw XMLReader.Fault(reason: "has too many texts")
        }
      }
    } catch { throw Self.problem(error, part) }
    return texts
  }

  /// The text of all runs up to the end of an element; how it is to be read aloud is left out.
  private static func runs(
    _ reader: inout XMLReader, until end: String, limit: Int
  ) throws(XMLReader.Fault) -> String {
    var text = ""
    var isInside = false
    while let event = try reader.next() {
      switch event {
      case .start(let element) where element.name == "rPh": try reader.skipElement()
      case .start(let element) where element.name == "t": isInside = true
      case .end("t"): isInside = false
      case .end(end): return unescaped(text)
      case .text(let piece) where isInside:
        text += piece
        guard text.utf16.count <= limit else {
          throw XMLReader.Fault(reason: "has a text of more than \(limit) characters")
        }
      default: break
      }
    }
    return text
  }

  /// Workbooks write what XML cannot hold as `_x000D_`.
  private static func unescaped(_ text: String) -> String {
    guard text.contains("_x") else { return text }
    return text.replacing(/_x([0-9A-Fa-f]{4})_/) { match in
      UInt32(match.1, radix: 16).flatMap(Unicode.Scalar.init).map { String(Character($0)) } ?? ""
    }
  }

  // MARK: Cells

  private func fill(
    _ sheet: inout Sheet, from part: String, texts: [String], looks: [Look], left: inout Int
  ) throws(Problem) {
    var reader = try reader(part)
    var row = -1
    var column = -1
    do throws(XMLReader.Fault) {
      while let event = try reader.next() {
        guard case .start(let element) = event else { continue }
        switch element.name {
        case "row":
          let number = element["r"].map { Int($0) ?? 0 } ?? row + 2
          guard (1...1_048_576).contains(number) else {
            throw .init(reason: "has a row of an impossible number")
          }
          row = number - 1
          column = -1
        case "c":
          guard (0..<1_048_576).contains(row) else {
            throw .init(reason: "has a cell outside a row")
          }
          var place = CellAddress(row, column + 1)
          if let written = element["r"] {
            guard let address = CellAddress(written), address.row == row else {
              throw .init(reason: "has a cell '\(written.prefix(12))' in row \(row + 1)")
            }
            place = address
          }
          column = place.column
          guard let cell = try cell(element, &reader, texts, looks) else { continue }
          guard sheet.cells.updateValue(cell, forKey: place) == nil else {
            throw .init(reason: "has the cell \(place.text) twice")
          }
          left -= 1
          guard left >= 0 else {
            throw .init(reason: "brings the workbook to more than \(limits.cells) cells")
          }
        case "mergeCell":
          let first = element["ref"]?.split(separator: ":").first.map(String.init) ?? ""
          guard let address = CellAddress(first) else { throw .init(reason: "merges no cells") }
          sheet.merged.append(address)
          guard sheet.merged.count <= limits.cells else {
            throw .init(reason: "merges too many cells")
          }
        default: break
        }
      }
    } catch { throw Self.problem(error, part) }
  }

  /// One cell, up to its end; nil where nothing is in it.
  private func cell(
    _ element: XMLReader.Element, _ reader: inout XMLReader, _ texts: [String], _ looks: [Look]
  ) throws(XMLReader.Fault) -> Cell? {
    var raw = ""
    var inline: String?
    var hasFormula = false
    var isInside = false
    loop: while let event = try reader.next() {
      switch event {
      case .start(let inner) where inner.name == "is":
        inline = try Self.runs(&reader, until: "is", limit: limits.length)
      case .start(let inner) where inner.name == "f":
        hasFormula = true
        try reader.skipElement()
      case .start(let inner) where inner.name == "v": isInside = true
      case .end("v"): isInside = false
      case .end("c"): break loop
      case .text(let piece) where isInside:
        raw += piece
        guard raw.utf16.count <= limits.length else {
          throw .init(reason: "has a text of more than \(limits.length) characters")
        }
      default: break
      }
    }
    guard let value = try value(element["t"] ?? "n", raw, inline, texts) else {
      return hasFormula ? Cell(value: .empty, hasFormula: true) : nil
    }
    var cell = Cell(value: value, hasFormula: hasFormula)
    if let number = element["s"].flatMap({ Int($0) }), looks.indices.contains(number) {
      cell.isPercent = looks[number].isPercent
      cell.isDate = looks[number].isDate
    }
    return cell
  }

  private func value(
    _ type: String, _ raw: String, _ inline: String?, _ texts: [String]
  ) throws(XMLReader.Fault) -> Value? {
    switch type {
    case "inlineStr": return inline.flatMap { $0.isEmpty ? nil : .text($0) }
    case "str": return raw.isEmpty ? nil : .text(Self.unescaped(raw))
    case "s":
      guard !raw.isEmpty else { return nil }
      guard let number = Int(raw), texts.indices.contains(number) else {
        throw .init(reason: "names a text that is not there")
      }
      return texts[number].isEmpty ? nil : .text(texts[number])
    case "b": return raw.isEmpty ? nil : .flag(raw == "1" || raw == "true")
    case "e": return .error(raw)
    case "d": return raw.isEmpty ? nil : .text(raw)
    case "n":
      guard !raw.isEmpty else { return nil }
      guard let number = Double(raw), number.isFinite else {
        throw .init(reason: "has '\(raw.prefix(20))' where a number stands")
      }
      return .number(number)
    default: throw .init(reason: "has a cell of an unknown type")
    }
  }
}
