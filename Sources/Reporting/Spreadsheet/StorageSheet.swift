import Evaluation
import PlanModel
import Quantities

/// What is stored where, by vendor and tier: bytes of one copy are values of the run, copies,
/// protection, capacity and fill follow by formula.
struct StorageSheet {
  var sheet: TimeSheet
  let comparison: Comparison
  private let inputs: InputsSheet
  var axis: TimeAxis { sheet.axis }
  /// The first row of the vendors' stored bytes, base case; a row a vendor.
  private(set) var physicalRow = 0
  /// By vendor: the row of all tiers with copies and protection.
  private(set) var totalRows: [Int] = []
  /// By vendor, then by tier.
  private(set) var tierRows: [[TierRows]] = []

  private static let terabyte = Double(DataUnit.TB.bytes)
  private static let number = CellStyle.Number.quantity(decimals: 2)

  /// The rows of one tier.
  struct TierRows {
    var used = 0
    /// The row of the 90 % quantile of what is used.
    var high = 0
    var physical = 0
    var capacity: Int?
  }

  init(_ comparison: Comparison, inputs: InputsSheet) {
    self.comparison = comparison
    self.inputs = inputs
    sheet = TimeSheet(
      "Storage", title: "Storage",
      note: "Base case at the end of each month, in TB of 10¹² bytes. Grey figures are values of "
        + "the run; copies, protection, capacity and fill are formulas.",
      heads: TimeSheet.Heads(
        category: "Tier", kind: "Bytes", total: "All years",
        widths: [
          TimeAxis.category: Self.width(of: comparison), TimeAxis.kind: 14, TimeAxis.detail: 3,
        ]
      ),
      scenario: comparison.scenario, span: .months, colour: 0x2F7F86)
    for (place, vendor) in comparison.vendors.enumerated() { put(vendor, place) }
    besideEachOther()
    dates()
    checks()
    charts()
    sheet.finish()
  }

  /// Room for the tiers' titles, so that their rows do not grow too high.
  private static func width(of comparison: Comparison) -> Double {
    let longest = comparison.vendors.flatMap(\.tiers).map(\.title.count).max() ?? 0
    return min(34, max(14, Double(longest) + 2))
  }

  /// What is written.
  var draft: SheetDraft { sheet.draft }

  /// The sheet's check as other sheets name it.
  var check: String { sheet.check }

  // MARK: A vendor

  /// The rows of a vendor that checks compare.
  private struct Checked {
    var closing = 0
    var logical: [Int] = []
  }
  private var checked: [Checked] = []

  private mutating func put(_ vendor: VendorResult, _ place: Int) {
    var rows = Checked()
    sheet.heading("\(vendor.name): one copy")
    rows.closing = balance(vendor)
    var tiers: [TierRows] = []
    for (number, tier) in vendor.tiers.enumerated() {
      sheet.heading("\(vendor.name): \(tier.title)")
      // A cache holds what other tiers hold too.
      if !tier.tier.isCache { rows.logical.append(sheet.row) }
      tiers.append(put(tier, of: vendor, number: number, inputs: inputs.tiers[place][number]))
    }
    sheet.heading("\(vendor.name): all tiers")
    totalRows.append(sheet.row)
    label("Stored with copies and protection", "", "physical", look: Looks.totalLabel)
    let physical = vendor.basePhysical.map { $0 / Self.terabyte }
    for column in [TimeAxis.total, axis.column(year: 0), axis.column(period: 0)] {
      sheet.draft.put(.blank, sheet.row, column, Looks.totalLabel)
    }
    each(physical, Looks.total(Self.number)) { column in
      tiers.map { CellReference($0.physical, column).text() }.joined(separator: "+")
    }
    checked.append(rows)
    tierRows.append(tiers)
  }

  /// What is taken in and purged leads from one month's end to the next; gives back the row of it.
  private mutating func balance(_ vendor: VendorResult) -> Int {
    let taken = [0] + vendor.usage.months.map { $0.ingested / Self.terabyte }
    let goLive = vendor.profile.contract.goLive
    // What the old system purges is no part of what is taken over.
    let purged =
      [0] + vendor.basePurged.enumerated().map { $0 + 1 < goLive ? 0 : $1 / Self.terabyte }
    var takenOver = [Double](repeating: 0, count: taken.count)
    if let migration = vendor.migration {
      takenOver = [0] + migration.baseMovedIn.map { $0 / Self.terabyte }
    } else if goLive == 1 {
      takenOver[0] = Double(comparison.scenario.legacy?.stored.count ?? 0) / Self.terabyte
    } else {
      takenOver[goLive] =
        vendor.baseLogical[goLive - 1] / Self.terabyte - taken[goLive] + purged[goLive]
    }
    let first = sheet.row
    let closing = first + 4
    var levels: [Double] = []
    for period in taken.indices {
      levels.append((levels.last ?? 0) + takenOver[period] + taken[period] - purged[period])
    }
    label("At the beginning", "", "one copy")
    let opening = [0] + levels.dropLast()
    sheet.months(
      zip(axis.periodColumns, opening).map {
        // Before go-live stands the empty column between years and months.
        .formula("=\(CellReference(closing, $0 - 1).text())", $1)
      }, Looks.step(Self.number))
    let cells = sheet.range(closing, axis.firstPeriod, axis.lastPeriod, .both)
    let numbers = sheet.range(TimeSheet.monthRow, axis.firstPeriod, axis.lastPeriod, .both)
    sheet.years(
      (0...axis.years).map { year in
        let own = CellReference(TimeSheet.yearRow, axis.column(year: year)).text(.row)
        return .formula(
          "=SUMIFS(\(cells),\(numbers),(\(own)-1)*\(inputs.monthsPerYear))",
          year == 0 ? 0 : levels[(year - 1) * 12])
      }, Looks.step(Self.number))
    sheet.row += 1
    flow(
      vendor.migration == nil ? "Taken over at go-live" : "Moved in from the old archive", .plus,
      takenOver)
    flow("Taken in", .plus, taken)
    flow("Purged", .minus, purged)
    label("At the end", "", "one copy", look: Looks.totalLabel)
    sheet.months(
      zip(axis.periodColumns, levels).map { column, level in
        let cells = (0..<4).map { CellReference(first + $0, column).text() }
        return .formula("=\(cells[0])+\(cells[1])+\(cells[2])-\(cells[3])", level)
      }, Looks.total(Self.number))
    close(levels, Looks.total(Self.number))
    // The line above goes on where there is no number.
    sheet.draft.put(.blank, sheet.row, TimeAxis.total, Looks.totalLabel)
    sheet.row += 1
    return closing
  }

  /// A row of amounts that come or go.
  private mutating func flow(_ text: String, _ sign: Sign, _ values: [Double], tier: String = "") {
    label(text, tier, tier.isEmpty ? "one copy" : "usable", sign: sign)
    sheet.months(values.map { .number($0) }, Looks.value(Self.number))
    var yearly = [values[0]]
    for year in 0..<axis.years {
      yearly.append(values[(1 + year * 12)...][..<(13 + year * 12)].reduce(0, +))
    }
    sheet.sumYears(yearly, total: yearly.reduce(0, +), Looks.step(Self.number))
    sheet.row += 1
  }

  // MARK: A tier

  private mutating func put(
    _ tier: TierResult, of vendor: VendorResult, number: Int, inputs cells: InputsSheet.Tier
  ) -> TierRows {
    let id = tier.title
    var rows = TierRows()
    let logical = tier.baseLogical.map { $0 / Self.terabyte }
    label("One copy", id, "one copy")
    sheet.months([nil] + logical.map { .number($0) }, Looks.value(Self.number))
    close(logical, Looks.step(Self.number))
    sheet.row += 1
    let copies = Double(tier.tier.copies)
    rows.used = sheet.row
    label("With copies, base case", id, "usable")
    each(logical.map { $0 * copies }, Looks.number(Self.number)) { column in
      "\(CellReference(rows.used - 1, column).text())*\(cells.copies)"
    }
    rows.physical = sheet.row
    label("With copies and protection", id, "physical")
    each(logical.map { $0 * copies * tier.tier.protection }, Looks.number(Self.number)) { column in
      "\(CellReference(rows.used, column).text())*\(cells.protection)"
    }
    if let capacity = tier.tier.capacity {
      rows.capacity = fill(tier, capacity, vendor, number, cells, used: rows.used)
    }
    for (part, path) in Band.quantiles {
      if part == "p90" { rows.high = sheet.row }
      label("With copies, \(part) of the futures", id, "usable")
      let values = tier.used.map { $0[keyPath: path] / Self.terabyte }
      sheet.months([nil] + values.map { .number($0) }, Looks.value(Self.number))
      close(values, Looks.step(Self.number))
      sheet.row += 1
    }
    return rows
  }

  /// Deliveries, capacity, how full it is; gives back the row of the capacity.
  private mutating func fill(
    _ tier: TierResult, _ capacity: TierCapacity, _ vendor: VendorResult, _ number: Int,
    _ cells: InputsSheet.Tier, used: Int
  ) -> Int {
    let id = tier.title
    let delivered =
      [Double(capacity.usable.count) / Self.terabyte]
      + vendor.usage.months.map { Double($0.purchased[number].count) / Self.terabyte }
    let bought = sheet.row
    flow("Delivered: at go-live and later", .plus, delivered, tier: id)
    let row = sheet.row
    var level = 0.0
    let levels = delivered.map { more -> Double in
      level += more
      return level
    }
    label("Usable capacity as bought in the base case", id, "usable", look: Looks.bold)
    let first = CellReference(bought, axis.firstPeriod).text(.column)
    sheet.months(
      zip(axis.periodColumns, levels).map {
        .formula("=SUM(\(first):\(CellReference(bought, $0).text()))", $1)
      }, Looks.bold(Self.number))
    close(levels, Looks.bold(Self.number))
    sheet.row += 1
    let amounts = tier.baseLogical.map { $0 / Self.terabyte * Double(tier.tier.copies) }
    let shares = zip(amounts, levels.dropFirst()).map { $1 == 0 ? 0 : $0 / $1 }
    label("Filled", id, "usable", unit: "of capacity")
    each(shares, Looks.number(.percent)) { column in
      let whole = CellReference(row, column).text()
      return "IF(\(whole)=0,0,\(CellReference(used, column).text())/\(whole))"
    }
    let threshold = capacity.fillThreshold.value
    label("Room below the fill threshold", id, "usable", sign: .either)
    each(
      zip(amounts, levels.dropFirst()).map { $1 * threshold - $0 }, Looks.number(Self.number)
    ) { column in
      "\(CellReference(row, column).text())*\(cells.threshold ?? "")"
        + "-\(CellReference(used, column).text())"
    }
    return row
  }

  // MARK: Rows

  private mutating func label(
    _ text: String, _ tier: String, _ bytes: String, sign: Sign = .none, unit: String = "TB",
    look: CellStyle = Looks.plain
  ) { sheet.label(text, unit: unit, sign: sign, tags: [tier, bytes], look: look) }

  /// Fills months and years of a row with one formula, and goes to the next; values begin with the
  /// first planning month.
  private mutating func each(
    _ values: [Double], _ look: CellStyle, _ formula: (Int) -> String
  ) {
    sheet.months(
      [nil] + zip(axis.periodColumns.dropFirst(), values).map { .formula("=\(formula($0))", $1) },
      look)
    sheet.years(
      [nil]
        + zip(axis.yearColumns.dropFirst(), Self.ends(values)).map {
          .formula("=\(formula($0))", $1)
        },
      look)
    sheet.row += 1
  }

  private mutating func close(_ values: [Double], _ look: CellStyle) {
    let ends = Self.ends(Array(values.suffix(axis.years * 12)))
    sheet.closeYears(
      values.count > axis.years * 12 ? [values[0]] + ends : ends,
      monthsPerYear: inputs.monthsPerYear, look)
  }

  private static func ends(_ months: [Double]) -> [Double] {
    stride(from: 11, to: months.count, by: 12).map { months[$0] }
  }

  // MARK: All vendors

  private mutating func besideEachOther() {
    sheet.heading("Stored with copies and protection, base case")
    physicalRow = sheet.row
    for (place, vendor) in comparison.vendors.enumerated() {
      label(vendor.name, "", "physical")
      let total = totalRows[place]
      each(vendor.basePhysical.map { $0 / Self.terabyte }, Looks.number(Self.number)) { column in
        CellReference(total, column).text(.row)
      }
    }
    for (part, path) in Band.quantiles {
      sheet.heading("Stored with copies and protection, \(part) of the futures (values of the run)")
      for vendor in comparison.vendors {
        label(vendor.name, "", "physical")
        let values = vendor.physical.map { $0[keyPath: path] / Self.terabyte }
        sheet.months([nil] + values.map { .number($0) }, Looks.value(Self.number))
        close(values, Looks.step(Self.number))
        sheet.row += 1
      }
    }
  }

  // MARK: Dates

  /// When tiers are full, as months: the futures' own dates, which no formula can give.
  private mutating func dates() {
    let finite = comparison.vendors.filter { !$0.finiteTiers.isEmpty }
    guard !finite.isEmpty else { return }
    sheet.heading("When tiers are full: by then 10 %, 50 % and 90 % of the futures have seen it")
    sheet.dateHeads("Tier")
    for vendor in finite {
      for tier in vendor.finiteTiers {
        date(
          "threshold passed if nothing is bought", vendor, tier, tier.thresholdWithoutPurchases.all)
        date("full if nothing is bought", vendor, tier, tier.fullWithoutPurchases.all)
        guard tier.tier.capacity?.increment != nil else { continue }
        date("full although extended as offered", vendor, tier, tier.fullWithPurchases.all)
        date("order the first extension by", vendor, tier, [tier.orderBy])
      }
    }
  }

  private mutating func date(
    _ what: String, _ vendor: VendorResult, _ tier: TierResult, _ days: [CalendarDate?]
  ) {
    sheet.label("\(vendor.name): \(what)", unit: "month", tags: [tier.title])
    sheet.dates(days)
  }

  // MARK: Checks

  private mutating func checks() {
    sheet.heading("Checks: differences must be 0")
    for (place, vendor) in comparison.vendors.enumerated() {
      let rows = checked[place]
      let columns = axis.yearColumns.dropFirst() + axis.periodColumns.dropFirst()
      func cell(_ row: Int, _ column: Int) -> String { CellReference(row, column).text(.row) }
      sheet.check(
        "\(vendor.name): balance less tiers without caches", unit: "TB", digits: inputs.checkDigits,
        number: .difference, columns: Array(columns),
        differences: columns.map { column in
          let tiers = rows.logical.map { "-\(cell($0, column))" }.joined()
          return "\(cell(rows.closing, column))\(tiers)"
        })
      let run = sheet.row
      label("\(vendor.name): stored as the run counted it", "", "physical")
      let values = vendor.basePhysical.map { $0 / Self.terabyte }
      sheet.months([nil] + values.map { .number($0) }, Looks.value(Self.number))
      close(values, Looks.step(Self.number))
      sheet.row += 1
      sheet.check(
        "\(vendor.name): all tiers less the run", unit: "TB", digits: inputs.checkDigits,
        number: .difference, columns: Array(columns),
        differences: columns.map { "\(cell(totalRows[place], $0))-\(cell(run, $0))" })
    }
    sheet.closeChecks()
  }
}
