public import Evaluation
import PlanModel

/// Writes the report as GitHub-flavoured Markdown.
///
/// Text from the user's files is data: whatever means something in Markdown or HTML is escaped, and
/// so is a character at its beginning that a spreadsheet would take for a formula.
public struct MarkdownRenderer: Sendable {
  /// Makes a renderer.
  public init() {}

  /// The whole report.
  public func render(_ comparison: Comparison) -> String {
    let scenario = comparison.scenario
    var parts = ["# \(Self.escaped(scenario.name)): comparison of PACS offers"]
    let names = comparison.vendors.map { Self.escaped($0.name) }.joined(separator: ", ")
    let sites = scenario.sites.count
    parts.append(
      "\(comparison.span), \(sites) \(sites == 1 ? "site" : "sites"). Compared: \(names).")
    for section in ReportSectionRegistry.all {
      let blocks = section.blocks(for: comparison)
      guard !blocks.isEmpty else { continue }
      parts.append("## \(Self.escaped(section.title))")
      parts += blocks.map(render)
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  /// A page of its own with its title.
  package func render(title: String, _ blocks: [ReportBlock]) -> String {
    (["# \(Self.escaped(title))"] + blocks.map(render)).joined(separator: "\n\n") + "\n"
  }

  private func render(_ block: ReportBlock) -> String {
    switch block {
    case .paragraph(let text): render(text)
    case .subheading(let text): "### \(Self.escaped(text))"
    case .list(let points): points.map { "- " + render($0) }.joined(separator: "\n")
    case .table(let table): render(table)
    case .chart(let file, let description): "![\(Self.escaped(description))](charts/\(file))"
    }
  }

  private func render(_ text: ReportText) -> String {
    text.runs.map { run in
      guard run.isStrong else { return Self.escaped(run.text, isInside: true) }
      // Marks next to a space are no marks: the space goes outside.
      let tail = run.text.hasSuffix(" ") ? " " : ""
      return "**\(Self.escaped(run.text))**\(tail)"
    }.joined()
  }

  private func render(_ table: ReportTable) -> String {
    var lines = [row(table.columns.map { Self.escaped($0.heading) })]
    lines.append(row(table.columns.map { $0.isNumeric ? "---:" : "---" }))
    for cells in table.rows {
      lines.append(
        row(cells.map { $0.isStrong ? "**\(Self.escaped($0.text))**" : Self.escaped($0.text) }))
    }
    return lines.joined(separator: "\n")
  }

  private func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }

  /// The text as Markdown that shows exactly this text.
  ///
  /// - Parameters:
  ///   - text: Any text.
  ///   - isInside: Whether it stands inside a sentence, so that its spaces at the ends count and
  ///     its first character begins nothing.
  /// - Returns: One line.
  package static func escaped(_ text: String, isInside: Bool = false) -> String {
    var result = ""
    let line = text.onOneLine
    for (place, character) in line.enumerated() {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\\", "`", "*", "_", "[", "]", "|", "~", "!", "$": result += "\\\(character)"
      // Would make a formula, a heading or a list of what comes first.
      case "=", "+", "-", "#": result += (place == 0 ? "\\" : "") + String(character)
      case "@": result += "\\@"
      case ":": result += startsAddress(result) ? "&#58;" : ":"
      default: result.append(character)
      }
    }
    // `1. ` would begin a numbered list.
    if !isInside, let match = result.prefixMatch(of: #/([0-9]+)([.)]) /#) {
      result = "\(match.1)\\\(match.2) \(result[match.range.upperBound...])"
    }
    result = result.replacing("www.", with: "www&#46;")
    guard isInside else { return result }
    let head = text.hasPrefix(" ") ? " " : ""
    let tail = text.hasSuffix(" ") && !line.isEmpty ? " " : ""
    return head + result + tail
  }

  /// Whether the text ends in what a reader of Markdown would make a link with a colon after it.
  private static func startsAddress(_ text: String) -> Bool {
    ["http", "https", "ftp", "mailto", "javascript"].contains { text.lowercased().hasSuffix($0) }
  }
}
