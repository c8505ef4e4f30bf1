import Testing
import WorkbookReading

struct XMLReaderTests {
  /// All events as text: `<a x=1>` is shown as `a`, an end as `/a`, text in quotes.
  private func events(_ text: String) throws -> [String] {
    var reader = try XMLReader(Array(text.utf8))
    var found: [String] = []
    while let event = try reader.next() {
      switch event {
      case .start(let element): found.append(element.name)
      case .end(let name): found.append("/" + name)
      case .text(let text): found.append("'\(text)'")
      }
    }
    return found
  }

  @Test func `elements, text, entities, comments and sections are read`() throws {
    let text = """
      \u{FEFF}<?xml version="1.0"?>
      <!-- <b> --><x:a k='1 &lt; 2'><b/>one &amp; &#x41;&#66;<![CDATA[<c>]]></x:a>

      """
    #expect(try events(text) == ["a", "b", "/b", "'one & AB'", "'<c>'", "/a"])
  }

  @Test func `attributes are found with and without their prefix`() throws {
    var reader = try XMLReader(Array("<a id='1' r:id='2' r:x='3 &quot;'/>".utf8))
    guard case .start(let element)? = try reader.next() else { return #expect(Bool(false)) }
    #expect(element["id"] == "1")
    #expect(element["r:id"] == "2")
    #expect(element["x"] == "3 \"")
    #expect(element["y"] == nil)
  }

  @Test func `an element is skipped with all that is inside`() throws {
    var reader = try XMLReader(Array("<a><b><c>1</c><c/></b>2</a>".utf8))
    _ = try reader.next()
    _ = try reader.next()
    try reader.skipElement()
    #expect(try reader.next() == .text("2"))
  }

  @Test(arguments: [
    "", "<a>", "<a", "<a b=", "<a b='", "<a></b>", "</a>", "<a/><b/>", "x<a/>", "<a/>x",
    "<a>&b;</a>",
    "<a>&#0;</a>", "<a>&#xD800;</a>", "<a>& </a>", "<a b='1' b='2'/>", "<a b='<'/>", "<a b=1/>",
    "< a/>",
    "<!DOCTYPE a><a/>", "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", "<a><!-- </a>",
    "<a><![CDATA[</a>",
    "<a>\u{1}</a>", "<a b='1'c='2'/>",
  ])
  func `what is no XML is refused`(_ text: String) {
    #expect(throws: XMLReader.Fault.self) { try events(text) }
  }

  @Test func `depth, attributes and bytes that are no text are refused`() {
    #expect(throws: XMLReader.Fault.self) {
      try events(String(repeating: "<a>", count: 70) + String(repeating: "</a>", count: 70))
    }
    #expect(throws: XMLReader.Fault.self) {
      try events("<a " + (0..<200).map { "b\($0)='' " }.joined() + "/>")
    }
    for bytes in [[0xFF, 0xFE, 0x3C], Array("<a>".utf8) + [0xC3, 0x28] + Array("</a>".utf8)]
      as [[UInt8]]
    {
      #expect(throws: XMLReader.Fault.self) {
        var reader = try XMLReader(bytes)
        while try reader.next() != nil {}
      }
    }
  }
}
