public import Evaluation
public import Quantities

/// A piece of a chapter: what is to be shown, not how.
public enum ReportBlock: Hashable, Sendable {
  /// A paragraph.
  case paragraph(ReportText)
  /// A heading inside a chapter.
  case subheading(String)
  /// Points, one a line.
  case list([ReportText])
  /// A table.
  case table(ReportTable)
  /// A chart of ``ChartRegistry``, by the name of its file, with a description for who cannot see
  /// it.
  case chart(file: String, description: String)
}

/// Words, some of them strong.
public struct ReportText: Hashable, Sendable, ExpressibleByStringInterpolation {
  /// Plain and strong words in turn.
  public var runs: [Run]

  /// Words of one kind.
  public struct Run: Hashable, Sendable {
    /// As written; data, whatever marks it holds.
    public var text: String
    /// Whether they stand out.
    public var isStrong: Bool

    /// Makes a run.
    public init(_ text: String, isStrong: Bool = false) {
      self.text = text
      self.isStrong = isStrong
    }
  }

  /// Makes a text from runs.
  public init(runs: [Run]) { self.runs = runs }

  /// Makes a text of one plain run.
  public init(_ text: String) { runs = [Run(text)] }

  /// Makes a text of one plain run.
  public init(stringLiteral text: String) { runs = [Run(text)] }

  /// Strong words.
  public static func strong(_ text: String) -> ReportText {
    ReportText(runs: [Run(text, isStrong: true)])
  }

  /// One text after another.
  public static func + (a: ReportText, b: ReportText) -> ReportText {
    ReportText(runs: a.runs + b.runs)
  }

  /// The words alone.
  public var plain: String { runs.map(\.text).joined() }
}

/// A table of typed cells.
public struct ReportTable: Hashable, Sendable {
  /// One column.
  public struct Column: Hashable, Sendable {
    /// The heading.
    public var heading: String
    /// Whether its cells are numbers, which stand to the right.
    public var isNumeric: Bool

    /// Makes a column.
    public init(_ heading: String, isNumeric: Bool = true) {
      self.heading = heading
      self.isNumeric = isNumeric
    }
  }

  /// The columns.
  public var columns: [Column]
  /// The rows, each with as many cells as there are columns.
  public var rows: [[ReportCell]]

  /// Makes a table; a row has as many cells as there are columns.
  public init(columns: [Column], rows: [[ReportCell]]) {
    precondition(
      rows.allSatisfy { $0.count == columns.count }, "each row has a cell for each column")
    self.columns = columns
    self.rows = rows
  }
}

/// A value in a table: a renderer knows from its type how to show it.
public enum ReportCell: Hashable, Sendable {
  /// Nothing.
  case empty
  /// Words.
  case text(String)
  /// Words that stand out.
  case strong(String)
  /// Whole units of the currency.
  case money(Double, Currency)
  /// The price of a small thing, with minor units.
  case price(Double, Currency)
  /// Bytes.
  case bytes(Double)
  /// Bits a second.
  case bitRate(Double)
  /// Seconds.
  case duration(Double)
  /// A share, 1 is the whole.
  case share(Double)
  /// A count.
  case count(Double)
  /// A day, or after the plan.
  case date(CalendarDate?)
  /// A mean of whole units of the currency with its interval.
  case mean(Band, Currency)
  /// A band of one of the kinds above.
  case band(Band, Measure, Middle)

  /// What a band is of.
  public enum Measure: Hashable, Sendable {
    case money(Currency)
    case price(Currency)
    case bytes
    case bitRate
    case duration
    case share
    case count
  }

  /// What stands before the parentheses of a band.
  public enum Middle: Hashable, Sendable { case mean, median }
}
