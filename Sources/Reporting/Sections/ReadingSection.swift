public import Evaluation
import PlanModel
import Quantities

/// What the words mean and how to get the same figures again.
public struct ReadingSection: ReportSection {
  /// The chapter's heading.
  public let title = "How to read this"

  /// Makes the chapter.
  public init() {}

  /// Definitions, rounding, identity of the run.
  public func blocks(for comparison: Comparison) -> [ReportBlock] {
    let finance = comparison.scenario.finance
    let rate = NumberText.written(share: finance.discountRate.value)
    let basis =
      finance.basis == .nominal
      ? "a nominal rate of \(rate)"
      : "a real rate of \(rate) and inflation of \(NumberText.written(share: finance.inflation.value))"
    let closed = comparison.scenario.closedDays(inYear: 1)
    let futures = NumberText.whole(Double(comparison.identity.replications))
    return [
      .list([
        .strong("Futures. ")
          + ReportText(
            "Volumes, growth and sizes are uncertain and arrivals are random, so the plan is "
              + "played through \(futures) times with different draws. Every vendor sees the same "
              + "studies in each future. p10, p50 and p90 are the values that 10, 50 and 90 of "
              + "100 futures stay below. Quantiles are never added up."
              + (comparison.futuresWords.map { " " + $0 } ?? "")),
        .strong("Base case. ")
          + "One future stands for itself: every uncertain value at its mean. The workbook's "
          + "formulas show this case to the cent. It need not equal the mean over the futures. "
          + "A median that equals the base case comes from purchases in whole increments.",
        .strong("Net present cost. ")
          + ReportText(
            "All payments, discounted at \(basis), payments at the \(finance.timing.words) of "
              + "each year; what is paid once up to go-live is year 0 and counts in full. Lower is "
              + "better. Cost a study is net present cost over discounted studies."),
        .strong("Money. ")
          + ReportText(
            "In \(comparison.scenario.currency.code). Each price line of each month is rounded "
              + "once, half away from zero; totals are sums of rounded lines."),
        .strong("Bytes and bits. ")
          + "1 TB is 10¹² bytes, 1 TiB 2⁴⁰ bytes; lines are in bits a second. Stored bytes are "
          + "after lossless compression where the offer compresses.",
        .strong("Calendar. ")
          + ReportText(
            "Year 1 has \(closed) closed \(closed == 1 ? "day" : "days"), on which departments work"
              + " as on a holiday: \(comparison.scenario.closedDayWords(inYear: 1))."),
        .strong("Lines. ")
          + ReportText(
            "A line copes up to \(NumberText.written(share: LoadVerdict.tightFrom)) busy in the busiest "
              + "hour of the week in nine futures of ten, and is tight above that. Above "
              + "\(NumberText.written(share: LoadVerdict.fullFrom)), in the median, it does not cope in "
              + "its busiest hour. It cannot keep up where its backlog passes 7 days in at least "
              + "one future in ten."),
        .strong("The same again. ")
          + ReportText(
            "pacsplan \(comparison.identity.version), seed \(comparison.identity.seed), "
              + "\(futures) replications: the same files give the same bytes on any machine."),
      ])
    ]
  }
}

extension Finance.Timing {
  /// As a sentence needs it.
  fileprivate var words: String {
    switch self {
    case .start: "start"
    case .mid: "middle"
    case .end: "end"
    }
  }
}
