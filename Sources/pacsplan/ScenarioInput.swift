import ArgumentParser
import PlanModel
import ScenarioFiles

/// Reads the scenario that the user named.
enum ScenarioInput {
  /// Reads a scenario and shows what is wrong with it or worth knowing on standard error.
  ///
  /// - Throws: ``ExitStatus/missingInput`` or ``ExitStatus/invalidInput``.
  static func load(_ path: String) throws -> Scenario {
    let loaded = ScenarioLoader.load(path: path)
    Console.show(DiagnosticRenderer(loaded.inputs).render(loaded.diagnostics))
    guard let scenario = loaded.scenario else {
      throw loaded.isInputMissing ? ExitStatus.missingInput : ExitStatus.invalidInput
    }
    return scenario
  }
}
