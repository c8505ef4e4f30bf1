import PlanModel

/// The first copy is at the core, and each further one has a name and a way there.
struct CopyCheck: FileCheck {
  func problems(in files: LoadedFiles) -> [Diagnostic] {
    files.profiles.flatMap { profile in
      var problems: [Diagnostic] = []
      var names: Set<String> = []
      for (index, copy) in profile.sections("copies").enumerated() {
        guard let at = copy.text("at") else { continue }
        if index == 0, at != "core" {
          problems.append(
            copy.error(
              "primary-copy", "the first copy is the primary and is at the core, found '\(at)'",
              at: "at",
              hint: "begin the list with '{ at: core }'"))
        } else if index == 0, copy.has("stage") {
          problems.append(
            copy.error(
              "primary-copy", "the primary copy has no stage of its own", at: "stage",
              hint: "its way is 'ingest'"))
        } else if index > 0, !names.insert(at).inserted || at == "core" {
          problems.append(
            copy.error(
              "duplicate-name", "another copy is at '\(at)'", at: "at",
              hint: "give each its own name"))
        } else if index > 0, !copy.has("stage") {
          problems.append(
            copy.error(
              "missing-key", "the copy at '\(at)' has no 'stage'",
              hint: "write 'stage: { servers: 4, rate: 100 MB/s }'"))
        }
      }
      if names.count > 1, let last = profile.sections("copies").last {
        problems.append(
          last.error(
            "not-yet-supported", "more than one further copy is not yet supported", at: "at",
            hint: "keep the copy that takes longest to make"))
      }
      return problems
    }
  }
}
