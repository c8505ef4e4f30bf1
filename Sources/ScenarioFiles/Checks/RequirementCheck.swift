import PlanModel

/// Each answer is to a requirement of the list.
struct RequirementCheck: FileCheck {
  func problems(in files: LoadedFiles) -> [Diagnostic] {
    let ids = Requirement.shipped.map(\.id)
    return files.profiles.flatMap { profile in
      (profile.section("requirements")?.named ?? []).filter { !ids.contains($0.entry.key) }.map {
        let id = $0.entry.key
        return Diagnostic(
          .error, "unknown-requirement", "no requirement '\(id.excerpt)' in the list",
          at: $0.entry.place.location(in: profile.file),
          hint: id.nearest(in: ids).map { "did you mean '\($0)'?" }
            ?? "Scenarios/data/requirements.yaml lists \(ids.first ?? "") to \(ids.last ?? "")")
      }
    }
  }
}

extension Section {
  /// The answers of a profile's `requirements`, in the order of the file.
  var requirementAnswers: [RequirementAnswer] {
    named.compactMap { entry, section in
      guard let section else {
        return entry.value.text.flatMap { RequirementAnswer.Answer(rawValue: $0) }
          .map { RequirementAnswer(requirement: entry.key, answer: $0) }
      }
      guard let answer = section.text("answer").flatMap({ RequirementAnswer.Answer(rawValue: $0) })
      else { return nil }
      return RequirementAnswer(
        requirement: entry.key, answer: answer, by: section.month("by"),
        evidence: section.text("evidence").flatMap { RequirementAnswer.Evidence(rawValue: $0) },
        note: section.text("note"))
    }
  }
}
