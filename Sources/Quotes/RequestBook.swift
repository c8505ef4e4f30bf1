import PlanModel
public import Reporting
public import ScenarioFiles

/// The workbooks in which bidders are asked for prices.
public struct RequestBook: Sendable {
  private let scenario: Scenario
  private let currencies: [String]
  private let loads: RequestLoads

  /// Works out what the plan's loads are; nil where the scenario has an error.
  public init?(_ loaded: LoadedScenario) {
    guard let scenario = loaded.scenario else { return nil }
    self.scenario = scenario
    currencies = loaded.currencies
    loads = RequestLoads(scenario)
  }

  /// Writes one workbook for each vendor of the scenario and one for new bidders into a folder.
  ///
  /// - Returns: The names of the files.
  @discardableResult
  public func write(into folder: String) throws(WorkbookError) -> [String] {
    var names: [String] = []
    for vendor in scenario.vendors.map(Optional.some) + [nil] {
      let form = RequestForm(scenario, currencies: currencies, vendor: vendor)
      var book = try Workbook(
        path: folder + "/" + form.fileName, title: "Request for an offer: \(scenario.name)",
        subject: "Prices, contract and requirements, for \(form.id)")
      for sheet in form.sheets(loads) { try book.add(sheet) }
      try book.close()
      names.append(form.fileName)
    }
    return names
  }
}
