import Costing
import PlanModel

/// Writes the terms of a bill as formulas of a cost sheet.
struct TermFormula {
  /// Where a row of the line stands.
  var row: (Int) -> Int
  /// Where a figure of another line stands.
  var line: (Int, LineFigure) -> Int
  /// The cell of an input, as formulas name it.
  var input: (BillInput) -> String
  /// The cell that says how many decimals the currency has.
  var digits: String
  /// The cell that says to how many decimals amounts are rounded before.
  var guardDigits: String
  /// Whether amounts are made of counts that go on from month to month.
  var isGuarded: Bool
  var axis: TimeAxis
  /// The rows that say what time a column is.
  var times: (BillTime) -> Int

  /// The formula of a column, with its equals sign.
  func text(_ term: Term, column: Int) -> String { "=" + write(term, column, .whole) }

  /// How tightly what stands around a term binds.
  private enum Binding: Int { case whole, sum, product, power }

  private func write(_ term: Term, _ column: Int, _ around: Binding) -> String {
    func own(_ term: Term) -> String { write(term, column, .whole) }
    switch term {
    case .input(let name): return input(name)
    case .number(let number): return "\(number)"
    case .row(let number): return CellReference(row(number), column).text()
    case .first(let number): return CellReference(row(number), axis.firstPeriod).text(.column)
    case .before(let number, let kind):
      let cell = CellReference(row(number), column - 1).text()
      guard let time = kind.time else { return cell }
      let now = CellReference(times(time), column).text(.row)
      let then = CellReference(times(time), column - 1).text(.row)
      return "IF(\(then)=\(now),\(cell),0)"
    case .soFar(let number, let kind): return soFar(row(number), kind, column)
    case .time(let time): return CellReference(times(time), column).text(.row)
    case .timeBefore(let time): return CellReference(times(time), column - 1).text(.row)
    case .line(let place, let figure): return CellReference(line(place, figure), column).text()
    case .lineSoFar(let place, let figure): return soFar(line(place, figure), .plan, column)
    case .sum(let terms):
      guard !terms.isEmpty else { return "0" }
      let text = terms.map { write($0, column, .sum) }.joined(separator: "+")
      return around.rawValue > Binding.sum.rawValue ? "(\(text))" : text
    case .less(let a, let b):
      let text = "\(write(a, column, .sum))-\(write(b, column, .product))"
      return around.rawValue > Binding.sum.rawValue ? "(\(text))" : text
    case .product(let terms):
      let text = terms.map { write($0, column, .product) }.joined(separator: "*")
      return around.rawValue > Binding.product.rawValue ? "(\(text))" : text
    case .quotient(let a, let b):
      let text = "\(write(a, column, .product))/\(write(b, column, .power))"
      return around.rawValue > Binding.product.rawValue ? "(\(text))" : text
    case .power(let base, let exponent):
      return "\(write(base, column, .power))^\(write(exponent, column, .power))"
    case .least(let a, let b): return "MIN(\(own(a)),\(own(b)))"
    case .most(let a, let b): return "MAX(\(own(a)),\(own(b)))"
    case .up(let a): return "ROUNDUP(ROUND(\(own(a)),\(guardDigits)),0)"
    case .down(let a): return "ROUNDDOWN(ROUND(\(own(a)),\(guardDigits)),0)"
    case .rounded(let a):
      // The binary sums of counts that go on are off by their last digits.
      let amount = isGuarded ? "ROUND(\(own(a)),\(guardDigits))" : own(a)
      return "ROUND(\(amount),\(digits))"
    case .ifAbove(let a, let b, let then, let otherwise):
      return "IF(\(own(a))>\(own(b)),\(own(then)),\(own(otherwise)))"
    }
  }

  /// The sum of a row from the beginning of a month, year, contract year or of the plan.
  private func soFar(_ row: Int, _ kind: PricePeriod, _ column: Int) -> String {
    let cells =
      CellReference(row, axis.firstPeriod).text(.column) + ":" + CellReference(row, column).text()
    guard kind != .plan else { return "SUM(\(cells))" }
    guard let time = kind.time else { return CellReference(row, column).text() }
    let first = CellReference(times(time), axis.firstPeriod).text(.both)
    let now = CellReference(times(time), column).text(.row)
    return "SUMIFS(\(cells),\(first):\(now),\(now))"
  }
}

extension PricePeriod {
  /// What tells one such period from the next; nil where there is only one, or each month is one.
  fileprivate var time: BillTime? {
    switch self {
    case .year: .year
    case .contractYear: .contractYear
    case .month, .plan: nil
    }
  }
}
