import Costing
import Evaluation
import Foundation
import PlanModel
import Quantities

extension InputsSheet {
  mutating func prices(of vendor: VendorResult) {
    heading("Prices of \(vendor.name)")
    lines.append(
      vendor.ledger.lines.filter { $0.line.origin == .own }.map { add($0, vendor.profile.contract) }
    )
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

  private mutating func add(_ ledger: LineLedger, _ contract: Contract) -> Line {
    let line = ledger.line
    let currency = comparison.scenario.currency
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
    var result = Line(
      prices: [], edges: [], discount: draft.address(row, Column.discount),
      rate: draft.address(row, Column.rate), fromYear: draft.address(row, Column.fromYear),
      cap: draft.address(row, Column.cap))
    for (place, price) in ledger.prices.enumerated() {
      if row > first { draft.put("band \(place + 1)", row, Column.item, Looks.step) }
      draft.put(
        place == 0 ? unit(of: ledger) : "beyond", row, Column.unit,
        Looks.unit.with { $0.wraps = true })
      if line.bands.isEmpty {
        draft.put(
          .formula("=\(administratorPrice)", price.amount.nearest), row, Column.value,
          Looks.number(money))
      } else {
        draft.put(.number(price.amount.nearest), row, Column.value, Looks.input(money))
        draft.rules[CellReference(row, Column.value)] =
          line.origin == .maintenance
          ? .maintenance : ledger.prices.count > 1 ? .bandPrice : .price
      }
      let hasEdge = result.edges.count < ledger.prices.count - 1
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
        result.edges.append(draft.address(row, Column.edge))
      }
      result.prices.append(draft.address(row, Column.value))
      row += 1
    }
    return result
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
    case .from, .above, .between, .wholeFrom, .oneOf: ""
    }
  }

  /// A term that is 1 where a band does not end above the one before it.
  private func order(of row: Int, isFirst: Bool) -> String {
    let lower = isFirst ? "0" : CellReference(row - 1, Column.edge).text()
    let edge = CellReference(row, Column.edge).text()
    return "+IF(ISNUMBER(\(edge)),IF(\(edge)>\(lower),0,1),0)"
  }

  private func unit(of ledger: LineLedger) -> String {
    let line = ledger.line
    var text = "\(comparison.scenario.currency.code) for one \(line.meter.unitName)"
    if line.meter.isStanding { text += ledger.divisor == 12 ? " and year" : " and month" }
    if ledger.prices.count > 1, !line.meter.isStanding {
      text += line.period == .year ? ", bands by year" : ", bands by month"
    }
    return text
  }

  private func paid(_ line: PriceLine, _ contract: Contract) -> String {
    let scenario = comparison.scenario
    guard line.origin != .maintenance else { return "until go-live" }
    let first = line.firstMonth ?? line.meter.firstPeriod(contract)
    guard first > 0 else { return "by the payments of the contract" }
    let start = "from \(scenario.periodLabel(first).lowercased())"
    return line.lastMonth.map { "\(start) to \(scenario.periodLabel($0))" } ?? start
  }
}

extension SourceLocation {
  /// As a reader finds it: `vendors/cirrus.yaml:21`.
  var inFile: String { "\(file.onOneLine):\(line)" }
}

extension CostKind {
  /// As finance writes it.
  var title: String { self == .capex ? "CapEx" : "OpEx" }
}
