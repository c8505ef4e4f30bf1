import PlanModel

/// Every stream names a profile there is, and every profile says something for each class.
struct ProfileCheck: FileCheck {
  func problems(in files: LoadedFiles) -> [Diagnostic] {
    let own = files.scenario.section("profiles")?.named ?? []
    let names = ["default", "flat"] + own.map(\.entry.key)
    var problems: [Diagnostic] = files.scenario.sections("streams").compactMap { stream in
      guard let written = stream.text("profile"), !names.contains(written) else { return nil }
      return stream.error(
        "unknown-profile", "no profile '\(written)'", at: "profile",
        hint: written.nearest(in: names).map { "did you mean '\($0)'?" }
          ?? "profiles: \(names.prefix(20).joined(separator: ", "))")
    }
    for (entry, profile) in own {
      guard let profile else { continue }
      if ["default", "flat"].contains(entry.key) {
        problems.append(
          Diagnostic(
            .error, "built-in-profile",
            "the profile '\(entry.key)' is built in and cannot be changed",
            at: entry.place.location(in: profile.file), hint: "give yours another name"))
      }
      if !profile.has("all"),
        let missing = PatientClass.allCases.first(where: { !profile.has($0.name) })
      {
        problems.append(
          profile.error(
            "missing-key", "the profile says nothing about \(missing.name) patients",
            hint: "write '\(missing.name)', or 'all' for all classes"))
      }
      for key in ["all"] + PatientClass.allCases.map(\.name) {
        problems += profile.section(key).map(empty) ?? []
      }
    }
    return problems
  }

  private func empty(_ factors: Section) -> [Diagnostic] {
    ["weekday-hours", "weekend-hours", "days", "months"].compactMap { key in
      guard let numbers = factors.numbers(key), numbers.reduce(0, +) <= 0 else { return nil }
      return factors.error(
        "all-zero", "'\(key)' has nothing but zeros", at: key,
        hint: "write at least one number above 0")
    }
  }
}
