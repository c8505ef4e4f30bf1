package import Foundation
import PlanModel
import Quantities

/// The way from one figure of a run back to its prices, quantities and sources, as a tree for a terminal.
package struct FigureExplanation: Sendable {
  /// The tree.
  package let text: String

  /// Explains a figure.
  ///
  /// - Parameters:
  ///   - figure: An offer's id, or the beginning of one, and what of it: `northlake.npv`, `cirrus.2031.storage`.
  ///   - data: Of the run's `results.json`.
  /// - Throws: ``RunResultsError`` where the file cannot be used or has no such figure.
  package init(_ figure: String, json data: Data) throws(RunResultsError) {
    let run = try RunResults.decoded(ExplainedRun.self, from: data)
    let parts = figure.lowercased().split(separator: ".", omittingEmptySubsequences: false).map(
      String.init)
    let vendor = try Self.vendor(parts[0], in: run)
    let tree = FigureTree(run, vendor)
    guard let found = tree.explain(Array(parts.dropFirst())) else {
      throw RunResultsError(
        message: "has no figure '\(figure.onOneLine.shortened(to: 80))'",
        hint: "name one of: \(tree.names.map { "\(vendor.id).\($0)" }.joined(separator: ", "))")
    }
    text = found.joined(separator: "\n") + "\n"
  }

  private static func vendor(
    _ name: String, in run: ExplainedRun
  ) throws(RunResultsError) -> ExplainedRun.Vendor {
    let fitting =
      run.vendors.filter { $0.id == name }.isEmpty
      ? run.vendors.filter { $0.id.hasPrefix(name) && !name.isEmpty }
      : run.vendors.filter { $0.id == name }
    guard let vendor = fitting.first, fitting.count == 1 else {
      let ids = (fitting.isEmpty ? run.vendors : fitting).map(\.id).joined(separator: ", ")
      throw RunResultsError(
        message: fitting.isEmpty
          ? "has no offer '\(name.onOneLine.shortened(to: 60))'"
          : "has several offers that begin with '\(name.onOneLine.shortened(to: 60))'",
        hint: "begin with one of: \(ids); as in \(run.vendors[0].id).npv")
    }
    return vendor
  }
}

/// The figures of one offer.
private struct FigureTree {
  let run: ExplainedRun
  let vendor: ExplainedRun.Vendor

  init(_ run: ExplainedRun, _ vendor: ExplainedRun.Vendor) {
    self.run = run
    self.vendor = vendor
  }

  /// What can be asked for, after the offer's id.
  var names: [String] {
    let year = run.label(1).prefix(4)
    return ["npv", "total", "eac", "per-study", "per-terabyte", "go-live", "\(year)"]
      + categories + categories.prefix(1).map { "\(year).\($0)" }
      + vendor.ledger.map(\.id) + vendor.ledger.prefix(1).map { "\(year).\($0.id)" }
  }

  private var categories: [String] {
    CostCategory.allCases.map(\.rawValue).filter { name in
      vendor.ledger.contains { $0.category == name }
    }
  }

  func explain(_ path: [String]) -> [String]? {
    switch path.count {
    case 0: return nil
    case 1:
      switch path[0] {
      case "npv": return presentCost
      case "total": return amounts("undiscounted, all years", nil) { _ in true }
      case "eac": return annual
      case "per-study": return perStudy
      case "per-terabyte": return perTerabyte
      default: break
      }
      if let year = run.year(path[0]) { return amounts("", year) { _ in true } }
      return part(path[0], nil)
    case 2:
      if let year = run.year(path[0]) { return part(path[1], year) }
      if let year = run.year(path[1]) { return part(path[0], year) }
      return nil
    default: return nil
    }
  }

  private func head(_ what: String, _ value: String) -> String {
    "\(vendor.name.onOneLine): \(what) = \(value)"
  }

  // MARK: Present cost

  private var presentCost: [String] {
    let cost = vendor.cost
    let finance = run.scenario.finance
    var lines = [
      head("net present cost, base case", run.money(cost.netPresentCostBaseMajorUnits)),
      "  sum over the years of payments × discount factor; not rounded",
      "  discount rate \(NumberText.written(share: finance.discountRateShare)) \(finance.discountBasis)"
        + (finance.discountBasis == "real"
          ? ", with inflation of \(NumberText.written(share: finance.inflationShare))" : "")
        + ", payments at the \(finance.paymentTiming) of each year, up to go-live not discounted",
    ]
    for (year, amount) in cost.yearlyBaseMinorUnits.enumerated() {
      let paid = Money(minorUnits: amount).major(digits: run.scenario.currencyDigits)
      lines.append(
        branch(
          run.label(year),
          "\(NumberText.fixed(paid, decimals: run.scenario.currencyDigits)) × "
            + "\(NumberText.fixed(cost.discountFactors[year], decimals: 6)) = "
            + run.money(paid * cost.discountFactors[year])))
    }
    lines.append("  by price line, in present value:")
    let values = vendor.ledger.map { line in
      zip(line.yearly, cost.discountFactors).reduce(0) {
        $0 + Money(minorUnits: $1.0).major(digits: run.scenario.currencyDigits) * $1.1
      }
    }
    for (place, line) in sorted(values) {
      lines.append(
        branch(
          line.id,
          "\(run.money(values[place])), "
            + "\(NumberText.share(values[place] / cost.netPresentCostBaseMajorUnits)): "
            + "\(line.item.onOneLine)"))
      lines.append("      \(origin(of: line))")
    }
    return lines + [
      "  go on with: \(vendor.id).<year>, \(vendor.id).<line>, \(vendor.id).<year>.<line>"
    ]
  }

  private var annual: [String] {
    let cost = vendor.cost
    let annuity = cost.discountFactors.dropFirst().reduce(0, +)
    return [
      head("equivalent annual cost, base case", run.money(cost.equivalentAnnualCostBaseMajorUnits)),
      branch("net present cost", run.money(cost.netPresentCostBaseMajorUnits)),
      branch(
        "/ sum of the discount factors of years 1 to \(run.scenario.years)",
        NumberText.fixed(annuity, decimals: 6)),
    ]
  }

  private var perStudy: [String] {
    let cost = vendor.cost
    let studies = stride(from: 0, to: run.demand.monthlyStudiesBase.count, by: 12).map {
      run.demand.monthlyStudiesBase[$0..<min($0 + 12, run.demand.monthlyStudiesBase.count)].reduce(
        0, +)
    }
    let discounted = zip(studies, cost.discountFactors.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }
    return [
      head("cost of a study, base case", run.money(cost.costPerStudyBaseMajorUnits)),
      branch("net present cost", run.money(cost.netPresentCostBaseMajorUnits)),
      branch(
        "/ studies of each year × its discount factor", NumberText.fixed(discounted, decimals: 1)),
    ]
  }

  private var perTerabyte: [String] {
    let cost = vendor.cost
    let terabytes = cost.netPresentCostBaseMajorUnits / cost.costPerTerabyteYearBaseMajorUnits
    return [
      head(
        "cost of a terabyte at rest and year, base case",
        run.money(cost.costPerTerabyteYearBaseMajorUnits)),
      branch("net present cost", run.money(cost.netPresentCostBaseMajorUnits)),
      branch(
        "/ terabytes at rest in each year's mean × its discount factor, one copy",
        NumberText.fixed(terabytes, decimals: 3)),
    ]
  }

  // MARK: Payments

  /// A category or a line, of one year or of all.
  private func part(_ name: String, _ year: Int?) -> [String]? {
    if categories.contains(name) { return amounts(name, year) { $0.category == name } }
    return vendor.ledger.first { $0.id == name }.map { explain($0, year) }
  }

  private func amount(_ line: ExplainedRun.Line, _ year: Int?) -> Int64 {
    year.map { line.yearly[$0] } ?? line.amountsMinorUnits.reduce(0, +)
  }

  private func amounts(
    _ what: String, _ year: Int?, _ isCounted: (ExplainedRun.Line) -> Bool
  ) -> [String] {
    let lines = vendor.ledger.filter(isCounted)
    let sum = lines.reduce(0) { $0 + amount($1, year) }
    let title = ["payments", what, year.map(run.label) ?? ""].filter { !$0.isEmpty }
    var text = [
      head(title.joined(separator: ", ") + ", base case", run.money(sum)),
      "  sum of \(lines.count) price lines, each month's amount rounded once to minor units",
    ]
    for line in lines {
      text.append(
        branch(line.id, "\(run.money(amount(line, year))): \(line.item.onOneLine)"))
      text += steps(line, year).map { "    " + $0 }
    }
    return text
  }

  private func explain(_ line: ExplainedRun.Line, _ year: Int?) -> [String] {
    [
      head(
        "\(line.item.onOneLine)\(year.map { ", \(run.label($0))" } ?? ", all years"), base case",
        run.money(amount(line, year)))
    ] + steps(line, year).map { "  " + $0 }
      + (year == nil
        ? line.yearly.enumerated().filter { $0.element != 0 }.map {
          branch(run.label($0.offset), run.money($0.element))
        } : [])
  }

  /// How a line's amount comes about: its steps with the year's figures, its prices, its source.
  private func steps(_ line: ExplainedRun.Line, _ year: Int?) -> [String] {
    var text: [String] = []
    for step in line.steps where !step.isNeutral {
      let how = step.how.map { " = \($0)" } ?? " (from the replay)"
      guard let year else {
        text.append("\(step.title)\(how)")
        continue
      }
      let number = NumberText.written(step.yearly[year])
      let unit = step.unit.map { $0 == "1 is yes" ? "(1 is yes)" : $0 } ?? run.scenario.currency
      let sense =
        ["mean": ", mean of the months", "last": ", in the last month"][step.yearlyIs] ?? ""
      text.append("\(step.title): \(number) \(unit)\(sense)\(how)")
    }
    for input in line.inputs where !line.isNeutral(input) {
      let value =
        input.isShare
        ? NumberText.written(share: input.value) : NumberText.written(input.value)
      text.append("\(input.name): \(value)")
    }
    return text + [origin(of: line)]
      + (line.workbook.map { ["comparison.xlsx: \(cell($0, of: year))"] } ?? [])
  }

  /// Where a year's amount stands in the workbook, in the row of the line's total.
  private func cell(_ total: String, of year: Int?) -> String {
    guard let year, let match = total.wholeMatch(of: #/(.*!)\$[A-Z]+\$([0-9]+)/#),
      let row = Int(match.2)
    else { return total }
    let axis = TimeAxis(years: run.scenario.years)
    return match.1 + CellReference(row - 1, axis.column(year: year)).text(.both)
  }

  private func origin(of line: ExplainedRun.Line) -> String {
    "source: \((line.source ?? "assumed").onOneLine)"
      + (line.dated.map { ", \($0)" } ?? "") + "  [\(line.file.onOneLine):\(line.line)]"
  }

  private func sorted(_ values: [Double]) -> [(Int, ExplainedRun.Line)] {
    values.indices.sorted { values[$0] == values[$1] ? $0 < $1 : values[$0] > values[$1] }.map {
      ($0, vendor.ledger[$0])
    }
  }

  private func branch(_ name: String, _ value: String) -> String { "  \(name): \(value)" }
}
