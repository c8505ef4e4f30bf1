import Costing
public import Evaluation
import PlanModel
import Quantities

/// Payments of each year, stacked by category: a panel for each vendor on one scale.
public struct YearlyCostChart: ReportChart {
  /// Cost.
  public let topic = ChartTopic.cost

  /// Makes the chart.
  public init() {}

  /// One drawing.
  public func drawings(for comparison: Comparison) -> [ChartFile] {
    let scenario = comparison.scenario
    let greatest =
      comparison.vendors.flatMap { vendor in
        vendor.cashFlow.total.map(comparison.major) + vendor.yearlyCost.map(\.p90)
      }.filter(\.isFinite).max() ?? 0
    let unit = MoneyUnit(for: greatest, currency: scenario.currency.code)
    let note =
      "Base case, undiscounted. The thin mark shows what 10 % and 90 % of the futures stay below."
    let key = comparison.categories.map(\.title)
    let description =
      "Payments by year and category. "
      + comparison.vendors.map { vendor in
        let nominal = ReportCell.money(comparison.major(vendor.cashFlow.nominal), scenario.currency)
        return "\(vendor.name): \(nominal.text) in all"
      }.joined(separator: "; ") + "."
    // The key's entries are short: one row holds them all.
    let head = 108.0
    let panels = comparison.vendors
    let columns = panels.count == 1 ? 1 : 2
    let panelHeight = 300.0
    let rows = (panels.count + columns - 1) / columns
    var drawing = SVGDrawing(
      width: ChartFrame.width, height: head + Double(rows) * panelHeight + 16,
      title: "Payments by year and category", description: description)
    _ = ChartFrame.head(
      &drawing, title: "Payments by year and category", note: note, key: [])
    for (place, name) in key.enumerated() {
      let x = 24 + Double(place) * (ChartFrame.width - 48) / Double(max(6, key.count))
      let colour = CostCategory.allCases.firstIndex { $0.title == name } ?? place
      drawing.rectangle(x: x, y: 74, width: 14, height: 14, class: "fill\(colour)")
      drawing.text(name, x: x + 20, y: 86)
    }
    let width = (ChartFrame.right - 24) / Double(columns)
    for (place, vendor) in panels.enumerated() {
      let left = 24 + Double(place % columns) * width + 52
      let top = head + Double(place / columns) * panelHeight
      let box = (left: left, right: left + width - 64, top: top, bottom: top + panelHeight - 40)
      draw(vendor, of: comparison, unit: unit, greatest: greatest, in: box, to: &drawing)
    }
    return [ChartFile(name: "yearly-cost.svg", description: description, svg: drawing.render())]
  }

  private func draw(
    _ vendor: VendorResult, of comparison: Comparison, unit: MoneyUnit, greatest: Double,
    in box: (left: Double, right: Double, top: Double, bottom: Double),
    to drawing: inout SVGDrawing
  ) {
    let characters = Int((box.right - box.left + 52) / 7.4)
    let lines = vendor.name.wrapped(to: characters, lines: 2)
    for (place, line) in lines.enumerated() {
      drawing.text(line, x: box.left - 52, y: box.top + 16 + Double(place) * 16, class: "name")
    }
    let top = box.top + 62
    let scale = ChartScale(to: greatest / unit.size, from: box.bottom, to: top)
    ChartFrame.valueAxis(
      &drawing, scale, unit: unit.name, left: box.left, right: box.right, top: top)
    let years = vendor.cashFlow.total.indices
    let step = (box.right - box.left) / Double(years.count)
    for year in years {
      let x = box.left + Double(year) * step
      let label = comparison.scenario.yearLabel(year)
      var below = 0.0
      for (colour, category) in CostCategory.allCases.enumerated() {
        let amount = comparison.major(vendor.cashFlow.byCategory[category]?[year] ?? .zero)
        guard amount > 0 else { continue }
        let bottom = scale(below / unit.size)
        below += amount
        drawing.rectangle(
          x: x + step * 0.14, y: scale(below / unit.size), width: step * 0.72,
          height: bottom - scale(below / unit.size), class: "fill\(colour)",
          tip: "\(label), \(category.title): "
            + ReportCell.money(amount, comparison.scenario.currency).text)
      }
      let band = vendor.yearlyCost[year]
      if band.p90 > band.p10 {
        let middle = x + step / 2
        drawing.line(
          from: (middle, scale(band.p10 / unit.size)), to: (middle, scale(band.p90 / unit.size)),
          class: "whisker")
      }
      let every = years.count <= 12 ? (columnsAreNarrow(step) ? 2 : 1) : 5
      if year % every == 0 {
        let text = year == 0 ? "0" : columnsAreNarrow(step) ? String(label.dropFirst(2)) : label
        drawing.text(
          text == "0" ? "Go-live" : (text.count == 2 ? "’" + text : text), x: x + step / 2,
          y: box.bottom + 18, class: "small", anchor: .middle)
      }
    }
  }

  private func columnsAreNarrow(_ step: Double) -> Bool { step < 44 }
}
