import Costing
import Foundation
import PlanModel
import Quantities

/// Says in words how a figure of a bill comes about: `Quantity × price × Escalation`.
struct TermWords {
  /// The line's rows.
  var rows: [BillRow]

  /// The words of a term.
  func text(_ term: Term) -> String { write(term, .whole) }

  /// How tightly what stands around a term binds.
  private enum Binding: Int { case whole, sum, product, power }

  private func name(_ row: Int) -> String { rows.indices.contains(row) ? rows[row].title : "row" }

  private func write(_ term: Term, _ around: Binding) -> String {
    func own(_ term: Term) -> String { write(term, .whole) }
    func bound(_ text: String, _ binding: Binding) -> String {
      around.rawValue > binding.rawValue ? "(\(text))" : text
    }
    switch term {
    case .input(let input): return input.title
    case .number(let number): return "\(number)"
    case .row(let row): return name(row)
    case .first(let row): return "\(name(row)) up to go-live"
    case .before(let row, _): return "\(name(row)) of the month before"
    case .soFar(let row, let period): return "sum of \(name(row)) \(period.since)"
    case .time(let time): return time.title
    case .timeBefore(let time): return "\(time.title) of the month before"
    case .line(_, let figure): return "another line\(figure == .list ? " before discounts" : "")"
    case .lineSoFar(_, let figure):
      return "another line\(figure == .list ? " before discounts" : "") up to now"
    case .sum(let terms):
      return bound(terms.map { write($0, .sum) }.joined(separator: " + "), .sum)
    case .less(let a, let b): return bound("\(write(a, .sum)) − \(write(b, .product))", .sum)
    case .product(let terms):
      return bound(terms.map { write($0, .product) }.joined(separator: " × "), .product)
    case .quotient(let a, let b):
      return bound("\(write(a, .product)) / \(write(b, .power))", .product)
    case .power(let a, let b): return "\(write(a, .power)) to the power of \(write(b, .power))"
    case .least(let a, let b): return "the smaller of \(own(a)) and \(own(b))"
    case .most(let a, let b): return "the greater of \(own(a)) and \(own(b))"
    case .up(let a): return "the next whole number from \(own(a))"
    case .down(let a): return "the whole number below \(own(a))"
    case .rounded(let a): return "\(own(a)), rounded to minor units"
    case .ifAbove(let a, let b, let then, let otherwise):
      return "\(own(then)) where \(own(a)) is above \(own(b)), else \(own(otherwise))"
    }
  }
}

extension BillInput {
  /// As explanations name it.
  var title: String {
    switch self {
    case .price(let band): band == 0 ? "price" : "price of band \(band + 1)"
    case .edge(let band): "end of band \(band + 1)"
    case .free: "free units"
    case .minimum: "least units"
    case .block: "block"
    case .floor: "least amount"
    case .cap: "greatest amount"
    case .discount: "discount"
    case .escalation: "rise a year"
    case .indexLess: "taken off the index"
    case .escalationYear: "first year with a rise"
    case .escalationCap: "greatest rise"
    case .offerDiscount: "discount on the whole offer"
    case .heldYear: "year up to which prices are held"
    case .renewalUplift: "rise with each renewal"
    case .term: "term in years"
    case .exchangeRate: "exchange rate"
    case .monthsPerYear: "12"
    }
  }

  /// Whether it is a share.
  var isShare: Bool {
    switch self {
    case .discount, .escalation, .indexLess, .escalationCap, .offerDiscount, .renewalUplift: true
    default: false
    }
  }
}

extension BillTime {
  fileprivate var title: String {
    switch self {
    case .month: "planning month"
    case .year: "planning year"
    case .contractYear: "contract year"
    case .due: "share that is due"
    }
  }
}

extension PricePeriod {
  fileprivate var since: String {
    switch self {
    case .month: "in the month"
    case .year: "since the year's start"
    case .contractYear: "since the contract year's start"
    case .plan: "up to now"
    }
  }
}

extension Term {
  /// The inputs that it names.
  var inputs: [BillInput] {
    switch self {
    case .input(let input): [input]
    case .number, .row, .first, .before, .soFar, .time, .timeBefore, .line, .lineSoFar: []
    case .sum(let terms), .product(let terms): terms.flatMap(\.inputs)
    case .less(let a, let b), .quotient(let a, let b), .least(let a, let b), .most(let a, let b),
      .power(let a, let b):
      a.inputs + b.inputs
    case .up(let a), .down(let a), .rounded(let a): a.inputs
    case .ifAbove(let a, let b, let then, let otherwise):
      [a, b, then, otherwise].flatMap(\.inputs)
    }
  }
}
