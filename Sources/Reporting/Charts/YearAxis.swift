import Evaluation
import PlanModel
import Quantities

/// The planning time from left to right.
struct YearAxis {
  private let scenario: Scenario
  private let scale: ChartScale
  private let plot: PanelGrid.Plot

  init(_ scenario: Scenario, in plot: PanelGrid.Plot) {
    self.scenario = scenario
    self.plot = plot
    scale = ChartScale(from: 0, to: Double(scenario.months), pixels: plot.left, plot.right)
  }

  /// The place of a time in months after the start.
  func callAsFunction(months: Double) -> Double { scale(months) }

  /// The place of a day within the plan.
  func callAsFunction(_ day: CalendarDate) -> Double {
    let start = scenario.start
    let month = day.month
    let months = (month.year - start.year) * 12 + month.month - start.month
    let part = Double(day.components.day - 1) / Double(month.days)
    return scale(min(Double(scenario.months), max(0, Double(months) + part)))
  }

  /// The middle of a planning year, from 1.
  func callAsFunction(middleOf year: Int) -> Double { scale(Double(year) * 12 - 6) }

  /// Draws ticks between the years and as many of their names as there is room for.
  func draw(to drawing: inout SVGDrawing) {
    let years = 1...scenario.years
    let room = scale(12) - scale(0)
    let widest = years.map { TextWidth.of(scenario.yearLabel($0), size: 11) }.max() ?? 0
    let step = [1, 2, 5, 10, 20].first { Double($0) * room >= widest + 6 } ?? 40
    for year in years where (year - 1) % step == 0 {
      let x = scale(Double(year - 1) * 12)
      drawing.line(from: (x, plot.bottom), to: (x, plot.bottom + 4), class: "axis")
      drawing.text(
        scenario.yearLabel(year), x: self(middleOf: year), y: plot.bottom + 17, class: "small",
        anchor: .middle)
    }
  }

  /// Draws the dates of an event: a shade from the 10 % to the 90 % date, or to the end of the plan
  /// where that comes after it, and a line with its month at the 50 % date.
  func draw(_ dates: DateBand, to drawing: inout SVGDrawing) {
    guard let first = dates.p10 else { return }
    let from = self(first)
    let until = dates.p90.map { self($0) } ?? plot.right
    drawing.rectangle(
      x: from, y: plot.top, width: max(1, until - from), height: plot.bottom - plot.top,
      class: "span", tip: "10 %, 50 % and 90 % of the futures: \(dates.words)")
    guard let middle = dates.p50 else { return }
    let x = self(middle)
    drawing.line(from: (x, plot.top), to: (x, plot.bottom), class: "middle")
    let label = middle.month.iso
    let isLeft = x + TextWidth.of(label, size: 11) + 6 > plot.right
    drawing.text(
      label, x: isLeft ? x - 4 : x + 4, y: plot.top + 10, class: "tag",
      anchor: isLeft ? .end : .start)
  }
}
