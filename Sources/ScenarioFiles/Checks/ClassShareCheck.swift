import PlanModel

/// The shares of the patient classes add to 100 %.
struct ClassShareCheck: FileCheck {
  func problems(in files: LoadedFiles) -> [Diagnostic] {
    files.scenario.sections("streams").compactMap { stream in
      guard let classes = stream.section("classes") else { return nil }
      let shares = PatientClass.allCases.compactMap { classes.number($0.name) }
      guard shares.count == PatientClass.allCases.count else { return nil }
      let sum = shares.reduce(0, +)
      guard abs(sum - 1) > 0.0001 else { return nil }
      let percent = (sum * 1e6).rounded() / 1e4
      return classes.error(
        "share-sum", "the shares add to \(FieldKind.short(percent)) %, not to 100 %",
        hint: sum < 1
          ? "classes left out have 0 %; \(FieldKind.short(((1 - sum) * 1e6).rounded() / 1e4)) % are missing"
          : "\(FieldKind.short(((sum - 1) * 1e6).rounded() / 1e4)) % are too many")
    }
  }
}
