import Quantities

/// How a cell looks and whether it may be changed.
package struct CellStyle: Hashable, Sendable {
  /// How a number is shown.
  package enum Number: Hashable, Sendable {
    case general
    /// Money with the currency's digits.
    case money(digits: Int)
    /// A price with as many digits as it has, at least the currency's.
    case price(digits: Int)
    /// A mean cost of one of something: shown with the currency's digits, but not rounded to them.
    case unitCost(digits: Int)
    /// A quantity with as many decimals as its row needs.
    case quantity(decimals: Int)
    case whole
    case oneDecimal
    /// A factor: six decimals.
    case factor
    case percent
    /// A share of very many things: one study in a million that misses the whole still shows.
    case fineShare
    /// How many things are wrong.
    case faults
    case year
    /// A day.
    case date
    /// Whatever is typed stays text.
    case text
    /// A difference that should be 0 and is no money: a dash for none.
    case difference

    // A section for negative numbers marks money: the recalculation check compares it to the cent.
    /// As a spreadsheet writes it.
    package var format: String {
      switch self {
      case .general: "General"
      case .money(let digits):
        "#,##0\(Self.decimals(digits));-#,##0\(Self.decimals(digits));\"–\""
      case .price(let digits): "#,##0\(Self.decimals(digits, optional: max(0, 6 - digits)))"
      case .unitCost(let digits): "#,##0\(Self.decimals(digits))"
      case .quantity(let decimals): "#,##0\(Self.decimals(decimals))"
      case .whole: "#,##0"
      case .oneDecimal: "#,##0.0"
      case .factor: "0.000000"
      case .percent: "0.00%"
      case .fineShare: "0.0000%"
      case .faults: "0;-0;0"
      case .year: "0"
      case .date: "yyyy-mm-dd"
      case .text: "@"
      // The minus sign is a letter here: a hyphen would mark the number as money.
      case .difference: "#,##0.000;−#,##0.000;\"–\""
      }
    }

    /// A number as a spreadsheet shows it in this way.
    package func text(of value: Double) -> String {
      switch self {
      case .money(let digits), .unitCost(let digits), .quantity(let digits):
        NumberText.fixed(value, decimals: digits)
      case .price(let digits): NumberText.fixed(value, decimals: max(4, digits))
      case .whole, .year, .faults: NumberText.whole(value)
      case .oneDecimal: NumberText.fixed(value, decimals: 1)
      case .difference: NumberText.fixed(value, decimals: 3)
      case .factor: NumberText.fixed(value, decimals: 6)
      case .percent: NumberText.fixed(value * 100, decimals: 2) + "%"
      case .fineShare: NumberText.fixed(value * 100, decimals: 4) + "%"
      case .general, .date, .text: "\(value)"
      }
    }

    private static func decimals(_ digits: Int, optional: Int = 0) -> String {
      guard digits + optional > 0 else { return "" }
      return "." + String(repeating: "0", count: digits) + String(repeating: "#", count: optional)
    }
  }

  /// Where the text stands.
  package enum Alignment: Hashable, Sendable { case automatic, left, right, centre }

  package var number = Number.general
  package var isBold = false
  package var isItalic = false
  package var size = 11.0
  /// Red, green, blue.
  package var colour: UInt32?
  package var background: UInt32?
  package var alignment = Alignment.automatic
  package var wraps = false
  package var indent = 0
  package var hasLineAbove = false
  /// Whether a thin line stands around it: cells of a form that lie beside each other.
  package var isFramed = false
  package var isUnlocked = false

  /// The look of plain text.
  package init() {}

  /// The same with changes.
  package func with(_ change: (inout CellStyle) -> Void) -> CellStyle {
    var copy = self
    change(&copy)
    return copy
  }
}

/// The looks the workbook uses: few, and calm.
package enum Looks {
  package static let plain = CellStyle()
  package static let title = CellStyle().with {
    $0.isBold = true
    $0.size = 16
    $0.colour = 0x1F3B57
  }
  package static let note = CellStyle().with { $0.colour = 0x595959 }
  package static let wrappedNote = note.with { $0.wraps = true }
  package static let heading = CellStyle().with {
    $0.isBold = true
    $0.colour = 0x1F3B57
    $0.size = 12
    // A band and no rule: a rule cuts into the row below when printed small.
    $0.background = 0xE8EDF2
  }
  package static let columnHead = CellStyle().with {
    $0.isBold = true
    $0.background = 0xE8EDF2
    $0.wraps = true
  }
  package static let columnHeadRight = columnHead.with { $0.alignment = .right }
  package static let bold = CellStyle().with { $0.isBold = true }
  package static let step = CellStyle().with {
    $0.indent = 1
    $0.colour = 0x595959
  }
  package static let unit = CellStyle().with { $0.colour = 0x595959 }
  package static let wrapped = CellStyle().with { $0.wraps = true }
  /// What has no source.
  package static let assumed = wrapped.with { $0.colour = 0x9C5700 }

  package static func number(_ number: CellStyle.Number) -> CellStyle {
    CellStyle().with { $0.number = number }
  }
  package static func step(_ number: CellStyle.Number) -> CellStyle {
    CellStyle().with {
      $0.number = number
      $0.colour = 0x595959
    }
  }
  package static func total(_ number: CellStyle.Number) -> CellStyle {
    CellStyle().with {
      $0.number = number
      $0.isBold = true
      $0.hasLineAbove = true
    }
  }
  package static let totalLabel = CellStyle().with {
    $0.isBold = true
    $0.hasLineAbove = true
  }
  package static func bold(_ number: CellStyle.Number) -> CellStyle {
    CellStyle().with {
      $0.number = number
      $0.isBold = true
    }
  }
  /// A value that may be changed: blue on light yellow.
  package static func input(_ number: CellStyle.Number) -> CellStyle {
    CellStyle().with {
      $0.number = number
      $0.colour = 0x0000C0
      $0.background = 0xFFF9DB
      $0.isUnlocked = true
      $0.alignment = .right
    }
  }
  /// A value that the engine gives and that does not change with the inputs.
  package static func value(_ number: CellStyle.Number) -> CellStyle {
    CellStyle().with {
      $0.number = number
      $0.colour = 0x3F3F3F
    }
  }
}
