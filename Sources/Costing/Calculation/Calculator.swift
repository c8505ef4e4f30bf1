public import Foundation
import PlanModel
import Quantities

/// What all lines of a vendor have by period.
struct BillTimes: Sendable {
  let months: Int
  /// By period.
  let year: [Int]
  /// By period.
  let contractYear: [Int]
  /// By period.
  let due: [Decimal]

  init(_ contract: Contract, months: Int) {
    self.months = months
    year = (0...months).map(Ledger.year)
    contractYear = (0...months).map { period in
      period < contract.goLive ? 0 : (period - contract.goLive) / 12 + 1
    }
    var due = [Decimal](repeating: 0, count: months + 1)
    for instalment in contract.instalments where instalment.period <= months {
      for period in instalment.period...months { due[period] += instalment.share }
    }
    self.due = due
  }

  func value(_ time: BillTime, _ period: Int) -> Decimal {
    guard period >= 0 else { return 0 }
    return switch time {
    case .month: Decimal(period)
    case .year: Decimal(year[period])
    case .contractYear: Decimal(contractYear[period])
    case .due: due[period]
    }
  }

  /// The first period of the month, year, contract year or plan that a period lies in.
  func start(_ kind: PricePeriod, _ period: Int) -> Int {
    switch kind {
    case .month: return period
    case .plan: return 0
    case .year: return period == 0 ? 0 : (period - 1) / 12 * 12 + 1
    case .contractYear:
      var first = period
      while first > 0, contractYear[first - 1] == contractYear[period] { first -= 1 }
      return first
    }
  }
}

/// Works out the rows of one vendor's lines.
struct Calculator {
  private let times: BillTimes
  private let digits: Int
  /// By line.
  private(set) var rows: [[[Decimal]]]
  private var sums: [Row: [Decimal]] = [:]
  private let figures: [[LineFigure: Int]]

  private struct Row: Hashable {
    var line: Int
    var row: Int
  }

  /// - Parameters:
  ///   - times: What all lines have.
  ///   - digits: Of the currency.
  ///   - figures: By line, the rows that others may ask for.
  init(_ times: BillTimes, digits: Int, figures: [[LineFigure: Int]]) {
    self.times = times
    self.digits = digits
    self.figures = figures
    rows = figures.map { _ in [] }
  }

  /// Adds a row that is given.
  mutating func add(_ values: [Decimal], to line: Int) { rows[line].append(values) }

  /// Works out the next row of a line.
  mutating func add(_ term: Term, to line: Int, inputs: (BillInput) -> Decimal) {
    sum(in: term, of: line)
    var values = [Decimal](repeating: 0, count: times.months + 1)
    for period in values.indices { values[period] = value(term, line, period, inputs) }
    rows[line].append(values)
  }

  /// Sums up the rows of which a term asks for sums.
  private mutating func sum(in term: Term, of line: Int) {
    switch term {
    case .soFar(let row, _): sum(Row(line: line, row: row))
    case .lineSoFar(let other, let figure):
      if let row = figures[other][figure] { sum(Row(line: other, row: row)) }
    case .sum(let terms), .product(let terms): for one in terms { sum(in: one, of: line) }
    default: break
    }
  }

  private mutating func sum(_ row: Row) {
    guard sums[row] == nil else { return }
    var total = Decimal.zero
    sums[row] = rows[row.line][row.row].map {
      total += $0
      return total
    }
  }

  private func value(
    _ term: Term, _ line: Int, _ period: Int, _ inputs: (BillInput) -> Decimal
  ) -> Decimal {
    func of(_ term: Term) -> Decimal { value(term, line, period, inputs) }
    switch term {
    case .input(let input): return inputs(input)
    case .number(let number): return Decimal(number)
    case .row(let row): return rows[line][row][period]
    case .first(let row): return rows[line][row][0]
    case .before(let row, let kind):
      return times.start(kind, period) == period ? 0 : rows[line][row][period - 1]
    case .soFar(let row, let kind):
      guard let sums = sums[Row(line: line, row: row)] else { return 0 }
      let start = times.start(kind, period)
      return sums[period] - (start > 0 ? sums[start - 1] : 0)
    case .time(let time): return times.value(time, period)
    case .timeBefore(let time): return times.value(time, period - 1)
    case .line(let other, let figure):
      return figures[other][figure].map { rows[other][$0][period] } ?? 0
    case .lineSoFar(let other, let figure):
      return figures[other][figure].flatMap { sums[Row(line: other, row: $0)]?[period] } ?? 0
    case .sum(let terms): return terms.reduce(0) { $0 + of($1) }
    case .less(let a, let b): return of(a) - of(b)
    case .product(let terms): return terms.dropFirst().reduce(of(terms[0])) { $0 * of($1) }
    case .quotient(let a, let b): return of(a) / of(b)
    case .least(let a, let b): return min(of(a), of(b))
    case .most(let a, let b): return max(of(a), of(b))
    case .up(let a): return of(a).rounded(to: Term.guardDigits).rounded(to: 0, .up)
    case .down(let a): return of(a).rounded(to: Term.guardDigits).rounded(to: 0, .down)
    case .power(let base, let exponent):
      let factor = of(base)
      return (0..<Int(truncating: of(exponent) as NSDecimalNumber)).reduce(Decimal(1)) {
        product, _ in
        product * factor
      }
    case .rounded(let a):
      // A third or a twelfth has no end, and half a cent made of them must not miss by its last digit.
      return of(a).rounded(to: Term.guardDigits).rounded(to: digits)
    case .ifAbove(let a, let b, let then, let otherwise):
      return of(a) > of(b) ? of(then) : of(otherwise)
    }
  }
}

extension Decimal {
  /// Rounded half away from zero, or as asked for.
  public func rounded(to places: Int, _ mode: RoundingMode = .plain) -> Decimal {
    var exact = self
    var result = Decimal()
    NSDecimalRound(&result, &exact, places, mode)
    return result
  }
}
