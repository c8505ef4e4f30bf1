import Costing
public import Evaluation
import PlanModel
import Quantities

/// Offers item by item: what each quotes, and what it leaves out.
public struct LikeForLikeSection: ReportSection {
  /// The chapter's heading.
  public let title = "Item by item"

  /// Makes the chapter.
  public init() {}

  /// The matrix, then what is to be asked.
  public func blocks(for comparison: Comparison) -> [ReportBlock] {
    guard let compared = comparison.likeForLike, compared.hasParts else { return [] }
    let greatest = comparison.vendors.map { comparison.major($0.cashFlow.nominal) }.max() ?? 0
    let unit = MoneyUnit(for: greatest / 1_000, currency: comparison.scenario.currency.code)
    let table = ReportTable(
      columns: [.init("Item", isNumeric: false)] + comparison.vendors.map { .init($0.name) },
      rows: compared.rows.map { row in
        [.text(row.item.title)] + row.answers.map { cell($0, comparison, unit) }
      } + [
        [.strong("Total")]
          + comparison.vendors.map {
            .strong(NumberText.whole(comparison.major($0.cashFlow.nominal) / unit.size))
          }
      ])
    return [
      .table(table),
      .paragraph(
        ReportText(
          "In \(unit.name), base case, undiscounted, all years. “Not quoted” is no zero: others have a price "
            + "for the item, and this offer says neither what it costs, nor which of its prices holds it, nor "
            + "that it does without.")),
    ] + missing(comparison, compared)
  }

  private func cell(
    _ answer: LikeForLike.Answer, _ comparison: Comparison, _ unit: MoneyUnit
  ) -> ReportCell {
    switch answer {
    case .amount(let amount, _): .count(comparison.major(amount) / unit.size)
    case .included, .notNeeded: .text(answer.words)
    case .notQuoted: .strong(answer.words)
    case .nothing: .text(NumberText.none)
    }
  }

  private func missing(_ comparison: Comparison, _ compared: LikeForLike) -> [ReportBlock] {
    let points = comparison.vendors.enumerated().compactMap { place, vendor -> ReportText? in
      let missing = compared.missing(of: place)
      guard !missing.isEmpty else { return nil }
      return .strong(vendor.name + ": ")
        + ReportText(missing.map { $0.title.lowercasedFirst }.joined(separator: ", "))
    }
    guard !points.isEmpty else { return [] }
    return [.paragraph("To be asked before prices are compared:"), .list(points)]
  }
}

extension LikeForLike {
  /// Whether any offer says which item a price is of.
  var hasParts: Bool { rows.contains { if case .part = $0.item { true } else { false } } }
}

extension LikeForLike.Row.Item {
  /// As reports name it.
  var title: String {
    switch self {
    case .part(let part): part.title
    case .other(let category): "Other: \(category.rawValue)"
    case .oldSystem: "The old system, as long as it is needed"
    }
  }
}

extension LikeForLike.Answer {
  /// What it says without an amount.
  var words: String {
    switch self {
    case .amount: ""
    case .included(let items): "in: " + items.map(\.onOneLine).joined(separator: ", ")
    case .notNeeded: "not needed"
    case .notQuoted: "not quoted"
    case .nothing: NumberText.none
    }
  }
}

extension String {
  /// With a small first letter, as inside a sentence.
  var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
