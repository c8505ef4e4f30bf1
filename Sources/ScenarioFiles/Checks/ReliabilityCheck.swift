import PlanModel
import Quantities

/// Failures have a length, windows lie on whole hours where they must, and outages hit what there is.
struct ReliabilityCheck: FileCheck {
  func problems(in files: LoadedFiles) -> [Diagnostic] {
    let lines =
      (files.scenario.section("sites")?.named ?? []).compactMap(\.section).flatMap { site in
        ["lan", "wan"].compactMap { site.section($0) }
      } + files.scenario.sections("links")
    let reliable = (lines + files.profiles).compactMap { $0.section("reliability") }
    return reliable.flatMap(failures) + lines.flatMap { $0.sections("hours").flatMap(wholeHours) }
      + names(of: files.scenario.sections("links"))
      + files.scenario.sections("events").filter { $0.sort?.name == "outage" }.flatMap {
        outage($0, files)
      }
  }

  private func failures(_ section: Section) -> [Diagnostic] {
    guard let availability = section.number("availability"), availability < 1 else { return [] }
    guard let repair = section.number("repair") else {
      return [
        section.error(
          "missing-key", "an 'availability' below 100 % needs 'repair', how long a failure lasts",
          at: "availability", hint: "write 'repair: 4 h'")
      ]
    }
    let yearly = Reliability(availability: availability, repair: Seconds(repair)).failuresPerYear
    guard yearly > 1_000 else { return [] }
    return [
      section.error(
        "too-many-failures",
        "\(Int(yearly)) failures a year are more than the 1,000 that can be drawn", at: "repair",
        hint: "write a longer 'repair', or a smaller rate of the stage")
    ]
  }

  private func wholeHours(_ window: Section) -> [Diagnostic] {
    guard let hours = window.window("window"), hours.from % 3_600 != 0 || hours.to % 3_600 != 0
    else { return [] }
    return [
      window.error(
        "wrong-type",
        "shares change with the hour, found '\(window.text("window") ?? "")'", at: "window",
        hint: "write whole hours, such as 08:00-18:00")
    ]
  }

  /// A link's name must not be that of a site's line.
  private func names(of links: [Section]) -> [Diagnostic] {
    links.compactMap { link in
      guard let id = link.text("id"), id.hasSuffix(".wan") || id.hasSuffix(".lan") else {
        return nil
      }
      return link.error(
        "wrong-name", "a link cannot have the name '\(id)', which is that of a site's line",
        at: "id", hint: "leave the '.' out")
    }
  }

  private func outage(_ event: Section, _ files: LoadedFiles) -> [Diagnostic] {
    guard event.has("link") != event.has("vendor") else {
      return [
        event.error(
          "missing-key", "an outage is of one 'link' or of one 'vendor'", at: "change",
          hint: "write it like '\(event.sort?.example ?? "")'")
      ]
    }
    let key = event.has("link") ? "link" : "vendor"
    let known = key == "link" ? files.lineIDs : files.profiles.compactMap { $0.text("vendor") }
    guard let written = event.text(key), !known.contains(written) else { return [] }
    return [
      event.error(
        "unknown-\(key)", "no \(key) '\(written)' in the scenario", at: key,
        hint: written.nearest(in: known).map { "did you mean '\($0)'?" }
          ?? "\(key)s: \(known.prefix(20).joined(separator: ", "))")
    ]
  }
}

extension LoadedFiles {
  /// The names of all lines: `main.lan`, `main.wan`, and those of links.
  var lineIDs: [String] {
    (scenario.section("sites")?.named ?? []).flatMap { entry, site in
      ["lan", "wan"].filter { site?.has($0) ?? false }.map { "\(entry.key).\($0)" }
    } + scenario.sections("links").compactMap { $0.text("id") }
  }
}
