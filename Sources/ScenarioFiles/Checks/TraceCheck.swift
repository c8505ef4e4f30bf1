import PlanModel
import Quantities

/// What a trace replaces does not stand beside it, and no event changes what was recorded.
struct TraceCheck: FileCheck {
  /// What says how studies are drawn.
  private static let replaced = [
    "growth", "size-growth", "study-size", "instances", "classes", "profile", "scanners",
    "minutes-per-study", "open-hours", "dispersion",
  ]

  func problems(in files: LoadedFiles) -> [Diagnostic] {
    let streams = files.scenario.sections("streams").filter { $0.has("trace") }
    let names = Set(streams.compactMap { $0.text("id") })
    let events = files.scenario.sections("events").filter {
      $0.text("stream").map(names.contains) ?? false
    }
    return streams.flatMap(keys)
      + events.map { event in
        event.error(
          "wrong-key",
          "the studies of '\(event.text("stream") ?? "")' are replayed as its trace has them",
          at: "stream", hint: "delete the event, or change the trace")
      } + openings(files)
  }

  private func keys(of stream: Section) -> [Diagnostic] {
    Self.replaced.filter(stream.has).map { key in
      let column = ["instances": "instances", "classes": "class"][key]
      return stream.error(
        "wrong-key", "'\(key)' says nothing beside 'trace', whose studies are replayed as they are",
        at: key,
        hint: "delete it" + (column.map { "; a column '\($0)' of the trace may say it" } ?? ""))
    }
  }

  /// A site has no studies before it opens.
  private func openings(_ files: LoadedFiles) -> [Diagnostic] {
    let events = files.scenario.sections("events").filter { $0.sort?.name == "open-site" }
    return files.scenario.sections("streams").enumerated().compactMap { place, stream in
      guard let first = files.traces[place]?.times.first, let site = stream.text("site"),
        let opening = events.first(where: { $0.text("site") == site })?.month("on"),
        let start = files.scenario.month("start"), opening > start,
        let clock = PlanClock(
          start: start, months: opening.index - start.index,
          timeZone: files.scenario.text("time-zone") ?? ""),
        first < clock.length
      else { return nil }
      return stream.error(
        "time-before-opening",
        "the trace has studies before '\(site)' opens in \(opening.iso)", at: "trace",
        hint: "begin the trace with that month, or let the site be open from the start")
    }
  }
}
