import PlanModel
import Quantities

/// The old system is one of the vendors and runs from the start.
struct OldSystemCheck: FileCheck {
  func problems(in files: LoadedFiles) -> [Diagnostic] {
    guard let legacy = files.scenario.section("legacy"), let name = legacy.text("system") else {
      return []
    }
    let names = files.profiles.compactMap { $0.text("vendor") }
    guard let vendor = files.vendors.first(where: { $0.profile?.text("vendor") == name }) else {
      // A profile that could not be read may be the one.
      guard names.count == files.vendors.count else { return [] }
      return [
        legacy.error(
          "unknown-vendor", "no vendor '\(name)' in the scenario", at: "system",
          hint: name.nearest(in: names).map { "did you mean '\($0)'?" }
            ?? "vendors: \(names.joined(separator: ", "))")
      ]
    }
    guard let start = files.scenario.month("start"), let contract = files.contract(of: vendor),
      let goLive = contract.month("go-live"), goLive > start
    else { return [] }
    return [
      contract.error(
        "old-system-go-live",
        "'\(name)' is the old system, which runs from the plan's start (\(start.iso))",
        at: "go-live", hint: "leave 'go-live' out")
    ]
  }
}
