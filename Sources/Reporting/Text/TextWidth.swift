/// How wide a chart's text will be, before anyone has drawn it.
///
/// Widths are those of Helvetica, Arial and Liberation Sans in thousandths of the type size, with a
/// sixth more: a name of ours is 1.13 times as wide in DejaVu Sans, the widest that a reader's system is
/// likely to have, and 1.28 times in its bold (1.17 × 1.12 covers it). What lies outside Latin counts as wide as
/// the widest of its kind.
///
/// Source of the widths: Adobe Font Metrics of Helvetica, 1997.
enum TextWidth {
  private static let slack = 1.17

  /// In pixels, at a type size in pixels.
  static func of(_ text: some StringProtocol, size: Double, isBold: Bool = false) -> Double {
    Double(thousandths(text)) / 1_000 * size * slack * (isBold ? 1.12 : 1)
  }

  /// In widths of a digit, as a spreadsheet states its columns; in Calibri a
  /// name of ours is as many digits wide to 1 % as in Helvetica, a bold one 4 % less than this.
  static func digits(_ text: some StringProtocol, isBold: Bool = false) -> Double {
    Double(thousandths(text)) / Double(width(of: "0")) * (isBold ? 1.06 : 1)
  }

  private static func thousandths(_ text: some StringProtocol) -> Int {
    text.unicodeScalars.reduce(0) { $0 + width(of: $1) }
  }

  private static func width(of scalar: Unicode.Scalar) -> Int {
    switch scalar {
    case "i", "j", "l", "'": 222
    case " ", "!", ",", ".", "/", ":", ";", "f", "t", "I", "[", "]", "\\", "|", "·": 278
    case "(", ")", "-", "r", "`": 333
    case "c", "k", "s", "v", "x", "y", "z", "J": 500
    case "a", "b", "d", "e", "g", "h", "n", "o", "p", "q", "u", "0"..."9", "L", "?", "_", "–": 556
    case "F", "T", "Z": 611
    case "A", "B", "E", "K", "P", "S", "V", "X", "Y", "&": 667
    case "C", "D", "H", "N", "R", "U", "w": 722
    case "G", "O", "Q": 778
    case "M", "m": 833
    case "%": 889
    case "W": 944
    case "@", "…", "—": 1_015
    case " "..."~": 584
    default: wide(scalar)
    }
  }

  private static func wide(_ scalar: Unicode.Scalar) -> Int {
    let properties = scalar.properties
    if properties.generalCategory == .nonspacingMark || properties.generalCategory == .format {
      return 0
    }
    return switch scalar.value {
    case ..<0x370: 600
    case 0xFDFA, 0xFDFB, 0xFDFD: 9_000  // whole sentences in one letter
    case ..<0x1100, 0xFB1D...0xFDFF, 0xFE70...0xFEFF: 750
    default: 1_300
    }
  }
}

extension String {
  /// The text where it fits into a width in pixels, else its beginning with an ellipsis.
  func fitted(to width: Double, size: Double, isBold: Bool = false) -> String {
    guard TextWidth.of(self, size: size, isBold: isBold) > width else { return self }
    var kept = Substring(self)
    while !kept.isEmpty, TextWidth.of(kept + "…", size: size, isBold: isBold) > width {
      kept.removeLast()
    }
    return String(kept).trimmingSpaces + "…"
  }

  /// Lines that fit into a width in pixels, the last with an ellipsis where text was cut.
  func wrapped(
    toPixels width: Double, size: Double, isBold: Bool = false, lines limit: Int
  ) -> [String] {
    let measure = { (text: Substring) in TextWidth.of(text, size: size, isBold: isBold) }
    let lines = broken(to: width, measure: measure)
    guard lines.count > limit, limit > 0 else { return lines }
    let rest = lines[(limit - 1)...].joined(separator: " ")
    return lines[..<(limit - 1)] + [rest.fitted(to: width, size: size, isBold: isBold)]
  }
}
