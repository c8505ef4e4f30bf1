package import Evaluation
import PlanModel
import Quantities

/// Writes how much bandwidth keeps the promises, for other programs.
///
/// The top level is `format` (`pacsplan-wan`) and `format_version`, what was asked (`until_year` from 1,
/// `share`, `replications`, `seed`, `allowed_misses`, `ladder_bits_per_second`), the `promises` (empty
/// where the usual limits of waits and loads stand in, `usual`) and the `offers`. Each has its `lines`:
/// `today`, `needed` and `one_step_below` with `up` and `down` bits a second; `needed` is null where no
/// bandwidth helps or, where `is_idle`, nothing needs the line, and `one_step_below` on the lowest step. `kept_replications` is of the promise that is
/// kept least; `kept_replications_at_most` is what can still be said after too many have missed. What no
/// bandwidth keeps is in `unkept`, with the queue that is the `limit`.
package struct WanDocument: Sendable {
  package init() {}

  /// The document as text.
  package func render(_ sizes: WanSizes, version: String) -> String {
    let question = sizes.question
    return JSONValue.object([
      "format": .string("pacsplan-wan"), "format_version": .integer(1),
      "pacsplan": .string(version), "scenario": .string(sizes.scenario.name),
      "until_year": .integer(Int64(question.until)), "share": .number(question.share),
      "replications": .integer(Int64(question.replications)), "seed": .unsigned(question.seed),
      "allowed_misses": .integer(Int64(question.allowedMisses)),
      "ladder_bits_per_second": .numbers(question.ladder.rungs.map(\.value)),
      "promises": .array(
        sizes.scenario.serviceLevels.map {
          .object([
            "id": .string($0.id), "measure": .string($0.measure.rawValue),
            "class": .text($0.patientClass?.name), "target_share": .number($0.target.value),
            "within_seconds": .number($0.within.value),
          ])
        }),
      "usual": sizes.scenario.serviceLevels.isEmpty
        ? .object([
          "p95_wait_seconds": .number(WanSizes.usualWait),
          "busy_hour_share": .number(WanSizes.usualBusy),
        ]) : .null,
      "offers": .array(sizes.offers.map { offer($0, sizes.scenario) }),
    ]).render()
  }

  private func offer(_ offer: WanSizes.Offer, _ scenario: Scenario) -> JSONValue {
    .object([
      "id": .string(offer.id), "name": .string(offer.name),
      "is_live_too_late": .boolean(offer.isLate),
      "lines": .array(offer.lines.map { line($0, scenario) }),
      "unkept": .array(
        offer.unkept.map { unkept in
          .object([
            "claim": claim(unkept.claim, scenario), "year": .integer(Int64(unkept.year)),
            "kept_replications": .integer(Int64(unkept.kept)),
            "lines": .array(unkept.lines.map { .string($0) }),
            "limit": unkept.limit.map(limit) ?? .null,
          ])
        }),
    ])
  }

  private func line(_ line: WanSizes.Line, _ scenario: Scenario) -> JSONValue {
    .object([
      "id": .string(line.id), "name": .string(line.name), "today": width(line.today),
      "useful_up_to_bits_per_second": line.usefulUpTo.map { .number($0.value) } ?? .null,
      "is_idle": .boolean(line.isIdle),
      "is_widened_for_others": .boolean(line.isWidened),
      "needed": line.needed.map { width($0.bandwidth) } ?? .null,
      "kept_replications": line.needed.map { .integer(Int64($0.kept)) } ?? .null,
      "one_step_below": line.needed?.below.map { below in
        .object([
          "bits_per_second": width(below.bandwidth),
          "kept_replications_at_most": .integer(Int64(below.keptAtMost)),
          "misses": claim(below.missed, scenario), "year": .integer(Int64(below.year)),
        ])
      } ?? .null,
    ])
  }

  private func claim(_ claim: WanSizes.Claim, _ scenario: Scenario) -> JSONValue {
    switch claim {
    case .promise(let level, let place):
      .object([
        "promise": .string(scenario.serviceLevels[level].id),
        "place": .text(scenario.placeName(place)),
      ])
    case .line(_, let name): .object(["line": .string(name)])
    }
  }

  private func limit(_ limit: WanSizes.Limit) -> JSONValue {
    .object([
      "stage": .string(limit.stage),
      "link_bits_per_second": limit.rate.map { .number($0.value) } ?? .null,
      "is_window_over_round_trip": .boolean(limit.isWindowed),
      "waits_for_round_trips": .boolean(limit.waitsForRoundTrips),
      "mean_service_seconds": .number(limit.service), "p95_wait_seconds": .number(limit.wait),
      "busy_hour_share": .number(limit.busyHour),
    ])
  }

  private func width(_ width: WanSizes.Bandwidth) -> JSONValue {
    .object(["up": .number(width.up.value), "down": .number(width.down.value)])
  }
}
