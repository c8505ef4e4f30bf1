import PlanModel

/// Turnarounds, readers and ages of priors make sense; the way back is described in order and leads to
/// every reader.
struct ReadingCheck: FileCheck {
  func problems(in files: LoadedFiles) -> [Diagnostic] {
    let way = files.profiles.flatMap(way)
    guard let reading = files.scenario.section("reading") else { return way + promises(files) }
    return turnarounds(reading) + readers(reading, files) + ages(reading) + way
      + files.vendors.flatMap { reach($0, reading, files) }
  }

  /// Nobody waits for a display where nobody reads.
  private func promises(_ files: LoadedFiles) -> [Diagnostic] {
    files.scenario.sections("service-levels").compactMap { level in
      guard level.text("measure") == ServiceLevel.Measure.timeToDisplay.rawValue else { return nil }
      return level.error(
        "promise-without-reading",
        "'time-to-display' needs 'reading', which says when studies are read", at: "measure",
        hint: "write 'reading: { turnaround: … }', or time the way to a copy")
    }
  }

  private func turnarounds(_ reading: Section) -> [Diagnostic] {
    PatientClass.allCases.compactMap { one in
      guard let times = reading.section("turnaround")?.section(one.name),
        let median = times.number("median"), let p95 = times.number("p95"), p95 <= median
      else { return nil }
      return times.error(
        "turnaround-order", "'p95' is not longer than 'median'", at: "p95",
        hint: "write the time by which 95 of 100 studies are read")
    }
  }

  private func readers(_ reading: Section, _ files: LoadedFiles) -> [Diagnostic] {
    let groups = reading.sections("readers")
    var problems: [Diagnostic] = groups.compactMap { group in
      guard let at = group.text("at"), at != "site", !files.places.contains(at) else { return nil }
      return files.unknownPlace(at, at: group.location("at"))
    }
    let shares = groups.compactMap { $0.number("share") }
    let sum = shares.reduce(0, +)
    if shares.count == groups.count, !groups.isEmpty, abs(sum - 1) > 0.0001 {
      let percent = (sum * 1e6).rounded() / 1e4
      problems.append(
        groups[0].error(
          "share-sum",
          "the shares of the readers add to \(FieldKind.short(percent)) %, not to 100 %",
          at: "share", hint: "each study is read by one of them"))
    }
    return problems
  }

  private func ages(_ reading: Section) -> [Diagnostic] {
    guard let ages = reading.section("priors")?.section("ages-cumulative") else { return [] }
    let points = ReadingBuilder.points(ages)
    guard points.count == ages.named.count else { return [] }
    let isRising = zip(points, points.dropFirst()).allSatisfy {
      $0.days < $1.days && $0.share < $1.share
    }
    guard !isRising || points.contains(where: { $0.share <= 0 }) else { return [] }
    return [
      ages.error(
        "ages-order", "the shares of priors do not rise with their age",
        hint: "write for each age the share of priors that are at most as old")
    ]
  }

  /// Stages of the core first, then one for the lines, then those of the sites.
  private func way(_ profile: Section) -> [Diagnostic] {
    let stages = profile.sections("retrieve")
    guard
      let line = stages.firstIndex(where: { $0.has("link") || $0.text("at") == "site" })
    else { return [] }
    return stages[(line + 1)...].filter {
      $0.text("at") != "site"
        && !($0.has("link") && !stages[..<line].contains { $0.has("link") }
          && !stages[line].has("link"))
    }.map { stage in
      stage.error(
        "stage-order",
        stage.has("link")
          ? "the stage '\(stage.text("stage") ?? "")' crosses the lines to the readers, as '\(stages[line].text("stage") ?? "")' does already"
          : "the stage '\(stage.text("stage") ?? "")' stands at the core, but follows '\(stages[line].text("stage") ?? "")', which leaves it",
        at: "stage",
        hint: stage.has("link")
          ? "describe the whole way to the readers in one stage"
          : "write the stages in the order in which a study passes them")
    }
  }

  /// A vendor's lines lead to every reader.
  private func reach(
    _ vendor: LoadedFiles.Vendor, _ reading: Section, _ files: LoadedFiles
  ) -> [Diagnostic] {
    guard let profile = vendor.profile,
      profile.sections("retrieve").contains(where: { $0.has("link") })
    else { return [] }
    let places = files.places
    let routes = files.routes
    let core =
      vendor.core?.text.flatMap { places.firstIndex(of: $0) } ?? routes.elsewhere
    return reading.sections("readers").compactMap { group in
      guard let at = group.text("at"), let place = places.firstIndex(of: at),
        routes.way(from: place, to: core) == nil
      else { return nil }
      return Diagnostic(
        .error, "reader-without-way",
        "no line leads from the core of '\(profile.text("vendor") ?? "")' to the readers at '\(at)'",
        at: group.location("at"), hint: "add a link to it under 'links'")
    }
  }
}
