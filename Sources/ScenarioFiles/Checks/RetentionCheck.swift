import PlanModel

/// Every retention rule can hold for a modality of the catalogue, and a stream that has its own
/// share of minors has a rule that asks for it.
struct RetentionCheck: FileCheck {
  func problems(in files: LoadedFiles) -> [Diagnostic] {
    modalities(files) + minors(files)
  }

  private func minors(_ files: LoadedFiles) -> [Diagnostic] {
    let rules =
      files.scenario.section("retention").map { RetentionBuilder.rules($0) }
      ?? RetentionBuilder.policy(nil).rules.map { ($0, "default", files.scenario.value) }
    // A rule that cannot be read has been reported.
    let readable = rules.compactMap(\.rule)
    guard readable.count == rules.count else { return [] }
    let policy = RetentionPolicy(purges: true, rules: readable)
    return files.scenario.sections("streams").compactMap { stream in
      guard stream.number("minor-share") != nil, let code = stream.text("modality") else {
        return nil
      }
      let rule = policy.rules[policy.rule(for: code)]
      if case .byAge = rule.period { return nil }
      return stream.error(
        "no-minors", "the retention rule '\(rule.modalities)' does not tell minors from adults",
        at: "minor-share",
        hint: "leave it out, or write 'adult', 'minor' and 'minor-share' in the rule")
    }
  }

  private func modalities(_ files: LoadedFiles) -> [Diagnostic] {
    guard let retention = files.scenario.section("retention") else { return [] }
    let known = files.modalities
    return retention.named.compactMap { entry, _ in
      let key = entry.key
      let fits = known.contains {
        RetentionRule(modalities: key, years: nil).specificity(for: $0) != nil
      }
      guard !fits, (try? FieldKind.modalityPattern.read(key, isPlain: true, example: "")) != nil
      else { return nil }
      let known = known + ["purge", "default"]
      return Diagnostic(
        .error, "unknown-modality",
        key.hasSuffix("*")
          ? "no modality of the catalogue begins like '\(key)'"
          : "no modality '\(key)' in the catalogue",
        at: entry.place.location(in: retention.file), hint: ModalityCheck.hint(for: key, in: known))
    }
  }
}
