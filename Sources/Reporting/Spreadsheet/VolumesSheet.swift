import Evaluation
import PlanModel
import Quantities

/// What arrives, base case: studies and bytes of each stream by year and month, the same by
/// modality, site and department, and the bands of the yearly totals.
///
/// The streams are values of the run, everything else is added up from them. Cost sheets take their
/// studies from here.
struct VolumesSheet {
  private var sheet: TimeSheet
  private let comparison: Comparison
  private let inputs: InputsSheet
  private let scenario: Scenario
  private var studyRow = 0

  init(_ comparison: Comparison, inputs: InputsSheet) {
    self.comparison = comparison
    self.inputs = inputs
    scenario = comparison.scenario
    sheet = TimeSheet(
      "Volumes", title: "Volumes",
      note: "Base case: the studies of one named future with every uncertain value at its mean. "
        + "Streams (grey) are values of the run, all else adds them up. Bytes are as acquired.",
      heads: TimeSheet.Heads(
        category: "Modality", kind: "Site", detail: "Department",
        widths: [TimeAxis.kind: 18, TimeAxis.detail: 14]),
      scenario: scenario, span: .months, colour: 0x7A5C99)
    widen()
    let counts = comparison.demand.streams.map { $0.baseStudies.map(Double.init) }
    let studies = block("Studies", unit: "studies", .whole, counts)
    studyRow = studies.total
    let size = Double(DataUnit.TB.bytes)
    let bytes = block(
      "Acquired", unit: "TB", Self.terabytes,
      comparison.demand.streams.map { $0.baseBytes.map { $0 / size } })
    means(studies, bytes)
    bands()
    events()
    checks(studies, bytes)
    sheet.finish()
  }

  /// What is written.
  var draft: SheetDraft { sheet.draft }

  /// The sheet's check as other sheets name it.
  var check: String { sheet.check }

  /// The studies of a period as other sheets name them; 0 is go-live.
  func studies(period: Int) -> String {
    let place = CellReference(studyRow, sheet.axis.column(period: period))
    return "\(SheetName.quoted(draft.name))!\(place.text(.row))"
  }

  /// Whether quantities by period are the studies of this sheet.
  func isTotal(_ quantities: [Double]) -> Bool {
    quantities == [0] + comparison.demand.baseStudies.map(Double.init)
  }

  /// Makes room for long names, so that their rows do not grow too high.
  private mutating func widen() {
    let names = [
      (TimeAxis.kind, scenario.sites.map(\.name)),
      (TimeAxis.detail, scenario.streams.map(\.department)),
    ]
    for (column, texts) in names {
      let longest = Double(texts.map(\.count).max() ?? 0)
      sheet.draft.widths[column] = min(34, max(14, longest + 2))
    }
  }

  // MARK: Blocks

  private static let terabytes = CellStyle.Number.quantity(decimals: 3)

  /// Where a measure stands.
  private struct Measure {
    var streams: ClosedRange<Int>
    var total = 0
    /// The row of each modality, in order of first appearance.
    var modalities: [(name: String, row: Int)] = []
    /// The rows that add up the streams in other ways, with what they are by.
    var groups: [(by: String, rows: ClosedRange<Int>)] = []
  }

  /// Puts the streams with their total, then the same by modality, site and department.
  private mutating func block(
    _ name: String, unit: String, _ number: CellStyle.Number, _ series: [[Double]]
  ) -> Measure {
    sheet.heading("\(name) by stream")
    let first = sheet.row
    for (place, stream) in scenario.streams.enumerated() {
      sheet.label(
        stream.id, unit: unit, sign: .plus,
        tags: [
          stream.modality.code, scenario.sites[stream.site].name, stream.department,
        ])
      put(series[place].map { .number($0) }, series[place], Looks.value(number), Looks.step(number))
    }
    var measure = Measure(streams: first...(sheet.row - 1))
    measure.total = sheet.row
    sheet.label("Total", unit: unit, sign: .plus, look: Looks.totalLabel)
    let all = series.indices
    formulas(sum(series, all), Looks.total(number)) { [sheet, measure] column in
      "=SUM(\(sheet.range(rows: measure.streams, column, .none)))"
    }
    let sites = scenario.sites.map(\.name)
    let keys: [(String, Int, (StudyStream) -> String)] = [
      ("modality", TimeAxis.category, { $0.modality.code }),
      ("site", TimeAxis.kind, { sites[$0.site] }),
      ("department", TimeAxis.detail, { $0.department }),
    ]
    for (by, column, key) in keys {
      // Spreadsheets compare text without regard to capitals.
      let names = scenario.streams.map { key($0).onOneLine.shortened(to: 200) }
      var seen: Set<String> = []
      let groups = names.filter { seen.insert($0.lowercased()).inserted }
      guard groups.count > 1 || by == "modality" else { continue }
      sheet.heading("\(name) by \(by)")
      let begin = sheet.row
      for group in groups {
        if by == "modality" { measure.modalities.append((group, sheet.row)) }
        sheet.label(group, unit: unit, sign: .plus)
        let members = all.filter { names[$0].lowercased() == group.lowercased() }
        let own = CellReference(sheet.row, TimeAxis.label).text(.column)
        let tags = sheet.range(rows: measure.streams, column, .both)
        formulas(sum(series, members), Looks.number(number)) { [sheet, measure] column in
          // SUMIFS would take a name that begins with = or holds * for a pattern.
          "=SUMPRODUCT((\(tags)=\(own))*\(sheet.range(rows: measure.streams, column, .row)))"
        }
      }
      measure.groups.append((by, begin...(sheet.row - 1)))
    }
    return measure
  }

  private func sum(_ series: [[Double]], _ members: some Collection<Int>) -> [Double] {
    (0..<scenario.months).map { month in members.reduce(0) { $0 + series[$1][month] } }
  }

  /// Fills a row with a formula for each month.
  private mutating func formulas(
    _ values: [Double], _ look: CellStyle, _ formula: (Int) -> String
  ) {
    let columns = sheet.axis.periodColumns.dropFirst()
    put(zip(columns, values).map { .formula(formula($0), $1) }, values, look, look)
  }

  /// Fills a row: nothing at go-live, the months as they come, the years and the total as sums of
  /// them; goes to the next row.
  private mutating func put(
    _ cells: [CellContent], _ values: [Double], _ look: CellStyle, _ yearly: CellStyle
  ) {
    sheet.months([nil] + cells, look)
    let sums = Self.yearly(values)
    sheet.sumYears([0] + sums, total: sums.reduce(0, +), yearly)
    sheet.row += 1
  }

  private static func yearly(_ months: [Double]) -> [Double] {
    stride(from: 0, to: months.count, by: 12).map { months[$0..<$0 + 12].reduce(0, +) }
  }

  /// Mean sizes by modality.
  private mutating func means(_ studies: Measure, _ bytes: Measure) {
    let number = CellStyle.Number.oneDecimal
    sheet.heading("Mean size of a study")
    let rows = zip(studies.modalities, bytes.modalities).map {
      (name: $0.name, studies: $0.row, bytes: $1.row)
    }
    for (name, studyRow, byteRow) in rows + [("All", studies.total, bytes.total)] {
      sheet.label(name, unit: "MB a study")
      let cells = sheet.axis.columns.map { column -> CellContent in
        let count = CellReference(studyRow, column).text()
        let amount = CellReference(byteRow, column).text()
        let value = ratio(studyRow, byteRow, column)
        return .formula("=IF(\(count)=0,0,\(amount)*\(inputs.megabytes)/\(count))", value)
      }
      let years = sheet.axis.years + 1
      sheet.years(Array(cells.prefix(years)), Looks.step(number))
      sheet.months(Array(cells.dropFirst(years)), Looks.step(number))
      sheet.row += 1
    }
  }

  /// Megabytes a study, from the numbers of this sheet.
  private func ratio(_ studyRow: Int, _ byteRow: Int, _ column: Int) -> Double {
    let count = number(studyRow, column)
    return count == 0 ? 0 : number(byteRow, column) * InputsSheet.megabytesPerTerabyte / count
  }

  private func number(_ row: Int, _ column: Int) -> Double {
    switch draft.cells[CellReference(row, column)]?.content {
    case .number(let value), .formula(_, let value): value
    default: 0
    }
  }

  /// The yearly totals over the futures.
  private mutating func bands() {
    let parts: [(String, KeyPath<Band, Double>)] = [
      ("mean", \.mean), ("p10", \.p10), ("p50", \.p50), ("p90", \.p90),
    ]
    let size = Double(DataUnit.TB.bytes)
    let figures: [(String, String, CellStyle.Number, [Band], Double)] = [
      ("Studies", "studies", .whole, comparison.demand.yearlyStudies, 1),
      ("Acquired", "TB", Self.terabytes, comparison.demand.yearlyBytes, size),
    ]
    sheet.heading("Over the futures (values of the run)")
    for (name, unit, number, bands, scale) in figures {
      for (part, path) in parts {
        sheet.label("\(name), \(part)", unit: unit)
        sheet.years(
          [nil] + bands.map { .number($0[keyPath: path] / scale) }, Looks.value(number))
        sheet.row += 1
      }
    }
  }

  /// What changes during the plan, month, words and note; the volumes above follow it.
  private mutating func events() {
    guard !scenario.events.isEmpty else { return }
    sheet.heading("What changes during the plan (in the volumes above)")
    for event in scenario.orderedEvents {
      sheet.draft.put(event.on.iso, sheet.row, TimeAxis.label)
      sheet.draft.put(scenario.words(for: event).onOneLine, sheet.row, TimeAxis.category)
      sheet.row += 1
      guard let note = event.note else { continue }
      sheet.draft.put(note.onOneLine.shortened(to: 200), sheet.row, TimeAxis.category, Looks.note)
      sheet.row += 1
    }
  }

  // MARK: Checks

  private mutating func checks(_ studies: Measure, _ bytes: Measure) {
    sheet.heading("Checks: differences must be 0")
    let demand = comparison.demand
    let size = Double(DataUnit.TB.bytes)
    let parts: [(String, String, CellStyle.Number, Measure, [Double])] = [
      ("Studies", "studies", .whole, studies, demand.baseStudies.map(Double.init)),
      ("Acquired", "TB", Self.terabytes, bytes, demand.baseBytes.map { $0 / size }),
    ]
    for (name, unit, number, measure, values) in parts {
      let run = sheet.row
      sheet.label("\(name) as the run counted them", unit: unit, sign: .plus)
      put(values.map { .number($0) }, values, Looks.value(number), Looks.step(number))
      let columns = sheet.axis.columns
      func cell(_ row: Int, _ column: Int) -> String { CellReference(row, column).text(.row) }
      sheet.check(
        "\(name): streams less the run", unit: unit, digits: inputs.checkDigits,
        number: .difference, columns: columns,
        differences: columns.map { "\(cell(measure.total, $0))-\(cell(run, $0))" })
      for (by, rows) in measure.groups {
        sheet.check(
          "\(name): by \(by) less streams", unit: unit, digits: inputs.checkDigits,
          number: .difference, columns: columns,
          differences: columns.map {
            "SUM(\(sheet.range(rows: rows, $0, .row)))-\(cell(measure.total, $0))"
          })
      }
    }
    sheet.closeChecks()
  }
}
