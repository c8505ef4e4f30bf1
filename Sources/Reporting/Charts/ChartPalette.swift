/// Colours that people with colour blindness tell apart, each with one for dark screens.
///
/// One set is for vendors, in their order in the scenario, the other for categories of cost: the same
/// hue never means both. Sources: M. Okabe, K. Ito, *Color Universal Design*, 2008 (vendors); P. Tol,
/// *Colour Schemes*, 2021, "muted" (categories). The dark ones are lighter mixes.
package enum ChartPalette {
  private typealias Pair = (light: String, dark: String)

  private static let vendors: [Pair] = [
    ("#0072b2", "#56a8dc"), ("#d55e00", "#f08a3c"), ("#009e73", "#3cc9a0"),
    ("#b4548f", "#dd94bf"), ("#b98200", "#e6b83c"), ("#3a9bd1", "#9ad4f5"),
    ("#7a5c3e", "#bd9a78"), ("#777777", "#aaaaaa"),
  ]
  private static let categories: [Pair] = [
    ("#332288", "#8f86e0"), ("#88ccee", "#88ccee"), ("#117733", "#4fb377"),
    ("#ddcc77", "#ddcc77"), ("#cc6677", "#e08a98"), ("#44aa99", "#5cc9b6"),
    ("#882255", "#c96a9b"), ("#999933", "#c2c25a"),
  ]

  /// How many colours each set has.
  package static var count: Int { vendors.count }
  /// The light colours of the vendors, for the workbook's charts.
  package static var colours: [UInt32] { numbers(vendors) }
  /// The light colours of the categories of cost, for the workbook's charts.
  package static var categoryColours: [UInt32] { numbers(categories) }

  private static func numbers(_ pairs: [Pair]) -> [UInt32] {
    pairs.map { UInt32($0.light.dropFirst(), radix: 16) ?? 0 }
  }

  private static let dashes = ["none", "7 4", "2 3", "9 3 2 3", "12 4", "4 4", "1 4", "6 2"]

  /// The style sheet of every chart.
  static var style: String {
    var light = """
      .ground{fill:#ffffff}
      text{font-family:-apple-system,"Segoe UI",Carlito,"Liberation Sans",Arial,system-ui,sans-serif;font-size:13px;fill:#333333}
      .heading{font-size:15px;font-weight:600;fill:#1a1a1a}
      .name{font-size:13px;font-weight:600;fill:#1a1a1a}
      .small{font-size:11px;fill:#555555}
      .tag{font-size:11px;fill:#1a1a1a;paint-order:stroke;stroke:#ffffff;stroke-width:3px;stroke-linejoin:round}
      .grid{stroke:#e3e3e3;stroke-width:1}
      .axis{stroke:#888888;stroke-width:1}
      .whisker{stroke:#1a1a1a;stroke-width:1.2}
      .capacity{fill:none;stroke:#1a1a1a;stroke-width:2}
      .threshold{fill:none;stroke:#1a1a1a;stroke-width:1.2;stroke-dasharray:3 3}
      .edge{fill:none;stroke:#1a1a1a;stroke-width:1;stroke-dasharray:1 2}
      .other{fill:none;stroke:#b4b8bd;stroke-width:1.2}
      .span{fill:#1a1a1a;fill-opacity:0.12}
      .middle{stroke:#1a1a1a;stroke-width:1.4}
      .cell{fill:#0072b2}
      .empty{fill:#f1f3f5}
      """
    var dark = """
      .ground{fill:#15181c}
      text{fill:#d4d7da}
      .heading,.name{fill:#f2f3f4}
      .small{fill:#a9adb2}
      .tag{fill:#f2f3f4;stroke:#15181c}
      .grid{stroke:#33383e}
      .axis{stroke:#7d838a}
      .whisker,.capacity,.threshold,.edge,.middle{stroke:#f2f3f4}
      .other{stroke:#5b6168}
      .span{fill:#f2f3f4}
      .cell{fill:#7cc4f5}
      .empty{fill:#22272c}
      """
    for (place, pair) in vendors.enumerated() {
      light +=
        "\n.line\(place){fill:none;stroke:\(pair.light);stroke-width:2.2}"
        + "\n.area\(place){fill:\(pair.light);fill-opacity:0.2}\n.fill\(place){fill:\(pair.light)}"
        + "\n.hatch\(place){fill:url(#hatch\(place));stroke:\(pair.light);stroke-width:1}"
      dark +=
        "\n.line\(place),.hatch\(place){stroke:\(pair.dark)}"
        + "\n.area\(place),.fill\(place){fill:\(pair.dark)}"
    }
    for (place, pair) in categories.enumerated() {
      light += "\n.kind\(place){fill:\(pair.light);stroke:#ffffff;stroke-width:0.6}"
      dark += "\n.kind\(place){fill:\(pair.dark);stroke:#15181c}"
    }
    for (place, dash) in dashes.enumerated() {
      light += "\n.dash\(place){stroke-dasharray:\(dash)}"
    }
    return light + "\n@media (prefers-color-scheme:dark){\n" + dark + "\n}"
  }

  /// The patterns that some elements use, as one line; nothing where they use none.
  static func hatches(in elements: [String]) -> String {
    let used = vendors.indices.filter { place in
      elements.contains { $0.contains("class=\"hatch\(place)\"") }
    }
    guard !used.isEmpty else { return "" }
    return "<defs>"
      + used.map { place in
        "<pattern id=\"hatch\(place)\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" "
          + "patternTransform=\"rotate(45)\"><rect class=\"fill\(place)\" x=\"0\" y=\"0\" "
          + "width=\"2\" height=\"5\"/></pattern>"
      }.joined() + "</defs>\n"
  }
}
