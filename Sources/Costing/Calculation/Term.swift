public import PlanModel

/// How one figure of a bill follows from others, period by period.
///
/// The ledger works it out, a workbook writes it as a formula, and an explanation spells it: each way of
/// charging is put down once.
public indirect enum Term: Hashable, Sendable {
  /// A value of the price line, of the offer or of the plan.
  case input(BillInput)
  /// A small whole number that belongs to the arithmetic.
  case number(Int)
  /// Another row of the line, in the same period.
  case row(Int)
  /// Another row of the line, in period 0.
  case first(Int)
  /// Another row of the line in the period before, if that lies in the same month, year, contract year or
  /// plan; else 0.
  case before(Int, in: PricePeriod)
  /// The sum of another row of the line from the beginning of the month, year, contract year or plan.
  case soFar(Int, in: PricePeriod)
  /// What all lines have in a period.
  case time(BillTime)
  /// The same of the period before; 0 before the first.
  case timeBefore(BillTime)
  /// What another line costs in the same period.
  case line(Int, LineFigure)
  /// What another line has cost up to the period.
  case lineSoFar(Int, LineFigure)
  /// The sum.
  case sum([Term])
  /// The first less the second.
  case less(Term, Term)
  /// The product.
  case product([Term])
  /// The first divided by the second.
  case quotient(Term, Term)
  /// The smaller of two.
  case least(Term, Term)
  /// The greater of two.
  case most(Term, Term)
  /// The next whole number, if it is none to nine decimals.
  case up(Term)
  /// The whole number before.
  case down(Term)
  /// The first to a whole power.
  case power(Term, Term)
  /// To whole minor units, half away from zero.
  case rounded(Term)
  /// One of two terms, by whether the first is greater than the second.
  case ifAbove(Term, Term, then: Term, otherwise: Term)
}

extension Term {
  /// To how many decimals an amount is rounded before it is rounded to minor units: half a cent that is the
  /// difference of two sums must not miss by its last digit.
  public static let guardDigits = 9

  /// Whether it is made of counts that go on from month to month.
  public var runsOn: Bool {
    switch self {
    case .before, .soFar, .lineSoFar: true
    case .input, .number, .row, .first, .time, .timeBefore, .line: false
    case .sum(let terms), .product(let terms): terms.contains(where: \.runsOn)
    case .less(let a, let b), .quotient(let a, let b), .least(let a, let b), .most(let a, let b),
      .power(let a, let b):
      a.runsOn || b.runsOn
    case .up(let a), .down(let a), .rounded(let a): a.runsOn
    case .ifAbove(let a, let b, let then, let otherwise):
      [a, b, then, otherwise].contains(where: \.runsOn)
    }
  }
}

/// A value that a bill is worked out with, and that somebody may change.
public enum BillInput: Hashable, Sendable {
  /// The price of a band, from 0.
  case price(Int)
  /// Where a band ends, from 0.
  case edge(Int)
  /// Units that cost nothing.
  case free
  /// Units that are paid at least.
  case minimum
  /// Units that are sold together.
  case block
  /// What a period costs at least.
  case floor
  /// What a period costs at most.
  case cap
  /// The share taken off the line.
  case discount
  /// By how much the price rises.
  case escalation
  /// What is taken off an index.
  case indexLess
  /// The first year with a raised price.
  case escalationYear
  /// The most the price may rise in a year.
  case escalationCap
  /// The share taken off the whole offer.
  case offerDiscount
  /// The planning year up to which prices are held.
  case heldYear
  /// By how much prices rise with each renewal.
  case renewalUplift
  /// The years of the contract's term.
  case term
  /// What one of the offer's currency is in the plan's.
  case exchangeRate
  /// Twelve.
  case monthsPerYear
}

/// What all lines of a vendor have in a period.
public enum BillTime: Hashable, Sendable {
  /// 0 up to go-live, then 1, 2, ...
  case month
  /// 0 up to go-live, then 1, 2, ...
  case year
  /// 0 until the system takes over, then 1 for twelve months.
  case contractYear
  /// The share of what is paid by the contract that is due up to and with the period.
  case due
}

/// What of a line others may ask for.
public enum LineFigure: String, CaseIterable, Hashable, Sendable {
  /// Before discounts.
  case list
  /// As it is paid.
  case net
}
