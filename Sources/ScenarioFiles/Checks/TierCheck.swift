import PlanModel

/// Studies leave each tier later than the one before, and the last keeps them to the end.
struct TierCheck: FileCheck {
  func problems(in files: LoadedFiles) -> [Diagnostic] {
    files.profiles.flatMap { profile in
      let tiers = profile.section("storage")?.sections("tiers") ?? []
      var problems: [Diagnostic] = []
      var before = 0.0
      for (index, tier) in tiers.enumerated() {
        problems += capacity(of: tier)
        guard let leaves = tier.limit("leaves") else { continue }
        let name = tier.text("id") ?? ""
        if index == tiers.count - 1 {
          if leaves != nil {
            problems.append(
              tier.error(
                "tier-order", "the last tier ('\(name)') must keep studies to the end",
                at: "leaves",
                hint: "write 'leaves: at end of retention'"))
          }
        } else if let leaves {
          if leaves <= before {
            problems.append(
              tier.error(
                "tier-order", "studies leave '\(name)' no later than the tier before", at: "leaves",
                hint: "write the tiers by rising age"))
          }
          before = leaves
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
