import PlanModel
import Quantities

/// Scanners are replaced, added and given up where there are some.
struct ScannerCheck: FileCheck {
  func problems(in files: LoadedFiles) -> [Diagnostic] {
    let events = files.scenario.sections("events").filter { $0.has("scanners") }
    return files.scenario.sections("streams").flatMap { stream in
      keys(of: stream)
        + problems(of: stream, events.filter { $0.text("stream") == stream.text("id") })
    }
  }

  private func keys(of stream: Section) -> [Diagnostic] {
    [("minutes-per-study", "scanners"), ("open-hours", "minutes-per-study")].filter {
      stream.has($0.0) && stream.value[$0.1] == nil
    }.map { key, other in
      stream.error(
        "missing-key", "'\(key)' says nothing without '\(other)'", at: key,
        hint: "write '\(other): \(stream.table[other]?.example ?? "")', or delete '\(key)'")
    }
  }

  private func problems(of stream: Section, _ events: [Section]) -> [Diagnostic] {
    let name = stream.text("id") ?? ""
    guard stream.has("scanners") else {
      return events.map { event in
        event.error(
          "missing-key", "the stream '\(name)' has no 'scanners'", at: "scanners",
          hint: "write 'scanners: \(stream.table["scanners"]?.example ?? "")' in the stream")
      }
    }
    guard var count = stream.whole("scanners") else { return [] }
    var problems: [Diagnostic] = []
    /// Scanners that are closed, with the day from which they work.
    var closed: [(scanners: Int, until: Double)] = []
    let dated = events.compactMap { event in event.month("on").map { (event, $0) } }
    for (event, on) in dated.sorted(by: { $0.1 < $1.1 }) {
      guard let change = event.whole("scanners"), let sort = event.sort?.name else { continue }
      guard sort == "replace-scanner" else {
        count += change
        if count < 1 {
          problems.append(
            event.error(
              "too-many-scanners", "'\(name)' has no scanner left", at: "scanners",
              hint: "it has \(count - change) by then; at least one must stay"))
          return problems
        }
        continue
      }
      problems += minutes(of: event, stream)
      let day = Double(on.firstDay.dayNumber)
      closed.removeAll { $0.until <= day }
      let free = count - closed.reduce(0) { $0 + $1.scanners }
      guard change >= 1, change <= free else {
        problems.append(
          event.error(
            "too-many-scanners",
            change < 1
              ? "at least one scanner is replaced, found '\(change)'"
              : "'\(name)' has \(free) scanner\(free == 1 ? "" : "s") to replace by then, found '\(change)'",
            at: "scanners", hint: "write how many new scanners take the place of old ones"))
        continue
      }
      closed.append((change, day + (event.number("closed") ?? 0) / 86_400))
    }
    return problems
  }

  private func minutes(of event: Section, _ stream: Section) -> [Diagnostic] {
    guard event.has("minutes-per-study"), stream.value["minutes-per-study"] == nil else {
      return []
    }
    return [
      event.error(
        "missing-key",
        "the stream '\(stream.text("id") ?? "")' has no 'minutes-per-study' to compare with",
        at: "minutes-per-study", hint: "write 'minutes-per-study: 15' in the stream")
    ]
  }
}
