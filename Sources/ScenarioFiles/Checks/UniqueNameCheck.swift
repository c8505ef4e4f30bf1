import PlanModel

/// Names that other values or reports refer to are there once.
struct UniqueNameCheck: FileCheck {
  func problems(in files: LoadedFiles) -> [Diagnostic] {
    var problems = Self.repeated(files.scenario.sections("streams"), "id", "stream")
    problems += Self.repeated(files.scenario.sections("service-levels"), "id", "service level")
    problems += Self.repeated(files.scenario.sections("links"), "id", "link")
    problems += repeatedVendors(files)
    for profile in files.profiles {
      problems += Self.repeated(profile.sections("ingest"), "stage", "stage")
      problems += Self.repeated(profile.sections("prices"), "id", "price line")
      problems += Self.repeated(profile.section("storage")?.sections("tiers") ?? [], "id", "tier")
    }
    return problems
  }

  /// Where two vendors of the list have one name, the list is where to look.
  private func repeatedVendors(_ files: LoadedFiles) -> [Diagnostic] {
    var names: Set<String> = []
    return files.vendors.compactMap { vendor in
      guard let name = vendor.profile?.text("vendor"), !names.insert(name).inserted else {
        return nil
      }
      return Diagnostic(
        .error, "duplicate-name", "another vendor of the list has the name '\(name)'",
        at: vendor.choice.location(in: files.scenario.file),
        hint: "give each its own 'vendor' in its profile")
    }
  }

  static func repeated(_ sections: [Section], _ key: String, _ what: String) -> [Diagnostic] {
    var places: [String: SourceLocation] = [:]
    return sections.compactMap { section in
      guard let name = section.text(key) else { return nil }
      guard let first = places[name] else {
        places[name] = section.location(key)
        return nil
      }
      let isHere = first.file == section.location(key).file
      let place = isHere ? "line \(first.line)" : "\(first.file), line \(first.line)"
      return section.error(
        "duplicate-name", "another \(what) has the name '\(name)'", at: key,
        hint: "the first is in \(place); give each its own name")
    }
  }
}
