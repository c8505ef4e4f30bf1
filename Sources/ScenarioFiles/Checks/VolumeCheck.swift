import PlanModel
import Quantities

/// No event takes more studies away than a stream can have.
struct VolumeCheck: FileCheck {
  func problems(in files: LoadedFiles) -> [Diagnostic] {
    guard let start = files.scenario.month("start") else { return [] }
    let events = files.scenario.sections("events").filter { $0.sort?.name == "volume" }
    return files.scenario.sections("streams").flatMap { stream in
      problems(of: stream, events.filter { $0.text("stream") == stream.text("id") }, start)
    }
  }

  /// Additions against the stream, each at its best: what is lost against the most that the stream can
  /// have then, what is won against the least.
  private func problems(of stream: Section, _ events: [Section], _ start: CalendarMonth)
    -> [Diagnostic]
  {
    guard let studies = stream.estimate("studies-per-year", group: ""),
      let growth = stream.estimate("growth", group: "")
    else { return [] }
    let dated = events.compactMap { event in event.month("on").map { (event, $0) } }
    var level = 1.0
    for (event, on) in dated.sorted(by: { $0.1 < $1.1 }) {
      guard let change = event.estimate("studies-per-year", group: "") else { return [] }
      let years = Double(on.index - start.index) / 12
      func own(_ share: Double) -> Double {
        studies.quantile(share) * Elementary.pow(1 + growth.quantile(share), years)
      }
      let greatest = change.quantile(1)
      let most = own(1)
      let against = greatest < 0 ? most : own(0)
      guard against > 0 || greatest >= 0 else {
        return [tooMuch(event, stream, 0)]
      }
      guard against > 0 else { return [] }
      let before = level
      level += greatest / against
      // Rounding aside: all may be taken away.
      if level < -1e-9 { return [tooMuch(event, stream, before * most)] }
    }
    return []
  }

  private func tooMuch(_ event: Section, _ stream: Section, _ left: Double) -> Diagnostic {
    event.error(
      "volume-below-zero",
      "'\(stream.text("id") ?? "")' has at most \(NumberText.whole(left)) studies a year by then",
      at: "studies-per-year", hint: "take away at most what there is")
  }
}
