import Costing
import PlanModel
import Quantities

/// Each price line has the keys its meter needs, and none that the meter does not know.
struct MeterCheck: FileCheck {
  func problems(in files: LoadedFiles) -> [Diagnostic] {
    files.profiles.flatMap { profile in
      let tiers = profile.section("storage")?.sections("tiers") ?? []
      return profile.sections("prices").flatMap { problems(with: $0, tiers) }
    }
  }

  private func problems(with line: Section, _ tiers: [Section]) -> [Diagnostic] {
    guard let name = line.text("meter"), let meter = MeterRegistry.meter(named: name) else {
      return []
    }
    var problems: [Diagnostic] = []
    for option in MeterOption.allCases {
      let key = option.rawValue
      if meter.needs.contains(option), line.value[key] == nil {
        problems.append(
          line.error(
            "missing-key", "the meter '\(name)' needs '\(key)'", at: "meter",
            hint: "write '\(key): \(VendorFields.price[key]?.example ?? "")'"))
      } else if line.has(key), !meter.needs.contains(option), !meter.accepts.contains(option) {
        problems.append(
          line.error(
            "wrong-key", "the meter '\(name)' does not use '\(key)'", at: key,
            hint: "delete it, or choose another meter"))
      }
    }
    let requests: [MeterOption] = [
      .requestsPerStudy, .requestsPerInstance, .requestsPerRead, .requestsPerReadInstance,
    ]
    if !meter.accepts.isDisjoint(with: requests),
      !requests.contains(where: { line.has($0.rawValue) })
    {
      problems.append(
        line.error(
          "missing-key", "the meter '\(name)' has nothing to count", at: "meter",
          hint:
            "write 'requests-per-study', 'requests-per-instance', or how many for each that is read"
        ))
    }
    problems += tier(of: line, name, tiers)
    return problems
  }

  private func tier(of line: Section, _ meter: String, _ tiers: [Section]) -> [Diagnostic] {
    guard let written = line.text("tier") else { return [] }
    let names = tiers.compactMap { $0.text("id") }
    guard let tier = tiers.first(where: { $0.text("id") == written }) else {
      return [
        line.error(
          "unknown-tier", "no tier '\(written)' in the storage", at: "tier",
          hint: written.nearest(in: names).map { "did you mean '\($0)'?" }
            ?? "tiers: \(names.joined(separator: ", "))")
      ]
    }
    guard meter == PurchasedCapacityMeter.name, !tier.has("capacity") else { return [] }
    return [
      line.error(
        "tier-without-capacity", "nothing is purchased for '\(written)', a tier without 'capacity'",
        at: "tier",
        hint: "write 'capacity: { usable: 240 TB }' in the tier")
    ]
  }
}

extension MeterRegistry {
  /// The meter of a name.
  static func meter(named name: String) -> (any Meter.Type)? { all.first { $0.name == name } }
}
