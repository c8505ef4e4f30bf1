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
  /// The first row of the storage block: a median for each vendor.
  private(set) var storageRow = 0
  private(set) var paidRow = 0
  /// The unit of the storage block.
  let storageUnit: DataUnit

  private let comparison: Comparison
  private let costs: [CostSheet]
  private let axis: TimeAxis
  private let money: CellStyle.Number
  private var row = 2

  init(_ comparison: Comparison, costs: [CostSheet], axis: TimeAxis) {
    self.comparison = comparison
    self.costs = costs
    self.axis = axis
    money = .money(digits: comparison.scenario.currency.digits)
    storageUnit = NumberText.byteUnit(
      for: comparison.vendors.flatMap { $0.physical.map(\.p90) }.max() ?? 0)
    draft.put("Comparison", 0, 0, Looks.title)
    draft.put(
      "Black figures are live and follow sheet Inputs. Grey figures are values of the run: bands "
        + "over \(comparison.identity.replications) futures, storage and load.", 1, 0, Looks.note)
    sideBySide()
    bands()
    years()
    volumes()
    setUp()
  }

  private mutating func setUp() {
    draft.tabColour = 0x3C8D6E
    draft.frozen = CellReference(2, 1)
    draft.repeatedColumns = 0...0
    draft.widths = [
      TimeAxis.label: 38, TimeAxis.category: 10, TimeAxis.kind: 7, TimeAxis.unit: 14,
      TimeAxis.total: 14,
    ]
    let last = max(axis.lastYear, Self.firstVendor + comparison.vendors.count - 1)
    for column in TimeAxis.firstYear...last {
      draft.widths[column] = 12
    }
  }

  private var vendorColumns: [Int] { comparison.vendors.indices.map { Self.firstVendor + $0 } }

  /// A heading, and the names of the vendors over their columns.
  private mutating func vendorHeading(_ text: String) {
    row += 1
    for column in 0..<Self.firstVendor {
      draft.put(
        column == 0 ? text : column == TimeAxis.unit ? "Unit" : "", row, column,
        Looks.columnHead)
    }
    for (vendor, column) in zip(comparison.vendors, vendorColumns) {
      draft.put(vendor.name.shortened(to: 80), row, column, Looks.columnHeadRight)
    }
    row += 1
  }

  /// A row of one cell a vendor.
  private mutating func vendorRow(
    _ text: String, _ unit: String, look: CellStyle, _ cells: [CellContent]
  ) {
    label(text, unit, look)
    for (cell, column) in zip(cells, vendorColumns) { draft.put(cell, row, column, look) }
    row += 1
  }

  private mutating func label(_ text: String, _ unit: String, _ look: CellStyle) {
    let isTotal = look.hasLineAbove
    draft.put(
      text.shortened(to: 200), row, TimeAxis.label,
      isTotal ? Looks.totalLabel : look.isBold ? Looks.bold : Looks.plain)
    let unitLook = Looks.unit.with { $0.hasLineAbove = isTotal }
    for column in [TimeAxis.category, TimeAxis.kind] where isTotal {
      draft.put(.blank, row, column, unitLook)
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
    for category in comparison.categories {
      vendorRow(
        category.title, currency.code, look: Looks.number(money),
        comparison.vendors.indices.map { place in
          amount(
            place, costs[place].categoryRows[category],
            vendors[place].cashFlow.byCategory[category] ?? [])
        })
    }
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
      "More than the least", currency.code, look: Looks.number(money),
      comparison.vendors.indices.map {
        let own = CellReference(presentRow, Self.firstVendor + $0).text(.row)
        return .formula("=\(own)-MIN(\(all))", vendors[$0].cashFlow.netPresentCost - least)
      })
    rankRow = row
    vendorRow(
      "Rank by net present cost", "1 is least", look: Looks.number(.whole),
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
          "\(name), \(part)", unit, look: Looks.value(number),
          comparison.vendors.indices.map {
            .number(vendors[$0][keyPath: figure][keyPath: path])
          })
      }
    }
    vendorRow(
      "Futures in which it costs least", "share", look: Looks.value(.wholePercent),
      comparison.vendors.indices.map {
        .number(vendors[$0].shareLeast)
      })
  }

  // MARK: Years

  private mutating func yearHeading(_ text: String, total: String) {
    row += 1
    let heads = [text, "", "", "Unit", total]
    for (column, head) in heads.enumerated() {
      draft.put(
        head, row, column, column == TimeAxis.total ? Looks.columnHeadRight : Looks.columnHead)
    }
    for year in 0...axis.years {
      draft.put(
        comparison.scenario.yearLabel(year), row, axis.column(year: year), Looks.columnHeadRight)
    }
    row += 1
  }

  private mutating func years() {
    let currency = comparison.scenario.currency.code
    // Payments by year begin on a page of their own, so that no block is torn apart.
    draft.pageBreaks.append(row + 1)
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
    yearHeading("Paid so far, base case", total: "")
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

  // MARK: Volumes and load

  private mutating func volumes() {
    draft.pageBreaks.append(row + 1)
    let size = Double(storageUnit.bytes)
    let parts: [(String, KeyPath<Band, Double>)] = [
      ("p50", \.p50), ("p10", \.p10), ("p90", \.p90),
    ]
    yearHeading("Studies", total: "")
    for (part, path) in parts {
      yearValues(
        "\(part) of the futures", "studies", .whole,
        (1...axis.years).map {
          comparison.demand.yearlyStudies[$0 - 1][keyPath: path]
        })
    }
    for (part, path) in parts {
      yearHeading("Stored at the year's end with all copies, \(part) of the futures", total: "")
      if part == "p50" { storageRow = row }
      for vendor in comparison.vendors {
        yearValues(
          vendor.name, storageUnit.rawValue, .oneDecimal,
          (1...axis.years).map {
            vendor.physical[$0 * 12 - 1][keyPath: path] / size
          })
      }
    }
    for (part, path) in parts {
      yearHeading(
        "Busiest line in the busiest hour of the week, \(part) of the futures", total: "")
      for vendor in comparison.vendors {
        guard let link = vendor.busiestLink else { continue }
        yearValues(
          "\(vendor.name): \(link.title)", "busy share", .percent,
          (1...axis.years).map {
            link.years[$0 - 1].busyHour[keyPath: path]
          })
      }
    }
  }

  private mutating func yearValues(
    _ name: String, _ unit: String, _ number: CellStyle.Number, _ values: [Double]
  ) {
    label(name, unit, Looks.value(number))
    for (place, value) in values.enumerated() {
      draft.put(.number(value), row, axis.column(year: place + 1), Looks.value(number))
    }
    row += 1
  }
}
