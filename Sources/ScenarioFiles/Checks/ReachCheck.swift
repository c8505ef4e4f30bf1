import Foundation
import PlanModel
import Quantities

/// A plan stays within what can be replayed: studies a year, bytes of a study, streams that draw
/// apart from each other.
struct ReachCheck: FileCheck {
  /// About fifty times the largest hospitals; a replication of ten such years takes a minute or two.
  private static let studiesPerYear = 1e8
  /// Sums of bytes are exact up to 2⁵³; a year's studies of this mean are still far below.
  private static let meanBytes = 1e14

  func problems(in files: LoadedFiles) -> [Diagnostic] {
    let steps = Double((files.scenario.whole("years") ?? 1) - 1)
    let streams = files.scenario.sections("streams")
    let events = files.scenario.sections("events")
    return streams.enumerated().flatMap { place, stream in
      problems(
        of: stream, files.sizes[place],
        events.filter { $0.text("stream") == stream.text("id") }, steps: steps)
    } + tooMany(streams, events, steps)
      + sameKey(streams)
  }

  /// The greatest that a value may become over the years.
  private func greatest(_ section: Section, _ key: String, growth: Double, steps: Double) -> Double?
  {
    section.estimate(key, group: "").map { $0.quantile(1) * pow(1 + growth, steps) }
  }

  private func problems(
    of stream: Section, _ sizes: QuantileTable?, _ events: [Section], steps: Double
  ) -> [Diagnostic] {
    let factor = events.reduce(1.0) { product, event in
      ["factor", "size-factor"].reduce(product) {
        $0 * (event.has($1) ? event.estimate($1, group: "")?.quantile(1) ?? 1 : 1)
      }
    }
    if factor > 1_000, let last = events.last(where: { $0.has("factor") || $0.has("size-factor") })
    {
      return [
        last.error(
          "size-beyond-reach",
          "the events make studies up to \(NumberText.whole(factor)) times as big",
          at: last.has("factor") ? "factor" : "size-factor",
          hint: "look at the factors; together they may reach 1,000")
      ]
    }
    guard let size = stream.section("study-size") else { return [] }
    let growth = stream.estimate("size-growth", group: "")?.quantile(1) ?? 0
    if let median = size.number("median"), let p95 = size.number("p95"), p95 > median * 1_000 {
      return [
        size.error(
          "size-beyond-reach", "'p95' is more than 1,000 times 'median'", at: "p95",
          hint: "studies of one modality do not differ so much; look at the units")
      ]
    }
    let key = ["mean", "constant", "exponential", "p95", "quantiles"].first {
      size.has($0)
    }
    guard let key else { return [] }
    let bytes =
      key == "mean"
      ? greatest(size, key, growth: growth, steps: steps)
      : (sizes?.mean ?? size.number(key)).map { $0 * pow(1 + growth, steps) }
    guard let bytes = bytes.map({ $0 * factor }), bytes > Self.meanBytes else { return [] }
    return [
      size.error(
        "size-beyond-reach",
        "studies grow to \(NumberText.bytes(bytes)) each by the last year", at: key,
        hint: "look at the unit and at 'size-growth'; the mean of a study may reach 100 TB")
    ]
  }

  private func tooMany(_ streams: [Section], _ events: [Section], _ steps: Double) -> [Diagnostic] {
    let counts = streams.map { stream in
      let own = [stream] + events.filter { $0.text("stream") == stream.text("id") }
      let growth = stream.estimate("growth", group: "")?.quantile(1) ?? 0
      return own.reduce(0.0) {
        $0 + max(0, greatest($1, "studies-per-year", growth: growth, steps: steps) ?? 0)
      }
    }
    let sum = counts.reduce(0, +)
    guard sum > Self.studiesPerYear, let most = counts.indices.max(by: { counts[$0] < counts[$1] })
    else { return [] }
    return [
      streams[most].error(
        "studies-beyond-reach",
        "up to \(NumberText.whole(sum)) studies in the last year, most of them in this stream",
        at: "studies-per-year",
        hint:
          "look at 'studies-per-year', 'growth' and the events; up to 100 million a year can be replayed"
      )
    ]
  }

  /// Random numbers are keyed by 32 bits of the id: two ids with the same bits would make the same
  /// studies.
  private func sameKey(_ streams: [Section]) -> [Diagnostic] {
    var seen: [UInt32: String] = [:]
    return streams.compactMap { stream in
      guard let id = stream.text("id") else { return nil }
      let key = StreamKey.of(id)
      guard let other = seen[key] else {
        seen[key] = id
        return nil
      }
      guard other != id else { return nil }
      return stream.error(
        "same-random-numbers", "'\(id)' and '\(other)' would draw the same random numbers",
        at: "id", hint: "change one of the two ids a little")
    }
  }
}
