import Costing
import Evaluation
import Foundation
import PlanModel
import Quantities

/// The vendors beside each other: base case live, bands of the futures as values.
struct ComparisonSheet {
  private(set) var draft = SheetDraft(name: "Comparison")
  /// Rows that the summary refers to, and the column of the first vendor in them.
  private(set) var presentRow = 0
  private(set) var rankRow = 0
  private(set) var differenceRow = 0
  static let firstVendor = TimeAxis.total
  /// The first row of the payments added up: a row a vendor.
  private var paidRow = 0
  /// The row that says by how much blocks disagree.
  private var checkRow = 2

  private let comparison: Comparison
  private let costs: [CostSheet]
  private let inputs: InputsSheet
  private var totalRow = 0
  private var categoryRows = 0..<0
  private var presentRows = 0..<0
  private var paymentRows = 0..<0
  private let axis: TimeAxis
  private let money: CellStyle.Number
  private var row = 3

  init(_ comparison: Comparison, costs: [CostSheet], inputs: InputsSheet, axis: TimeAxis) {
    self.comparison = comparison
    self.costs = costs
    self.inputs = inputs
    self.axis = axis
    money = .money(digits: comparison.scenario.currency.digits)
    draft.put("Comparison", 0, 0, Looks.title)
    draft.put(
      "Black figures are live and follow sheet Inputs. Grey figures are values of the run: bands "
        + "over \(comparison.identity.replications) futures.", 1, 0, Looks.note)
    sideBySide()
    bands()
    years()
    checks()
    setUp()
    charts()
  }

  private mutating func setUp() {
    draft.tabColour = 0x3C8D6E
    draft.frozen = CellReference(3, 1)
    draft.repeatedColumns = 0...0
    draft.widths = [
      TimeAxis.label: 42, TimeAxis.category: 3, TimeAxis.kind: 3, TimeAxis.detail: 3,
      TimeAxis.sign: 5, TimeAxis.unit: 14, TimeAxis.total: 14,
    ]
    let last = max(axis.lastYear, Self.firstVendor + comparison.vendors.count - 1)
    for column in TimeAxis.firstYear...last {
      draft.widths[column] = 12
    }
  }

  /// The sheet's check as other sheets name it.
  var check: String { draft.address(checkRow, TimeAxis.total) }

  private var vendorColumns: [Int] { comparison.vendors.indices.map { Self.firstVendor + $0 } }

  /// A heading, and the names of the vendors over their columns.
  private mutating func vendorHeading(_ text: String) {
    head(text)
    for (vendor, column) in zip(comparison.vendors, vendorColumns) {
      draft.put(
        vendor.name.shortened(to: 80), row, column, Looks.columnHeadRight.with { $0.indent = 1 })
    }
    row += 1
  }

  /// Begins a block: what stands over its descriptive columns.
  private mutating func head(_ text: String) {
    row += 1
    draft.blocks.append(row)
    for (column, head) in [text, "", "", "", "Sign", "Unit"].enumerated() {
      draft.put(
        head, row, column,
        column == TimeAxis.sign
          ? Looks.columnHead.with { $0.alignment = .centre } : Looks.columnHead)
    }
  }

  /// A row of one cell a vendor.
  private mutating func vendorRow(
    _ text: String, _ unit: String, sign: Sign = .plus, look: CellStyle, _ cells: [CellContent]
  ) {
    label(text, unit, look, sign: sign)
    for (cell, column) in zip(cells, vendorColumns) { draft.put(cell, row, column, look) }
    row += 1
  }

  private mutating func label(
    _ text: String, _ unit: String, _ look: CellStyle, sign: Sign = .plus
  ) {
    let isTotal = look.hasLineAbove
    let words = isTotal ? Looks.totalLabel : look.isBold ? Looks.bold : Looks.plain
    draft.put(text.shortened(to: 200), row, TimeAxis.label, words.with { $0.wraps = true })
    let unitLook = Looks.unit.with { $0.hasLineAbove = isTotal }
    for column in [TimeAxis.category, TimeAxis.kind, TimeAxis.detail] where isTotal {
      draft.put(.blank, row, column, unitLook)
    }
    if isTotal || sign != .none {
      draft.put(sign.rawValue, row, TimeAxis.sign, unitLook.with { $0.alignment = .centre })
    }
    draft.put(unit, row, TimeAxis.unit, unitLook)
  }

  private mutating func sideBySide() {
    let currency = comparison.scenario.currency
    let vendors = comparison.vendors
    vendorHeading("Base case, all years, undiscounted")
    func amount(_ vendor: Int, _ row: Int?, _ flow: [Money]) -> CellContent {
      // A category that no line of this vendor has is a zero of its sheet all the same.
      .formula(
        "=" + costs[vendor].total(row ?? costs[vendor].totalRow),
        comparison.major(flow.reduce(.zero, +)))
    }
    let categories = row..<(row + comparison.categories.count)
    for category in comparison.categories {
      vendorRow(
        category.title, currency.code, look: Looks.number(money),
        comparison.vendors.indices.map { place in
          amount(
            place, costs[place].categoryRows[category],
            vendors[place].cashFlow.byCategory[category] ?? [])
        })
    }
    totalRow = row
    categoryRows = categories
    vendorRow(
      "Total", currency.code, look: Looks.total(money),
      comparison.vendors.indices.map {
        amount($0, costs[$0].totalRow, vendors[$0].cashFlow.total)
      })
    vendorRow(
      "of which CapEx", currency.code, look: Looks.number(money),
      comparison.vendors.indices.map {
        amount($0, costs[$0].capexRow, vendors[$0].cashFlow.capex)
      })
    vendorRow(
      "of which OpEx", currency.code, look: Looks.number(money),
      comparison.vendors.indices.map {
        amount($0, costs[$0].opexRow, vendors[$0].cashFlow.opex)
      })
    vendorHeading("Base case, discounted")
    presentRow = row
    vendorRow(
      "Net present cost", currency.code, look: Looks.bold(money),
      comparison.vendors.indices.map {
        .formula("=" + costs[$0].total(costs[$0].presentRow), vendors[$0].cashFlow.netPresentCost)
      })
    let cells = vendorColumns.map { CellReference(presentRow, $0).text(.both) }
    let all = "\(cells.first ?? ""):\(cells.last ?? "")"
    let least = vendors.map(\.cashFlow.netPresentCost).min() ?? 0
    differenceRow = row
    vendorRow(
      "More than the least", currency.code, sign: .either, look: Looks.number(money),
      comparison.vendors.indices.map {
        let own = CellReference(presentRow, Self.firstVendor + $0).text(.row)
        return .formula("=\(own)-MIN(\(all))", vendors[$0].cashFlow.netPresentCost - least)
      })
    rankRow = row
    vendorRow(
      "Rank by net present cost", "1 is least", sign: .none, look: Looks.number(.whole),
      comparison.vendors.indices.map { place in
        let own = vendors[place].cashFlow.netPresentCost
        let rank = 1 + vendors.filter { $0.cashFlow.netPresentCost < own }.count
        return .formula(
          "=RANK(\(CellReference(presentRow, Self.firstVendor + place).text(.row)),\(all),1)",
          Double(rank))
      })
    let price = CellStyle.Number.unitCost(digits: currency.digits)
    vendorRow(
      "Cost a study", "\(currency.code) a study", look: Looks.number(price),
      comparison.vendors.indices.map {
        .formula("=" + costs[$0].total(costs[$0].perStudyRow), vendors[$0].cashFlow.costPerStudy)
      })
    vendorRow(
      "Cost of a terabyte at rest and year", "\(currency.code) a TB", look: Looks.number(money),
      comparison.vendors.indices.map {
        .formula(
          "=" + costs[$0].total(costs[$0].perTerabyteRow),
          vendors[$0].cashFlow.costPerStoredTerabyte)
      })
    vendorRow(
      "Equivalent annual cost", "\(currency.code) a year", look: Looks.number(money),
      comparison.vendors.indices.map {
        .formula(
          "=" + costs[$0].total(costs[$0].annualRow), vendors[$0].cashFlow.equivalentAnnualCost)
      })
    guard vendors.allSatisfy({ $0.cashFlow.depreciation != nil }) else { return }
    vendorRow(
      "Left in the books at the end", currency.code, sign: .none, look: Looks.number(money),
      comparison.vendors.indices.map {
        .formula(
          "=" + costs[$0].total(costs[$0].bookRow),
          comparison.major(vendors[$0].cashFlow.depreciation?.bookValue ?? .zero))
      })
    let bookRow = row - 1
    vendorRow(
      "Net present cost less terminal value", currency.code, look: Looks.number(money),
      comparison.vendors.indices.map { place in
        let net = CellReference(presentRow, Self.firstVendor + place).text(.row)
        let book = CellReference(bookRow, Self.firstVendor + place).text(.row)
        let flow = vendors[place].cashFlow
        return .formula(
          "=\(net)-\(book)*\(costs[place].lastFactor)",
          flow.netPresentCost - (flow.terminalValue ?? 0))
      })
  }

  private mutating func bands() {
    let currency = comparison.scenario.currency
    let price = CellStyle.Number.unitCost(digits: currency.digits)
    vendorHeading("Over the futures (values of the run)")
    let vendors = comparison.vendors
    let parts: [(String, KeyPath<Band, Double>)] = [
      ("mean", \.mean), ("p10", \.p10), ("p50", \.p50), ("p90", \.p90),
    ]
    let figures: [(String, KeyPath<VendorResult, Band>, CellStyle.Number, String)] = [
      ("Net present cost", \.netPresentCost, money, currency.code),
      ("Total, undiscounted", \.nominal, money, currency.code),
      ("Cost a study", \.costPerStudy, price, "\(currency.code) a study"),
      ("More than the least of the base case", \.differenceToLeast, money, currency.code),
    ]
    for (name, figure, number, unit) in figures {
      for (part, path) in parts {
        vendorRow(
          "\(name), \(part)", unit, sign: figure == \.differenceToLeast ? .either : .plus,
          look: Looks.value(number),
          comparison.vendors.indices.map {
            .number(vendors[$0][keyPath: figure][keyPath: path])
          })
        if part == "mean", vendors.contains(where: { $0[keyPath: figure].ci95 != nil }) {
          vendorRow(
            "\(name), mean: half of its 95 % interval", unit, sign: .either,
            look: Looks.value(number),
            vendors.map { vendor in
              vendor[keyPath: figure].ci95.map { .number($0) } ?? .text(NumberText.none)
            })
        }
      }
    }
    vendorRow(
      "Futures in which it costs least", "share", sign: .none, look: Looks.value(.percent),
      comparison.vendors.indices.map {
        .number(vendors[$0].shareLeast)
      })
  }

  // MARK: Years

  private mutating func yearHeading(_ text: String, total: String) {
    head(text)
    draft.put(total, row, TimeAxis.total, Looks.columnHeadRight)
    for year in 0...axis.years {
      draft.put(
        comparison.scenario.yearLabel(year), row, axis.column(year: year), Looks.columnHeadRight)
    }
    row += 1
  }

  private mutating func years() {
    let currency = comparison.scenario.currency.code
    yearHeading("Payments by year, base case", total: "All years")
    let first = row
    for (vendor, cost) in zip(comparison.vendors, costs) {
      label(vendor.name, currency, Looks.number(money))
      let payments = vendor.cashFlow.total.map(comparison.major)
      for year in 0...axis.years {
        draft.put(
          .formula("=" + cost.year(year, cost.totalRow), payments[year]), row,
          axis.column(year: year), Looks.number(money))
      }
      sumOfYears(comparison.major(vendor.cashFlow.nominal))
      row += 1
    }
    paymentRows = first..<row
    yearHeading("Paid so far, from the first payment on, base case", total: "")
    paidRow = row
    for (place, vendor) in comparison.vendors.enumerated() {
      label(vendor.name, currency, Looks.number(money))
      var paid = Money.zero
      for year in 0...axis.years {
        paid += vendor.cashFlow.total[year]
        let from = CellReference(first + place, TimeAxis.firstYear).text(.column)
        let to = CellReference(first + place, axis.column(year: year)).text()
        draft.put(
          .formula("=SUM(\(from):\(to))", comparison.major(paid)), row, axis.column(year: year),
          Looks.number(money))
      }
      row += 1
    }
    yearHeading("Present value by year, base case", total: "All years")
    let presents = row
    for (vendor, cost) in zip(comparison.vendors, costs) {
      label(vendor.name, currency, Looks.number(money))
      for year in 0...axis.years {
        let value =
          comparison.major(vendor.cashFlow.total[year]) * vendor.cashFlow.discountFactors[year]
        draft.put(
          .formula("=" + cost.year(year, cost.presentRow), value), row, axis.column(year: year),
          Looks.number(money))
      }
      sumOfYears(vendor.cashFlow.netPresentCost)
      row += 1
    }
    presentRows = presents..<row
    for (part, path) in [("p10", \Band.p10), ("p50", \Band.p50), ("p90", \Band.p90)] {
      yearHeading("Payments by year, \(part) of the futures", total: "")
      for vendor in comparison.vendors {
        label(vendor.name, currency, Looks.value(money))
        for year in 0...axis.years {
          draft.put(
            .number(vendor.yearlyCost[year][keyPath: path]), row, axis.column(year: year),
            Looks.value(money))
        }
        row += 1
      }
    }
  }

  private mutating func sumOfYears(_ value: Double) {
    let from = CellReference(row, TimeAxis.firstYear).text()
    let to = CellReference(row, axis.lastYear).text()
    draft.put(.formula("=SUM(\(from):\(to))", value), row, TimeAxis.total, Looks.bold(money))
  }

  // MARK: Checks

  private mutating func checks() {
    vendorHeading("Checks: differences must be 0")
    let first = row
    let places = comparison.vendors.indices
    check(
      "Categories less total",
      places.map { place in
        let column = Self.firstVendor + place
        let cells = [categoryRows.lowerBound, categoryRows.upperBound - 1].map {
          CellReference($0, column).text(.row)
        }
        return "SUM(\(cells.joined(separator: ":")))-\(CellReference(totalRow, column).text(.row))"
      })
    check(
      "Payments by year less total",
      places.map { place in
        let sum = CellReference(paymentRows.lowerBound + place, TimeAxis.total).text()
        return "\(sum)-\(CellReference(totalRow, Self.firstVendor + place).text())"
      })
    check(
      "Present values by year less net present cost",
      places.map { place in
        let sum = CellReference(presentRows.lowerBound + place, TimeAxis.total).text()
        return "\(sum)-\(CellReference(presentRow, Self.firstVendor + place).text())"
      })
    let cells =
      "\(CellReference(first, Self.firstVendor).text()):"
      + CellReference(row - 1, Self.firstVendor + comparison.vendors.count - 1).text()
    draft.put("Check of this sheet: 0 is right", checkRow, 0, Looks.bold)
    draft.put(
      .formula("=MAX(MAX(\(cells)),-MIN(\(cells)))", 0), checkRow, TimeAxis.total,
      Looks.bold(money))
  }

  /// A row of differences, one a vendor.
  private mutating func check(_ text: String, _ differences: [String]) {
    vendorRow(
      text, comparison.scenario.currency.code, sign: .either, look: Looks.step(money),
      differences.map { .formula("=ROUND(\($0),\(inputs.digits))", 0) })
  }

  // MARK: Charts

  /// What has been paid so far, one line a vendor.
  var paidChart: ChartDraft {
    ChartDraft.lines(
      "Paid so far, base case", of: draft, rows: paidRow, head: paidRow - 1,
      years: 0...axis.years, comparison, valueAxis: comparison.scenario.currency.code,
      description: "Payments added up from the first to the end of each year, one line a vendor.")
  }

  private mutating func charts() {
    draft.blocks.append(row + 1)
    _ = draft.place(
      [paidChart] + zip(costs, comparison.vendors).map { stack($0, $1) }, below: row + 1)
  }

  /// One vendor's payments by year, stacked by category; all vendors on one axis.
  private func stack(_ cost: CostSheet, _ vendor: VendorResult) -> ChartDraft {
    // One axis for all, so that columns of one height are one amount; with headroom, since inputs
    // may be changed.
    let most = comparison.vendors.flatMap { $0.cashFlow.total }.max().map(comparison.major) ?? 0
    let greatest = most * 1.25
    return ChartDraft(
      kind: .stackedColumns, title: "Payments: \(vendor.name)",
      valueAxis: "\(comparison.scenario.currency.code) a year", numberFormat: "#,##0",
      greatest: ChartScale(to: greatest, from: 0, to: 1).ticks.last,
      description: "Payments of \(vendor.name) by year, stacked by category, base case.",
      series: comparison.categories.compactMap { category in
        guard let row = cost.categoryRows[category] else { return nil }
        let colour = CostCategory.allCases.firstIndex(of: category) ?? 0
        func years(_ row: Int) -> String {
          cost.draft.range(row: row, from: axis.column(year: 0), to: axis.lastYear)
        }
        return ChartDraft.Series(
          nameCell: cost.draft.address(row, 0), categories: years(TimeSheet.headRow),
          values: years(row), colour: ChartPalette.categoryColours[colour])
      })
  }
}
