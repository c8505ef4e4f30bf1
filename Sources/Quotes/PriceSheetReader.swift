import Costing
import Foundation
import PlanModel
import Quantities

/// Reads the sheet "Prices" of a returned workbook.
struct PriceSheetReader {
  private let sheet: FilledSheet
  private let currency: String
  private let source: (_ row: Int) -> String
  private let dated: String?
  /// Items by the one whose price holds them, with the row that says so.
  private var inside: [CostPart: [(part: CostPart, row: Int)]] = [:]
  /// The lines so far: by the item's id, so that what it includes can be added.
  private var lines: [(id: String, part: CostPart?, lines: [ProfileLine])] = []
  /// Which items shares are taken of, with the row that says so.
  private var shares: [(ids: [String], row: Int)] = []

  init(_ sheet: FilledSheet, currency: String, dated: String?, source: @escaping (Int) -> String) {
    self.sheet = sheet
    self.currency = currency
    self.dated = dated
    self.source = source
  }

  /// Reads all rows.
  mutating func read(into quote: inout Quote) {
    for part in CostPart.allCases { read(part, into: &quote) }
    for number in 0..<RequestForm.furtherItems { readFurther(number, into: &quote) }
    checkInclusions()
    checkShares()
    guard !lines.isEmpty else {
      if !quote.empty.isEmpty || quote.included.isEmpty {
        sheet.fail(
          "no item is quoted", RequestForm.firstPriceRow, PriceColumn.answer.rawValue,
          hint: "choose “quoted” for at least one item, with what its price is per, and the price")
      }
      return
    }
    quote.prices = [ProfileLine("prices:")]
    for line in lines {
      quote.prices.append(line.lines[0])
      if let part = line.part, let inner = inside[part] {
        quote.prices.append(
          ProfileLine(
            "    includes: [\(inner.map(\.part.rawValue).joined(separator: ", "))]",
            origin(inner[0].row, .target)))
      }
      quote.prices += line.lines.dropFirst()
    }
  }

  // MARK: Rows

  private mutating func read(_ part: CostPart, into quote: inout Quote) {
    let row = RequestForm.row(of: part)
    let inputs = PriceColumn.allCases.filter {
      $0.rawValue > PriceColumn.answer.rawValue && $0 != .note && isFilled(row, $0)
    }
    guard isFilled(row, .answer) else {
      if let first = inputs.first {
        sheet.fail(
          "the row has no answer, and “\(first.head)” is filled in", row,
          PriceColumn.answer.rawValue, hint: "choose an answer, or empty the row")
      }
      quote.empty.append(part.title)
      remark(on: part.title, row, into: &quote)
      return
    }
    guard let answer = choice(row, .answer).flatMap({ Answer(rawValue: $0) }) else { return }
    if answer == .quoted {
      quote.quoted.append(part.title)
      if isFilled(row, .target) {
        fail(
          "the item is quoted, so no other item's price holds it", row, .target, "empty the cell")
      }
      line(row, id: part.rawValue, item: part.title, category: part.category.rawValue, part: part)
      return
    }
    remark(on: part.title, row, into: &quote)
    for column in inputs where answer != .included || column != .target {
      fail(
        "the item is “\(answer.rawValue)”, and “\(column.head)” is filled in", row, column,
        "empty the cell, or choose “quoted”")
    }
    switch answer {
    case .quoted: break
    case .included:
      quote.included.append(part.title)
      guard let holder = holder(row) else { return }
      inside[holder, default: []].append((part, row))
    case .notNeeded:
      quote.notNeeded.append((part, origin(row, .answer)))
    case .notOffered: quote.notOffered.append(part.title)
    }
  }

  private mutating func readFurther(_ number: Int, into quote: inout Quote) {
    let row = RequestForm.furtherRow(number)
    guard
      PriceColumn.allCases.contains(where: {
        $0 != .id && $0 != .answer && isFilled(row, $0)
      })
    else { return }
    let item = sheet.text(row, PriceColumn.item.rawValue, limit: 200)
    if item == nil, !isFilled(row, .item) {
      fail("the row has no item", row, .item, "write what it is, or empty the row")
    }
    let category = sheet.choice(
      row, PriceColumn.category.rawValue, CostCategory.allCases.map(\.rawValue))
    if category == nil, !isFilled(row, .category) {
      fail("the item has no category", row, .category, "choose one from the list")
    }
    let part = isFilled(row, .target) ? title(row) : nil
    quote.further.append(item ?? RequestForm.furtherID(number))
    line(
      row, id: RequestForm.furtherID(number), item: item ?? "?", category: category ?? "?",
      part: part, isFurther: true)
  }

  /// The item whose price holds that of a row.
  private func holder(_ row: Int) -> CostPart? {
    guard isFilled(row, .target) else {
      fail(
        "does not say in which item it is included", row, .target, "choose the item from the list")
      return nil
    }
    return title(row)
  }

  /// The item that a row names as another.
  private func title(_ row: Int) -> CostPart? {
    let titles = CostPart.allCases.map(\.title)
    return sheet.choice(row, PriceColumn.target.rawValue, titles).flatMap { title in
      CostPart.allCases.first { $0.title == title }
    }
  }

  private func remark(on title: String, _ row: Int, into quote: inout Quote) {
    guard let note = sheet.text(row, PriceColumn.note.rawValue, limit: 1_000) else { return }
    quote.remarks.append("\(title): \(note)")
  }

  // MARK: A line

  private mutating func line(
    _ row: Int, id: String, item: String, category: String, part: CostPart?, isFurther: Bool = false
  ) {
    guard isFilled(row, .meter) else {
      return fail("does not say what the price is per", row, .meter, "choose a word from the list")
    }
    let names = MeterRegistry.all.map { $0.name }
    guard
      let name = sheet.choice(row, PriceColumn.meter.rawValue, names),
      let meter = MeterRegistry.all.first(where: { $0.name == name })
    else { return }
    checkOptions(row, meter)
    let period = choice(row, .period)
    // What a line is found to lack is said of its price.
    var lines = [ProfileLine("  - id: \(id)", origin(row, .price))]
    func put(_ key: String, _ value: String, _ column: PriceColumn) {
      lines.append(ProfileLine("    \(key): \(value)", origin(row, column)))
    }
    put("item", Written.text(item), .item)
    put("category", category, .category)
    var options = MeterOptions()
    options.isBought = period == PricePeriod.plan.rawValue
    let isBought = meter.init(options).rhythm == .bought
    let kind = PriceColumn.kinds.first { $0.word == choice(row, .kind) }?.kind
    put("kind", (kind ?? (isBought ? .capex : .opex)).rawValue, .kind)
    if let part { put("part", part.rawValue, isFurther ? .target : .item) }
    put("meter", name, .meter)
    if let tier = sheet.text(row, PriceColumn.tier.rawValue, limit: 60) {
      put("tier", Written.text(tier), .tier)
    }
    for (key, column) in [("of", PriceColumn.measure), ("unit", .unit)] {
      if let word = choice(row, column) { put(key, word, column) }
    }
    for (key, column) in [
      ("count", PriceColumn.count), ("hours", .hours), ("kilowatts", .kilowatts),
      ("requests-per-study", .perStudy), ("requests-per-instance", .perImage),
      ("requests-per-read", .perRead), ("requests-per-read-instance", .perImageRead),
    ] {
      guard let number = number(row, column) else { continue }
      // A count beside a price has a source of its own.
      put(
        key,
        column == .count
          ? "{ value: \(number), source: \(Written.text(source(row))) }" : "\(number)", column)
    }
    if isFilled(row, .lines), let ids = ids(row) {
      shares.append((ids, row))
      put("lines", "[\(ids.joined(separator: ", "))]", .lines)
    }
    if let rate = share(row, .rate) { put("rate", Written.share(rate), .rate) }
    lines += price(row, meter)
    if let period { put("per", period, .period) }
    for (key, column) in [
      ("minimum", PriceColumn.minimum), ("free", .free), ("block", .block),
    ] {
      if let number = number(row, column) { put(key, "\(number)", column) }
    }
    if let discount = share(row, .discount) { put("discount", Written.share(discount), .discount) }
    if let rise = rise(row) { put("escalator", rise, .rise) }
    if let year = sheet.whole(row, PriceColumn.fromYear.rawValue, 2...40) {
      put("from-year", "\(year)", .fromYear)
    }
    if choice(row, .negotiable) == "yes" { put("negotiable", "yes", .negotiable) }
    put("source", Written.text(source(row)), .item)
    if let dated { put("dated", dated, .item) }
    if let note = sheet.text(row, PriceColumn.note.rawValue, limit: 1_000) {
      put("note", Written.text(note), .note)
    }
    self.lines.append((id, isFurther ? nil : part, lines))
  }

  /// What the meter needs is there, and nothing that it does not know.
  private func checkOptions(_ row: Int, _ meter: any Meter.Type) {
    for column in PriceColumn.allCases {
      guard let option = column.option else { continue }
      let isNeeded = meter.needs.contains(option)
      if isNeeded, !isFilled(row, column) {
        fail("“\(meter.name)” needs “\(column.head)”", row, column)
      } else if !isNeeded, !meter.accepts.contains(option), isFilled(row, column) {
        fail(
          "“\(meter.name)” does not use “\(column.head)”", row, column,
          "empty the cell, or choose what the price is per anew")
      }
    }
    let requests: [PriceColumn] = [.perStudy, .perImage, .perRead, .perImageRead]
    if meter.name == "requests", !requests.contains(where: { isFilled(row, $0) }) {
      fail(
        "“requests” needs “\(PriceColumn.perStudy.head)” or one of the columns beside it", row,
        .perStudy)
    }
  }

  /// One price, or bands in rising order.
  private func price(_ row: Int, _ meter: any Meter.Type) -> [ProfileLine] {
    let bands = PriceColumn.bands.filter { isFilled(row, $0.to) || isFilled(row, $0.price) }
    if meter.name == "percent" {
      for column in [.price, .scheme] + bands.flatMap({ [$0.to, $0.price] })
      where isFilled(row, column) {
        fail("a share of other items has no “\(column.head)”", row, column, "empty the cell")
      }
      return []
    }
    if bands.isEmpty {
      if isFilled(row, .scheme) {
        fail("there are no bands", row, .scheme, "empty the cell, or fill in the bands")
      }
      if let price = number(row, .price) {
        return [ProfileLine("    price: \(price)", origin(row, .price))]
      }
      // People and electricity have a price of the buyer's own.
      if !isFilled(row, .price), meter.name != "fte", meter.name != "kwh" {
        fail(
          "the item is quoted and has no price", row, .price,
          "write the amount alone, in \(currency)")
      }
      return []
    }
    if isFilled(row, .price) {
      fail("the row has a price and bands", row, .price, "empty this cell, or the bands")
    }
    guard let scheme = choice(row, .scheme) else {
      if !isFilled(row, .scheme) {
        fail("the bands do not say how they count", row, .scheme, "choose graduated or volume")
      }
      return []
    }
    var lines = [
      ProfileLine("    bands: \(scheme)", origin(row, .scheme)), ProfileLine("    steps:"),
    ]
    var before = Decimal.zero
    for (place, band) in bands.enumerated() {
      if band != PriceColumn.bands[place] {
        fail(
          "a band before this one is empty", row, band.price, "fill in the bands from the first on")
        return []
      }
      let isLast = place == bands.count - 1
      let end = number(row, band.to)
      let price = number(row, band.price)
      if !isFilled(row, band.price) { fail("the band has no price", row, band.price) }
      if isLast, isFilled(row, band.to) {
        fail(
          "the last band has an end, and nothing is known beyond it", row, band.to,
          "empty the cell, or fill in another band")
      } else if !isLast, !isFilled(row, band.to) {
        fail("only the last band has no end", row, band.to, "write where the band ends")
      } else if let end {
        if end <= before {
          fail("the band ends at \(end), and the one before at \(before)", row, band.to)
        }
        before = end
      }
      guard let price else { continue }
      let to = isLast ? "" : "to: \(end ?? 0), "
      lines.append(ProfileLine("      - { \(to)price: \(price) }", origin(row, band.price)))
    }
    return lines
  }

  private func rise(_ row: Int) -> String? {
    let rate = share(row, .rise)
    let from = sheet.whole(row, PriceColumn.riseFrom.rawValue, 2...40)
    let cap = share(row, .riseCap)
    guard let rate else {
      for column in [PriceColumn.riseFrom, .riseCap]
      where isFilled(row, column) && !isFilled(row, .rise) {
        fail("there is no rise", row, column, "write the rise a year beside it, or empty the cell")
      }
      return nil
    }
    return "{ rate: \(Written.share(rate))" + (from.map { ", from-year: \($0)" } ?? "")
      + (cap.map { ", cap: \(Written.share($0))" } ?? "") + " }"
  }

  /// The items that a share is taken of: ids, or titles, with commas or semicolons.
  private func ids(_ row: Int) -> [String]? {
    guard let text = sheet.text(row, PriceColumn.lines.rawValue, limit: 500) else { return nil }
    let known =
      CostPart.allCases.map { ($0.rawValue, $0.title.lowercased()) }
      + (0..<RequestForm.furtherItems).map { (RequestForm.furtherID($0), "") }
    var found: [String] = []
    for piece in text.split(whereSeparator: { ",;".contains($0) }) {
      let word = piece.trimmingCharacters(in: .whitespaces).lowercased()
      guard let match = known.first(where: { $0.0 == word || $0.1 == word && !word.isEmpty }) else {
        fail(
          "no item has the id “\(word.prefix(40))”", row, .lines,
          "write ids of the first column with commas, such as licence, modules")
        return nil
      }
      if !found.contains(match.0) { found.append(match.0) }
    }
    return found.isEmpty ? nil : found
  }

  // MARK: Between rows

  private func checkInclusions() {
    let quoted = Set(lines.compactMap(\.part))
    for holder in CostPart.allCases where !quoted.contains(holder) {
      for one in inside[holder] ?? [] {
        fail(
          "“\(holder.title)” is not quoted itself", one.row, .target,
          "choose the item whose price holds this one")
      }
    }
  }

  private func checkShares() {
    let ids = Set(lines.map(\.id))
    for share in shares {
      for id in share.ids where !ids.contains(id) {
        fail("“\(id)” is not quoted", share.row, .lines, "name items with a price")
      }
    }
  }

  // MARK: Cells

  private func isFilled(_ row: Int, _ column: PriceColumn) -> Bool {
    sheet.isFilled(row, column.rawValue)
  }

  private func fail(_ message: String, _ row: Int, _ column: PriceColumn, _ hint: String? = nil) {
    sheet.fail(message, row, column.rawValue, hint: hint)
  }

  private func origin(_ row: Int, _ column: PriceColumn) -> Origin {
    Origin(sheet: sheet.name, row: row, column: column.rawValue)
  }

  private func choice(_ row: Int, _ column: PriceColumn) -> String? {
    guard case .choice(let words) = column.kind else { return nil }
    return sheet.choice(row, column.rawValue, words)
  }

  private func number(_ row: Int, _ column: PriceColumn) -> Decimal? {
    guard case .number(let most) = column.kind else { return nil }
    let isMoney = [.price, .price1, .price2, .price3, .price4].contains(column)
    return sheet.number(
      row, column.rawValue, most: most, what: isMoney ? "the amount" : "the number",
      in: isMoney ? currency : nil)
  }

  private func share(_ row: Int, _ column: PriceColumn) -> Decimal? {
    guard case .share(let range) = column.kind else { return nil }
    return sheet.share(row, column.rawValue, range)
  }
}
