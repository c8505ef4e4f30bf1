import PlanModel

/// Every stream names a modality of the catalogue.
struct ModalityCheck: FileCheck {
  func problems(in files: LoadedFiles) -> [Diagnostic] {
    let known = files.modalities
    return files.scenario.sections("streams").compactMap { stream in
      guard let written = stream.text("modality"), !known.contains(written) else { return nil }
      return stream.error(
        "unknown-modality", "no modality '\(written)' in the catalogue", at: "modality",
        hint: Self.hint(for: written, in: known))
    }
  }

  /// The modality that was most likely meant.
  static func hint(for written: String, in known: [String]) -> String {
    if let refined = known.first(where: { $0.hasPrefix(written + "-") }) {
      let all = known.filter { $0.hasPrefix(written + "-") }.map { "'\($0)'" }
      return all.count == 1
        ? "did you mean '\(refined)'?" : "write \(all.joined(separator: " or "))"
    }
    return written.nearest(in: known).map { "did you mean '\($0)'?" } ?? "see 'pacsplan catalogue'"
  }
}
