import Foundation
import PlanModel
import Quantities
import ScenarioFiles
import Testing

struct ScenarioLoaderTests {
  @Test func `a sound plan loads without a word`() throws {
    let folder = try TestFolder()
    defer { folder.remove() }
    let loaded = folder.load()
    #expect(folder.rendered(loaded) == "")
    let scenario = try #require(loaded.scenario)
    #expect(scenario.name == "Clinic")
    #expect(loaded.inputs.count == 2)
    #expect(scenario.vendors[0].ingest[0].name == "uplink")
  }
}
