import PlanModel

/// Every stream is at a site of the scenario.
struct SiteCheck: FileCheck {
  func problems(in files: LoadedFiles) -> [Diagnostic] {
    let sites = files.sites
    return files.scenario.sections("streams").compactMap { stream in
      guard let written = stream.text("site"), !sites.contains(written) else { return nil }
      return stream.error(
        "unknown-site", "no site '\(written)' in the scenario", at: "site",
        hint: written.nearest(in: sites).map { "did you mean '\($0)'?" }
          ?? "sites: \(sites.prefix(20).joined(separator: ", "))")
    }
  }
}
