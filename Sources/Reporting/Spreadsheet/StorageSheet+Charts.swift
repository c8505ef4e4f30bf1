import Evaluation
import PlanModel
import Quantities

extension StorageSheet {
  /// One picture a vendor: what is used and the line of what there is.
  mutating func charts() {
    let categories = sheet.draft.range(
      row: TimeSheet.headRow, from: axis.column(period: 1), to: axis.lastPeriod)
    var drafts: [ChartDraft] = []
    for (place, vendor) in comparison.vendors.enumerated() {
      func series(_ row: Int, _ colour: Int, isDashed: Bool = false) -> ChartDraft.Series {
        ChartDraft.Series(
          nameCell: sheet.draft.address(row, TimeAxis.label), categories: categories,
          values: sheet.draft.range(
            row: row, from: axis.column(period: 1), to: axis.lastPeriod),
          colour: ChartPalette.colours[colour % ChartPalette.count], isDashed: isDashed)
      }
      let finite = zip(vendor.tiers, tierRows[place]).filter { $1.capacity != nil }
      for (tier, rows) in finite {
        drafts.append(
          chart(
            "\(tier.title) of \(vendor.name)",
            "What is stored in \(tier.title) of \(vendor.name) with its copies, base "
              + "case and 90 % quantile, and its usable capacity as bought in the base case, by month.",
            [series(rows.used, 0), series(rows.high, 0, isDashed: true)]
              + (rows.capacity.map { [series($0, 1)] } ?? [])))
      }
      guard finite.isEmpty else { continue }
      drafts.append(
        chart(
          vendor.name,
          "What \(vendor.name) stores with copies and protection, base case, by month.",
          [series(totalRows[place], 0)]))
    }
    sheet.put(
      charts: drafts, title: "Storage over time",
      note: tierRows.joined().contains { $0.capacity != nil }
        ? "Capacity is as bought in the base case: a future that stores more buys more, and earlier."
        : nil)
  }

  private func chart(_ title: String, _ description: String, _ series: [ChartDraft.Series])
    -> ChartDraft
  {
    ChartDraft(
      kind: .line, title: "Storage: \(title)", valueAxis: "TB", numberFormat: "#,##0",
      categoryStep: 12, description: description, series: series)
  }
}
