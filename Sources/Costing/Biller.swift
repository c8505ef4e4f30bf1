import Foundation
public import PlanModel
public import Quantities

/// Turns what a system did into what it costs.
public struct Biller: Sendable {
  private let lines: [Billed]
  /// The order in which the lines are worked out: those first that others take a share of.
  private let order: [Int]
  private let times: BillTimes
  private let digits: Int

  /// A line with how it is billed.
  private struct Billed: Sendable {
    var line: PriceLine
    var calculation: LineCalculation
    var inputs: BillInputs
    /// By row, the figures that are the same in every future.
    var fixed: [[Decimal]?]
    var first: Int
    var last: Int
  }

  /// Makes a biller for one vendor's price lines.
  ///
  /// - Parameters:
  ///   - prices: The vendor's lines, and those of the old system that its option pays besides.
  ///   - finance: The scenario's salaries.
  ///   - currency: The plan's currency, for its minor unit.
  ///   - months: The planning months.
  ///   - offer: What holds for all lines.
  public init(
    prices: [PriceLine], finance: Finance, currency: Currency, months: Int,
    offer: OfferTerms = OfferTerms()
  ) {
    digits = currency.digits
    times = BillTimes(offer.contract, months: months)
    let bases = prices.map { line in
      line.meter.share.map { share in
        prices.indices.filter { share.counts(prices[$0], in: line.origin) }
      } ?? []
    }
    let listed = Set(
      prices.indices.filter { prices[$0].meter.share?.figure == .list }.flatMap { bases[$0] })
    order = Self.order(bases)
    lines = prices.indices.map { place in
      let line = prices[place]
      let calculation = LineCalculation(
        line, offer, isListed: listed.contains(place), base: bases[place])
      return Billed(
        line: line, calculation: calculation,
        inputs: BillInputs(line, offer, finance),
        fixed: calculation.rows.map { _ in nil },
        first: line.firstMonth ?? line.meter.firstPeriod(offer.contract),
        last: line.lastMonth ?? months)
    }
  }

  /// The lines, each after those that it takes a share of. A circle, which no checked file has, is left as it
  /// stands.
  private static func order(_ bases: [[Int]]) -> [Int] {
    var order: [Int] = []
    var seen = Set<Int>()
    func visit(_ line: Int) {
      guard seen.insert(line).inserted else { return }
      for base in bases[line] { visit(base) }
      order.append(line)
    }
    for line in bases.indices { visit(line) }
    return order
  }

  /// Bills every line in every period.
  ///
  /// - Parameters:
  ///   - usage: What the vendor's system did.
  ///   - old: What the old system did, where its lines are among the prices.
  /// - Returns: Every amount with the steps that lead to it.
  public func ledger(for usage: PlanUsage, old: PlanUsage? = nil) -> Ledger {
    let figures = calculate(usage, old)
    return Ledger(
      lines: lines.indices.map { place in
        let billed = lines[place]
        var rows = billed.calculation.rows
        for row in rows.indices { rows[row].values = figures[place][row] }
        return LineLedger(
          line: billed.line, rows: rows, inputs: billed.inputs,
          amounts: figures[place][billed.calculation.amount].map {
            Money(rounding: $0, digits: digits)
          }, figures: billed.calculation.figures)
      }, months: times.months, schedule: times)
  }

  /// Bills every line and keeps only each period's sum: what a replication's record needs.
  ///
  /// - Parameters:
  ///   - usage: What the vendor's system did.
  ///   - old: What the old system did, where its lines are among the prices.
  /// - Returns: Amounts by period, period 0 first.
  public func totals(for usage: PlanUsage, old: PlanUsage? = nil) -> [Money] {
    let figures = calculate(usage, old)
    return lines.indices.reduce(into: [Money](repeating: .zero, count: times.months + 1)) {
      sums, place in
      let amounts = figures[place][lines[place].calculation.amount]
      for period in amounts.indices {
        sums[period] += Money(rounding: amounts[period], digits: digits)
      }
    }
  }

  /// The figures of all rows, by line.
  private func calculate(_ usage: PlanUsage, _ old: PlanUsage?) -> [[[Decimal]]] {
    var calculator = Calculator(times, digits: digits, figures: lines.map(\.calculation.figures))
    for place in order {
      let billed = lines[place]
      let own = billed.line.origin == .own ? usage : old ?? usage
      for (number, row) in billed.calculation.rows.enumerated() {
        if let term = row.term {
          calculator.add(term, to: place) { billed.inputs[$0] }
        } else if number == billed.calculation.quantity {
          var counts = quantities(of: billed, own)
          let last = lastMonth(billed.line, usage)
          if last < times.months { for period in (last + 1)...times.months { counts[period] = 0 } }
          calculator.add(counts, to: place)
        } else if number == billed.calculation.isPaid {
          calculator.add(paid(billed, usage), to: place)
        } else {
          calculator.add(dueMonths(of: billed), to: place)
        }
      }
    }
    return calculator.rows
  }

  /// What a meter counts in each period of its line.
  private func quantities(of billed: Billed, _ usage: PlanUsage) -> [Decimal] {
    let (line, first) = (billed.line, billed.first)
    return (0...times.months).map { period in
      guard period >= first, period <= billed.last else { return 0 }
      var units = line.meter.quantity(usage, period: period, first: first)
      if let refresh = line.refresh {
        // What was bought up to go-live works from its first month on.
        let begin = max(first, contractStart)
        if period > begin, (period - begin) % refresh.months == 0 {
          units += line.meter.replaced(
            usage, period: period, first: first, isResized: refresh.isResized)
        }
      }
      return units
    }
  }

  private var contractStart: Int { times.contractYear.firstIndex { $0 > 0 } ?? times.months + 1 }

  /// The last month in which a line counts at all.
  private func lastMonth(_ line: PriceLine, _ usage: PlanUsage) -> Int {
    switch line.payment {
    case .always, .never: times.months
    case .untilReplaced: usage.oldSystemUntil
    case .untilGoLive: min(usage.goLive - 1, usage.oldSystemUntil)
    }
  }

  /// 1 in the periods in which a line is paid at all, else 0.
  private func paid(_ billed: Billed, _ usage: PlanUsage) -> [Decimal] {
    (0...times.months).map { period in
      let isInForce =
        switch billed.line.payment {
        case .always: true
        case .untilReplaced, .untilGoLive:
          period >= 1 && period <= lastMonth(billed.line, usage)
        case .never: false
        }
      return isInForce && period >= billed.first && period <= billed.last ? 1 : 0
    }
  }

  /// From the last month of each period in which a line is paid, the months for which it owes the least:
  /// twelve of a whole year, one of a month.
  private func dueMonths(of billed: Billed) -> [Decimal] {
    let kind = billed.line.period
    let window = max(1, billed.first)...max(1, billed.first, billed.last)
    var result = [Decimal](repeating: 0, count: times.months + 1)
    for period in result.indices where period >= window.lowerBound {
      let start = times.start(kind, period)
      let isLast =
        period >= min(window.upperBound, times.months)
        || times.start(kind, period + 1) == period + 1
      guard isLast, start <= window.upperBound else { continue }
      result[period] =
        kind == .month || kind == .plan
        ? 1 : Decimal(min(period, window.upperBound) - max(start, window.lowerBound) + 1)
      if kind == .month, period > window.upperBound { result[period] = 0 }
    }
    return result
  }
}

extension ShareOfLines {
  /// What it asks for.
  var figure: LineFigure { isBeforeDiscounts ? .list : .net }

  /// Whether it is taken of a line, by one of the same price list.
  func counts(_ line: PriceLine, in list: LineOrigin) -> Bool {
    line.origin.isOwn == list.isOwn && lines.contains(line.idInList)
  }
}

extension Meter {
  /// The first period in which a line without a first month is paid: with the contract's payments, with the
  /// lines that it takes a share of, or from go-live.
  public func firstPeriod(_ contract: Contract) -> Int {
    rhythm == .running ? contract.goLive : 0
  }
}
