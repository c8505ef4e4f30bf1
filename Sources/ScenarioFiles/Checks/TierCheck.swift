import PlanModel

/// Studies leave each tier later than the one before, and the last keeps them to the end; what is read
/// is lifted to an earlier tier that looks at accesses.
struct TierCheck: FileCheck {
  func problems(in files: LoadedFiles) -> [Diagnostic] {
    let longest = longestRetention(in: files)
    return files.profiles.flatMap { profile in
      let tiers = profile.section("storage")?.sections("tiers") ?? []
      var problems: [Diagnostic] = []
      // By age, by access.
      var before = [0.0, 0]
      var isReached = true
      for (index, tier) in tiers.enumerated() {
        problems += capacity(of: tier) + lift(tier, before: tiers[..<index]) + place(tier)
        guard let leaves = tier.limit("leaves") else { continue }
        let name = tier.text("id") ?? ""
        if tier.flag("cache") == true {
          problems += cache(tier, name, isLast: index == tiers.count - 1)
        } else if index == tiers.count - 1 {
          if leaves != nil {
            problems.append(
              tier.error(
                "tier-order", "the last tier ('\(name)') must keep studies to the end",
                at: "leaves",
                hint: "write 'leaves: at end of retention'"))
          }
        } else if let leaves {
          let clock = tier.leavesByAccess ? 1 : 0
          if leaves <= before[clock] {
            problems.append(
              tier.error(
                "tier-order", "studies leave '\(name)' no later than the tier before", at: "leaves",
                hint: "write the tiers by rising age"))
          }
          if isReached, !tier.leavesByAccess, let longest, leaves >= longest.days {
            isReached = false
            problems.append(
              Diagnostic(
                .warning, "unused-tier",
                "every study is deleted (after \(longest.written) at most) before it leaves '\(name)', so the tiers after it stay empty",
                at: tier.location("leaves"),
                hint: "write a smaller age, or leave the tiers after it out"))
          }
          before[clock] = leaves
        } else {
          problems.append(
            tier.error(
              "tier-order", "no study ever leaves '\(name)', so the tiers after it stay empty",
              at: "leaves",
              hint: "write '30 days after acquisition', or make it the last"))
        }
      }
      return problems
    }
  }

  /// A cache holds studies for some days, and a tier behind it holds them too.
  private func cache(_ tier: Section, _ name: String, isLast: Bool) -> [Diagnostic] {
    if isLast {
      return [
        tier.error(
          "tier-order",
          "the last tier ('\(name)') is a cache, and no tier after it holds the studies",
          at: "cache", hint: "write the tier that keeps studies to the end after it")
      ]
    }
    guard case .some(.none) = tier.limit("leaves") else { return [] }
    return [
      tier.error(
        "tier-order", "the cache '\(name)' does not say how long it holds a study", at: "leaves",
        hint: "write '90 days after acquisition'")
    ]
  }

  /// What is read is lifted to an earlier tier, where accesses keep it.
  private func lift(_ tier: Section, before: ArraySlice<Section>) -> [Diagnostic] {
    guard let target = tier.text("reheats-to") else { return [] }
    let warm = before.filter { $0.leavesByAccess && $0.flag("cache") != true }
    guard warm.contains(where: { $0.text("id") == target }) else {
      let names = warm.compactMap { $0.text("id") }
      return [
        tier.error(
          "unknown-tier",
          "what is read cannot be lifted to '\(target)'", at: "reheats-to",
          hint: names.isEmpty
            ? "name an earlier tier that studies leave after some days without access: 'leaves: 30 days after last access'"
            : "write one of: \(names.joined(separator: ", "))")
      ]
    }
    return []
  }

  /// Only a cache stands at the sites.
  private func place(_ tier: Section) -> [Diagnostic] {
    guard tier.text("at") == "site", tier.flag("cache") != true else { return [] }
    return [
      tier.error(
        "wrong-key", "only a cache stands at the sites", at: "at",
        hint: "write 'cache: yes', or leave 'at' out")
    ]
  }

  /// The longest that a study of the plan is kept; nil where some are never deleted.
  private func longestRetention(in files: LoadedFiles) -> (days: Double, written: String)? {
    guard let retention = files.scenario.section("retention"), retention.flag("purge") == true,
      (retention.number("legal-hold") ?? 0) == 0
    else { return nil }
    // What cannot be read has been reported, and counts as never.
    let policy = RetentionPolicy(
      purges: true,
      rules: RetentionBuilder.rules(files.scenario).map {
        $0.rule ?? RetentionRule(modalities: $0.key, years: nil)
      })
    // The present archive is of the same modalities as the streams.
    let used = Set(
      files.scenario.sections("streams").compactMap { $0.text("modality") }.map(policy.rule))
    let years = RetentionPeriod.latest(used.map { policy.rules[$0].longest })
    return years.map { ($0 * 365.25, RetentionPeriod.words($0)) }
  }

  private func capacity(of tier: Section) -> [Diagnostic] {
    guard let capacity = tier.section("capacity"), let usable = capacity.number("usable"),
      let maximum = capacity.number("maximum"), maximum < usable
    else { return [] }
    return [
      capacity.error(
        "capacity-order",
        "'maximum' (\(capacity.plain("maximum")?.text ?? "")) is less than 'usable' (\(capacity.plain("usable")?.text ?? ""))",
        at: "maximum",
        hint:
          "write at least \(capacity.plain("usable")?.text ?? ""), or leave it out for a tier without limit"
      )
    ]
  }
}

extension Section {
  /// Whether studies leave this tier some days after the last access to them.
  var leavesByAccess: Bool { plain("leaves")?.text?.hasSuffix("after last access") ?? false }
}
