import Costing
package import Evaluation
import Foundation
import PlanModel
import Quantities

/// Writes a negotiation for other programs.
///
/// The top level is `format` (`pacsplan-negotiation`) and `format_version`, the `scenario`, `seed` and `currency`,
/// and the `offers`: `net_present_cost`, the best `rival` by its id, the `gap`, `break_evens` (what is changed:
/// `offer_discount`, `price` or `proportion` of a `line`; the `current` value, the `step`, and `turns` with two
/// neighbouring values as text, `low` and `high`, and the gap at each), `concessions`, and where `volume` and
/// `growth` turn the order. `volumes` and `growths` hold all offers' costs at each value that was replayed.
package struct NegotiationResults: Sendable {
  package init() {}

  /// The document as text.
  package func render(_ negotiation: Negotiation, version: String) -> String {
    let scenario = negotiation.scenario
    return JSONValue.object([
      "format": .string("pacsplan-negotiation"), "format_version": .integer(1),
      "pacsplan": .string(version), "scenario": .string(scenario.name),
      "currency": .string(scenario.currency.code), "seed": .unsigned(negotiation.seed),
      "offers": .array(negotiation.offers.map { offer($0, negotiation) }),
      "volumes": points(negotiation.volumes), "growths": points(negotiation.growths),
    ]).render()
  }

  private func offer(_ offer: Negotiation.Offer, _ negotiation: Negotiation) -> JSONValue {
    let vendors = negotiation.scenario.vendors
    return .object([
      "id": .string(vendors[offer.vendor].id), "name": .string(vendors[offer.vendor].name),
      "net_present_cost": .number(negotiation.costs[offer.vendor]),
      "rival": .string(vendors[offer.rival].id), "gap": .number(offer.gap),
      "not_quoted": .array(negotiation.missing[offer.vendor].map { .string($0.rawValue) }),
      "break_evens": .array(offer.breakEvens.map(breakEven)),
      "concessions": .array(
        offer.concessions.map { worth in
          .object([
            "title": .string(ConcessionRegistry.all[worth.concession].title),
            "worth": .number(worth.worth), "exit_worth": .number(worth.exitWorth),
            "gap": .number(worth.gap),
          ])
        }),
      "volume": .array(offer.volumeTurns.map(turn)), "growth": .array(offer.growthTurns.map(turn)),
    ])
  }

  private func breakEven(_ breakEven: BreakEven) -> JSONValue {
    let (kind, line): (String, String?) =
      switch breakEven.subject {
      case .offerDiscount: ("offer_discount", nil)
      case .price(let line): ("price", line)
      case .proportion(let line): ("proportion", line)
      }
    return .object([
      "changes": .string(kind), "line": .text(line), "item": .string(breakEven.item),
      "current": .string("\(breakEven.current)"), "step": .string("\(breakEven.step)"),
      "gap_at_best": .number(breakEven.gapAtBest), "greatest": .string("\(breakEven.greatest)"),
      "turns": .array(
        breakEven.turns.map { turn in
          .object([
            "low": .string("\(turn.low)"), "high": .string("\(turn.high)"),
            "gap_low": .number(turn.gapLow), "gap_high": .number(turn.gapHigh),
          ])
        }),
    ])
  }

  private func turn(_ turn: Negotiation.Turn) -> JSONValue {
    .object([
      "low": .number(turn.low), "high": .number(turn.high), "gap_low": .number(turn.gapLow),
      "gap_high": .number(turn.gapHigh),
    ])
  }

  private func points(_ points: [Negotiation.Point]) -> JSONValue {
    .array(
      points.map {
        .object(["value": .number($0.value), "net_present_costs": .numbers($0.costs)])
      })
  }
}
