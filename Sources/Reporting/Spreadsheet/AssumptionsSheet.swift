import Evaluation
import PlanModel

/// Every value that the result rests on, as written, with its source; it can be filtered.
struct AssumptionsSheet {
  private(set) var draft = SheetDraft(name: "Assumptions")

  init(_ comparison: Comparison) {
    draft.put("Assumptions", 0, 0, Looks.title)
    let assumptions = comparison.scenario.assumptions
    draft.put(
      "Every value that the result rests on, as the files write it. "
        + "\(assumptions.count(where: \.isAssumed)) of \(assumptions.count) are assumed: filter column "
        + "Source by what begins with “assumed”. What moves a net present cost by 2 % or more says so.",
      1, 0, Looks.note)
    for (column, text) in ["What", "Value", "Source", "File and line", "Share of net present cost"]
      .enumerated()
    {
      draft.put(text, 3, column, column == 4 ? Looks.columnHeadRight : Looks.columnHead)
    }
    let register = CostRegister(comparison).entries
    for (place, assumption) in assumptions.enumerated() {
      let texts = [
        assumption.path, assumption.value, assumption.source ?? "assumed",
        "\(assumption.location.file):\(assumption.location.line)",
      ]
      for (column, text) in texts.enumerated() {
        let look = column == 2 && assumption.isAssumed ? Looks.assumed : Looks.wrapped
        draft.put(text.onOneLine.shortened(to: 1_000), 4 + place, column, look)
      }
      if let entry = register.first(where: { assumption.path.hasPrefix($0.path) }) {
        draft.put(.number(entry.share), 4 + place, 4, Looks.value(.percent))
      }
    }
    draft.widths = [0: 46, 1: 34, 2: 70, 3: 42, 4: 13]
    draft.filter = 3...(3 + max(1, assumptions.count))
    draft.frozen = CellReference(4, 1)
    draft.repeatedRows = 3...3
    draft.tabColour = 0x8A8A8A
  }
}

/// What no figure of the workbook includes, a sentence each.
struct NotCountedSheet {
  private(set) var draft = SheetDraft(name: "Not counted")

  init(_ comparison: Comparison) {
    draft.put("Not counted", 0, 0, Looks.title)
    draft.put(
      "What no figure of this workbook includes, most important first.", 1, 0, Looks.note)
    for (column, text) in ["No.", "What"].enumerated() {
      draft.put(text, 3, column, Looks.columnHead)
    }
    for (place, sentence) in comparison.notCounted.enumerated() {
      draft.put(
        .number(Double(place + 1)), 4 + place, 0, Looks.value(.whole).with { $0.alignment = .left })
      draft.put(sentence.onOneLine, 4 + place, 1, Looks.wrapped)
    }
    draft.widths = [0: 13, 1: 130]
    draft.frozen = CellReference(4, 0)
    draft.repeatedRows = 3...3
    draft.tabColour = 0x8A8A8A
  }
}
