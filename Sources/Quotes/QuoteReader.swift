import Foundation
import PlanModel
import Quantities
import Reporting
import WorkbookReading

/// Reads one returned workbook.
struct QuoteReader {
  private let scenario: Scenario
  private let problems: ProblemList
  private let currencies: [String]
  private let planned: (signature: String?, goLive: String?)
  private var quote = Quote()

  /// Reads a workbook.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - scenario: The plan.
  ///   - currencies: Those that prices may be in.
  ///   - loads: What the sheet of loads would say today.
  ///   - problems: Takes everything that is wrong.
  ///   - planned: Gives the months of signature and go-live of a vendor's profile; nil is a new bidder.
  /// - Returns: What was filled in; nil where the workbook is no request, or of nobody known.
  static func read(
    _ bytes: [UInt8], _ scenario: Scenario, currencies: [String], loads: SheetDraft,
    problems: ProblemList, planned: (String?) -> (signature: String?, goLive: String?)
  ) -> Quote? {
    do throws(WorkbookFile.Problem) {
      let book = try WorkbookFile(bytes)
      guard !book.hasMacros else {
        problems.add("holds a macro", hint: "save it as an .xlsx workbook without macros")
        return nil
      }
      if book.hasExternalLinks {
        problems.add(
          "is linked to other files or sources", hint: "break the links, and write the values")
      }
      return sheets(of: book, scenario, currencies, loads, problems, planned)
    } catch {
      problems.add(error.message, sheet: error.sheet, at: error.cell, hint: error.hint)
      return nil
    }
  }

  private static func sheets(
    of book: WorkbookFile, _ scenario: Scenario, _ currencies: [String], _ loads: SheetDraft,
    _ problems: ProblemList, _ planned: (String?) -> (signature: String?, goLive: String?)
  ) -> Quote? {
    typealias Title = RequestForm.SheetTitle
    let titles = [Title.readMe, Title.loads, Title.prices, Title.contract, Title.requirements]
    let names = book.sheets.map(\.name)
    let more = names.filter { !titles.contains($0) }
    for title in titles where names.count(where: { $0 == title }) > 1 {
      problems.add("there are two sheets of this name", sheet: title, hint: "delete one of them")
    }
    for title in titles where !names.contains(title) {
      problems.add(
        "the sheet is missing", sheet: title,
        hint: more.first.map { "name the sheet “\($0.prefix(31))” so, if it is this one" }
          ?? "fill in a fresh copy of the request")
    }
    for name in more where titles.allSatisfy(names.contains) {
      problems.add(
        "is no sheet of the request", sheet: String(name.onOneLine.prefix(31)),
        hint: "write what it says into notes, and delete it")
    }
    func filled(_ name: String) -> FilledSheet? {
      book.sheet(name).map {
        FilledSheet($0, countsFrom1904: book.countsFrom1904, problems: problems)
      }
    }
    guard let readMe = filled(Title.readMe) else { return nil }
    func detail(_ detail: RequestForm.Detail) -> String? {
      readMe.text(detail.row, 1, limit: 200)
    }
    guard detail(.form) == RequestForm.version else {
      problems.add(
        "is no request of this program, or of another version of it", sheet: Title.readMe,
        at: CellAddress(RequestForm.Detail.form.row, 1),
        hint: "fill in a fresh copy of the request")
      return nil
    }
    let id = detail(.request) ?? ""
    let vendor = scenario.vendors.first { $0.id == id }
    guard vendor != nil || id == RequestForm.newBidder else {
      problems.add(
        "no vendor of the plan is called “\(id.prefix(60))”", sheet: Title.readMe,
        at: CellAddress(RequestForm.Detail.request.row, 1),
        hint: "the plan's vendors: \(scenario.vendors.map(\.id).joined(separator: ", "))")
      return nil
    }
    for detail in RequestForm.Detail.allCases
    where readMe.text(detail.row, 0, limit: 200) != detail.rawValue {
      readMe.fail(
        "expected “\(detail.rawValue)”", detail.row, 0,
        hint: "rows were deleted, added or changed: fill in a fresh copy of the request")
      return nil
    }
    let form = RequestForm(scenario, currencies: currencies, vendor: vendor)
    readMe.refuseForeign(besides: form.explained())
    var reader = QuoteReader(
      scenario: scenario, problems: problems, currencies: currencies, planned: planned(vendor?.id),
      quote: Quote())
    reader.quote.id = id
    reader.quote.isNew = vendor == nil
    reader.details(readMe)
    if let sheet = filled(Title.loads) {
      let changed = sheet.firstChange(from: loads)?.text
      reader.quote.changedLoads = changed
      // Of another plan the sheet may have other rows.
      sheet.refuseForeign { place, _ in
        changed != nil || loads.cells[CellReference(place.row, place.column)] != nil
      }
    }
    for draft in form.filled {
      guard let sheet = filled(draft.name), sheet.isAsSent(draft) else { continue }
      switch draft.name {
      case Title.prices: reader.prices(sheet)
      case Title.contract: reader.contract(sheet)
      default: reader.requirements(sheet)
      }
    }
    return reader.quote
  }

  // MARK: Read me

  private mutating func details(_ sheet: FilledSheet) {
    typealias Detail = RequestForm.Detail
    if let bidder = sheet.text(Detail.bidder.row, 1, limit: 200) {
      quote.bidder = bidder
      if quote.isNew {
        quote.id = Self.identifier(bidder)
        if quote.id.isEmpty || scenario.vendors.contains(where: { $0.id == quote.id }) {
          sheet.fail(
            quote.id.isEmpty
              ? "the name has no letter from A to Z"
              : "the plan has a vendor “\(quote.id)” already", Detail.bidder.row, 1,
            hint: quote.id.isEmpty
              ? "write it in Latin letters" : "fill in its own request, or write another name")
        }
      }
    } else {
      sheet.fail("the bidder has no name", Detail.bidder.row, 1, hint: "write the company's name")
    }
    quote.contact = sheet.text(Detail.contact.row, 1, limit: 200)
    quote.dated = sheet.day(Detail.dated.row, 1)
    if quote.dated == nil, !sheet.isFilled(Detail.dated.row, 1) {
      sheet.fail("the offer has no date", Detail.dated.row, 1, hint: "write it like 2026-11-30")
    }
    quote.valid = sheet.day(Detail.valid.row, 1)
    if let valid = quote.valid, let dated = quote.dated, valid < dated {
      sheet.fail("the offer ends on \(valid.iso), before its date", Detail.valid.row, 1)
    }
    guard let currency = sheet.text(Detail.currency.row, 1, limit: 10)?.uppercased() else {
      sheet.fail(
        "the prices have no currency", Detail.currency.row, 1,
        hint: "write one of: \(currencies.joined(separator: ", "))")
      return
    }
    quote.currency = currency
    if !currencies.contains(currency) {
      sheet.fail(
        "prices in \(currency) in a plan in \(scenario.currency.code), and no rate between the two",
        Detail.currency.row, 1,
        hint:
          "ask for prices in \(currencies.joined(separator: " or ")), or write a rate under 'exchange-rates' in the scenario"
      )
    }
  }

  /// A name for reference: `Äther Imaging GmbH` is `ather-imaging-gmbh`.
  static func identifier(_ name: String) -> String {
    let plain = name.folding(
      options: [.diacriticInsensitive, .caseInsensitive], locale: Locale(identifier: "en_US_POSIX"))
    let words = plain.lowercased().split { !$0.isASCII || !($0.isLetter || $0.isNumber) }
    var id = ""
    for word in words where id.count + word.count < 60 {
      id += (id.isEmpty ? "" : "-") + word
    }
    return id
  }

  private func source(_ sheet: String, row: Int? = nil) -> String {
    let place = row.map { ", row \($0 + 1)" } ?? ""
    return "Quote of \(quote.bidder), \(problems.file.shortened(to: 120)), sheet \(sheet)\(place)"
  }

  // MARK: Sheets

  private mutating func prices(_ sheet: FilledSheet) {
    var reader = PriceSheetReader(
      sheet, currency: quote.currency.isEmpty ? scenario.currency.code : quote.currency,
      dated: quote.dated?.iso, source: { [self] row in source(sheet.name, row: row) })
    reader.read(into: &quote)
  }

  private mutating func contract(_ sheet: FilledSheet) {
    typealias Column = RequestForm.ContractColumn
    typealias Term = RequestForm.Term
    var lines: [ProfileLine] = []
    func put(_ term: Term, _ value: String?) {
      guard let value else { return }
      lines.append(
        ProfileLine(
          "  \(term.rawValue): \(value)",
          Origin(sheet: sheet.name, row: term.row, column: Column.value)))
    }
    func share(_ term: Term) -> Decimal? {
      guard case .share(let range) = term.kind else { return nil }
      return sheet.share(term.row, Column.value, range)
    }
    func whole(_ term: Term) -> Int? {
      guard case .whole(let range) = term.kind else { return nil }
      return sheet.whole(term.row, Column.value, range)
    }
    put(.signature, sheet.month(Term.signature.row, Column.value) ?? planned.signature)
    put(.goLive, sheet.month(Term.goLive.row, Column.value) ?? planned.goLive)
    put(.term, whole(.term).map { "\($0)" })
    put(.priceHold, whole(.priceHold).map { "\($0)" })
    put(.renewalUplift, share(.renewalUplift).map(Written.share))
    put(.notice, whole(.notice).map { $0 == 1 ? "1 month" : "\($0) months" })
    put(.earlyExit, share(.earlyExit).map(Written.share))
    put(
      .returnRate,
      sheet.number(Term.returnRate.row, Column.value, most: 1_000_000).map { "\($0) MB/s" })
    quote.terms = Term.allCases.count { sheet.isFilled($0.row, Column.value) }
    if let discount = share(.discount) {
      quote.discount = ProfileLine(
        "discount: \(Written.share(discount))",
        Origin(sheet: sheet.name, row: Term.discount.row, column: Column.value))
    }
    let payments = payments(sheet)
    let exits = exits(sheet)
    guard !lines.isEmpty || !payments.isEmpty || !exits.isEmpty else { return }
    quote.contract =
      [ProfileLine("contract:")] + lines + payments + exits + [
        ProfileLine("  source: \(Written.text(source(sheet.name)))")
      ]
  }

  private func payments(_ sheet: FilledSheet) -> [ProfileLine] {
    typealias Column = RequestForm.ContractColumn
    var lines: [ProfileLine] = []
    var sum = Decimal.zero
    var isWhole = true
    let rows = (0..<RequestForm.payments).map(RequestForm.paymentRow)
    let filled = rows.filter { row in
      (Column.on...Column.share).contains { sheet.isFilled(row, $0) }
    }
    for row in filled {
      let on = sheet.choice(row, Column.on, ["signature", "go-live"])
      let month = sheet.month(row, Column.month)
      let after = sheet.whole(row, Column.after, 0...120)
      if sheet.isFilled(row, Column.on) == sheet.isFilled(row, Column.month) {
        sheet.fail(
          "the payment is due \(on == nil ? "at no time" : "at two times")", row, Column.on,
          hint: "choose signature or go-live, or write a month beside it")
      }
      guard let share = sheet.share(row, Column.share, 0...1) else {
        if !sheet.isFilled(row, Column.share) {
          sheet.fail("the payment has no share", row, Column.share, hint: "write it like 40 %")
        }
        isWhole = false
        continue
      }
      sum += share
      guard let due = on ?? month else { continue }
      lines.append(
        ProfileLine(
          "    - { on: \(due), share: \(Written.share(share))"
            + (after.map { ", months-after: \($0)" } ?? "") + " }",
          Origin(sheet: sheet.name, row: row, column: Column.on)))
    }
    if let first = filled.first, isWhole, sum != 1 {
      sheet.fail(
        "the shares of the payments add to \(Written.share(sum)), not to 100 %", first, Column.share
      )
    }
    return lines.isEmpty ? [] : [ProfileLine("  payments:")] + lines
  }

  private func exits(_ sheet: FilledSheet) -> [ProfileLine] {
    typealias Column = RequestForm.ContractColumn
    var lines: [ProfileLine] = []
    for number in 0..<RequestForm.exitLines {
      let row = RequestForm.exitRow(number)
      guard (Column.item...Column.note).contains(where: { sheet.isFilled(row, $0) }) else {
        continue
      }
      func origin(_ column: Int) -> Origin { Origin(sheet: sheet.name, row: row, column: column) }
      for (column, words) in [
        (Column.item, "what it is"), (Column.meter, "what the price is per"),
        (Column.price, "the price"),
      ] where !sheet.isFilled(row, column) {
        sheet.fail("the row does not say \(words)", row, column)
      }
      let meter = sheet.choice(row, Column.meter, RequestForm.exitMeters)
      let unit = sheet.choice(row, Column.unit, DataUnit.allCases.map(\.rawValue))
      let countsBytes = meter == "egress" || meter == "migrated-bytes"
      if meter != nil, countsBytes != sheet.isFilled(row, Column.unit) {
        sheet.fail(
          countsBytes
            ? "a price per bytes needs their unit" : "“\(meter ?? "")” has no unit of bytes", row,
          Column.unit)
      }
      let price = sheet.number(
        row, Column.price, most: 1_000_000_000, what: "the amount", in: quote.currency)
      let item = sheet.text(row, Column.item, limit: 200)
      let note = sheet.text(row, Column.note, limit: 1_000)
      guard let item, let meter, let price else { continue }
      lines += [
        ProfileLine("    - id: exit-\(number + 1)", origin(Column.item)),
        ProfileLine("      item: \(Written.text(item))", origin(Column.item)),
        ProfileLine("      meter: \(meter)", origin(Column.meter)),
      ]
      if let unit { lines.append(ProfileLine("      unit: \(unit)", origin(Column.unit))) }
      lines.append(ProfileLine("      price: \(price)", origin(Column.price)))
      lines.append(ProfileLine("      source: \(Written.text(source(sheet.name, row: row)))"))
      if let dated = quote.dated { lines.append(ProfileLine("      dated: \(dated.iso)")) }
      if let note {
        lines.append(ProfileLine("      note: \(Written.text(note))", origin(Column.note)))
      }
    }
    return lines.isEmpty ? [] : [ProfileLine("  exit:")] + lines
  }

  private mutating func requirements(_ sheet: FilledSheet) {
    typealias Column = RequestForm.RequirementColumn
    var lines: [ProfileLine] = []
    for (number, requirement) in Requirement.shipped.enumerated() {
      let row = RequestForm.firstRequirementRow + number
      let word = sheet.choice(row, Column.answer, RequirementAnswer.Answer.allCases.map(\.rawValue))
      let by = sheet.month(row, Column.by)
      let evidence = sheet.choice(
        row, Column.evidence, RequirementAnswer.Evidence.allCases.map(\.rawValue))
      let note = sheet.text(row, Column.note, limit: 1_000)
      guard let answer = word.flatMap({ RequirementAnswer.Answer(rawValue: $0) }) else {
        guard !sheet.isFilled(row, Column.answer) else { continue }
        quote.unanswered.append(requirement.id)
        if by != nil || evidence != nil || note != nil {
          sheet.fail(
            "the row has no answer, and something beside it", row, Column.answer,
            hint: "choose an answer, or empty the row")
        }
        continue
      }
      quote.answers[answer, default: 0] += 1
      if answer == .roadmap, !sheet.isFilled(row, Column.by) {
        sheet.fail(
          "a roadmap answer needs its month", row, Column.by, hint: "write it like 2027-06")
      }
      if answer == .full || answer == .none, sheet.isFilled(row, Column.by) {
        sheet.fail(
          "the answer is “\(answer.rawValue)”, and a month is named", row, Column.by,
          hint: "empty the cell, or choose roadmap or partial")
      }
      var rest = ""
      if let by { rest += ", by: \(by)" }
      if let evidence { rest += ", evidence: \(evidence)" }
      if let note { rest += ", note: \(Written.text(note))" }
      lines.append(
        ProfileLine(
          rest.isEmpty
            ? "  \(requirement.id): \(answer.rawValue)"
            : "  \(requirement.id): { answer: \(answer.rawValue)\(rest) }",
          Origin(sheet: sheet.name, row: row, column: Column.answer)))
    }
    if !lines.isEmpty { quote.requirements = [ProfileLine("requirements:")] + lines }
  }
}
