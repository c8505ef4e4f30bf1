import Evaluation
import PlanModel
import Quantities
import Simulation

/// What every line and queue carries, by vendor and year: rates, shares and waits are values of the
/// run, the load of a line follows by formula.
struct NetworkSheet {
  private var sheet: TimeSheet
  private let comparison: Comparison
  private let inputs: InputsSheet
  /// The block of busy shares of each vendor's lines, for its chart.
  private var busyRows: [ClosedRange<Int>?] = []

  private static let megabit = 1e6
  private static let rate = CellStyle.Number.quantity(decimals: 2)

  init(_ comparison: Comparison, inputs: InputsSheet) {
    self.comparison = comparison
    self.inputs = inputs
    sheet = TimeSheet(
      "Network", title: "Network",
      note:
        "Grey figures are values of the run over \(comparison.identity.replications) futures; the "
        + "load of a line is a formula. A dash is a queue that grows without end, or a year in which "
        + "nothing runs; where charts are drawn from the cells, such years are empty.",
      heads: TimeSheet.Heads(
        category: "Of", kind: "", total: "",
        widths: [TimeAxis.kind: 3, TimeAxis.detail: 3, TimeAxis.total: 3, TimeAxis.label: 46]),
      scenario: comparison.scenario, span: .years, colour: 0xB07A2A)
    var checks: [[ClosedRange<Int>]] = []
    for vendor in comparison.vendors {
      checks.append(lines(vendor))
      queues(vendor)
      safety(vendor)
      displays(vendor)
      sources(vendor)
      copies(vendor)
      promises(vendor)
      outages(vendor)
    }
    saturation()
    migration()
    check(checks)
    charts()
    sheet.finish()
  }

  /// What is written.
  var draft: SheetDraft { sheet.draft }

  /// The sheet's check as other sheets name it.
  var check: String { sheet.check }

  // MARK: A vendor

  /// What its lines can carry and what arrives; gives back the rows of each quantile's rates, then
  /// those of the loads.
  private mutating func lines(_ vendor: VendorResult) -> [ClosedRange<Int>] {
    let links = vendor.links
    guard !links.isEmpty else { return [] }
    sheet.heading("\(vendor.name): what each line can carry")
    let capacity = sheet.row
    for link in links {
      let rate = (link.linkRate?.value ?? 0) / Self.megabit
      values(link.title, "line", "Mbit/s", Self.rate, link.years.map { _ in rate })
    }
    var rows: [ClosedRange<Int>] = []
    for (part, path) in Band.quantiles {
      sheet.heading(
        "\(vendor.name): arrives in the busiest hour of the week, \(part) of the futures")
      let first = sheet.row
      for link in links {
        values(
          link.title, "line", "Mbit/s", Self.rate,
          link.years.map { $0.busyHourRate[keyPath: path] / Self.megabit })
      }
      rows.append(first...(sheet.row - 1))
    }
    for ((part, path), rates) in zip(Band.quantiles, rows).dropFirst() {
      sheet.heading(
        "\(vendor.name): what arrives over what can be carried, in the busiest hour of the week, \(part) of the futures"
      )
      let first = sheet.row
      for (place, link) in links.enumerated() {
        sheet.label(link.title, unit: "of the line", tags: ["line"])
        let rate = (link.linkRate?.value ?? 0) / Self.megabit
        sheet.years(
          [nil]
            + link.years.enumerated().map { year, figures in
              let column = sheet.axis.column(year: year + 1)
              let whole = CellReference(capacity + place, column).text()
              let load = CellReference(rates.lowerBound + place, column).text()
              let amount = figures.busyHourRate[keyPath: path] / Self.megabit
              // Of what is no number no share can be worked out.
              guard amount.isFinite else { return .number(amount) }
              return .formula("=IF(\(whole)=0,0,\(load)/\(whole))", rate == 0 ? 0 : amount / rate)
            }, Looks.number(.percent))
        sheet.row += 1
      }
      rows.append(first...(sheet.row - 1))
    }
    return rows
  }

  /// How busy every queue is, and how long studies wait.
  private mutating func queues(_ vendor: VendorResult) {
    for (part, path) in Band.quantiles.dropFirst() {
      sheet.heading(
        "\(vendor.name): busy share of the busiest hour of the week, which leaves to the next what it cannot carry, \(part) of the futures"
      )
      let first = sheet.row
      for stage in vendor.stages {
        sheet.label(stage.title, unit: "of the hour", tags: [Self.kind(of: stage)])
        // A dash would be drawn as 0, an empty cell is a gap.
        sheet.years(
          [nil]
            + stage.years.map {
              let share = $0.busyHour[keyPath: path]
              return share.isFinite ? .number(share) : nil
            }, Looks.value(.percent))
        sheet.row += 1
      }
      if part == "p50" { busyRows.append(vendor.stages.isEmpty ? nil : first...(sheet.row - 1)) }
      if vendor.stages.contains(where: { $0.runningYears != $0.years.indices }) {
        sheet.note(
          "An empty year is one in which nothing runs: the system is not there, or the site is not open."
        )
      }
    }
    for (part, path) in Band.quantiles.dropFirst() {
      sheet.heading(
        "\(vendor.name): wait that 19 of 20 studies stay below, \(part) of the futures")
      for stage in vendor.stages {
        values(
          stage.title, Self.kind(of: stage), "seconds", Self.rate,
          stage.years.map { $0.wait.p95[keyPath: path] })
      }
    }
  }

  private static func kind(of stage: StageResult) -> String {
    stage.linkRate == nil ? "queue" : "line"
  }

  /// How long it takes until a study is safe.
  private mutating func safety(_ vendor: VendorResult) {
    sheet.heading("\(vendor.name): how soon a study is safe, p50 of the futures")
    var kinds = [("Primary copy", vendor.timeToArchive)]
    kinds += zip(comparison.scenario.sites, vendor.timeToArchiveOfSites).map { site, times in
      ("Primary copy, studies of \(site.name.onOneLine)", times)
    }
    if !vendor.profile.copies.isEmpty { kinds.append(("Last copy", vendor.timeToProtected)) }
    for (kind, years) in kinds {
      for (share, path) in Self.shares {
        values(
          "\(kind): \(share)", "studies", "seconds", Self.rate,
          years.map { $0[keyPath: path].p50 })
      }
    }
  }

  /// How long readers wait.
  private mutating func displays(_ vendor: VendorResult) {
    guard !vendor.timeToDisplay.isEmpty else { return }
    sheet.heading("\(vendor.name): how long readers wait, p50 of the futures")
    for display in vendor.timeToDisplay {
      for (share, path) in Self.shares {
        values(
          "\(display.kind.words): \(share)", "requests", "seconds", Self.rate,
          display.years.map { $0[keyPath: path].p50 })
      }
    }
  }

  /// What is read from each tier.
  private mutating func sources(_ vendor: VendorResult) {
    guard vendor.sources.count > 1 else { return }
    sheet.heading("\(vendor.name): what is read from each tier, p50 of the futures")
    for source in vendor.sources {
      let name = source.name.onOneLine
      values("\(name): accesses", "tier", "a year", .whole, source.studies.map(\.p50))
      values(
        "\(name): bytes read", "tier", "TB a year", Self.rate,
        source.bytes.map { $0.p50 / Self.terabyte })
      values(
        "\(name): 95 % of its priors within", "tier", "seconds", Self.rate,
        zip(source.priors, source.studies).map { $1.p50 > 0 ? $0.p95.p50 : .nan })
    }
  }

  /// What a loss would cost, and how long the way back takes.
  private mutating func copies(_ vendor: VendorResult) {
    let resilience = vendor.resilience
    guard vendor.isExposureShown else { return }
    sheet.heading("\(vendor.name): not yet in the last copy, and the way back, p50 of the futures")
    values(
      "Not yet in the last copy, on average", "copy", "GB", Self.rate,
      resilience.exposure.map { $0.mean.p50 / 1e9 })
    values(
      "Not yet in the last copy, at most", "copy", "GB", Self.rate,
      resilience.exposure.map { $0.largest.p50 / 1e9 })
    for restore in resilience.restores {
      let name = restore.way.copy.onOneLine
      values(
        "From \(name): last twelve months back", "restore", "days", Self.rate,
        restore.working.map { $0.p50 / 86_400 })
      values(
        "From \(name): everything back", "restore", "days", Self.rate,
        restore.complete.map { $0.p50 / 86_400 })
    }
  }

  private static let terabyte = 1e12

  private static var shares: [(String, KeyPath<WaitBand, Band>)] {
    [("half within", \.p50), ("95 % within", \.p95), ("99 % within", \.p99)]
  }

  /// What was promised, and how well it is kept.
  private mutating func promises(_ vendor: VendorResult) {
    guard !vendor.serviceLevels.isEmpty else { return }
    sheet.heading("\(vendor.name): promises to clinicians")
    for result in vendor.serviceLevels {
      let name = result.level.id.onOneLine
      let kept = sheet.row
      let attained = result.attained.map(\.p50)
      let target = result.level.target.value
      values("\(name): kept for, p50 of the futures", "promise", "of studies", .fineShare, attained)
      values(
        "\(name): promised, \(result.level.words)", "promise", "of studies", .fineShare,
        attained.map { _ in target })
      sheet.label(
        "\(name): above what is promised; below it where negative",
        unit: "percentage points", sign: .either, tags: ["promise"])
      sheet.years(
        [nil]
          + attained.enumerated().map { year, share in
            // Of what nobody has timed there is no difference.
            guard share.isFinite else { return .number(share) }
            let cells = [kept, kept + 1].map {
              CellReference($0, sheet.axis.column(year: year + 1)).text()
            }
            return .formula("=\(cells[0])-\(cells[1])", share - target)
          }, Looks.number(.fineShare))
      sheet.row += 1
      values("\(name): futures that keep it", "promise", "of futures", .percent, result.chance)
    }
  }

  /// How its queues get over dated outages: a block for each vendor, so that its heads stay with its rows.
  private mutating func outages(_ vendor: VendorResult) {
    guard !vendor.resilience.outages.isEmpty else { return }
    sheet.heading("\(vendor.name): outages, what waits at their end and how soon it is caught up")
    sheet.quantileHeads("From")
    for result in vendor.resilience.outages {
      for (text, unit, scale, band, number) in [
        ("waits at its end", "GB", 1e9, result.bytes, Self.rate),
        ("studies that wait", "studies", 1, result.studies, .whole),
        ("caught up after", "hours", 3_600, result.catchUp, Self.rate),
      ] {
        sheet.label("\(result.stage): \(text)", unit: unit, tags: [result.outage.day.iso])
        sheet.quantiles(band, scale: scale, Looks.value(number))
      }
    }
  }

  /// A row of one value a year.
  private mutating func values(
    _ text: String, _ kind: String, _ unit: String, _ number: CellStyle.Number, _ values: [Double]
  ) {
    sheet.label(text, unit: unit, tags: [kind])
    sheet.years([nil] + values.map { .number($0) }, Looks.value(number))
    sheet.row += 1
  }

  // MARK: All vendors

  private mutating func saturation() {
    let late = comparison.vendors.flatMap { vendor in
      vendor.stages.filter { $0.saturated.all.contains { $0 != nil } }.map { (vendor, $0) }
    }
    sheet.heading(
      "Queues whose backlog passes 7 days: by then 10 %, 50 % and 90 % of the futures have seen it")
    guard !late.isEmpty else {
      sheet.label("No queue of any vendor has such a backlog", unit: "")
      sheet.row += 1
      return
    }
    sheet.dateHeads("Of")
    for (vendor, stage) in late {
      sheet.label("\(vendor.name): \(stage.title)", unit: "month", tags: [Self.kind(of: stage)])
      sheet.dates(stage.saturated.all)
    }
  }

  private mutating func migration() {
    let moving = comparison.vendors.compactMap { vendor in vendor.migration.map { (vendor, $0) } }
    guard !moving.isEmpty else { return }
    sheet.heading(
      "The old archive has moved in: by then 10 %, 50 % and 90 % of the futures have seen it")
    sheet.dateHeads("Of")
    for (vendor, move) in moving {
      sheet.label(vendor.name, unit: "day", tags: ["move"])
      sheet.dates([move.end.p10, move.end.p50, move.end.p90], isByDay: true)
    }
    sheet.heading("Months of two systems, from go-live until the old archive has moved in")
    sheet.quantileHeads("Of")
    for (vendor, move) in moving {
      sheet.label(vendor.name, unit: "months", tags: ["move"])
      sheet.quantiles(move.parallelMonths, Looks.value(Self.rate))
    }
    sheet.note(
      "Both systems have to be kept and paid for so long; what the old one costs after go-live is in no "
        + "figure unless a price line of the offer names it.")
  }

  private mutating func check(_ rows: [[ClosedRange<Int>]]) {
    sheet.heading("Checks: all must be 0")
    let columns = Array(sheet.axis.yearColumns.dropFirst())
    for (vendor, rows) in zip(comparison.vendors, rows) where rows.count == 5 {
      func cells(_ place: Int, _ column: Int) -> String {
        sheet.range(rows: rows[place], column, .row)
      }
      sheet.check(
        "\(vendor.name): lines whose p10, p50 and p90 do not rise", unit: "lines",
        digits: inputs.checkDigits, number: .faults, columns: columns,
        differences: columns.map {
          "SUMPRODUCT((\(cells(0, $0))>\(cells(1, $0)))+(\(cells(1, $0))>\(cells(2, $0))))"
        })
      sheet.check(
        "\(vendor.name): lines whose arrivals are given, but not their share of what can be carried",
        unit: "lines", digits: inputs.checkDigits,
        number: .faults, columns: columns,
        differences: columns.map { column in
          [(1, 3), (2, 4)].map { "COUNT(\(cells($0, column)))-COUNT(\(cells($1, column)))" }
            .joined(separator: "+")
        })
    }
    sheet.closeChecks(.faults)
  }

  /// One picture a vendor: its busiest lines by year.
  private mutating func charts() {
    let years = sheet.draft.range(
      row: TimeSheet.headRow, from: sheet.axis.column(year: 1), to: sheet.axis.lastYear)
    // One axis for all.
    let greatest =
      comparison.vendors.flatMap(\.links).flatMap(\.years).map(\.busyHour.p50).filter(\.isFinite)
      .max() ?? 0
    let end = ChartScale(to: max(greatest, 0.1), from: 0, to: 1).ticks.last
    let drafts = zip(comparison.vendors, busyRows).compactMap { vendor, rows -> ChartDraft? in
      guard let rows else { return nil }
      // One year alone makes no line: the old system's stands in the table.
      let order = vendor.stages.indices.filter { place in
        vendor.stages[place].linkRate != nil
          && vendor.stages[place].years.count { $0.busyHour.p50.isFinite } > 1
      }.sorted {
        (vendor.stages[$1].lastBusyHour.p50, $0) < (vendor.stages[$0].lastBusyHour.p50, $1)
      }.prefix(Self.linesOfChart)
      guard !order.isEmpty else { return nil }
      return ChartDraft(
        kind: .line, title: "Busy in the busiest hour: \(vendor.name)",
        valueAxis: "share of the hour", numberFormat: "0%", greatest: end,
        description: "The share of the busiest hour of the week in which the busiest lines of "
          + "\(vendor.name) are busy, median of the futures, by year.",
        series: order.enumerated().map { number, place in
          let row = rows.lowerBound + place
          return ChartDraft.Series(
            nameCell: sheet.draft.address(row, TimeAxis.label), categories: years,
            values: sheet.draft.range(
              row: row, from: sheet.axis.column(year: 1), to: sheet.axis.lastYear),
            colour: ChartPalette.colours[number % ChartPalette.count],
            isDashed: number % 2 == 1)
        })
    }
    sheet.put(charts: drafts, title: "Busiest lines by year")
  }

  /// More lines cannot be told apart.
  private static let linesOfChart = 5
}

extension ServiceLevel {
  /// The promise without its share: `emergency studies in the primary copy within 5 min`.
  var words: String {
    let whose = patientClass.map { "\($0.name) studies" } ?? "studies"
    let goal =
      switch measure {
      case .timeToArchive: "in the primary copy"
      case .timeToProtected: "in the last copy"
      case .timeToDisplay: "on display"
      }
    return "\(whose) \(goal) within "
      + String(NumberText.written(duration: within.value).map { $0 == " " ? "\u{A0}" : $0 })
  }
}
