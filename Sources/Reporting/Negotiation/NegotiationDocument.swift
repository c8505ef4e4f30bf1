import Costing
package import Evaluation
import Foundation
import PlanModel
import Quantities

/// What to ask of each vendor and what it is worth, for the buyer alone.
package struct NegotiationDocument: Sendable {
  private let negotiation: Negotiation
  private let scenario: Scenario
  private let currency: Currency

  package init(_ negotiation: Negotiation) {
    self.negotiation = negotiation
    scenario = negotiation.scenario
    currency = scenario.currency
  }

  /// Its heading.
  package var title: String { "\(scenario.name): what to ask of the vendors (internal)" }

  /// Every piece in order.
  package var blocks: [ReportBlock] {
    head + negotiation.offers.sorted { order($0) < order($1) }.flatMap(blocks)
      + growth
  }

  private func order(_ offer: Negotiation.Offer) -> Double { negotiation.costs[offer.vendor] }

  private func name(_ vendor: Int) -> String { scenario.vendors[vendor].name.onOneLine }

  private func money(_ amount: Double) -> String { "\(NumberText.whole(amount)) \(currency.code)" }

  private var head: [ReportBlock] {
    [
      .paragraph(
        .strong("For the buyer alone. ")
          + ReportText(
            "A break-even is the rival's price in disguise: give no page of this document to a vendor. The "
              + "pages under vendors/ hold only what is asked of each.")),
      .paragraph(
        ReportText(
          "All amounts are net present costs of the base case over \(scenario.years) years, with every "
            + "uncertain value at its mean. A break-even is a pair of neighbouring prices: each was billed "
            + "anew, all else as offered, and a run with either price in the vendor's file gives the same "
            + "cost. Whether the order holds in other futures, a run with that price says.")),
      .table(
        ReportTable(
          columns: [
            .init("Vendor", isNumeric: false), .init("Net present cost"),
            .init("Best rival", isNumeric: false), .init("More than the best rival"),
            .init("Items not quoted", isNumeric: false),
          ],
          rows: negotiation.offers.sorted { order($0) < order($1) }.map { offer in
            let missing = negotiation.missing[offer.vendor].map(\.title)
            return [
              .text(name(offer.vendor)), .money(negotiation.costs[offer.vendor], currency),
              .text(name(offer.rival)),
              offer.gap < 0
                ? .text("cheapest, by \(money(-offer.gap))") : .money(offer.gap, currency),
              .text(missing.isEmpty ? NumberText.none : missing.joined(separator: ", ")),
            ]
          })),
    ]
  }

  private func blocks(_ offer: Negotiation.Offer) -> [ReportBlock] {
    [.subheading(name(offer.vendor)), .paragraph(gapWords(offer))]
      + [.table(breakEvens(offer))]
      + (offer.concessions.isEmpty ? [] : [.table(concessions(offer))])
  }

  private func gapWords(_ offer: Negotiation.Offer) -> ReportText {
    ReportText(
      offer.gap < 0
        ? "The cheapest offer: \(name(offer.rival)) costs \(money(-offer.gap)) more. The table says how far "
          + "a price may rise before that turns."
        : "Costs \(money(offer.gap)) more than \(name(offer.rival)), the cheapest other offer. The table "
          + "says how far a price alone would have to fall.")
  }

  private func breakEvens(_ offer: Negotiation.Offer) -> ReportTable {
    ReportTable(
      columns: [
        .init("What is changed", isNumeric: false), .init("As offered"),
        .init("Costs less than the best rival", isNumeric: false),
        .init("One step on, no longer", isNumeric: false), .init("Change"),
      ],
      rows: offer.breakEvens.flatMap { rows($0, offer) })
  }

  private func rows(_ breakEven: BreakEven, _ offer: Negotiation.Offer) -> [[ReportCell]] {
    let subject = breakEven.subject
    let now = value(breakEven.current, subject, offer)
    guard !breakEven.turns.isEmpty else {
      return [
        [
          .text(breakEven.item.onOneLine), .text(now), .text(unturned(breakEven, offer)),
          .text(NumberText.none), .text(NumberText.none),
        ]
      ]
    }
    return breakEven.turns.map { turn in
      let winning = turn.winning
      let losing = winning == turn.low ? turn.high : turn.low
      let side = winning == turn.low ? "or less" : "or more"
      return [
        .text(breakEven.item.onOneLine), .text(now),
        .text("at \(value(winning, subject, offer)) \(side)"),
        .text("at \(value(losing, subject, offer))"),
        .text(change(from: breakEven.current, to: winning, subject)),
      ]
    }
  }

  /// Why there is no break-even.
  private func unturned(_ breakEven: BreakEven, _ offer: Negotiation.Offer) -> String {
    if offer.gap < 0 {
      return breakEven.subject == .offerDiscount
        ? "stays the cheapest without any discount"
        : "stays the cheapest even at \(value(breakEven.greatest, breakEven.subject, offer))"
    }
    let free = breakEven.subject == .offerDiscount ? "with all of it taken off" : "at zero price"
    return "cannot close the gap alone: \(free) still \(money(breakEven.gapAtBest)) above"
  }

  private func value(
    _ value: Decimal, _ subject: BreakEven.Subject, _ offer: Negotiation.Offer
  ) -> String {
    switch subject {
    case .offerDiscount: NumberText.fixed(value.nearest * 100, decimals: 2) + " %"
    case .proportion: NumberText.fixed(value.nearest * 100, decimals: 2) + " % of its prices"
    case .price(let id):
      if scenario.vendors[offer.vendor].prices.first(where: { $0.id == id })?.meter.share != nil {
        NumberText.fixed(value.nearest * 100, decimals: 2) + " %"
      } else {
        NumberText.fixed(value.nearest, decimals: max(currency.digits, value.decimals))
      }
    }
  }

  private func change(from now: Decimal, to then: Decimal, _ subject: BreakEven.Subject) -> String {
    guard subject != .offerDiscount, now != 0 else {
      return NumberText.fixed((then - now).nearest * 100, decimals: 2) + " points"
    }
    return NumberText.fixed(((then - now) / now).nearest * 100, decimals: 1) + " %"
  }

  private func concessions(_ offer: Negotiation.Offer) -> ReportTable {
    ReportTable(
      columns: [
        .init("Concession", isNumeric: false), .init("Worth to us"),
        .init("Leaving at the end costs less by"), .init("Then more than the best rival"),
      ],
      rows: offer.concessions.sorted { $0.worth > $1.worth }.map { worth in
        [
          .text(ConcessionRegistry.all[worth.concession].title), .money(worth.worth, currency),
          abs(worth.exitWorth) < 0.5
            ? .text(NumberText.none) : .money(worth.exitWorth, currency),
          worth.gap >= 0
            ? .money(worth.gap, currency)
            : offer.gap >= 0
              ? .strong("cheapest, by \(money(-worth.gap))")
              : .text("cheapest, by \(money(-worth.gap))"),
        ]
      })
  }

  // MARK: Volume and growth

  private var growth: [ReportBlock] {
    [
      .subheading("If volume or growth is another"),
      .paragraph(
        "Each value was replayed with all offers: the studies of every stream, now and later, times the factor; "
          + "or points added to the yearly growth of every stream. Recorded studies stay as they are."
      ),
      .chart(file: "volume.svg", description: VolumeChart(negotiation, of: .volume).description),
      .chart(file: "growth.svg", description: VolumeChart(negotiation, of: .growth).description),
      .list(
        negotiation.offers.sorted { order($0) < order($1) }.map { offer in
          .strong("\(name(offer.vendor)) against \(name(offer.rival)): ")
            + ReportText(
              turns(offer.volumeTurns, "volume", offer) { NumberText.fixed($0, decimals: 3) }
                + "; "
                + turns(offer.growthTurns, "growth", offer) {
                  NumberText.fixed($0 * 100, decimals: 2) + " points"
                } + ".")
        }),
    ]
  }

  private func turns(
    _ turns: [Negotiation.Turn], _ what: String, _ offer: Negotiation.Offer,
    _ text: (Double) -> String
  ) -> String {
    let grid =
      what == "volume" ? Negotiation.volumeGrid : Negotiation.growthGrid
    guard !turns.isEmpty else {
      let ends = [grid[0], grid[grid.count - 1]].map(text)
      return "the order holds for every \(what) from \(ends[0]) to \(ends[1])"
    }
    return "the order turns at a \(what) "
      + turns.map { turn in
        let side = turn.gapLow < 0 ? "cheaper below" : "cheaper above"
        return "between \(text(turn.low)) and \(text(turn.high)) (\(side))"
      }.joined(separator: " and ")
  }

  /// The drawings that it names.
  package var charts: [ChartFile] {
    [VolumeChart(negotiation, of: .volume).file, VolumeChart(negotiation, of: .growth).file]
  }
}
