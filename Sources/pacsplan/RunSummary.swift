import Evaluation
import Foundation
import PlanModel
import Quantities
import Reporting

/// What `pacsplan run` says when it is done: the report's answer, in the report's words.
struct RunSummary {
  private let comparison: Comparison

  init(_ comparison: Comparison) { self.comparison = comparison }

  /// The lines, without the files.
  var lines: [String] {
    let stops = comparison.findings(of: .stop).map { "Stop: \($0.text)" }
    let points = AnswerSection().points(for: comparison).map(\.plain)
    let rest = [comparison.futuresWords, comparison.cautionWords].compactMap(\.self)
    return [title, ""] + (stops + points + rest).flatMap(entry)
  }

  /// A point in lines that a terminal shows whole; all but the first are indented.
  private func entry(_ text: String) -> [String] {
    text.onOneLine.wrapped(to: 88, lines: 40).enumerated().map { place, line in
      (place == 0 ? "  " : "    ") + line
    }
  }

  private var title: String {
    let scenario = comparison.scenario
    let last = scenario.start.adding(scenario.months - 1)
    return "\(scenario.name.onOneLine), \(scenario.start.iso) to \(last.iso), "
      + "\(NumberText.whole(Double(comparison.identity.replications))) replications, "
      + "seed \(comparison.identity.seed)"
  }
}
