import Costing
public import Evaluation
import PlanModel
import Quantities

/// What it costs: over all years with bands, by category, by year.
public struct CostSection: ReportSection {
  /// The chapter's heading.
  public let title = "Cost"

  /// Makes the chapter.
  public init() {}

  /// Bands first, then the base case, whose every cent is in the workbook.
  public func blocks(for comparison: Comparison) -> [ReportBlock] {
    [.table(bands(comparison))] + ChartRegistry.blocks(of: .cost, for: comparison) + [
      .subheading("Where the money goes"),
      .table(categories(comparison)),
      .paragraph(
        "Base case, undiscounted, all years. The workbook comparison.xlsx has every price line "
          + "of every month as a live formula."),
      .subheading("Payments by year"),
      .table(years(comparison)),
    ]
  }

  private func bands(_ comparison: Comparison) -> ReportTable {
    let currency = comparison.scenario.currency
    func cells(_ name: String, _ measure: String, _ base: ReportCell, _ band: Band, _ small: Bool)
      -> [ReportCell]
    {
      let values = [band.mean, band.p10, band.p50, band.p90]
      return [.text(name), .text(measure), base]
        + values.map { small ? .price($0, currency) : .money($0, currency) }
    }
    return ReportTable(
      columns: [
        .init("Vendor", isNumeric: false), .init("", isNumeric: false), .init("Base case"),
        .init("Mean"), .init("p10"), .init("p50"), .init("p90"),
      ],
      rows: comparison.vendors.flatMap { vendor in
        [
          cells(
            vendor.name, "Net present cost", .money(vendor.cashFlow.netPresentCost, currency),
            vendor.netPresentCost, false),
          cells(
            vendor.name, "Undiscounted",
            .money(comparison.major(vendor.cashFlow.nominal), currency), vendor.nominal, false),
          cells(
            vendor.name, "A study", .price(vendor.cashFlow.costPerStudy, currency),
            vendor.costPerStudy, true),
        ]
      })
  }

  private func categories(_ comparison: Comparison) -> ReportTable {
    let currency = comparison.scenario.currency
    func row(_ title: ReportCell, _ amount: (CashFlow) -> [Money]) -> [ReportCell] {
      [title]
        + comparison.vendors.map {
          .money(comparison.major(amount($0.cashFlow).reduce(.zero, +)), currency)
        }
    }
    return ReportTable(
      columns: [.init("", isNumeric: false)] + comparison.vendors.map { .init($0.name) },
      rows: comparison.categories.map { category in
        row(.text(category.title)) { $0.byCategory[category] ?? [] }
      } + [
        row(.strong("Total"), \.total), row(.text("of which CapEx"), \.capex),
        row(.text("of which OpEx"), \.opex),
      ])
  }

  private func years(_ comparison: Comparison) -> ReportTable {
    let currency = comparison.scenario.currency
    return ReportTable(
      columns: [.init("Year", isNumeric: false)]
        + comparison.vendors.flatMap { vendor in
          [.init("\(vendor.name), base case"), .init("median (p10–p90)")]
        },
      rows: ([0] + comparison.scenario.shownYears).map { year in
        [.text(comparison.scenario.yearLabel(year))]
          + comparison.vendors.flatMap { vendor -> [ReportCell] in
            [
              .money(comparison.major(vendor.cashFlow.total[year]), currency),
              .band(vendor.yearlyCost[year], .money(currency), .median),
            ]
          }
      })
  }
}

extension CostCategory {
  /// As reports head it.
  var title: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}
