import PlanModel

/// Places have ids of their own, and links join two different ones of them, each pair once.
struct PlaceCheck: FileCheck {
  func problems(in files: LoadedFiles) -> [Diagnostic] {
    let sites = Set(files.sites)
    var problems = (files.scenario.section("places")?.named ?? []).compactMap { entry, _ in
      sites.contains(entry.key)
        ? Diagnostic(
          .error, "duplicate-name", "'\(entry.key.excerpt)' is a site, too",
          at: entry.place.location(in: files.scenario.file), hint: "give the place another id")
        : nil
    }
    var joined: [Set<String>: String] = [:]
    for link in files.scenario.sections("links") {
      let ends = ["from", "to"].compactMap { key -> String? in
        guard let end = link.text(key) else { return nil }
        guard !files.places.contains(end) else { return end }
        problems.append(files.unknownPlace(end, at: link.location(key)))
        return nil
      }
      guard ends.count == 2 else { continue }
      if ends[0] == ends[1] {
        problems.append(
          link.error(
            "link-to-itself", "the link begins and ends at '\(ends[0])'", at: "to",
            hint: "a site's inner network is its 'lan'"))
      } else if let other = joined[Set(ends)] {
        problems.append(
          link.error(
            "duplicate-link", "the link '\(other)' joins '\(ends[0])' and '\(ends[1])' already",
            at: "from", hint: "write both lines as one, with their bandwidths added"))
      } else {
        joined[Set(ends)] = link.text("id") ?? ""
      }
    }
    return problems
  }
}

extension LoadedFiles {
  /// What is said of a place that is not there.
  func unknownPlace(_ written: String, at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .error, "unknown-place", "no site or place '\(written.excerpt)' in the scenario",
      at: location,
      hint: written.nearest(in: places).map { "did you mean '\($0)'?" }
        ?? "sites and places: \(places.prefix(20).joined(separator: ", "))")
  }
}
