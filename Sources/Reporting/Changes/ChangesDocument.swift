import Quantities

/// Writes a comparison of runs for other programs.
///
/// The top level is `format` (`pacsplan-changes`) and `format_version`, the `runs`, the `notes` on what
/// can be subtracted, the planning `years` that are shown, the `steps` (which run is subtracted from
/// which, by place), the `causes` of what each step does to each offer's net present cost, and the `figures`, each with its lines: an offer's id or null, the item, one value
/// a run and one change a step. A value or change that there is not is null; a band is an object of
/// `p10`, `p50` and `p90`; a change of days is a number of days, one of money
/// that of whole units.
package struct ChangesDocument: Sendable {
  package init() {}

  /// The document as text.
  package func render(_ comparison: RunComparison) -> String {
    JSONValue.object([
      "format": .string("pacsplan-changes"), "format_version": .integer(1),
      "runs": .array(
        comparison.runs.map { run in
          .object([
            "label": .string(run.label), "name": .string(run.results.scenario.name),
            "seed": .unsigned(run.results.seed),
            "replications": .integer(Int64(run.results.replications)),
            "currency": .string(run.results.scenario.currency),
            "start": .string(run.results.scenario.start),
            "years": .integer(Int64(run.results.scenario.years)),
            "pacsplan": .string(run.results.pacsplan),
          ])
        }),
      "notes": .array(comparison.notes.map { .string($0) }),
      "years": .array(comparison.years.map { .integer(Int64($0 + 1)) }),
      "steps": .array(
        comparison.steps.map {
          .object(["before": .integer(Int64($0.before)), "after": .integer(Int64($0.after))])
        }),
      "causes": .array(
        comparison.causes.map { step, offer, causes in
          .object([
            "step": .integer(Int64(step)), "offer": .string(offer),
            "volume_major_units": .number(causes.volume), "size_major_units": .number(causes.size),
            "counts_major_units": .number(causes.counts),
            "price_major_units": .number(causes.price), "term_major_units": .number(causes.term),
            "items_major_units": .number(causes.items), "total_major_units": .number(causes.total),
          ])
        }),
      "figures": .array(ComparedFigureRegistry.all.map { figure($0, comparison) }),
    ]).render()
  }

  private func figure(_ figure: any ComparedFigure, _ comparison: RunComparison) -> JSONValue {
    .object([
      "id": .string(figure.id), "title": .string(figure.title),
      "lines": .array(
        comparison.lines(of: figure).map { line in
          .object([
            "offer": .text(line.offer), "item": .string(line.item),
            "kind": .text(line.values.lazy.compactMap(\.self).first?.kind),
            "unit": .text(line.values.lazy.compactMap(\.self).first?.unitName),
            "values": .array(line.values.map { $0?.json ?? .null }),
            "changes": .array(line.changes.map(\.json)),
          ])
        }),
    ])
  }
}

extension FigureValue {
  fileprivate var kind: String {
    switch self {
    case .base: "base"
    case .mean: "mean"
    case .band: "band"
    case .day: "day"
    case .words: "words"
    }
  }

  fileprivate var unitName: String? {
    switch self {
    case .base(_, let unit), .mean(_, let unit), .band(_, let unit): unit.name
    case .day, .words: nil
    }
  }

  fileprivate var json: JSONValue {
    switch self {
    case .base(let number, _), .mean(let number, _): .number(number ?? .nan)
    case .band(let spread, _):
      .object([
        "p10": .number(spread.p10 ?? .nan), "p50": .number(spread.p50 ?? .nan),
        "p90": .number(spread.p90 ?? .nan),
      ])
    case .day(let day): .text(day?.iso)
    case .words(let words): .string(words)
    }
  }
}

extension FigureUnit {
  fileprivate var name: String {
    switch self {
    case .studies: "studies"
    case .bytes: "bytes"
    case .bitRate: "bits_per_second"
    case .seconds: "seconds"
    case .share: "share"
    case .money: "major_units"
    }
  }
}

extension FigureChange {
  fileprivate var json: JSONValue {
    switch self {
    case .same: .integer(0)
    case .number(let change, _, _): .number(change)
    case .days(let days): .integer(Int64(days))
    case .other(let words): .string(words)
    case .new: .string("new")
    case .gone: .string("gone")
    case .none: .null
    }
  }
}
