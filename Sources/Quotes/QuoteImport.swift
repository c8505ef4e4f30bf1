import Foundation
public import PlanModel
import Quantities
import Reporting
public import ScenarioFiles
import WorkbookReading

/// What comes of a folder of returned workbooks: profiles, or everything that is wrong with them.
public struct QuoteImport: Sendable {
  /// A vendor profile with an offer in it.
  public struct Profile: Sendable {
    /// Where it belongs below the output folder: `vendors/cirrus-cloud.yaml`.
    public var name: String
    /// The file.
    public var text: String
    /// What was read, for the person who asked.
    public var summary: [String]
  }

  /// In the order of the workbooks' names; to be used only where there are no problems.
  public private(set) var profiles: [Profile] = []
  /// Everything that has to be put right.
  public private(set) var problems: [QuoteProblem] = []
  /// Files of the folder that are no workbooks, and were left alone.
  public private(set) var others: [String] = []
  /// Whether there is no such folder, or no workbook in it.
  public private(set) var isMissing = false

  private let loaded: LoadedScenario
  private let scenario: Scenario
  private let loads: SheetDraft
  private let path: String
  private let like: String?

  /// Reads all workbooks of a folder.
  ///
  /// - Parameters:
  ///   - folder: Where the returned workbooks are.
  ///   - loaded: The scenario that they were made for.
  ///   - scenario: The same, as a plan.
  ///   - path: Where it was read from.
  ///   - like: The vendor whose technical part holds for a bidder without a profile.
  public init(
    folder: String, _ loaded: LoadedScenario, _ scenario: Scenario, path: String, like: String?
  ) {
    self.loaded = loaded
    self.scenario = scenario
    loads = LoadsSheet(scenario, RequestLoads(scenario)).draft
    self.path = path
    self.like = like
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder),
      isFolder.boolValue,
      let names = try? FileManager.default.contentsOfDirectory(atPath: folder)
    else {
      isMissing = true
      return
    }
    var read: [(file: String, quote: Quote)] = []
    for name in names.sorted() where !name.hasPrefix(".") && !name.hasPrefix("~$") {
      let problems = ProblemList(file: name)
      switch name.split(separator: ".").last.map({ $0.lowercased() }) {
      case "xlsx":
        if let quote = quote(folder + "/" + name, problems) { read.append((name, quote)) }
      case "xlsm", "xlsb", "xltm":
        problems.add("may hold macros", hint: "save it as an .xlsx workbook")
      case "xls", "ods":
        problems.add("is no .xlsx workbook", hint: "save it as one")
      default:
        others.append(name)
        continue
      }
      self.problems += problems.all
    }
    if read.isEmpty && problems.isEmpty { isMissing = true }
    for (place, one) in read.enumerated() {
      if let first = read[..<place].first(where: { $0.quote.id == one.quote.id }) {
        problems.append(
          QuoteProblem(
            file: one.file, sheet: RequestForm.SheetTitle.readMe, cell: "B4",
            message: "“\(one.quote.id)” is the bidder of \(first.file) too",
            hint: "keep one workbook of each bidder"))
      } else if let first = read[..<place].first(where: {
        $0.quote.bidder.lowercased() == one.quote.bidder.lowercased() && !one.quote.bidder.isEmpty
      }) {
        problems.append(
          QuoteProblem(
            file: one.file, sheet: RequestForm.SheetTitle.readMe, cell: "B7",
            message: "“\(one.quote.bidder)” is the bidder of \(first.file) too",
            hint: "keep one workbook of each bidder, or give two offers of one bidder two names"))
      } else {
        finish(one.quote, one.file)
      }
    }
  }

  private func quote(_ path: String, _ problems: ProblemList) -> Quote? {
    let limit = WorkbookFile.Limits().file
    // A link, a device or a pipe may have no end.
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: target),
      attributes[.type] as? FileAttributeType == .typeRegular
    else {
      problems.add("is no regular file")
      return nil
    }
    guard (attributes[.size] as? NSNumber)?.intValue ?? 0 <= limit else {
      problems.add("is bigger than \(limit / 1_000_000) MB")
      return nil
    }
    guard let data = FileManager.default.contents(atPath: target) else {
      problems.add("cannot be read")
      return nil
    }
    return QuoteReader.read(
      [UInt8](data), scenario, currencies: loaded.currencies, loads: loads, problems: problems
    ) { id in
      let text = id.flatMap { profile(of: $0) }.flatMap { ProfileText($0.text) }
      return (text?.text("contract", "signature"), text?.text("contract", "go-live"))
    }
  }

  /// The file of a vendor's profile.
  private func profile(of id: String) -> InputFile? {
    loaded.inputs.first { ProfileText($0.text)?.text("vendor") == id }
  }

  // MARK: Profiles

  private mutating func finish(_ quote: Quote, _ file: String) {
    let base = quote.isNew ? like : quote.id
    guard let base else {
      problems.append(
        QuoteProblem(
          file: file, message: "is the offer of a bidder without a profile",
          hint:
            "name the vendor whose technical part holds for it: --like \(scenario.vendors.first?.id ?? "")"
        ))
      return
    }
    guard let input = profile(of: base), let text = ProfileText(input.text) else {
      problems.append(
        QuoteProblem(
          file: file,
          message: "the profile of “\(base)” cannot be rewritten: its keys do not begin lines",
          hint: "write each key of the profile on a line of its own"))
      return
    }
    guard !problems.contains(where: { $0.file == file }) else { return }
    let blocks = Self.blocks(quote, text)
    // Seen from the scenario's folder, so that the profile is the same wherever it is made.
    let name = scenario.vendors.first { $0.id == base }?.prices.first?.location.file
    let (lines, origins) = text.replacing(
      head: Self.head(quote, file, name ?? base),
      blocks.map { ($0.key, $0.lines.map(\.text)) }, after: "prices")
    let profile = Profile(
      name: "vendors/\(quote.id).yaml", text: lines.joined(separator: "\n"),
      summary: Self.summary(quote, file) + remarks(quote))
    let found = check(profile, in: input.name) { line in
      guard let origin = origins[line] else { return nil }
      return blocks.first { $0.key == origin.key }?.lines[origin.line].origin
    }
    problems += found.map { problem in
      var problem = problem
      problem.file = file
      return problem
    }
    profiles.append(profile)
  }

  /// What the person who asked should know besides.
  private func remarks(_ quote: Quote) -> [String] {
    var lines: [String] = []
    if let cell = quote.changedLoads {
      lines += Self.lines(
        "Loads",
        "not those of the plan today, first in cell \(cell): what are the prices based on?")
    }
    if loaded.ownContracts.contains(quote.isNew ? like ?? "" : quote.id), !quote.contract.isEmpty {
      lines += Self.lines(
        "Contract", "without effect: the scenario states one of its own for this vendor")
    }
    return lines
  }

  /// A label with its text beside it.
  private static func lines(_ label: String, _ text: String) -> [String] {
    let gap = String(repeating: " ", count: 14)
    return text.onOneLine.wrapped(to: 82, lines: 40).enumerated().map { place, line in
      "  " + (place == 0 ? label + gap.dropFirst(label.count) : gap) + line
    }
  }

  /// Loads the scenario with a profile in the place of the file it was made from.
  ///
  /// - Returns: What the scenario's checks find, by the cells that it comes from.
  private func check(
    _ profile: Profile, in name: String, _ origin: (Int) -> Origin?
  ) -> [QuoteProblem] {
    let result = ScenarioLoader.load(path: path, replacing: [name: profile.text])
    let errors = result.diagnostics.filter { $0.severity == .error }
    return errors.map { error in
      let line = error.location.line - 1
      guard error.location.file == name, let origin = origin(line) else {
        let place = "\(error.location.file):\(error.location.line)"
        return QuoteProblem(
          file: "", message: "the plan does not take the offer: \(place): \(error.message)",
          hint: error.hint)
      }
      // Other hints speak of keys of the file, which who fills in a form does not know.
      let hint = error.hint.flatMap {
        $0.hasPrefix("did you mean") || $0.hasPrefix("tiers:") ? $0 : nil
      }
      return QuoteProblem(
        file: "", sheet: origin.sheet, cell: CellAddress(origin.row, origin.column).text,
        message: error.message, hint: hint)
    }
  }

  private static func blocks(
    _ quote: Quote, _ text: ProfileText
  ) -> [(key: String, lines: [ProfileLine])] {
    let detail = { (detail: RequestForm.Detail) in
      Origin(sheet: RequestForm.SheetTitle.readMe, row: detail.row, column: 1)
    }
    var blocks: [(key: String, lines: [ProfileLine])] = []
    if quote.isNew {
      blocks += [
        ("vendor", [ProfileLine("vendor: \(quote.id)", detail(.bidder))]),
        ("name", [ProfileLine("name: \(Written.text(quote.bidder))", detail(.bidder))]),
      ]
    }
    blocks += [
      ("basis", [ProfileLine("basis: quote")]),
      ("currency", [ProfileLine("currency: \(quote.currency)", detail(.currency))]),
      ("prices", quote.prices),
      ("discount", quote.discount.map { [$0] } ?? []),
      (
        "not-needed",
        quote.notNeeded.isEmpty
          ? []
          : [
            ProfileLine(
              "not-needed: [\(quote.notNeeded.map(\.part.rawValue).joined(separator: ", "))]",
              quote.notNeeded[0].origin)
          ]
      ),
      ("contract", quote.contract), ("requirements", quote.requirements),
    ]
    return blocks
  }

  private static func head(_ quote: Quote, _ file: String, _ base: String) -> [String] {
    var lines = [
      "Offer of \(quote.bidder)" + (quote.dated.map { " of \($0.iso)" } ?? "")
        + (quote.valid.map { ", valid until \($0.iso)" } ?? "")
        + (quote.contact.map { "; contact: \($0)" } ?? "") + ".",
      "Prices, contract and answers as filled into \(file); all else is that of \(base).",
    ]
    if !quote.notOffered.isEmpty {
      lines.append("Not offered: \(quote.notOffered.joined(separator: "; ")).")
    }
    if !quote.empty.isEmpty { lines.append("Left empty: \(quote.empty.joined(separator: "; ")).") }
    lines += quote.remarks.map { "Note on \($0)" }
    lines.append("The earlier profile began:")
    return lines.flatMap { Written.comment($0).wrapped(to: 98, lines: 100) }.map { "# " + $0 }
  }

  private static func summary(_ quote: Quote, _ file: String) -> [String] {
    func names(_ titles: [String]) -> String {
      titles.isEmpty ? "" : ": " + titles.joined(separator: "; ")
    }
    let answers = RequirementAnswer.Answer.allCases.compactMap { answer in
      quote.answers[answer].map { "\($0) \(answer.rawValue)" }
    }
    let needed = quote.notNeeded.map(\.part.title)
    let unanswered =
      quote.unanswered.isEmpty
      ? "" : ": " + (answers.isEmpty ? "all" : quote.unanswered.joined(separator: " "))
    return ["\(file.onOneLine): \(quote.bidder) → vendors/\(quote.id).yaml"]
      + [
        (
          "Quoted",
          "\(quote.quoted.count) items"
            + (quote.further.isEmpty ? "" : " and \(quote.further.count) further")
        ),
        ("Included", "\(quote.included.count)" + names(quote.included)),
        ("Not needed", "\(needed.count)" + names(needed)),
        ("Not offered", "\(quote.notOffered.count)" + names(quote.notOffered)),
        ("Left empty", "\(quote.empty.count)" + names(quote.empty)),
        ("Contract", "\(quote.terms) of \(RequestForm.Term.allCases.count) terms stated"),
        (
          "Requirements",
          (answers + ["\(quote.unanswered.count) unanswered"]).joined(separator: ", ")
            + unanswered
        ),
      ].flatMap(lines)
  }
}
