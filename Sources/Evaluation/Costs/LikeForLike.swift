public import Costing
public import PlanModel
public import Quantities

/// Offers item by item: what each quotes, holds in another price, does without, or leaves out.
public struct LikeForLike: Sendable, Hashable {
  /// What an offer says of an item.
  public enum Answer: Sendable, Hashable {
    /// What it costs over the plan, undiscounted, base case, by the lines of the ledger that count.
    case amount(Money, lines: [Int])
    /// The price of other items holds it.
    case included(in: [String])
    /// It does without.
    case notNeeded
    /// Others quote it, and this one does not.
    case notQuoted
    /// Nothing, of what is no item that all have.
    case nothing
  }

  /// One item.
  public struct Row: Sendable, Hashable {
    /// What is compared.
    public enum Item: Sendable, Hashable {
      case part(CostPart)
      /// Lines of a category that name no item.
      case other(CostCategory)
      /// What the old system costs as long as it is needed.
      case oldSystem
    }
    public var item: Item
    /// In the order of the scenario.
    public var answers: [Answer]
  }

  /// In the order of the list, other lines after the items of their category.
  public var rows: [Row]

  /// Compares offers.
  ///
  /// - Parameters:
  ///   - profiles: The offers.
  ///   - ledgers: Theirs, in the base case.
  public init(_ profiles: [VendorProfile], _ ledgers: [Ledger]) {
    func amount(_ ledger: Ledger, _ isCounted: (PriceLine) -> Bool) -> Answer? {
      let lines = ledger.lines.indices.filter { isCounted(ledger.lines[$0].line) }
      guard !lines.isEmpty else { return nil }
      return .amount(
        lines.reduce(.zero) { $0 + ledger.lines[$1].amounts.reduce(.zero, +) }, lines: lines)
    }
    rows = []
    for category in CostCategory.allCases {
      for part in CostPart.allCases where part.category == category {
        let answers = zip(profiles, ledgers).map { profile, ledger -> Answer in
          if let amount = amount(ledger, { $0.origin.isOwn && $0.part == part }) { return amount }
          let holders = profile.prices.filter { $0.includes.contains(part) }.map(\.item)
          if !holders.isEmpty { return .included(in: holders) }
          return profile.notNeeded.contains(part) ? .notNeeded : .notQuoted
        }
        // What nobody quotes is no item of this comparison.
        if answers.contains(where: { if case .amount = $0 { true } else { false } }) {
          rows.append(Row(item: .part(part), answers: answers))
        }
      }
      let others = ledgers.map { ledger in
        amount(ledger) { $0.origin.isOwn && $0.part == nil && $0.category == category } ?? .nothing
      }
      if others.contains(where: { $0 != .nothing }) {
        rows.append(Row(item: .other(category), answers: others))
      }
    }
    let old = ledgers.map { amount($0) { !$0.origin.isOwn } ?? .nothing }
    if old.contains(where: { $0 != .nothing }) {
      rows.append(Row(item: .oldSystem, answers: old))
    }
  }

  /// The items that an offer leaves out though others quote them.
  ///
  /// - Parameter vendor: Its place in the scenario.
  /// - Returns: In the order of the list.
  public func missing(of vendor: Int) -> [CostPart] {
    rows.compactMap {
      if case .part(let part) = $0.item, $0.answers[vendor] == .notQuoted { part } else { nil }
    }
  }
}
