import PlanModel

/// A modality of the user's own has sizes and instances, given or taken over.
struct CatalogueCheck: FileCheck {
  func problems(in files: LoadedFiles) -> [Diagnostic] {
    let shipped = CatalogueEntry.shipped.map(\.code)
    return (files.catalogue?.section("modalities")?.named ?? []).flatMap {
      entry, section -> [Diagnostic] in
      guard let section else { return [] }
      if let like = section.text("like"), !shipped.contains(like) {
        return [
          section.error(
            "unknown-modality", "no modality '\(like)' in the shipped catalogue", at: "like",
            hint: ModalityCheck.hint(for: like, in: shipped))
        ]
      }
      guard !shipped.contains(entry.key), section.value["like"] == nil else { return [] }
      var problems = ["study-size", "instances"].filter { section.value[$0] == nil }.map {
        Diagnostic(
          .error, "missing-key", "the new modality '\(entry.key)' has no '\($0)'",
          at: entry.place.location(in: section.file),
          hint: "write it, or 'like: CT' to take over another's")
      }
      if section.section("study-size")?.has("mean") == true {
        problems.append(
          section.error(
            "missing-key", "'mean' needs the shape of another modality", at: "study-size",
            hint: "write 'like: CT', or 'exponential' instead of 'mean'"))
      }
      return problems
    }
  }
}
