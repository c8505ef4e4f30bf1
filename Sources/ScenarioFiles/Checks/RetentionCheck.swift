import PlanModel

/// Every retention rule can hold for a modality of the catalogue.
struct RetentionCheck: FileCheck {
  func problems(in files: LoadedFiles) -> [Diagnostic] {
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

extension RetentionRule {
  /// How closely the rule names a modality: the more, the more specific; nil is not at all.
  func specificity(for code: String) -> Int? {
    if modalities == code { return .max }
    guard modalities.hasSuffix("*"), code.hasPrefix(modalities.dropLast()) else { return nil }
    return modalities.count
  }
}
