import Costing
import Evaluation
import Foundation
import PlanModel
import Quantities

extension InputsSheet {
  mutating func prices(of vendor: VendorResult) {
    heading("Prices of \(vendor.name)")
    let offer = offer(vendor.profile)
    lines.append(
      vendor.ledger.lines.filter { $0.line.origin == .own }.map {
        add($0, vendor.profile.contract, in: vendor.profile.exchange?.currency).merging(offer) {
          $1
        }
      })
    exits.append(leaving(vendor, offer))
  }

  /// What who leaves pays.
  private mutating func leaving(_ vendor: VendorResult, _ offer: Line) -> Exit? {
    guard let exit = vendor.exit, exit.terms.isStated else { return nil }
    let place = exit.terms.location?.inFile ?? ""
    let notice = value(
      "Leaving: notice", "months", .number(Double(exit.terms.noticeMonths)), Looks.input(.whole),
      rule: .notice)
    draft.put(place, row - 1, Column.file, Looks.note)
    let early = value(
      "Leaving: due of the payments up to the term's end", "share",
      .number((exit.terms.early ?? 0).nearest), Looks.input(.percent), rule: .earlyExit)
    draft.put(place, row - 1, Column.file, Looks.note)
    let term = exit.terms.termYears.map { years in
      value(
        "Leaving: a term, which renews itself", "months", .number(Double(years * 12)),
        Looks.value(.whole))
    }
    return Exit(
      notice: notice, early: early, term: term,
      lines: exit.lines.map { leaving($0, vendor.profile).merging(offer) { own, _ in own } })
  }

  /// A price of leaving: a row a band.
  private mutating func leaving(_ ledger: LineLedger, _ profile: VendorProfile) -> Line {
    let line = ledger.line
    let currency = profile.exchange?.currency ?? comparison.scenario.currency
    let first = row
    var cells: Line = [:]
    for (band, price) in ledger.inputs.prices.enumerated() {
      cells[.price(band)] = value(
        band == 0 ? "Leaving: \(line.item.onOneLine)".shortened(to: 200) : "next band of leaving",
        "\(currency.code) for one \(line.meter.unitName)", .number(price.nearest),
        Looks.input(.price(digits: currency.digits)), rule: .exitPrice,
        look: band == 0 ? Looks.wrapped : Looks.step)
      if let edge = line.bands[band].upTo {
        draft.put(
          .number(edge.nearest), row - 1, Column.edge,
          Looks.value(.quantity(decimals: edge.decimals)))
        cells[.edge(band)] = draft.address(row - 1, Column.edge)
      }
    }
    // What it is worth to talk about is the price: how it rises is shown, not asked for.
    let escalator = line.escalator
    draft.put(
      .number(escalator?.rate.nearest ?? 0), first, Column.rate, Looks.value(.percent))
    draft.put(
      .number(Double(escalator?.fromYear ?? 2)), first, Column.fromYear, Looks.value(.whole))
    // An empty cap is no cap.
    draft.put(
      escalator?.cap.map { .number($0.nearest) } ?? .blank, first, Column.cap,
      Looks.value(.percent))
    draft.put(
      (line.source ?? "assumed").onOneLine.shortened(to: 400), first, Column.source, Looks.wrapped)
    draft.put(line.dated ?? "", first, Column.dated)
    draft.put(line.location.inFile, first, Column.file, Looks.note)
    cells[.escalation] = draft.address(first, Column.rate)
    cells[.escalationYear] = draft.address(first, Column.fromYear)
    cells[.escalationCap] = draft.address(first, Column.cap)
    return cells
  }

  /// What holds for all lines of an offer.
  private mutating func offer(_ profile: VendorProfile) -> Line {
    var cells: Line = [.monthsPerYear: monthsPerYear]
    let contract = profile.contract
    cells[.offerDiscount] = value(
      "Discount on the whole offer", "of what the vendor is paid",
      .number(profile.discount.nearest), Looks.input(.percent), rule: .discount)
    if contract.heldYears > 0 {
      cells[.heldYear] = value(
        "Prices are held up to and with", "planning year", .number(Double(contract.heldYears)),
        Looks.input(.whole), rule: .heldYears)
    }
    if let renewal = contract.renewal {
      cells[.term] = value(
        "Term of the contract", "years from go-live", .number(Double(renewal.termYears)),
        Looks.input(.whole), rule: .term)
      cells[.renewalUplift] = value(
        "Rise of prices with each renewal", "of running prices", .number(renewal.uplift.nearest),
        Looks.input(.percent), rule: .uplift)
    }
    if let exchange = profile.exchange {
      cells[.exchangeRate] = value(
        "Exchange rate", "\(comparison.scenario.currency.code) for one \(exchange.currency.code)",
        .number(exchange.rate.nearest), Looks.input(.quantity(decimals: exchange.rate.decimals)),
        rule: .exchangeRate)
      draft.put(
        (exchange.source ?? "assumed").onOneLine.shortened(to: 400), row - 1, Column.source,
        Looks.wrapped)
      draft.put(exchange.dated ?? "", row - 1, Column.dated)
    }
    return cells
  }

  /// What options pay until their go-live: the incumbent's own prices, or the old system's maintenance,
  /// which stands here once for all.
  mutating func oldSystem() {
    var maintenance: Line?
    for (place, vendor) in comparison.vendors.enumerated() {
      for ledger in vendor.ledger.lines {
        switch ledger.line.origin {
        case .own: break
        case .incumbent(let number):
          guard let incumbent = comparison.scenario.oldSystem.vendor else { break }
          lines[place].append(lines[incumbent][number])
        case .maintenance:
          if maintenance == nil {
            heading("Old system")
            maintenance = add(ledger, vendor.profile.contract)
          }
          if let maintenance { lines[place].append(maintenance) }
        }
      }
    }
  }

  private mutating func add(
    _ ledger: LineLedger, _ contract: Contract, in listCurrency: Currency? = nil
  ) -> Line {
    let line = ledger.line
    let currency =
      line.bands.isEmpty
      ? comparison.scenario.currency : listCurrency ?? comparison.scenario.currency
    let money = CellStyle.Number.price(digits: currency.digits)
    let first = row
    draft.put(line.item.onOneLine.shortened(to: 200), row, Column.item, Looks.wrapped)
    draft.put(line.category.title, row, Column.category)
    draft.put(line.kind.title, row, Column.kind)
    draft.put(.number(line.discount.nearest), row, Column.discount, Looks.input(.percent))
    let escalator = line.escalator
    draft.put(
      .number(escalator?.rate.nearest ?? 0), row, Column.rate, Looks.input(.percent))
    draft.put(
      .number(Double(escalator?.fromYear ?? 2)), row, Column.fromYear, Looks.input(.whole))
    if let cap = escalator?.cap {
      draft.put(.number(cap.nearest), row, Column.cap, Looks.input(.percent))
    } else {
      draft.put(.blank, row, Column.cap, Looks.input(.percent))
    }
    draft.rules[CellReference(row, Column.discount)] = .discount
    draft.rules[CellReference(row, Column.rate)] = .escalator
    draft.rules[CellReference(row, Column.fromYear)] = .fromYear
    draft.rules[CellReference(row, Column.cap)] = .cap
    draft.put(
      paid(line, contract), row, Column.paid, Looks.wrappedNote.with { $0.indent = 1 })
    draft.put(
      (line.source ?? "assumed").onOneLine.shortened(to: 400), row, Column.source, Looks.wrapped)
    draft.put(line.dated ?? "", row, Column.dated)
    draft.put(line.location.inFile, row, Column.file, Looks.note)
    var result: Line = [
      .discount: draft.address(row, Column.discount), .monthsPerYear: monthsPerYear,
      .escalation: draft.address(row, Column.rate),
      .escalationYear: draft.address(row, Column.fromYear),
      .escalationCap: draft.address(row, Column.cap),
    ]
    let prices = ledger.inputs.prices
    for (place, price) in prices.enumerated() {
      if row > first { draft.put("band \(place + 1)", row, Column.item, Looks.step) }
      draft.put(
        place == 0 ? unit(of: line, currency) : "beyond", row, Column.unit,
        Looks.unit.with { $0.wraps = true })
      if line.bands.isEmpty {
        draft.put(
          .formula("=\(standardPrice(line))", price.nearest), row, Column.value,
          Looks.number(money))
      } else {
        draft.put(
          .number(price.nearest), row, Column.value,
          Looks.input(line.meter.share == nil ? money : .percent))
        draft.rules[CellReference(row, Column.value)] =
          line.origin == .maintenance
          ? .maintenance
          : line.meter.share != nil ? .share : prices.count > 1 ? .bandPrice : .price
      }
      let hasEdge = place < prices.count - 1
      let isFirst = row == first
      // An empty cap is no cap; one that is no number would count as none, too.
      let cap = CellReference(row, Column.cap).text()
      require(
        hasEdge ? Column.edge : Column.value, isFirst ? Column.fromYear : Column.value, at: row,
        besides: (hasEdge ? order(of: row, isFirst: isFirst) : "")
          + (isFirst
            ? "+COUNTA(\(cap))-COUNT(\(cap))" + breach(of: .discount, Column.discount)
              + breach(of: .escalator, Column.rate) + breach(of: .escalator, Column.cap) : "")
          + breach(of: .price, Column.value))
      if line.bands.indices.contains(place), let edge = line.bands[place].upTo {
        draft.put(
          .number(edge.nearest), row, Column.edge, Looks.input(.quantity(decimals: edge.decimals)))
        draft.rules[CellReference(row, Column.edge)] = .edge
        result[.edge(place)] = draft.address(row, Column.edge)
      }
      result[.price(place)] = draft.address(row, Column.value)
      row += 1
    }
    for structure in structures(of: line, currency) {
      result[structure.input] = value(
        structure.title, structure.unit, .number(structure.value.nearest),
        Looks.input(structure.number), rule: structure.rule, look: Looks.step)
    }
    return result
  }

  /// What a line has besides its prices, a row each.
  private struct Structure {
    var input: BillInput
    var title: String
    var unit: String
    var value: Decimal
    var number: CellStyle.Number
    var rule: InputRule
  }

  private func structures(of line: PriceLine, _ currency: Currency) -> [Structure] {
    let each = "each \(line.period.word)"
    let unit = line.meter.unitName
    func units(_ input: BillInput, _ title: String, _ value: Decimal?, _ rule: InputRule)
      -> Structure?
    {
      value.map {
        Structure(
          input: input, title: title, unit: input == .block ? unit : "\(unit), \(each)", value: $0,
          number: .quantity(decimals: $0.decimals), rule: rule)
      }
    }
    func amount(_ input: BillInput, _ title: String, _ value: Decimal?) -> Structure? {
      value.map {
        Structure(
          input: input, title: title, unit: "\(currency.code), \(each)", value: $0,
          number: .price(digits: currency.digits), rule: .limit)
      }
    }
    let less = line.escalator?.less ?? 0
    return [
      less == 0
        ? nil
        : Structure(
          input: .indexLess, title: "taken off the index", unit: "a year", value: less,
          number: .percent, rule: .indexLess),
      units(.free, "free of charge", line.free, .allowance),
      units(.minimum, "paid at least", line.minimum, .commitment),
      units(.block, "sold in blocks of", line.block, .block),
      amount(.floor, "costs at least", line.floor), amount(.cap, "costs at most", line.cap),
    ].compactMap(\.self)
  }

  /// The cell of a price that the scenario has.
  private func standardPrice(_ line: PriceLine) -> String {
    line.meter is KilowattHourMeter ? electricityPrice : administratorPrice
  }

  /// Terms that are 1 where a cell of the current row holds a number that cannot be typed there, but
  /// pasted: below 0, or where rates are asked for beyond 100 %.
  func breach(of rule: InputRule, _ column: Int) -> String {
    let cell = CellReference(row, column).text()
    let isNegative = "+IF(\(cell)<0,1,0)"
    let isBeyond = "+IF(\(cell)>1,1,0)"
    return switch rule.limits {
    case .from(0): isNegative
    case .between(0, 1): isNegative + isBeyond
    case .between(_, 1): isBeyond + "+IF(\(cell)<-1,1,0)"
    case .from, .above, .between, .wholeFrom, .oneOf, .listed, .any: ""
    }
  }

  /// A term that is 1 where a band does not end above the one before it.
  private func order(of row: Int, isFirst: Bool) -> String {
    let lower = isFirst ? "0" : CellReference(row - 1, Column.edge).text()
    let edge = CellReference(row, Column.edge).text()
    return "+IF(ISNUMBER(\(edge)),IF(\(edge)>\(lower),0,1),0)"
  }

  private func unit(of line: PriceLine, _ currency: Currency) -> String {
    var text = "\(currency.code) for one \(line.meter.unitName)"
    if line.meter.share != nil { text = "of other lines" }
    if let block = line.block { text += " block of \(block)" }
    if line.meter.isStanding { text += line.isYearlyPrice ? " and year" : " and month" }
    if line.bands.count > 1, !line.meter.isStanding {
      text += ", bands by \(line.period.word)"
      if line.scheme == .volume { text += ", one price for all" }
    }
    return text
  }

  private func paid(_ line: PriceLine, _ contract: Contract) -> String {
    let scenario = comparison.scenario
    let first = line.firstMonth ?? line.meter.firstPeriod(contract)
    guard line.payment == .always else {
      return switch line.payment {
      case .never: "never: a share is taken of it"
      case .untilGoLive: "until go-live"
      case .untilReplaced, .always: "as long as it is needed"
      }
    }
    guard !line.isByContract else { return "by the payments of the contract" }
    guard first > 0 else { return "with the lines that it is a share of" }
    let start = "from \(scenario.periodLabel(first).lowercased())"
    return line.lastMonth.map { "\(start) to \(scenario.periodLabel($0))" } ?? start
  }
}

extension SourceLocation {
  /// As a reader finds it: `vendors/cirrus.yaml:21`.
  var inFile: String { "\(file.onOneLine):\(line)" }
}

extension PricePeriod {
  /// As a sentence has it.
  var word: String {
    switch self {
    case .month: "month"
    case .year: "year"
    case .contractYear: "contract year"
    case .plan: "plan"
    }
  }
}

extension CostKind {
  /// As finance writes it.
  var title: String { self == .capex ? "CapEx" : "OpEx" }
}
