package import PlanModel
import Quantities

extension Scenario {
  /// What an event does, as reports and the check say it.
  package func words(for event: ExpansionEvent) -> String {
    switch event.change {
    case .volume(let change):
      var words =
        "\(streams[change.stream].id): \(signed(change.studiesPerYear)) studies a year"
        + over(change.rampMonths)
      if !change.grows { words += ", without growth" }
      if change.scanners != 0 {
        words += ", \(change.scanners < 0 ? "−" : "+")" + scanners(abs(change.scanners))
      }
      return words
    case .studySize(let stream, let factor):
      return "\(streams[stream].id): studies \(times(factor))"
    case .replaceScanner(let change):
      var words = "\(streams[change.stream].id): \(scanners(change.scanners)) replaced"
      if change.sizeFactor != .known(1) { words += ", studies \(times(change.sizeFactor))" }
      if let minutes = change.minutesPerStudy {
        words += ", \(NumberText.written(minutes)) minutes a study"
      }
      if change.closedDays > 0 {
        words += ", closed for \(change.closedDays) \(change.closedDays == 1 ? "day" : "days")"
      }
      return words
    case .goLive(let stream, let months): return "\(streams[stream].id) begins" + over(months)
    case .retention(let rule, let period):
      return "\(rule == "default" ? "studies" : rule) kept \(period.words)"
    case .openSite(let site, let months):
      return "\(sites[site].name.onOneLine) opens" + over(months)
    }
  }

  /// The events in order of their months, those of one month in the order of the file.
  var orderedEvents: [ExpansionEvent] {
    events.enumerated().sorted {
      ($0.element.on, $0.offset) < ($1.element.on, $1.offset)
    }.map(\.element)
  }

  /// The streams to which something happens.
  func changes(_ stream: Int) -> Bool {
    events.contains { event in
      switch event.change {
      case .volume(let change): change.stream == stream
      case .studySize(let changed, _), .goLive(let changed, _): changed == stream
      case .replaceScanner(let change): change.stream == stream
      case .openSite(let site, _): streams[stream].site == site
      case .retention: false
      }
    }
  }

  private func over(_ months: Int) -> String {
    months == 0 ? "" : ", over \(months) \(months == 1 ? "month" : "months")"
  }

  private func scanners(_ count: Int) -> String {
    "\(count) \(count == 1 ? "scanner" : "scanners")"
  }

  private func times(_ factor: Estimate) -> String { "\(written(factor)) times as big" }

  private func signed(_ studies: Estimate) -> String {
    written(studies) { ($0 < 0 ? "−" : "+") + NumberText.whole(abs($0)) }
  }

  /// A value, or the likely one with its limits.
  private func written(
    _ estimate: Estimate, _ number: (Double) -> String = { NumberText.written($0) }
  ) -> String {
    switch estimate.shape {
    case .known(let value): number(value)
    case .pert(let band):
      "\(number(band.likely)) (\(number(band.low)) to \(number(band.high)))"
    }
  }
}
