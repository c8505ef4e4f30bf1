import PlanModel

/// Makes the events of the plan from a scenario in which the checks found no error.
struct EventBuilder {
  /// The ids of the sites, in their order.
  var sites: [String]
  /// The streams, in their order.
  var streams: [StudyStream]

  /// One event.
  func event(_ section: Section) -> ExpansionEvent {
    ExpansionEvent(
      on: known(section.month("on")), change: change(section), note: section.text("note"))
  }

  private func change(_ section: Section) -> ExpansionEvent.Change {
    switch known(section.text("change")) {
    case "volume":
      .volume(
        VolumeChange(
          stream: stream(section), studiesPerYear: estimate(section, "studies-per-year"),
          rampMonths: ramp(section), grows: known(section.flag("grows")),
          scanners: section.whole("scanners") ?? 0))
    case "study-size": .studySize(stream: stream(section), factor: estimate(section, "factor"))
    case "replace-scanner":
      .replaceScanner(
        ScannerReplacement(
          stream: stream(section), scanners: known(section.whole("scanners")),
          sizeFactor: estimate(section, "size-factor"),
          minutesPerStudy: section.number("minutes-per-study"),
          closedDays: Int((known(section.number("closed")) / 86_400).rounded())))
    case "go-live": .goLive(stream: stream(section), rampMonths: ramp(section))
    case "open-site":
      .openSite(
        site: known(section.text("site").flatMap { sites.firstIndex(of: $0) }),
        rampMonths: ramp(section))
    case "retention":
      .retention(
        rule: known(section.text("modality")),
        period: known(
          section.written("keep").flatMap { RetentionBuilder.period($0, in: section.file) }))
    default: unreadable()
    }
  }

  private func stream(_ section: Section) -> Int {
    known(section.text("stream").flatMap { id in streams.firstIndex { $0.id == id } })
  }

  /// Years as whole months.
  private func ramp(_ section: Section) -> Int {
    Int((known(section.number("ramp")) * 12).rounded())
  }

  /// Events are about the modality of their stream, but apart from the stream's own values.
  private func estimate(_ section: Section, _ key: String) -> Estimate {
    let code = streams[stream(section)].modality.code
    return known(section.estimate(key, group: "\(code) event \(key)"))
  }
}
