import PlanModel
import Quantities

/// Each event has the keys of its change, names what there is, and falls into the plan.
struct EventCheck: FileCheck {
  func problems(in files: LoadedFiles) -> [Diagnostic] {
    let events = files.scenario.sections("events")
    return events.flatMap {
      keys(of: $0) + date(of: $0, files) + target(of: $0, files) + numbers(of: $0)
    } + repeated(events)
  }

  private func keys(of event: Section) -> [Diagnostic] {
    guard let sort = event.sort else { return [] }
    let missing = sort.needs.filter { event.value[$0] == nil }.map { key in
      event.error(
        "missing-key", "the change '\(sort.name)' needs '\(key)'", at: "change",
        hint: "write it like '\(sort.example)'")
    }
    let own = Set(sort.needs + sort.accepts)
    let others = Set(EventFields.changes.flatMap { $0.needs + $0.accepts })
    let wrong = event.table.fields.map(\.key).filter {
      event.has($0) && others.contains($0) && !own.contains($0)
    }.map { key in
      let names = EventFields.changes.filter { ($0.needs + $0.accepts).contains(key) }.map(\.name)
      return event.error(
        "wrong-key", "the change '\(sort.name)' does not use '\(key)'", at: key,
        hint: "delete it; it belongs to \(names.joined(separator: ", "))")
    }
    return missing + wrong
  }

  private func date(of event: Section, _ files: LoadedFiles) -> [Diagnostic] {
    let isOutage = event.sort?.name == "outage"
    if event.sort != nil, event.has("on"), isOutage == (event.month("on") != nil),
      isOutage || event.moment("on") != nil
    {
      return [
        event.error(
          "wrong-date",
          isOutage
            ? "an outage begins on a day at a time, found '\(event.plain("on")?.text ?? "")'"
            : "a change of this sort comes with a month, found '\(event.plain("on")?.text ?? "")'",
          at: "on",
          hint: isOutage ? "write it like '2030-03-14 02:00'" : "write it like '2028-07'")
      ]
    }
    let month = event.moment("on").map { $0.day.components }.map {
      CalendarMonth(year: $0.year, month: $0.month)
    }
    guard let on = event.month("on") ?? month, let start = files.scenario.month("start"),
      let years = files.scenario.whole("years")
    else { return [] }
    let last = start.adding(years * 12 - 1)
    guard on < start || on > last else { return [] }
    let hint =
      on < start
      ? "'studies-per-year' and 'study-size' are those of planning year 1; put it in there"
      : "delete it, or plan for more 'years'"
    return [
      event.error(
        "month-outside-plan",
        "\(on.iso) is \(on < start ? "before" : "after") the plan, which runs from \(start.iso) to \(last.iso)",
        at: "on", hint: hint)
    ]
  }

  private func target(of event: Section, _ files: LoadedFiles) -> [Diagnostic] {
    func unknown(_ key: String, _ known: [String]) -> Diagnostic? {
      guard let written = event.text(key), !known.contains(written) else { return nil }
      return event.error(
        "unknown-\(key)", "no \(key) '\(written)' in the scenario", at: key,
        hint: written.nearest(in: known).map { "did you mean '\($0)'?" }
          ?? "\(key)s: \(known.prefix(20).joined(separator: ", "))")
    }
    let streams = files.scenario.sections("streams").compactMap { $0.text("id") }
    return [unknown("stream", streams), unknown("site", files.sites)].compactMap { $0 }
  }

  private func numbers(of event: Section) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    if let ramp = event.number("ramp"), !Self.isWhole(ramp * 12) {
      problems.append(
        event.error(
          "wrong-type", "'ramp' is in whole months, found '\(event.plain("ramp")?.text ?? "")'",
          at: "ramp", hint: "write it like '6 months'"))
    }
    if let closed = event.number("closed"), !Self.isWhole(closed / 86_400) {
      problems.append(
        event.error(
          "wrong-type", "'closed' is in whole days, found '\(event.plain("closed")?.text ?? "")'",
          at: "closed", hint: "write it like '6 weeks'"))
    }
    return problems + unsigned(event)
  }

  private static func isWhole(_ number: Double) -> Bool { abs(number - number.rounded()) < 1e-6 }

  /// Without a sign an addition could be taken for the new total.
  private func unsigned(_ event: Section) -> [Diagnostic] {
    let key = "studies-per-year"
    guard event.sort?.name == "volume", let written = event.written(key) else { return [] }
    let values =
      written.entries.map { entries in
        entries.filter { ["value", "low", "likely", "high", "p10", "p90"].contains($0.key) }.map(
          \.value)
      } ?? [written]
    return values.compactMap { value in
      guard let text = value.text, text.first?.isNumber == true else { return nil }
      return Diagnostic(
        .error, "missing-sign",
        "'\(key)' of an event is what comes on top, found '\(text.excerpt)'",
        at: value.location(in: event.file),
        hint: "write '+\(text.excerpt)', or '-\(text.excerpt)' if they are lost")
    }
  }

  /// A stream or a site begins once.
  private func repeated(_ events: [Section]) -> [Diagnostic] {
    var places: [String: SourceLocation] = [:]
    return events.compactMap { event in
      guard let sort = event.sort?.name, ["go-live", "open-site"].contains(sort),
        let name = event.text(sort == "go-live" ? "stream" : "site")
      else { return nil }
      guard let first = places["\(sort) \(name)"] else {
        places["\(sort) \(name)"] = event.location("change")
        return nil
      }
      return event.error(
        "duplicate-event", "'\(name)' begins in another event already", at: "change",
        hint: "the first is in line \(first.line); keep one")
    }
  }
}

extension Section {
  /// What sort of event this is.
  var sort: EventSort? {
    guard let name = text("change") else { return nil }
    return EventFields.changes.first { $0.name == name }
  }
}
