import Testing
import WorkbookReading

struct WorkbookFileTests {
  /// A workbook of one sheet, as other programs write it; parts can be written anew or added.
  private func parts(
    _ rows: String, after: String = "", strings: String = "", styles: String = "",
    changes: [String: String] = [:]
  ) -> [(name: String, text: String)] {
    let base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    var parts = [
      "[Content_Types].xml": "<Types/>",
      "_rels/.rels":
        "<Relationships><Relationship Id='r1' Type='\(base)/officeDocument' Target='xl/workbook.xml'/></Relationships>",
      "xl/workbook.xml":
        "<workbook xmlns:r='r'><workbookPr/><sheets><sheet name='One &amp; only' sheetId='1' r:id='r1'/></sheets></workbook>",
      "xl/_rels/workbook.xml.rels": """
      <Relationships><Relationship Id='r1' Type='\(base)/worksheet' Target='worksheets/sheet1.xml'/>
      <Relationship Id='r2' Type='\(base)/sharedStrings' Target='/xl/sharedStrings.xml'/>
      <Relationship Id='r3' Type='\(base)/styles' Target='./styles.xml'/></Relationships>
      """,
      "xl/worksheets/sheet1.xml":
        "<worksheet><sheetData>\(rows)</sheetData>\(after)</worksheet>",
      "xl/sharedStrings.xml": "<sst>\(strings)</sst>",
      "xl/styles.xml": "<styleSheet>\(styles)</styleSheet>",
    ]
    parts.merge(changes) { $1 }
    return parts.sorted { $0.key < $1.key }.map { (name: $0.key, text: $0.value) }
  }

  private func cell(_ xml: String, strings: String = "", styles: String = "") throws
    -> WorkbookFile.Cell?
  {
    let file = try WorkbookFile(
      PlainZip.bytes(parts("<row r='3'>\(xml)</row>", strings: strings, styles: styles)))
    return file.sheets[0].cells.first?.value
  }

  @Test(arguments: [
    ("<c r='B3'><v>1.5</v></c>", WorkbookFile.Value.number(1.5)),
    ("<c r='B3' t='n'><v>-1e3</v></c>", .number(-1000)),
    ("<c r='B3' t='s'><v>1</v></c>", .text("rich text")),
    ("<c r='B3' t='s'><v>2</v></c>", .text("a\u{D}b")),
    ("<c r='B3' t='inlineStr'><is><t>in &lt;line&gt;</t></is></c>", .text("in <line>")),
    ("<c r='B3' t='str'><f>A1</f><v>calculated</v></c>", .text("calculated")),
    ("<c r='B3' t='b'><v>1</v></c>", .flag(true)),
    ("<c r='B3' t='e'><v>#REF!</v></c>", .error("#REF!")),
    ("<c r='B3' t='d'><v>2026-11-30</v></c>", .text("2026-11-30")),
    ("<x:c r='B3'><x:v>2</x:v></x:c>", .number(2)),
  ])
  func `every kind of value is read`(_ xml: String, _ value: WorkbookFile.Value) throws {
    let strings = """
      <si><t>first</t></si><si><r><t>rich</t></r><r><rPr/><t xml:space="preserve"> text</t></r>\
      <rPh sb="0" eb="1"><t>aloud</t></rPh></si><si><t>a_x000D_b</t></si>
      """
    #expect(try cell(xml, strings: strings)?.value == value)
  }

  @Test func `formulas are told, with and without a value`() throws {
    #expect(try cell("<c r='A3'><f>1+1</f><v>2</v></c>")?.hasFormula == true)
    #expect(try cell("<c r='A3'><f t='shared' si='0'/></c>")?.hasFormula == true)
    #expect(try cell("<c r='A3'><v>2</v></c>")?.hasFormula == false)
    #expect(try cell("<c r='A3' s='1'/>") == nil)
  }

  @Test(arguments: [
    (9, "", true, false), (10, "", true, false), (14, "", false, true), (4, "", false, false),
    (164, "0.0%", true, false), (164, "yyyy\\-mm\\-dd", false, true),
    (164, "#,##0 \"days\"", false, false),
    (164, "[Red]0.00", false, false), (164, "General", false, false),
    (164, "[$-409]d\\ mmm", false, true),
  ])
  func `shares and days are known by their look`(
    _ id: Int, _ format: String, _ isPercent: Bool, _ isDate: Bool
  ) throws {
    let own =
      format.isEmpty
      ? "" : "<numFmt numFmtId='164' formatCode='\(format.replacing("\"", with: "&quot;"))'/>"
    let styles = """
      <numFmts>\(own)</numFmts><cellStyleXfs><xf numFmtId='9'/></cellStyleXfs>\
      <cellXfs><xf numFmtId='0'/><xf numFmtId='\(id)'/></cellXfs>
      """
    let cell = try #require(try cell("<c r='A3' s='1'><v>0.5</v></c>", styles: styles))
    #expect(cell.isPercent == isPercent)
    #expect(cell.isDate == isDate)
  }

  @Test func `cells and rows without an address follow those before`() throws {
    let file = try WorkbookFile(
      PlainZip.bytes(
        parts("<row><c><v>1</v></c></row><row r='4'><c r='C4'><v>2</v></c><c><v>3</v></c></row>")))
    let sheet = try #require(file.sheet("One & only"))
    #expect(sheet[0, 0]?.value == .number(1))
    #expect(sheet[3, 2]?.value == .number(2))
    #expect(sheet[3, 3]?.value == .number(3))
    #expect(CellAddress("AB12")?.text == "AB12")
    #expect(CellAddress(11, 27) == CellAddress("AB12"))
  }

  @Test func `merged cells, hidden sheets, macros and links are told`() throws {
    func file(_ changes: [String: String], after: String = "") throws -> WorkbookFile {
      try WorkbookFile(PlainZip.bytes(parts("", after: after, changes: changes)))
    }
    let plain = try file([:], after: "<mergeCells><mergeCell ref='B2:C4'/></mergeCells>")
    #expect(plain.sheets[0].merged == [CellAddress(1, 1)])
    #expect(!plain.hasMacros && !plain.hasExternalLinks && !plain.sheets[0].isHidden)
    #expect(try file(["xl/vbaProject.bin": "x"]).hasMacros)
    #expect(
      try file([
        "[Content_Types].xml":
          "<Types><Override ContentType='application/vnd.ms-excel.sheet.macroEnabled.main+xml'/></Types>"
      ]).hasMacros)
    #expect(try file(["xl/externalLinks/externalLink1.xml": "<a/>"]).hasExternalLinks)
    #expect(try file(["xl/connections.xml": "<a/>"]).hasExternalLinks)
    let hidden =
      "<workbook xmlns:r='r'><workbookPr date1904='1'/><sheets><sheet name='A' state='hidden' r:id='r1'/></sheets></workbook>"
    let other = try file(["xl/workbook.xml": hidden])
    #expect(other.sheets[0].isHidden && other.countsFrom1904)
  }

  @Test(arguments: [
    "<row r='1'><c r='A1' t='s'><v>7</v></c></row>", "<row r='1'><c r='A1'><v>one</v></c></row>",
    "<row r='1'><c r='A1'><v>1e999</v></c></row>", "<row r='1'><c r='A2'><v>1</v></c></row>",
    "<row r='1'><c r='A1'><v>1</v></c><c r='A1'><v>2</v></c></row>",
    "<row r='1'><c r='A0'><v>1</v></c></row>",
    "<row r='1'><c r='AAAA1'><v>1</v></c></row>", "<row r='1'><c r='A1' t='x'><v>1</v></c></row>",
    "<row r='-9223372036854775808'/>", "<row r='9223372036854775807'/><row/>", "<row r='x'/>",
    "<row r='1048576'/><row/>", "<row r='9999999'><c><v>1</v></c></row>", "<c r='A1'><v>1</v></c>",
    "<row r='1'><c r='A1'><v>1</row>",
    "<row r='1'><c r='A1' t='str'><v>&boom;</v></c></row>",
  ])
  func `broken sheets are refused`(_ rows: String) {
    #expect(throws: WorkbookFile.Problem.self) { try WorkbookFile(PlainZip.bytes(parts(rows))) }
  }

  @Test func `what is too big is refused`() {
    var limits = WorkbookFile.Limits()
    func refused(_ text: String, _ limits: WorkbookFile.Limits) -> Bool {
      let bytes = PlainZip.bytes(parts(text, strings: "<si><t>abc</t></si><si><t>d</t></si>"))
      do {
        _ = try WorkbookFile(bytes, limits: limits)
        return false
      } catch { return true }
    }
    let rows = "<row r='1'><c><v>1</v></c><c><v>2</v></c></row>"
    #expect(!refused(rows, limits))
    for change in [
      { $0.file = 100 }, { $0.part = 100 }, { $0.parts = 3 }, { $0.cells = 1 }, { $0.texts = 1 },
      { $0.length = 2 },
    ] as [(inout WorkbookFile.Limits) -> Void] {
      limits = WorkbookFile.Limits()
      change(&limits)
      #expect(refused(rows, limits))
    }
  }

  @Test func `what is no workbook is refused`() {
    let sound = PlainZip.bytes(parts(""))
    for bytes in [
      [], Array("PK".utf8), [0xD0, 0xCF, 0x11, 0xE0] + sound, Array(sound.dropLast(30)),
    ] {
      #expect(throws: WorkbookFile.Problem.self) { try WorkbookFile(bytes) }
    }
    for part in [
      "xl/workbook.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml", "_rels/.rels",
    ] {
      let rest = parts("").filter { $0.name != part }
      #expect(throws: WorkbookFile.Problem.self) { try WorkbookFile(PlainZip.bytes(rest)) }
    }
    let twice = parts("") + [(name: "xl/workbook.xml", text: "<workbook/>")]
    #expect(throws: WorkbookFile.Problem.self) { try WorkbookFile(PlainZip.bytes(twice)) }
  }
}
