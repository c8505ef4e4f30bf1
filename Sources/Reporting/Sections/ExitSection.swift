import Costing
public import Evaluation
import PlanModel
import Quantities

/// What leaving costs at the end of each contract year: what a lock-in is worth.
public struct ExitSection: ReportSection {
  /// The chapter's heading.
  public let title = "What leaving costs"

  /// Makes the chapter.
  public init() {}

  /// By year, then what it is made of at the end.
  public func blocks(for comparison: Comparison) -> [ReportBlock] {
    let exits = comparison.vendors.compactMap { vendor in vendor.exit.map { (vendor, $0) } }
    guard exits.contains(where: { $0.1.terms.isStated }) else { return [] }
    let currency = comparison.scenario.currency
    let years = exits.map(\.1.yearEnds.count).max() ?? 0
    let shown = years <= 12 ? Array(0..<years) : (0..<years).filter { ($0 + 1) % 5 == 0 || $0 == 0 }
    let table = ReportTable(
      columns: [.init("Vendor", isNumeric: false)]
        + shown.map { .init("After year \($0 + 1)") } + [.init("Of a year's payments")],
      rows: exits.map { vendor, exit in
        [.text(vendor.name)]
          + shown.map { year -> ReportCell in
            guard exit.yearEnds.indices.contains(year) else { return .text(NumberText.none) }
            guard exit.terms.isStated else { return .text("not quoted") }
            return total(exit, exit.yearEnds[year], comparison)
          } + [share(exit, comparison)]
      })
    return [
      .table(table),
      .paragraph(
        ReportText(
          "In \(currency.code), base case, at the end of each contract year from go-live, as if it were decided "
            + "then; in no total above. The system runs on and is paid for as long as the notice lasts or the "
            + "studies are given back, whichever is longer: by the mean of the last twelve months' running "
            + "payments, without staff. What is then left of the term costs the share that the contract states; a "
            + "term that is over has renewed itself for as long. ≥ stands where the contract does not state all of it. "
            + "What the next system asks for is not in it.")),
      .subheading("What it is made of after the last year"),
      .table(parts(exits, comparison)),
    ] + unquoted(exits)
  }

  /// What leaving costs, at least so much where the contract leaves a part of it open.
  private func total(_ exit: ExitCost, _ period: Int, _ comparison: Comparison) -> ReportCell {
    let amount = comparison.major(exit.amounts[period].total)
    return exit.isWhole ? .count(amount) : .text("≥ \(NumberText.whole(amount))")
  }

  private func share(_ exit: ExitCost, _ comparison: Comparison) -> ReportCell {
    guard exit.terms.isStated, let last = exit.yearEnds.last, exit.yearsPayments[last] > .zero
    else { return .text(NumberText.none) }
    return .share(
      comparison.major(exit.amounts[last].total) / comparison.major(exit.yearsPayments[last]))
  }

  private func parts(
    _ exits: [(VendorResult, ExitCost)], _ comparison: Comparison
  ) -> ReportTable {
    ReportTable(
      columns: [
        .init("Vendor", isNumeric: false), .init("Stored then"), .init("Months to give it back"),
        .init("Notice, months"), .init("Return of the studies"), .init("Running on"),
        .init("Rest of the term"), .init("All"),
      ],
      rows: exits.map { vendor, exit in
        guard exit.terms.isStated, let last = exit.yearEnds.last else {
          return [.text(vendor.name)]
            + Array(repeating: .text("not quoted"), count: 7)
        }
        let amounts = exit.amounts[last]
        return [
          .text(vendor.name), .bytes(vendor.baseLogical[last - 1]),
          exit.terms.returnRate == nil
            ? .text("not stated") : .count(Double(exit.returnMonths[last])),
          exit.terms.noticeMonths == 0
            ? .text("not stated") : .count(Double(exit.terms.noticeMonths)),
          exit.terms.prices.isEmpty
            ? .text("not quoted") : .count(comparison.major(amounts.returned)),
          .count(comparison.major(amounts.runningOn)),
          exit.terms.early == nil && exit.terms.termYears != nil
            ? .text("not stated") : .count(comparison.major(amounts.early)),
          total(exit, last, comparison),
        ]
      })
  }

  private func unquoted(_ exits: [(VendorResult, ExitCost)]) -> [ReportBlock] {
    let names = exits.filter { $0.1.terms.prices.isEmpty }.map(\.0.name)
    guard !names.isEmpty else { return [] }
    return [
      .paragraph(
        ReportText(
          "No price for the return of the studies: \(names.joined(separator: ", ")). Price, format, speed and "
            + "time of the final export belong into the contract."))
    ]
  }
}
