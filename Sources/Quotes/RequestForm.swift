import Costing
package import PlanModel
import Quantities
package import Reporting
import WorkbookReading

/// The sheets of a request for an offer, and where each answer stands in them.
///
/// The same values make the file that goes out and read the one that comes back, so that the two cannot
/// disagree about a row.
package struct RequestForm: Sendable {
  /// What the form is called inside of the file; changes when rows or columns move.
  static let version = "pacsplan request 1"
  /// The request to somebody who has no profile.
  package static let newBidder = "new-bidder"

  /// The names of the sheets.
  enum SheetTitle {
    static let readMe = "Read me"
    static let loads = "Loads"
    static let prices = "Prices"
    static let contract = "Contract"
    static let requirements = "Requirements"
  }

  /// What stands on the sheet "Read me" beside its labels.
  enum Detail: String, CaseIterable {
    case request = "Request"
    case form = "Form"
    case plan = "Plan"
    case bidder = "Bidder"
    case contact = "Contact"
    case dated = "Date of the offer"
    case valid = "Valid until"
    case currency = "Currency of your prices"

    /// The row, from 0.
    var row: Int { (Self.allCases.firstIndex(of: self) ?? 0) + 3 }

    var isFixed: Bool { [.request, .form, .plan].contains(self) }
  }

  /// The terms of the sheet "Contract".
  enum Term: String, CaseIterable {
    case term
    case priceHold = "price-hold"
    case renewalUplift = "renewal-uplift"
    case notice
    case earlyExit = "early-exit"
    case returnRate = "return-rate"
    case discount
    case signature
    case goLive = "go-live"

    var row: Int { (Self.allCases.firstIndex(of: self) ?? 0) + 4 }

    var title: String {
      switch self {
      case .term: "Term in years"
      case .priceHold: "Price hold in years"
      case .renewalUplift: "Renewal uplift"
      case .notice: "Notice in months"
      case .earlyExit: "Share paid on early exit"
      case .returnRate: "Return of the data, MB a second"
      case .discount: "Discount on the whole offer"
      case .signature: "Signature (month)"
      case .goLive: "Go-live (month)"
      }
    }

    var meaning: String {
      switch self {
      case .term: "From go-live to the first renewal, and from each to the next."
      case .priceHold: "Years of the plan, from the first, in which no price rises."
      case .renewalUplift: "By how much running prices rise with each renewal."
      case .notice: "From notice to the end of the contract."
      case .earlyExit:
        "Of the running payments up to the end of the term, if the buyer leaves before."
      case .returnRate: "How fast all studies are given back at the end; MB are 10⁶ bytes."
      case .discount:
        "Taken off every price of the offer, but for network, staff and rooms, on top of the rows' own."
      case .signature: "Like 2026-10. Empty: as the buyer plans."
      case .goLive: "Like 2027-07. Empty: as the buyer plans."
      }
    }

    var kind: PriceColumn.Kind {
      switch self {
      case .term: .whole(1...40)
      case .priceHold: .whole(0...40)
      case .notice: .whole(1...60)
      case .renewalUplift: .share(-0.5...1)
      case .earlyExit, .discount: .share(0...1)
      case .returnRate: .number(most: 1_000_000)
      case .signature, .goLive: .text(limit: 10)
      }
    }
  }

  /// Columns of the sheet "Contract"; its tables use them for different things.
  enum ContractColumn {
    static let id = 0
    static let title = 1
    static let value = 2
    static let meaning = 3
    // Payments.
    static let on = 1
    static let month = 2
    static let after = 3
    static let share = 4
    // Exit lines.
    static let item = 1
    static let meter = 2
    static let unit = 3
    static let price = 4
    static let note = 5
  }

  /// Columns of the sheet "Requirements".
  enum RequirementColumn {
    static let id = 0
    static let text = 1
    static let category = 2
    static let must = 3
    static let answer = 4
    static let by = 5
    static let evidence = 6
    static let note = 7
  }

  static let firstPriceRow = 4
  static let furtherItems = 15
  /// The row of each item of a complete offer.
  static func row(of part: CostPart) -> Int {
    firstPriceRow + (CostPart.allCases.firstIndex(of: part) ?? 0)
  }
  /// The heading over the further items.
  static let furtherHeading = firstPriceRow + CostPart.allCases.count + 1
  static func furtherRow(_ number: Int) -> Int { furtherHeading + 1 + number }
  static func furtherID(_ number: Int) -> String { "further-\(number + 1)" }

  static let payments = 6
  static let paymentHeading = 4 + Term.allCases.count + 1
  static func paymentRow(_ number: Int) -> Int { paymentHeading + 2 + number }
  static let exitLines = 5
  static let exitHeading = paymentHeading + 2 + payments + 1
  static func exitRow(_ number: Int) -> Int { exitHeading + 2 + number }
  static let exitMeters = ["once", "egress", "migrated-bytes", "migrated-study"]

  static let firstRequirementRow = 4

  /// Its id: a vendor's, or that for new bidders.
  package let id: String
  private let scenario: Scenario
  private let vendor: VendorProfile?
  private let currencies: [String]

  /// Makes the form for a vendor, or for somebody who has no profile.
  ///
  /// - Parameters:
  ///   - scenario: The plan.
  ///   - currencies: Those that prices may be in, the plan's first.
  ///   - vendor: Whom it is for; nil is somebody without a profile.
  package init(_ scenario: Scenario, currencies: [String], vendor: VendorProfile?) {
    id = vendor?.id ?? Self.newBidder
    self.scenario = scenario
    self.vendor = vendor
    self.currencies = currencies
  }

  /// The name of its file.
  package var fileName: String { "request-\(id).xlsx" }

  /// The sheets; without loads that one is left out.
  package func sheets(_ loads: RequestLoads?) -> [SheetDraft] {
    [readMe()] + (loads.map { [LoadsSheet(scenario, $0).draft] } ?? []) + [
      prices(), contract(), requirements(),
    ]
  }

  /// Tells whether a cell of the sheet "Read me" is one of the form: a detail, or one of its explanations,
  /// wherever that stands, since their rows and some of their words follow the plan.
  func explained() -> (_ place: CellAddress, _ text: String) -> Bool {
    let texts = Set(
      readMe().cells.values.compactMap { cell in
        if case .text(let text) = cell.content { text.onOneLine } else { nil }
      })
    return { place, text in
      place.column <= 2 && place.row <= Detail.currency.row || texts.contains(text)
        || text.hasPrefix(Self.tiersBegin)
    }
  }

  private static let tiersBegin = "Your system's kinds of storage as the buyer knows them: "

  /// The sheets with rows that a bidder fills in.
  var filled: [SheetDraft] { [prices(), contract(), requirements()] }

  // MARK: Read me

  private func readMe() -> SheetDraft {
    var draft = SheetDraft(name: SheetTitle.readMe)
    draft.tabColour = 0x1F3B57
    draft.widths = [0: 26, 1: 40, 2: 120]
    draft.put("Request for an offer", 0, 0, Looks.title)
    draft.put(
      "Please fill in the yellow cells of all sheets and send the workbook back as it is.", 1, 0,
      Looks.note)
    for detail in Detail.allCases {
      draft.put(detail.rawValue, detail.row, 0, Looks.bold)
      draft.put(
        meaning(of: detail), detail.row, 2,
        Looks.note.with {
          $0.wraps = true
          $0.indent = 1
        })
    }
    draft.put(id, Detail.request.row, 1, Looks.wrapped)
    draft.put(Self.version, Detail.form.row, 1, Looks.wrapped)
    draft.put(scenario.name.onOneLine.shortened(to: 200), Detail.plan.row, 1, Looks.wrapped)
    for detail in [Detail.bidder, .contact] {
      input(.text(limit: 200), detail.rawValue, detail.row, 1, &draft)
    }
    for detail in [Detail.dated, .valid] {
      draft.put(.blank, detail.row, 1, Self.look(.date).with { $0.alignment = .left })
    }
    draft.put(.text(scenario.currency.code), Detail.currency.row, 1, Self.textLook)
    let last = Detail.currency.row
    draft.rules[CellReference(last, 1)] = InputRule(
      kind: "Currency", limits: .oneOf(currencies),
      message: "One of: \(currencies.joined(separator: ", ")).")
    var row = last + 2
    row = paragraphs("How to fill it in", Self.steps, at: row, &draft)
    row = paragraphs("What cannot be read", Self.refused, at: row, &draft)
    if let vendor, !vendor.storage.tiers.isEmpty {
      row = paragraphs(
        "Kinds of storage",
        [
          Self.tiersBegin + vendor.storage.tiers.map(\.id).joined(separator: ", ")
            + ". Name them so in the column “\(PriceColumn.tier.head)”."
        ], at: row, &draft)
    }
    row = table(
      "What a price may be paid for", ["Word", "Meaning"],
      MeterRegistry.all.map { ($0.name, MeterWords.meaning(of: $0)) }, at: row, &draft)
    _ = table(
      "Columns of the sheet “Prices”", ["Column", "Meaning"],
      PriceColumn.allCases.map { (columnName($0), $0.meaning) }, at: row, &draft)
    draft.fitHeights()
    return draft
  }

  private func columnName(_ column: PriceColumn) -> String {
    "\(CellReference.letters(column.rawValue))  \(column.head)"
  }

  private func meaning(of detail: Detail) -> String {
    switch detail {
    case .request:
      "Fixed. Whose answers these are; a new bidder's are told apart by the name below."
    case .form: "Fixed."
    case .plan: "Fixed. The hospital whose loads are on the sheet “Loads”."
    case .bidder: "The company that makes the offer."
    case .contact: "Who answers questions about it."
    case .dated: "Like 2026-11-30. Every price is noted with this day."
    case .valid: "The last day on which the offer can be accepted."
    case .currency:
      "The plan is in \(scenario.currency.code). Possible here: \(currencies.joined(separator: ", "))."
    }
  }

  private static let steps = [
    "1. Base prices on the sheet “Loads”. It holds no price and no figure of any bidder.",
    "2. On “Prices” answer every row: quoted, included, not needed or not offered. A quoted row needs what the price is paid for, and the price. What the list does not name goes under “Further items”.",
    "3. Fill in “Contract” as far as your offer says something about it. What is empty counts as not stated.",
    "4. On “Requirements” answer each row: full, partial, roadmap (with the month) or none.",
    "Amounts are plain numbers in the currency above, without tax. Shares are typed with their sign: 5 %.",
  ]

  private static let refused = [
    "Formulas: write the values. Macros, and links to other files.",
    "Renamed, missing or further sheets. Deleted, added or moved rows and columns. Merged cells.",
    "Words where a number belongs: “about 300”, “on request”. Use the note.",
    "Anything written outside of the yellow cells.",
  ]

  private func paragraphs(
    _ heading: String, _ texts: [String], at row: Int, _ draft: inout SheetDraft
  ) -> Int {
    band(heading, row, 2, &draft)
    for (number, text) in texts.enumerated() {
      // Over the three columns: long lines are broken by hand, since merged cells are not for forms.
      draft.put(text, row + 1 + number, 0, Looks.plain)
    }
    return row + texts.count + 2
  }

  private func table(
    _ heading: String, _ heads: [String], _ rows: [(String, String)], at row: Int,
    _ draft: inout SheetDraft
  ) -> Int {
    band(heading, row, 2, &draft)
    for (number, pair) in rows.enumerated() {
      draft.put(pair.0, row + 1 + number, 0, Looks.wrapped)
      draft.put(pair.1, row + 1 + number, 1, Looks.plain)
    }
    return row + rows.count + 2
  }

  private func band(_ text: String, _ row: Int, _ last: Int, _ draft: inout SheetDraft) {
    draft.put(text, row, 0, Looks.heading)
    for column in 1...last { draft.put(.blank, row, column, Looks.heading) }
  }

  /// The range of the words for what prices are paid for.
  private var meterWords: String {
    let draft = readMe()
    let first =
      draft.cells.first { $0.value.content == .text("What a price may be paid for") }?.key.row ?? 0
    return draft.address(first + 1, 0) + ":"
      + CellReference(first + MeterRegistry.all.count, 0).text(.both)
  }

  // MARK: Prices

  private func prices() -> SheetDraft {
    var draft = SheetDraft(name: SheetTitle.prices)
    draft.tabColour = 0xE0B000
    draft.frozen = CellReference(Self.firstPriceRow, 2)
    draft.repeatedRows = 3...3
    draft.repeatedColumns = 0...1
    draft.pagesAcross = 4
    draft.put("Prices", 0, 0, Looks.title)
    draft.put(
      "Answer every row. Amounts in the currency named on “Read me”, without tax; the columns are explained there.",
      1, 0, Looks.note)
    for column in PriceColumn.allCases {
      draft.put(column.head, 3, column.rawValue, Looks.columnHead)
      draft.widths[column.rawValue] = column.width
    }
    let words = meterWords
    for part in CostPart.allCases {
      let row = Self.row(of: part)
      draft.put(part.rawValue, row, PriceColumn.id.rawValue, Looks.unit)
      draft.put(part.title, row, PriceColumn.item.rawValue, Looks.wrapped)
      draft.put(part.category.rawValue, row, PriceColumn.category.rawValue, Looks.unit)
      for column in PriceColumn.allCases where column.rawValue > PriceColumn.category.rawValue {
        inputCell(column, row, words, &draft)
      }
    }
    band("Further items", Self.furtherHeading, PriceColumn.note.rawValue, &draft)
    draft.pageBreaks = [Self.furtherHeading]
    for number in 0..<Self.furtherItems {
      let row = Self.furtherRow(number)
      draft.put(Self.furtherID(number), row, PriceColumn.id.rawValue, Looks.unit)
      for column in PriceColumn.allCases
      where column.rawValue > PriceColumn.id.rawValue && column != .answer {
        inputCell(column, row, words, &draft)
      }
      draft.put("–", row, PriceColumn.answer.rawValue, Looks.unit)
    }
    draft.fitHeights()
    draft.heights[3] = 32
    return draft
  }

  private func inputCell(
    _ column: PriceColumn, _ row: Int, _ words: String, _ draft: inout SheetDraft
  ) {
    let name = String(column.head.prefix(32))
    switch column {
    case .target:
      draft.put(.blank, row, column.rawValue, Self.textLook)
      let items =
        draft.address(Self.firstPriceRow, PriceColumn.item.rawValue) + ":"
        + CellReference(
          Self.firstPriceRow + CostPart.allCases.count - 1, PriceColumn.item.rawValue
        ).text(.both)
      draft.rules[CellReference(row, column.rawValue)] = InputRule(
        kind: name, limits: .listed(items), message: "One of the items of the buyer.")
    case .meter:
      draft.put(.blank, row, column.rawValue, Self.textLook)
      draft.rules[CellReference(row, column.rawValue)] = InputRule(
        kind: name, limits: .listed(words), message: "One of the words on “Read me”.")
    case .category:
      input(.choice(CostCategory.allCases.map(\.rawValue)), name, row, column.rawValue, &draft)
    case .tier where vendor != nil:
      let tiers = vendor?.storage.tiers.map(\.id) ?? []
      // A list in a rule has 255 characters.
      if tiers.joined(separator: ",").count < 250 {
        input(.choice(tiers), name, row, column.rawValue, &draft)
      } else {
        input(column.kind, name, row, column.rawValue, &draft)
      }
    default: input(column.kind, name, row, column.rawValue, &draft)
    }
  }

  // MARK: Contract

  private func contract() -> SheetDraft {
    var draft = SheetDraft(name: SheetTitle.contract)
    draft.tabColour = 0xE0B000
    draft.widths = [0: 16, 1: 34, 2: 18, 3: 14, 4: 13, 5: 60]
    draft.put("Contract", 0, 0, Looks.title)
    draft.put("What is empty counts as not stated.", 1, 0, Looks.note)
    for (column, head) in ["Id", "Term", "Value", "Meaning", "", ""].enumerated() {
      draft.put(head, 3, column, Looks.columnHead)
    }
    for term in Term.allCases {
      draft.put(term.rawValue, term.row, ContractColumn.id, Looks.unit)
      draft.put(term.title, term.row, ContractColumn.title, Looks.plain)
      input(term.kind, term.title, term.row, ContractColumn.value, &draft)
      draft.put(
        term.meaning, term.row, ContractColumn.meaning, Looks.note.with { $0.indent = 1 })
    }
    band("Payments of what is bought: the shares add to 100 %", Self.paymentHeading, 5, &draft)
    for (column, head) in ["Id", "Due on", "Or in the month", "Months after", "Share", ""]
      .enumerated()
    {
      draft.put(head, Self.paymentHeading + 1, column, Looks.columnHead)
    }
    for number in 0..<Self.payments {
      let row = Self.paymentRow(number)
      draft.put("payment-\(number + 1)", row, ContractColumn.id, Looks.unit)
      input(.choice(["signature", "go-live"]), "Due on", row, ContractColumn.on, &draft)
      input(.text(limit: 10), "Month, like 2027-10", row, ContractColumn.month, &draft)
      input(.whole(0...120), "Months after", row, ContractColumn.after, &draft)
      input(.share(0...1), "Share", row, ContractColumn.share, &draft)
    }
    band("Prices of leaving", Self.exitHeading, 5, &draft)
    for (column, head) in ["Id", "Item", "Price is per", "Unit of bytes", "Price", "Note"]
      .enumerated()
    {
      draft.put(head, Self.exitHeading + 1, column, Looks.columnHead)
    }
    for number in 0..<Self.exitLines {
      let row = Self.exitRow(number)
      draft.put("exit-\(number + 1)", row, ContractColumn.id, Looks.unit)
      input(.text(limit: 200), "Item", row, ContractColumn.item, &draft)
      input(.choice(Self.exitMeters), "Price is per", row, ContractColumn.meter, &draft)
      input(PriceColumn.unit.kind, "Unit of bytes", row, ContractColumn.unit, &draft)
      input(PriceColumn.price.kind, "Price", row, ContractColumn.price, &draft)
      input(.text(limit: 1_000), "Note", row, ContractColumn.note, &draft)
    }
    draft.put(
      "once: one sum. egress, migrated-bytes: all bytes that are then stored, once. migrated-study: each study that is then stored.",
      Self.exitRow(Self.exitLines), 0, Looks.note)
    draft.fitHeights()
    return draft
  }

  // MARK: Requirements

  private func requirements() -> SheetDraft {
    var draft = SheetDraft(name: SheetTitle.requirements)
    draft.tabColour = 0xE0B000
    draft.frozen = CellReference(Self.firstRequirementRow, 2)
    draft.repeatedRows = 3...3
    draft.widths = [0: 7, 1: 84, 2: 13, 3: 7, 4: 11, 5: 11, 6: 15, 7: 50]
    draft.put("Requirements", 0, 0, Looks.title)
    draft.put(
      "full: met in full today. partial: in part. roadmap: later, with the month. none: not at all.",
      1, 0, Looks.note)
    let heads = ["Id", "Requirement", "Category", "Must", "Answer", "By month", "Evidence", "Note"]
    for (column, head) in heads.enumerated() { draft.put(head, 3, column, Looks.columnHead) }
    for (number, requirement) in Requirement.shipped.enumerated() {
      let row = Self.firstRequirementRow + number
      draft.put(requirement.id, row, RequirementColumn.id, Looks.unit)
      draft.put(requirement.text, row, RequirementColumn.text, Looks.wrapped)
      draft.put(requirement.category, row, RequirementColumn.category, Looks.unit)
      draft.put(requirement.isGate ? "must" : "–", row, RequirementColumn.must, Looks.unit)
      input(
        .choice(RequirementAnswer.Answer.allCases.map(\.rawValue)), "Answer", row,
        RequirementColumn.answer, &draft)
      input(.text(limit: 10), "Month, like 2027-06", row, RequirementColumn.by, &draft)
      input(
        .choice(RequirementAnswer.Evidence.allCases.map(\.rawValue)), "Evidence", row,
        RequirementColumn.evidence, &draft)
      input(.text(limit: 1_000), "Note", row, RequirementColumn.note, &draft)
    }
    draft.fitHeights()
    return draft
  }

  // MARK: Inputs

  private static let textLook = look(.text).with {
    $0.alignment = .left
    $0.wraps = true
  }

  private static func look(_ number: CellStyle.Number) -> CellStyle {
    Looks.input(number).with { $0.isFramed = true }
  }

  /// An empty cell of a kind, with what may be typed into it.
  private func input(
    _ kind: PriceColumn.Kind, _ name: String, _ row: Int, _ column: Int, _ draft: inout SheetDraft
  ) {
    let (look, limits, message): (CellStyle, InputRule.Limits, String) =
      switch kind {
      case .fixed, .listed: (Self.textLook, .any, "")
      case .text(let limit): (Self.textLook, .any, "At most \(limit) characters.")
      case .number(let most):
        (Self.look(.price(digits: 0)), .between(0, most), "A number of at least 0, alone.")
      case .share(let range):
        (
          Self.look(.percent), .between(range.lowerBound, range.upperBound),
          "A share from \(NumberText.whole(range.lowerBound * 100)) % to \(NumberText.whole(range.upperBound * 100)) %."
        )
      case .whole(let range):
        (
          Self.look(.year), .between(Double(range.lowerBound), Double(range.upperBound)),
          "A whole number from \(range.lowerBound) to \(range.upperBound)."
        )
      case .choice(let words):
        (Self.textLook, .oneOf(words), "One of: \(words.joined(separator: ", ")).")
      }
    draft.put(.blank, row, column, look)
    guard limits != .any else { return }
    draft.rules[CellReference(row, column)] = InputRule(
      kind: String(name.prefix(32)), limits: limits, message: message)
  }
}
