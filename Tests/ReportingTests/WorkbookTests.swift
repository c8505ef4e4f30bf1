import Foundation
import Reporting
import Testing
import WorkbookReading

struct WorkbookTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  /// Writes one cell and closes.
  private func write(_ content: CellContent, at place: CellReference = CellReference(0, 0))
    throws(WorkbookError)
  {
    var book = try Workbook(path: folder.file("book.xlsx"), title: "t", subject: "s")
    try book.add(SheetDraft(name: "One"))
    try book.write(content, at: place, sheet: 0, style: CellStyle())
    try book.close()
  }

  private func part(_ name: String) throws -> String {
    let data = try #require(FileManager.default.contents(atPath: folder.file("book.xlsx")))
    return String(decoding: try ZipArchive([UInt8](data)).contents(of: name), as: UTF8.self)
  }

  @Test(arguments: [
    ("", "is empty"), ("a/b", "holds one of [ ] : * ? / \\"),
    ("'a", "begins or ends with an apostrophe"),
    ("12345678901234567890123456789012", "is longer than 31 characters"),
    ("History", "is a name that spreadsheets keep for themselves"), ("one", "is used twice"),
    ("a\u{1}b", "holds control characters or stray spaces"),
  ])
  func `a bad sheet name is refused`(name: String, reason: String) {
    #expect(throws: WorkbookError.sheetName(name, reason: reason)) {
      var book = try Workbook(path: folder.file("book.xlsx"), title: "t", subject: "s")
      try book.add(SheetDraft(name: "One"))
      try book.add(SheetDraft(name: name))
    }
  }

  @Test func `any vendor's name makes a sound sheet name`() {
    var taken = ["Summary"]
    for text in Fixture.hostileTexts + Fixture.hostileTexts + ["", "summary", "History", "'''"] {
      let name = SheetName.sound(text, among: taken)
      #expect(SheetName.problem(with: name, among: taken) == nil, "\(text): \(name)")
      taken.append(name)
    }
    #expect(
      SheetName.sound("Northlake PACS on premises (archetype)", among: [])
        == "Northlake PACS on premises")
  }

  @Test(arguments: ["A1", "AB12", "R1C1", "r", "C", "1x", "bad name", "tax%", "", "über"])
  func `a bad defined name is refused`(name: String) {
    #expect(Workbook.problem(withDefinedName: name) != nil)
    #expect(throws: WorkbookError.self) {
      var book = try Workbook(path: folder.file("book.xlsx"), title: "t", subject: "s")
      try book.add(SheetDraft(name: "One"))
      try book.define(name, as: "'One'!$A$1")
    }
  }

  @Test(arguments: ["Discount_rate", "Rate", "_x1_"])
  func `a sound defined name is accepted`(name: String) {
    #expect(Workbook.problem(withDefinedName: name) == nil)
  }

  @Test func `what would damage the file is refused`() {
    #expect(throws: WorkbookError.notFinite(sheet: "One", cell: "A1")) { try write(.number(.nan)) }
    #expect(throws: WorkbookError.notFinite(sheet: "One", cell: "A1")) {
      try write(.formula("=1/0", .infinity))
    }
    #expect(throws: WorkbookError.outsideSheet(row: 1_048_576, column: 0)) {
      try write(.number(1), at: CellReference(1_048_576, 0))
    }
    #expect(throws: WorkbookError.outsideSheet(row: 0, column: 16_384)) {
      try write(.number(1), at: CellReference(0, 16_384))
    }
    #expect(throws: WorkbookError.tooLong(sheet: "One", cell: "A1", length: 32_768)) {
      try write(.text(String(repeating: "x", count: 32_768)))
    }
    for formula in ["", "=", "1+1", "=SUM((", "=\"a", "=A1)", "=SUM(')"] {
      #expect(throws: WorkbookError.self) { try write(.formula(formula, 0)) }
    }
    #expect(throws: WorkbookError.noSheet) {
      try Workbook(path: folder.file("book.xlsx"), title: "t", subject: "s").close()
    }
  }

  @Test func `a cell is written once`() {
    #expect(throws: WorkbookError.writtenTwice(sheet: "One", cell: "B2")) {
      var book = try Workbook(path: folder.file("book.xlsx"), title: "t", subject: "s")
      try book.add(SheetDraft(name: "One"))
      try book.write(.number(1), at: CellReference(1, 1), sheet: 0, style: CellStyle())
      try book.write(.number(2), at: CellReference(1, 1), sheet: 0, style: CellStyle())
    }
  }

  @Test(arguments: Fixture.hostileTexts)
  func `text is a string, never a formula`(text: String) throws {
    try write(.text(text))
    let sheet = try part("xl/worksheets/sheet1.xml")
    #expect(sheet.firstMatch(of: /<c r="A1"( s="[0-9]+")? t="s">/) != nil)
    #expect(!sheet.contains("<f>"))
  }

  /// Spreadsheets read `_x0041_` as A; with the underscore escaped they show what was written.
  @Test func `an escape that somebody wrote is data`() throws {
    try write(.text("a _x0041_ b"))
    #expect(try part("xl/sharedStrings.xml").contains("a _x005F_x0041_ b"))
  }

  @Test func `equal input gives equal bytes`() throws {
    try SpreadsheetRenderer().write(Fixture.comparison, to: folder.file("a.xlsx"))
    try SpreadsheetRenderer().write(Fixture.comparison, to: folder.file("b.xlsx"))
    let first = FileManager.default.contents(atPath: folder.file("a.xlsx"))
    #expect(first == FileManager.default.contents(atPath: folder.file("b.xlsx")))
    // Nothing is left beside them.
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(names.sorted() == ["a.xlsx", "b.xlsx"])
  }

  @Test func `a folder that is not there is said`() {
    let path = folder.file("none/book.xlsx")
    #expect(
      throws: WorkbookError.output(OutputError(path: path, reason: "No such file or directory"))
    ) { _ = try Workbook(path: path, title: "t", subject: "s") }
  }
}

struct WorkbookVerifierTests {
  let folder: ScratchFolder
  let sound: [UInt8]
  let counts: [Int]

  init() throws {
    folder = try ScratchFolder()
    let drafts = SpreadsheetRenderer().sheets(for: Fixture.comparison)
    counts = drafts.map(\.cells.count)
    let path = folder.file("sound.xlsx")
    try SpreadsheetRenderer().write(Fixture.comparison, to: path)
    sound = [UInt8](try #require(FileManager.default.contents(atPath: path)))
  }

  private func verify(_ bytes: [UInt8], _ counts: [Int]) throws {
    let path = folder.file("book.xlsx")
    try Data(bytes).write(to: URL(filePath: path))
    try WorkbookVerifier.verify(path, cellCounts: counts)
  }

  @Test func `a sound file passes`() throws { try verify(sound, counts) }

  @Test(arguments: [0, 1, 21, 100, 1_000, 50_000])
  func `a truncated file is found`(length: Int) {
    #expect(throws: WorkbookError.self) { try verify(Array(sound.prefix(length)), counts) }
    #expect(throws: WorkbookError.self) { try verify(Array(sound.dropLast(length + 1)), counts) }
  }

  @Test func `a missing cell is found`() {
    var fewer = counts
    fewer[2] += 1
    #expect(throws: WorkbookError.self) { try verify(sound, fewer) }
    #expect(throws: WorkbookError.self) { try verify(sound, counts.dropLast()) }
  }

  /// One byte in 2,999 of the file is changed in turn. Bytes that hold no content (times, attributes
  /// and names in the local heads) may change unseen; packed bytes and checksums may not.
  @Test func `a changed byte in any part is found`() throws {
    let archive = try ZipArchive(sound)
    var found = 0
    var tried = 0
    for place in stride(from: 200, to: sound.count - 2_000, by: 2_999) {
      var bytes = sound
      bytes[place] ^= 0x20
      tried += 1
      do { try verify(bytes, counts) } catch { found += 1 }
    }
    #expect(found * 100 >= tried * 97, "\(found) of \(tried)")
    #expect(archive.entries.count > 10)
  }

  /// A sheet cut short by a full temporary folder has a sound checksum, but no closing tag.
  @Test func `XML that is cut short is found`() throws {
    let path = folder.file("cut.xlsx")
    try SpreadsheetRenderer().write(Fixture.comparison, to: path)
    let script = """
      import sys, zipfile
      source = zipfile.ZipFile(sys.argv[1])
      with zipfile.ZipFile(sys.argv[2], "w", zipfile.ZIP_DEFLATED) as target:
          for item in source.infolist():
              data = source.read(item.filename)
              if item.filename.endswith("sheet2.xml"): data = data[:len(data) // 2]
              target.writestr(item.filename, data)
      """
    let python = Process()
    python.executableURL = URL(filePath: "/usr/bin/env")
    python.arguments = ["python3", "-c", script, path, folder.file("damaged.xlsx")]
    try python.run()
    python.waitUntilExit()
    try #require(python.terminationStatus == 0)
    #expect(
      throws: WorkbookError.damaged(
        path: folder.file("damaged.xlsx"), reason: "xl/worksheets/sheet2.xml is cut short")
    ) { try WorkbookVerifier.verify(folder.file("damaged.xlsx"), cellCounts: counts) }
  }
}
