import Foundation
public import PlanModel

/// How one price line becomes money: its rows in the order in which they are worked out, the amount last.
///
/// Each step stands in a row of its own only where the line has it:
///
///     quantity → since the period's start → less what is free → at least the commitment → in blocks
///       → through the bands → × price × escalation × renewal → less discounts → between floor and cap
///       → by the contract's payments → rounded
struct LineCalculation {
  /// In order; what the replay gives has no term.
  private(set) var rows: [BillRow] = []
  /// The row of what others ask for.
  private(set) var figures: [LineFigure: Int] = [:]
  /// The row with the months of a commitment that are due; nil without one.
  private(set) var dueMonths: Int?
  /// The row that says when the line is paid at all; nil is always.
  private(set) var isPaid: Int?

  /// The row of what the meter counts.
  let quantity = 0
  /// The row of what is paid.
  var amount: Int { rows.count - 1 }

  private let line: PriceLine
  private let offer: OfferTerms

  /// - Parameters:
  ///   - line: What is billed.
  ///   - offer: What holds for the whole offer.
  ///   - isListed: Whether another line asks for the amount before discounts.
  ///   - base: The lines, by their place, that a share is taken of.
  init(_ line: PriceLine, _ offer: OfferTerms, isListed: Bool, base: [Int]) {
    self.line = line
    self.offer = offer
    let unit = line.meter.unitName
    add(
      line.meter.isStanding ? "Quantity, a year's mean" : "Quantity", unit, share(of: base),
      line.meter.isStanding ? .mean : .sum)
    if hasCommitment {
      dueMonths = add("Months of the commitment that are due", "months", nil, .last)
    }
    let gross = gross(counted())
    let list = list(gross)
    if isListed { figures[.list] = add("Before discounts", nil, shared(list)) }
    var limited = limited(shared(list + discounts))
    if line.payment != .always || line.meter.share != nil {
      let row = add("In force", "1 is yes", nil, .mean)
      isPaid = row
      limited = .product([limited, .row(row)])
    }
    let paid: Term
    if line.isByContract {
      // What is bought up to go-live is paid in shares that add up to it to the cent.
      let price = add("Price", nil, limited)
      paid = .sum([
        .less(
          .rounded(.product([.first(price), .time(.due)])),
          .rounded(.product([.first(price), .timeBefore(.due)]))),
        .ifAbove(
          .time(.month), .number(0), then: .rounded(.row(price)), otherwise: .number(0)),
      ])
    } else {
      paid = .rounded(limited)
    }
    figures[.net] = add("Amount", nil, paid)
  }

  @discardableResult
  private mutating func add(
    _ title: String, _ unit: String?, _ term: Term?, _ yearly: BillRow.Yearly = .sum
  ) -> Int {
    rows.append(BillRow(title, unit: unit, term: term, yearly: yearly))
    return rows.count - 1
  }

  private var hasCommitment: Bool { line.minimum != nil || line.floor != nil }

  /// Whether counts go on from month to month.
  private var runsOn: Bool { line.period != .month && !line.meter.isStanding }

  private var since: String {
    switch line.period {
    case .month: "in the month"
    case .year: "since the start of the year"
    case .contractYear: "since the start of the contract year"
    case .plan: "up to now"
    }
  }

  // MARK: Units

  /// What a line counts that takes a share of others.
  private func share(of base: [Int]) -> Term? {
    guard let share = line.meter.share else { return nil }
    return .sum(
      base.map {
        share.isOfPurchases ? .lineSoFar($0, share.figure) : .line($0, share.figure)
      })
  }

  /// What is sold of a line, and whether it goes on from month to month.
  private mutating func counted() -> (term: Term, runsOn: Bool) {
    let isCounted =
      line.free != nil || line.minimum != nil || line.block != nil || line.bands.count > 1
    var counted = Term.row(quantity)
    let unit = line.meter.unitName
    let runsOn = isCounted && runsOn
    let yearly = runsOn ? BillRow.Yearly.last : .sum
    if runsOn {
      counted = .row(
        add(since.capitalizedFirst, unit, .soFar(quantity, in: line.period), yearly))
    }
    if line.free != nil {
      counted = .row(
        add(
          "Beyond what is free", unit, .most(.less(counted, .input(.free)), .number(0)), yearly))
    }
    if line.minimum != nil {
      counted = .row(
        add("With the least that is paid", unit, atLeast(.input(.minimum), counted), yearly))
    }
    if line.block != nil {
      counted = .row(
        add("Blocks", "blocks", .up(.quotient(counted, .input(.block))), yearly))
    }
    return (counted, runsOn)
  }

  /// A count that is at least what was committed, as far as its months are due.
  private func atLeast(_ commitment: Term, _ count: Term) -> Term {
    guard let dueMonths else { return count }
    let isMonthly = line.period == .month || line.period == .plan
    let least: Term =
      isMonthly
      ? commitment : .quotient(.product([commitment, .row(dueMonths)]), .input(.monthsPerYear))
    return .ifAbove(
      .row(dueMonths), .number(0), then: .most(count, least), otherwise: count)
  }

  /// An amount of the list, in the plan's currency.
  private func exchanged(_ amount: BillInput) -> Term {
    offer.exchanges(line) ? .product([.input(amount), .input(.exchangeRate)]) : .input(amount)
  }

  // MARK: Money

  /// Units times prices in the month, before the price rises.
  private mutating func gross(_ counted: (term: Term, runsOn: Bool)) -> Term {
    let count = counted.term
    var gross: Term
    if line.bands.count > 1 {
      let unit = line.block == nil ? line.meter.unitName : "blocks"
      let slices = line.bands.indices.map { band in
        add(
          line.scheme == .graduated ? "In band \(band + 1)" : "At the price of band \(band + 1)",
          unit, slice(band, of: count), counted.runsOn ? .last : .sum)
      }
      gross = .sum(slices.enumerated().map { .product([.row($1), .input(.price($0))]) })
    } else {
      gross = .product([count, .input(.price(0))])
    }
    guard counted.runsOn else { return gross }
    let row = add("At the list's prices, \(since)", "at list prices", gross, .last)
    gross = .less(.row(row), .before(row, in: line.period))
    return gross
  }

  /// The part of a count that has the price of a band.
  private func slice(_ band: Int, of count: Term) -> Term {
    let isLast = band == line.bands.count - 1
    let lower: Term? = band == 0 ? nil : .input(.edge(band - 1))
    switch line.scheme {
    case .graduated:
      let top = isLast ? count : .least(count, .input(.edge(band)))
      return lower.map { .most(.less(top, $0), .number(0)) } ?? top
    case .volume:
      let reached =
        isLast
        ? count : .ifAbove(count, .input(.edge(band)), then: .number(0), otherwise: count)
      return lower.map { .ifAbove(count, $0, then: reached, otherwise: .number(0)) } ?? reached
    }
  }

  /// The factors of the amount before discounts, in the plan's currency.
  private mutating func list(_ gross: Term) -> [Term] {
    let rate = Term.least(
      escalatedFromIndex ? .less(.input(.escalation), .input(.indexLess)) : .input(.escalation),
      .input(.escalationCap))
    let from: Term =
      offer.hasPriceHold
      ? .most(.input(.escalationYear), .sum([.input(.heldYear), .number(1)]))
      : .input(.escalationYear)
    let rises = Term.most(.sum([.less(.time(.year), from), .number(1)]), .number(0))
    let escalation = add(
      "Escalation", "factor", .power(.sum([.number(1), rate]), rises), .mean)
    var factors = [gross, .row(escalation)]
    if offer.renews(line) {
      let renewals = Term.down(
        .quotient(
          .most(.less(.time(.contractYear), .number(1)), .number(0)), .input(.term)))
      let renewal = add(
        "Renewal", "factor",
        .power(.sum([.number(1), .input(.renewalUplift)]), renewals), .mean)
      factors.append(.row(renewal))
    }
    if offer.exchanges(line) { factors.append(.input(.exchangeRate)) }
    return factors
  }

  /// A product, of which a month has a twelfth where the price is a year's for what stands there. What is
  /// divided is divided last: a twelfth of a cent has no end.
  private func shared(_ factors: [Term]) -> Term {
    line.isYearlyPrice
      ? .quotient(.product(factors), .input(.monthsPerYear)) : .product(factors)
  }

  private var escalatedFromIndex: Bool { (line.escalator?.less ?? 0) != 0 }

  private var discounts: [Term] {
    [.less(.number(1), .input(.discount))]
      + (offer.discounts(line) ? [.less(.number(1), .input(.offerDiscount))] : [])
  }

  /// Between what a period costs at least and at most.
  private mutating func limited(_ net: Term) -> Term {
    guard line.floor != nil || line.cap != nil else { return net }
    var sum = Term.row(add("After discounts", nil, net))
    let yearly = runsOn ? BillRow.Yearly.last : .sum
    if runsOn {
      sum = .row(
        add("After discounts, \(since)", nil, .soFar(rows.count - 1, in: line.period), yearly))
    }
    if line.floor != nil { sum = atLeast(exchanged(.floor), sum) }
    if line.cap != nil { sum = .least(sum, exchanged(.cap)) }
    let row = add("Between the least and the most", nil, sum, yearly)
    return runsOn ? .less(.row(row), .before(row, in: line.period)) : .row(row)
  }
}

extension PriceLine {
  /// Whether its price is a year's for what stands in every month; a salary from the scenario is.
  public var isYearlyPrice: Bool { meter.isStanding && (period == .year || bands.isEmpty) }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
