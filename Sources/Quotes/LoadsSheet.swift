import PlanModel
import Quantities
import Reporting

/// The loads that prices are to be based on: fixed values.
struct LoadsSheet {
  private(set) var draft = SheetDraft(name: RequestForm.SheetTitle.loads)
  private var row = 0

  init(_ scenario: Scenario, _ loads: RequestLoads) {
    draft.tabColour = 0x5B7F95
    draft.widths = [0: 38]
    for column in 1...max(7, scenario.years) { draft.widths[column] = 13 }
    draft.put("Loads", 0, 0, Looks.title)
    draft.put(
      "What the plan expects, from its base case: every uncertain value at its mean, the plan's studies replayed once.",
      1, 0, Looks.note)
    draft.put(
      "TB are 10¹² bytes. At rest: one copy, at the year's end, after retention. Holds nothing of any bidder.",
      2, 0, Looks.note)
    row = 4
    years(scenario, loads)
    archive(scenario)
    modalities(scenario, loads)
    draft.fitWidths()
    draft.fitHeights()
  }

  private mutating func years(_ scenario: Scenario, _ loads: RequestLoads) {
    heads([
      "Planning year", "Begins", "Studies", "Images", "TB acquired",
      "TB at rest: old as kept, new as acquired",
      "TB at rest, compressed", "Sites",
    ])
    for (place, year) in loads.years.enumerated() {
      draft.put(
        .number(Double(place + 1)), row, 0, Looks.value(.year).with { $0.alignment = .left })
      draft.put(
        scenario.start.adding(place * 12).iso, row, 1, Looks.wrapped.with { $0.alignment = .right })
      draft.put(.number(year.studies), row, 2, Looks.value(.whole))
      draft.put(.number(year.instances), row, 3, Looks.value(.whole))
      for (column, bytes) in [(4, year.acquired), (5, year.stored), (6, year.compressed)] {
        draft.put(.number(bytes / 1e12), row, column, Looks.value(.oneDecimal))
      }
      draft.put(.number(Double(year.sites)), row, 7, Looks.value(.year))
      row += 1
    }
    row += 1
  }

  private mutating func archive(_ scenario: Scenario) {
    heads(["The present archive, to be moved in", "", "", "", "", "", "", ""])
    guard let legacy = scenario.legacy, legacy.stored.count > 0 else {
      draft.put("None.", row, 0, Looks.plain)
      row += 2
      return
    }
    func line(_ label: String, _ content: CellContent, _ look: CellStyle) {
      draft.put(label, row, 0, Looks.plain)
      draft.put(content, row, 1, look.with { $0.alignment = .right })
      row += 1
    }
    line(
      "TB, one copy, as it is kept now", .number(Double(legacy.stored.count) / 1e12),
      Looks.value(.oneDecimal))
    line("Studies", .number(Double(legacy.studies)), Looks.value(.whole))
    line("Oldest study", .text(legacy.oldest.iso), Looks.plain)
    if let years = legacy.migration?.years {
      line("Moved: of the last so many years", .number(years), Looks.value(.oneDecimal))
    }
    row += 1
  }

  private mutating func modalities(_ scenario: Scenario, _ loads: RequestLoads) {
    for (title, values, look) in [
      (
        "Studies by modality", { (one: RequestLoads.Modality) in one.studies },
        CellStyle.Number.whole
      ),
      ("TB acquired by modality", { one in one.acquired.map { $0 / 1e12 } }, .oneDecimal),
    ] as [(String, (RequestLoads.Modality) -> [Double], CellStyle.Number)] {
      heads([title] + (1...scenario.years).map { "Year \($0)" })
      for modality in loads.modalities {
        draft.put(modality.code, row, 0, Looks.plain)
        for (year, value) in values(modality).enumerated() {
          draft.put(.number(value), row, year + 1, Looks.value(look))
        }
        row += 1
      }
      row += 1
    }
  }

  private mutating func heads(_ heads: [String]) {
    for (column, head) in heads.enumerated() {
      draft.put(head, row, column, column == 0 ? Looks.columnHead : Looks.columnHeadRight)
    }
    row += 1
  }
}
