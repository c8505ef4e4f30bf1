public import Evaluation
import PlanModel
import Quantities

/// Bytes at rest over time, stacked by tier: a panel for each vendor on one scale.
public struct StorageChart: ReportChart {
  /// Storage.
  public let topic = ChartTopic.storage

  /// Makes the chart.
  public init() {}

  /// One drawing.
  public func drawings(for comparison: Comparison) -> [ChartFile] {
    let vendors = comparison.vendors
    let greatest = vendors.map(Self.greatest).max() ?? 0
    let unit = NumberText.byteUnit(for: greatest)
    let ends = vendors.map { vendor in
      let end = vendor.stack.last?.upper.last.map { NumberText.bytes($0) } ?? "nothing"
      let full = vendor.finiteTiers.map {
        ", tier \($0.title) full without purchases: "
          + $0.fullWithoutPurchases.words
      }
      return "\(vendor.name) \(end)" + full.joined()
    }
    let description =
      "Bytes stored by tier with all copies, before protection, base case, by month. At the end of "
      + "the plan: " + ends.joined(separator: "; ") + "."
    var grid = PanelGrid(
      title: "Stored bytes by tier, with all copies",
      note:
        "Base case, month ends, before protection such as RAID. The dotted lines hold 80 % of the "
        + "futures between them: 10 % lie below, 10 % above.",
      description: description, key: Self.key(vendors),
      panels: vendors.enumerated().map { place, vendor in
        PanelGrid.Panel(
          name: vendor.name, colour: place,
          key: vendor.stack.reversed().map { layer in
            ChartKey.Entry(mark: layer.mark(of: place), name: layer.tier.title)
          })
      }, height: 160, ends: 62)
    for (place, vendor) in vendors.enumerated() {
      let plot = grid.plots[place]
      let scale = ChartScale(
        to: greatest / Double(unit.bytes), from: plot.bottom, to: plot.top)
      ChartFrame.valueAxis(&grid.drawing, scale, unit: unit.rawValue, in: plot)
      draw(
        vendor, colour: place, axis: YearAxis(comparison.scenario, in: plot),
        height: { scale($0 / Double(unit.bytes)) }, plot: plot, to: &grid.drawing)
    }
    return [
      ChartFile(name: "storage.svg", description: description, svg: grid.drawing.render())
    ]
  }

  /// The greatest value of a vendor's panel.
  private static func greatest(_ vendor: VendorResult) -> Double {
    var values = vendor.used.map(\.p90)
    for layer in vendor.stack { values += layer.upper }
    values += vendor.stack.first?.tier.baseCapacity ?? []
    return values.filter(\.isFinite).max() ?? 0
  }

  private static func key(_ vendors: [VendorResult]) -> [ChartKey.Entry] {
    var key = [ChartKey.Entry(mark: .line("edge"), name: "10 % and 90 % of the futures, all tiers")]
    guard vendors.contains(where: { !$0.finiteTiers.isEmpty }) else { return key }
    key.append(
      .init(
        mark: .line("capacity"),
        name: "usable capacity of the lowest tier, as bought in the base case"))
    if vendors.contains(where: { $0.stack.first?.tier.fullWithoutPurchases.p10 != nil }) {
      key.append(
        .init(
          mark: .dates,
          name: "that tier full if nothing is bought: 10 % to 90 % of the futures, line 50 %"))
    }
    return key
  }

  private func draw(
    _ vendor: VendorResult, colour: Int, axis: YearAxis, height: (Double) -> Double,
    plot: PanelGrid.Plot, to drawing: inout SVGDrawing
  ) {
    let months = MonthSeries(vendor.used.count)
    for layer in vendor.stack {
      let style = layer.style(of: colour)
      drawing.path(
        months.points(layer.upper, axis, height)
          + months.points(layer.lower, axis, height).reversed(),
        class: style.name, closed: true, opacity: style.opacity)
    }
    for edge in [\Band.p10, \Band.p90] {
      drawing.path(
        months.points(vendor.used.map { $0[keyPath: edge] }, axis, height), class: "edge")
    }
    if let lowest = vendor.stack.first?.tier, !lowest.baseCapacity.isEmpty {
      axis.draw(lowest.fullWithoutPurchases, to: &drawing)
      drawing.path(MonthSeries.steps(lowest.baseCapacity, axis, height), class: "capacity")
    }
    if let end = vendor.stack.last?.upper.last, end.isFinite {
      drawing.text(
        NumberText.bytes(end), x: plot.right + 5, y: height(end) + 4, class: "tag")
    }
    axis.draw(to: &drawing)
  }
}

/// One tier's part of a vendor's stack.
struct StorageLayer {
  var tier: TierResult
  /// From the bottom.
  var place: Int
  /// Bytes below it and with it, base case, by month.
  var lower: [Double]
  var upper: [Double]

  /// The class of its area and how opaque that is: of the vendor's colour, lighter above; a cache,
  /// whose bytes lie behind it too, is hatched.
  func style(of colour: Int) -> (name: String, opacity: Double) {
    let colour = colour % ChartPalette.count
    guard !tier.tier.isCache else { return ("hatch\(colour)", 1) }
    return ("fill\(colour)", [0.95, 0.6, 0.35, 0.18][min(place, 3)])
  }

  /// As a key shows it.
  func mark(of colour: Int) -> ChartKey.Mark {
    let style = style(of: colour)
    return .fill(style.name, opacity: style.opacity)
  }
}

extension VendorResult {
  /// The tiers one above another, those with an end at the bottom, where their capacity can be read.
  var stack: [StorageLayer] {
    var lower = Array(repeating: 0.0, count: baseLogical.count)
    let ordered = finiteTiers + tiers.filter { $0.tier.capacity == nil }
    return ordered.enumerated().map { place, tier in
      let upper = zip(lower, tier.baseUsed).map { $0 + $1 }
      defer { lower = upper }
      return StorageLayer(tier: tier, place: place, lower: lower, upper: upper)
    }
  }
}

/// Values at month ends as points; of long plans not every month has one.
struct MonthSeries {
  private let places: [Int]

  init(_ count: Int) {
    let step = count > 240 ? 6 : count > 120 ? 3 : 1
    places = (0..<count).filter { ($0 + 1) % step == 0 || $0 == 0 || $0 == count - 1 }
  }

  /// The points of some values.
  func points(
    _ values: [Double], _ axis: YearAxis, _ height: (Double) -> Double
  ) -> [(x: Double, y: Double)] {
    places.filter { $0 < values.count }.map { (axis(months: Double($0 + 1)), height(values[$0])) }
  }

  /// A staircase: what is there at a month's end was there from the month's beginning.
  static func steps(
    _ values: [Double], _ axis: YearAxis, _ height: (Double) -> Double
  ) -> [(x: Double, y: Double)] {
    var result: [(x: Double, y: Double)] = []
    for (month, value) in values.enumerated() where month == 0 || value != values[month - 1] {
      if let last = result.last { result.append((axis(months: Double(month)), last.y)) }
      result.append((axis(months: Double(month)), height(value)))
    }
    if let last = result.last { result.append((axis(months: Double(values.count)), last.y)) }
    return result
  }
}
