public import PlanModel

/// Reads lists of requirements.
public enum RequirementList {
  /// Reads a list from its text.
  ///
  /// - Parameters:
  ///   - text: The file.
  ///   - file: What messages call it.
  /// - Returns: The requirements, and every problem; without an error the list is whole.
  public static func read(
    _ text: String, named file: String
  ) -> (requirements: [Requirement], problems: [Diagnostic]) {
    let collector = Collector()
    guard let value = YamlReader.read(text, file: file, report: { collector.report($0) }) else {
      return ([], collector.sorted(files: [file]))
    }
    Conformance(file: file, collector: collector).check(value, RequirementFields.file)
    let section = Section(table: RequirementFields.file, value: value, file: file)
    var seen: Set<String> = []
    let requirements = section.sections("requirements").compactMap { entry -> Requirement? in
      guard let id = entry.text("id"), let text = entry.text("text"),
        let category = entry.text("category")
      else { return nil }
      if !seen.insert(id).inserted {
        collector.report(
          entry.error(
            "duplicate-name", "there are two requirements '\(id)'", at: "id",
            hint: "give each an id of its own"))
      }
      return Requirement(
        id: id, text: text, category: category, isGate: entry.flag("must") ?? false,
        source: entry.text("source") ?? "assumed")
    }
    return (requirements, collector.sorted(files: [file]))
  }
}
