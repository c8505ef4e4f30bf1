/// A cell by row and column, both from 0.
package struct CellAddress: Hashable, Comparable, Sendable {
  /// From 0.
  package var row: Int
  /// From 0.
  package var column: Int

  /// Makes an address.
  package init(_ row: Int, _ column: Int) {
    self.row = row
    self.column = column
  }

  /// Reads an address as files write it, `B3`; nil where the text is none, or outside a sheet.
  package init?(_ text: String) {
    var column = 0
    var row = 0
    var hasDigits = false
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z") where !hasDigits:
        column = column * 26 + Int(byte - 64)
      case UInt8(ascii: "0")...UInt8(ascii: "9") where column > 0:
        guard hasDigits || byte != UInt8(ascii: "0") else { return nil }
        hasDigits = true
        row = row * 10 + Int(byte - 48)
      default: return nil
      }
      guard column <= 16_384, row <= 1_048_576 else { return nil }
    }
    guard hasDigits else { return nil }
    self.init(row - 1, column - 1)
  }

  /// As people and files write it: `B3`.
  package var text: String { Self.letters(column) + "\(row + 1)" }

  /// A column's letters: 0 is A, 26 is AA.
  package static func letters(_ column: Int) -> String {
    var result = ""
    var rest = column + 1
    while rest > 0 {
      result = String(UnicodeScalar(UInt8(65 + (rest - 1) % 26))) + result
      rest = (rest - 1) / 26
    }
    return result
  }

  /// Row by row.
  package static func < (a: CellAddress, b: CellAddress) -> Bool {
    (a.row, a.column) < (b.row, b.column)
  }
}
