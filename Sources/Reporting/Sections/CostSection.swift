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
        ReportText(
          "In \(unit(comparison).name), base case, undiscounted, all years. The workbook "
            + "comparison.xlsx has every price line of every month as a live formula.")),
      .subheading("Payments by year"),
      .table(years(comparison)),
      .paragraph(
        ReportText(
          "In \(unit(comparison).name), undiscounted. p10–p90 is what 10 % and 90 % of the futures "
            + "stay below in that year; such values of several years do not add up.")),
      .subheading("What finance asks"),
      .table(finance(comparison)),
      .paragraph(ReportText(financeWords(comparison))),
    ] + accounts(comparison) + budgets(comparison) + [
      .subheading("Go-live and payments"),
      .table(contracts(comparison)),
      .paragraph(
        "What is paid once and falls due up to go-live is year 0, undiscounted. Until its go-live, and "
          + "until the old archive has moved in, an option pays what the old system costs in these "
          + "months, a yearly price for its whole year: such payments stand in their own years and are "
          + "discounted. Its own running prices begin with go-live."),
    ]
  }

  /// Base case: what an offer comes to by year, by study and by terabyte, and its dearest year.
  private func finance(_ comparison: Comparison) -> ReportTable {
    let currency = comparison.scenario.currency
    return ReportTable(
      columns: [
        .init("Vendor", isNumeric: false), .init("Equivalent annual cost"), .init("A study"),
        .init("A terabyte at rest and year"), .init("Dearest period", isNumeric: false),
        .init("Payments in it"), .init("Order turns at a discount rate of"),
      ],
      rows: comparison.byCost.enumerated().map { place, vendor in
        let flow = vendor.cashFlow
        return [
          .text(vendor.name), .money(flow.equivalentAnnualCost, currency),
          .price(flow.costPerStudy, currency), .money(flow.costPerStoredTerabyte, currency),
          .text(comparison.scenario.yearLabel(flow.peak.year)),
          .money(comparison.major(flow.peak.amount), currency),
          .text(place == 0 ? "" : comparison.turningWords(of: vendor)),
        ]
      })
  }

  private func financeWords(_ comparison: Comparison) -> String {
    let timing =
      switch comparison.scenario.finance.timing {
      case .start: "start"
      case .mid: "middle"
      case .end: "end"
      }
    return
      "Base case. The equivalent annual cost is the same payment at the \(timing) of each of the "
      + "\(comparison.scenario.years) years that comes to the net present cost. The last column compares "
      + "with the offer of the least net present cost: at these discount rates, from 0 to 50 %, both "
      + "cost the same."
  }

  /// What purchases wear off, where the scenario says how long they last.
  private func accounts(_ comparison: Comparison) -> [ReportBlock] {
    guard comparison.vendors.allSatisfy({ $0.cashFlow.depreciation != nil }) else { return [] }
    let size = unit(comparison).size
    let years = [0] + comparison.scenario.shownYears
    let table = ReportTable(
      columns: [.init("Vendor", isNumeric: false)]
        + years.map { .init(comparison.scenario.yearLabel($0)) }
        + [.init("Left in the books"), .init("Net present cost less terminal value")],
      rows: comparison.vendors.compactMap { vendor in
        vendor.cashFlow.depreciation.map { accounts in
          [.text(vendor.name)]
            + years.map { .count(comparison.major(accounts.expense[$0]) / size) }
            + [
              .count(comparison.major(accounts.bookValue) / size),
              .count(
                (vendor.cashFlow.netPresentCost - (vendor.cashFlow.terminalValue ?? 0)) / size),
            ]
        }
      })
    let lives = CostCategory.allCases.compactMap { category in
      comparison.scenario.finance.lives[category].map {
        "\(category.rawValue) over \($0 % 12 == 0 ? "\($0 / 12) years" : "\($0) months")"
      }
    }
    return [
      .subheading("Yearly accounts"), .table(table),
      .paragraph(
        ReportText(
          "In \(unit(comparison).name), base case: running payments, and purchases in equal parts from the "
            + "month after they are paid (\(lives.joined(separator: ", "))). Other purchases are an "
            + "expense when they are paid. What is left in the books at the end is in no cost above: the last "
            + "column counts it as a terminal value, discounted as a payment of the last year."
        )),
    ]
  }

  /// Payments against what may be spent.
  private func budgets(_ comparison: Comparison) -> [ReportBlock] {
    let scenario = comparison.scenario
    guard !scenario.finance.budgets.isEmpty else { return [] }
    let size = unit(comparison).size
    let table = ReportTable(
      columns: [.init("Vendor", isNumeric: false)]
        + scenario.finance.budgets.map { .init(scenario.fiscalLabel($0.year)) },
      rows: [
        [.text("Budget")]
          + scenario.finance.budgets.map { .count($0.amount.nearest / size) }
      ]
        + comparison.vendors.map { vendor in
          [.text(vendor.name)]
            + vendor.affordability.map { budget in
              let paid = comparison.major(budget.paid)
              let over = paid - budget.amount.nearest
              return .text(
                NumberText.whole(paid / size)
                  + (over > 0 ? " (\(NumberText.whole(over / size)) too much)" : ""))
            }
        })
    return [
      .subheading("What may be spent"), .table(table),
      .paragraph(
        ReportText(
          "In \(unit(comparison).name), base case, by fiscal year. What is paid up to go-live counts in "
            + "the fiscal year of the plan's first month.")),
    ]
  }

  private func contracts(_ comparison: Comparison) -> ReportTable {
    ReportTable(
      columns: [
        .init("Vendor", isNumeric: false), .init("Signature", isNumeric: false),
        .init("Go-live", isNumeric: false), .init("What is paid once", isNumeric: false),
        .init("Old system, while needed"),
      ],
      rows: comparison.vendors.map { vendor in
        [
          .text(vendor.name),
          .text(vendor.profile.contract.signature?.iso ?? NumberText.none),
          .text(comparison.goLiveWords(of: vendor)), .text(comparison.paymentWords(of: vendor)),
          .text(comparison.oldSystemWords(of: vendor)),
        ]
      })
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

  /// The unit of amounts in tables with many of them.
  private func unit(_ comparison: Comparison) -> MoneyUnit {
    let greatest = comparison.vendors.map { comparison.major($0.cashFlow.nominal) }.max() ?? 0
    // A thousandth of what the greatest is spoken of in.
    return MoneyUnit(for: greatest / 1_000, currency: comparison.scenario.currency.code)
  }

  private func categories(_ comparison: Comparison) -> ReportTable {
    let size = unit(comparison).size
    func cell(_ amounts: [Money]) -> ReportCell {
      .count(comparison.major(amounts.reduce(.zero, +)) / size)
    }
    return ReportTable(
      columns: [.init("Vendor", isNumeric: false)]
        + comparison.categories.map { .init($0.title) }
        + [.init("Total"), .init("of which CapEx"), .init("of which OpEx")],
      rows: comparison.vendors.map { vendor in
        let flow = vendor.cashFlow
        return [.text(vendor.name)]
          + comparison.categories.map { cell(flow.byCategory[$0] ?? []) }
          + [cell(flow.total), cell(flow.capex), cell(flow.opex)]
      })
  }

  /// Two rows a vendor: the base case, and the band where there is one.
  private func years(_ comparison: Comparison) -> ReportTable {
    let size = unit(comparison).size
    let years = [0] + comparison.scenario.shownYears
    return ReportTable(
      columns: [.init("Vendor", isNumeric: false), .init("", isNumeric: false)]
        + years.map { .init(comparison.scenario.yearLabel($0)) },
      rows: comparison.vendors.flatMap { vendor -> [[ReportCell]] in
        let base = years.map { year -> ReportCell in
          .count(comparison.major(vendor.cashFlow.total[year]) / size)
        }
        let bands = years.map { vendor.yearlyCost[$0] }
        let rows: [[ReportCell]] = [[.text(vendor.name), .text("base case")] + base]
        guard bands.contains(where: { $0.p10 != $0.p90 }) else { return rows }
        return rows + [
          [.text(vendor.name), .text("p10–p90")]
            + bands.map { .text(NumberText.ends(of: $0, scale: size)) }
        ]
      })
  }
}

extension CostCategory {
  /// As reports head it.
  var title: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}
