import ArgumentParser
import PlanModel
import ScenarioFiles

struct Catalogue: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show how big studies are by default, and where that comes from.")

  func run() {
    print(CatalogueListing.text(CatalogueEntry.shipped), terminator: "")
  }
}
