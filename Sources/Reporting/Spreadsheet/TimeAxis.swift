/// Where time stands: the same columns on every sheet.
///
/// Seven columns say what a row is, then come the years (go-live first), a narrow gap and the months
/// (go-live first).
package struct TimeAxis: Sendable {
  /// The planning years.
  package var years: Int

  /// Makes an axis.
  package init(years: Int) { self.years = years }

  package static let label = 0
  package static let category = 1
  package static let kind = 2
  /// What else there is to say of a row in a word or two.
  package static let detail = 3
  package static let sign = 4
  package static let unit = 5
  package static let total = 6
  package static let firstYear = 7

  /// The periods: go-live and each month.
  package var periods: Int { years * 12 + 1 }
  package var lastYear: Int { Self.firstYear + years }
  /// After a narrow gap.
  package var firstPeriod: Int { lastYear + 2 }
  package var lastPeriod: Int { firstPeriod + periods - 1 }
  package func column(year: Int) -> Int { Self.firstYear + year }
  package func column(period: Int) -> Int { firstPeriod + period }

  /// Years, then months.
  var columns: [Int] { yearColumns + periodColumns }
  var yearColumns: [Int] { (0...years).map { column(year: $0) } }
  var periodColumns: [Int] { (0..<periods).map { column(period: $0) } }
}

/// Which way an amount goes: it stands in a column of its own, and amounts are positive.
enum Sign: String, CaseIterable {
  /// A payment, or what is added.
  case plus = "+"
  /// A saving, or what is taken off.
  case minus = "−"
  /// A difference, which may go either way.
  case either = "±"
  /// A level, a rate, a factor: no flow.
  case none = ""

  /// For the reader.
  var meaning: String {
    switch self {
    case .plus: "a payment, or what is added to the sum below"
    case .minus: "a saving, or what is taken off the sum below"
    case .either: "a difference, the only rows that may hold negative numbers; 0 where all is well"
    case .none: "no flow: a level, a rate, a factor or a count"
    }
  }
}
