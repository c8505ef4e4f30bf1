import PlanModel

/// Every retention rule can hold for a modality of the catalogue, and a stream that has its own
/// share of minors has a rule that asks for it; an event changes a rule that there is.
struct RetentionCheck: FileCheck {
  func problems(in files: LoadedFiles) -> [Diagnostic] {
    modalities(files) + minors(files) + events(files)
  }

  private func minors(_ files: LoadedFiles) -> [Diagnostic] {
    let rules = RetentionBuilder.rules(files.scenario)
    // A rule that cannot be read has been reported.
    let readable = rules.compactMap(\.rule)
    guard readable.count == rules.count else { return [] }
    let policy = RetentionPolicy(purges: true, rules: readable)
    return files.scenario.sections("streams").compactMap { stream in
      guard stream.number("minor-share") != nil, let code = stream.text("modality") else {
        return nil
      }
      let rule = policy.rules[policy.rule(for: code)]
      let isByAge = rule.periods.contains { if case .byAge = $0 { true } else { false } }
      guard !isByAge else { return nil }
      return stream.error(
        "no-minors", "the retention rule '\(rule.modalities)' does not tell minors from adults",
        at: "minor-share",
        hint: "leave it out, or write 'adult', 'minor' and 'minor-share' in the rule")
    }
  }

  private func events(_ files: LoadedFiles) -> [Diagnostic] {
    let rules = RetentionBuilder.rules(files.scenario).map(\.key)
    let purges = files.scenario.section("retention")?.flag("purge") ?? false
    return files.scenario.sections("events").filter { $0.text("change") == "retention" }
      .compactMap { event in
        guard let written = event.text("modality") else { return nil }
        guard rules.contains(written) else {
          return event.error(
            "unknown-rule", "no rule '\(written.excerpt)' under 'retention'", at: "modality",
            hint: written.nearest(in: rules).map { "did you mean '\($0)'?" }
              ?? "write '\(written.excerpt)' under 'retention' first, with the time that holds before"
          )
        }
        guard !purges else { return nil }
        return Diagnostic(
          .warning, "no-purge", "nothing is purged, so another retention changes nothing",
          at: event.location("change"), hint: "write 'purge: yes' under 'retention'")
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
