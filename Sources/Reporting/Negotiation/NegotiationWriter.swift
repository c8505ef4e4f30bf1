public import Evaluation
import PlanModel
import Quantities

/// Fills a folder with what a negotiation needs: an internal document and workbook, and a page for each vendor.
public struct NegotiationWriter: Sendable {
  /// Makes a writer.
  public init() {}

  /// Writes everything.
  ///
  /// - Parameters:
  ///   - negotiation: What to show.
  ///   - version: Of the program.
  ///   - folder: An existing empty folder.
  /// - Throws: ``OutputError`` with the file and the reason.
  public func write(
    _ negotiation: Negotiation, version: String, into folder: String
  ) throws(OutputError) {
    let document = NegotiationDocument(negotiation)
    try OutputFile.write(
      MarkdownRenderer().render(title: document.title, document.blocks),
      to: "\(folder)/internal.md")
    try OutputFile.makeFolder("\(folder)/charts")
    for chart in document.charts {
      try OutputFile.write(chart.svg, to: "\(folder)/charts/\(chart.name)")
    }
    try write(document, version: version, to: "\(folder)/internal.xlsx", negotiation.scenario)
    try OutputFile.write(
      NegotiationResults().render(negotiation, version: version), to: "\(folder)/internal.json")
    try OutputFile.makeFolder("\(folder)/vendors")
    for (place, vendor) in negotiation.scenario.vendors.enumerated() {
      let page = VendorPage(negotiation, vendor: place)
      try OutputFile.write(
        MarkdownRenderer().render(title: page.title, page.blocks),
        to: "\(folder)/vendors/\(vendor.id).md")
    }
  }

  private func write(
    _ document: NegotiationDocument, version: String, to path: String, _ scenario: Scenario
  ) throws(OutputError) {
    do {
      var workbook = try Workbook(
        path: path, title: document.title, subject: "Internal, pacsplan \(version)")
      var sheet = BlocksSheet("Internal", title: document.title, document.blocks).draft
      sheet.isLetter = ["USD", "CAD", "MXN"].contains(scenario.currency.code)
      try workbook.add(sheet)
      try workbook.close()
    } catch .output(let error) {
      throw error
    } catch {
      throw OutputError(path: path, reason: error.description)
    }
  }
}
