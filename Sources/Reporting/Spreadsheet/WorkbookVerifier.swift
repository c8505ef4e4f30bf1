import Foundation
import WorkbookReading

/// Reads a workbook that has just been written and makes sure that it is whole.
///
/// libxlsxwriter returns success after cutting a sheet short when a temporary file could not be
/// written, and spreadsheet programs open such a file without complaint. So every part is inflated,
/// its checksum compared, its XML looked at for its closing tag, and the cells of each sheet
/// counted.
public enum WorkbookVerifier {
  /// Checks a file.
  ///
  /// - Parameters:
  ///   - path: The workbook.
  ///   - cellCounts: How many cells each sheet must have, in the order of the sheets.
  /// - Throws: ``WorkbookError/damaged(path:reason:)`` with the first damage found.
  public static func verify(_ path: String, cellCounts: [Int]) throws(WorkbookError) {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw .damaged(path: path, reason: "cannot be read back")
    }
    do throws(ZipArchive.Damage) {
      let archive = try ZipArchive([UInt8](data))
      for part in ["[Content_Types].xml", "xl/workbook.xml", "xl/styles.xml"]
      where archive.entries[part] == nil {
        throw .init("\(part) is missing")
      }
      var sheets = 0
      for name in archive.entries.keys.sorted() {
        let text = try archive.contents(of: name)
        try checkRoot(text, name)
        if name.hasPrefix("xl/worksheets/sheet") { sheets += 1 }
      }
      guard sheets == cellCounts.count else {
        throw .init("it has \(sheets) sheets instead of \(cellCounts.count)")
      }
      for (place, count) in cellCounts.enumerated() {
        let name = "xl/worksheets/sheet\(place + 1).xml"
        let found = occurrences(of: "<c ", in: try archive.contents(of: name))
        guard found == count else { throw .init("\(name) has \(found) cells instead of \(count)") }
      }
    } catch {
      throw .damaged(path: path, reason: error.reason)
    }
  }

  /// Makes sure that the XML ends with the tag that its first element opens.
  private static func checkRoot(_ text: [UInt8], _ name: String) throws(ZipArchive.Damage) {
    let space = UInt8(ascii: " ")
    let isBlank: (UInt8) -> Bool = { $0 <= space }
    var place = text.firstIndex { !isBlank($0) } ?? text.count
    // The declaration, <?xml … ?>, comes first.
    if text[place...].starts(with: Array("<?".utf8)) {
      while place + 1 < text.count,
        !(text[place] == UInt8(ascii: "?") && text[place + 1] == UInt8(ascii: ">"))
      {
        place += 1
      }
      place = min(place + 2, text.count)
      place = text[place...].firstIndex { !isBlank($0) } ?? text.count
    }
    guard place < text.count, text[place] == UInt8(ascii: "<") else {
      throw .init("\(name) is not XML")
    }
    let tag = text[(place + 1)...].prefix {
      !isBlank($0) && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/")
    }
    let end = (text.lastIndex { !isBlank($0) } ?? -1) + 1
    let closing = Array("</".utf8) + tag + Array(">".utf8)
    let isClosed = text[..<end].suffix(closing.count).elementsEqual(closing)
    // A part without content closes itself: <sst …/>.
    let isEmpty =
      text[place..<end].suffix(2).elementsEqual("/>".utf8)
      && text[place..<end].count(where: { $0 == UInt8(ascii: "<") }) == 1
    guard !tag.isEmpty, isClosed || isEmpty else { throw .init("\(name) is cut short") }
  }

  private static func occurrences(of word: String, in text: [UInt8]) -> Int {
    let wanted = Array(word.utf8)
    guard text.count >= wanted.count else { return 0 }
    return text.withUnsafeBufferPointer { bytes in
      var count = 0
      for place in 0...(bytes.count - wanted.count)
      where bytes[place] == wanted[0] && bytes[place + 1] == wanted[1]
        && bytes[place + 2] == wanted[2]
      {
        count += 1
      }
      return count
    }
  }
}
