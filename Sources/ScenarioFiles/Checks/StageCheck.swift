import PlanModel

/// Each stage has the keys of its sort, takes time, and comes in the order a study travels.
struct StageCheck: FileCheck {
  func problems(in files: LoadedFiles) -> [Diagnostic] {
    files.profiles.flatMap { profile in
      var problems: [Diagnostic] = []
      var reachedCore: String?
      var crossed: String?
      for stage in profile.sections("ingest") {
        problems += keys(of: stage)
        let name = stage.text("stage") ?? ""
        if let first = reachedCore, stage.has("link") || stage.text("at") == "site" {
          problems.append(
            stage.error(
              "stage-order",
              "the stage '\(name)' is on the way to the core, but follows '\(first)', which stands there",
              at: "stage", hint: "write the stages in the order in which a study passes them"))
        }
        if reachedCore == nil, let first = crossed, stage.has("link") || stage.text("at") == "site"
        {
          problems.append(
            stage.error(
              "stage-order",
              stage.has("link")
                ? "the stage '\(name)' crosses the lines to the core, as '\(first)' does already"
                : "the stage '\(name)' is at the site, but follows '\(first)', which leaves it",
              at: "stage",
              hint: stage.has("link")
                ? "describe the whole way to the core in one stage"
                : "write the stages in the order in which a study passes them"))
        }
        if stage.text("at") == "core", reachedCore == nil { reachedCore = name }
        if stage.has("link"), crossed == nil { crossed = name }
      }
      problems += profile.sections("retrieve").flatMap(keys)
      for copy in profile.sections("copies") {
        if let stage = copy.section("stage"), isFree(stage) {
          problems.append(free(stage, copy.text("at") ?? ""))
        }
      }
      return problems
    }
  }

  private func keys(of stage: Section) -> [Diagnostic] {
    let name = stage.text("stage") ?? ""
    if stage.has("link"), !stage.has("at") {
      return VendorFields.serverKeys.filter { stage.has($0) }.map {
        stage.error(
          "wrong-key", "'\($0)' does not belong to the link '\(name)'", at: $0,
          hint: "a link's rate follows from the line, 'window' and 'connections'")
      }
    }
    guard stage.has("at"), !stage.has("link") else { return [] }
    let wrong = VendorFields.linkKeys.filter { stage.has($0) }.map {
      stage.error(
        "wrong-key", "'\($0)' belongs to a link, and '\(name)' is a stage of servers", at: $0,
        hint: "write 'link: wan' instead of 'at', or delete '\($0)'")
    }
    return wrong + sharing(stage, name) + (isFree(stage) ? [free(stage, name)] : [])
  }

  /// Servers take one study each at a time.
  private func sharing(_ stage: Section, _ name: String) -> [Diagnostic] {
    guard stage.text("discipline") == QueueDiscipline.shared.rawValue else { return [] }
    return [
      stage.error(
        "wrong-discipline", "only a link is shared, and '\(name)' is a stage of servers",
        at: "discipline", hint: "write 'fifo' or 'stat-first'")
    ]
  }

  private func isFree(_ stage: Section) -> Bool {
    // A value that cannot be read has been reported.
    !stage.has("rate")
      && ["per-study", "per-instance"].allSatisfy { key in
        !stage.has(key) || stage.number(key) == 0
      }
  }

  private func free(_ stage: Section, _ name: String) -> Diagnostic {
    stage.error(
      "stage-without-time", "the stage '\(name)' takes no time",
      hint: "write 'rate', 'per-study' or 'per-instance'")
  }
}
