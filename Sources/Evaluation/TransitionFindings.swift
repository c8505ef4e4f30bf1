import Costing
public import PlanModel
public import Quantities

/// What the months in which the old system is needed mean for the figures.
struct TransitionFindings {
  let all: [Finding]

  init(_ scenario: Scenario, _ vendors: [VendorResult]) {
    let replacing = vendors.filter { $0.usage.oldSystemUntil > 0 }
    guard !replacing.isEmpty else {
      all = []
      return
    }
    let groups = scenario.takingOverTogether(replacing)
    let later = replacing.filter { $0.profile.contract.goLive > 1 }
    all =
      [Self.horizon(scenario, vendors)] + groups.map { Self.cost($0, scenario) }
      + (later.isEmpty ? [] : Self.load(scenario, later))
      + groups.compactMap { Self.lateGoLive($0, scenario) }
  }

  /// That offers which take over at different times are compared over the same months.
  private static func horizon(_ scenario: Scenario, _ vendors: [VendorResult]) -> Finding {
    let dates = scenario.takingOverTogether(vendors).map {
      "\(names($0)) in \(scenario.goLive(of: $0[0].profile).iso)"
    }
    return Finding(
      .note,
      "Go-live: \(dates.joined(separator: "; ")). All options are compared over the same months from"
        + " \(scenario.start.iso); until its go-live, and until the old archive has moved in, an option"
        + " pays for the old system.")
  }

  private static func cost(_ group: [VendorResult], _ scenario: Scenario) -> Finding {
    guard let cost = group[0].oldSystemCost else {
      return Finding(
        .caution,
        "\(names(group)): the old system is needed \(scenario.oldSystemWords(group[0])), and no file says"
          + " what it costs: these months are without its cost. Write 'maintenance' or 'system' under"
          + " 'legacy'.")
    }
    let amount = NumberText.rough(
      money: cost.major(digits: scenario.currency.digits), currency: scenario.currency)
    return Finding(
      .note,
      "\(names(group)): the old system is needed \(scenario.oldSystemWords(group[0])) and costs \(amount)"
        + " (base case, undiscounted).")
  }

  private static func names(_ vendors: [VendorResult]) -> String {
    vendors.map(\.profile.name).joined(separator: ", ")
  }

  /// Months whose waits nobody can know.
  private static func load(_ scenario: Scenario, _ later: [VendorResult]) -> [Finding] {
    guard scenario.oldSystem.vendor == nil else { return [] }
    return [
      Finding(
        .caution,
        "The old system is not described: waits, loads and service levels before go-live are not"
          + " counted for \(names(later)). Write 'system' under 'legacy' to name the vendor that it is."
      )
    ]
  }

  private static func lateGoLive(_ group: [VendorResult], _ scenario: Scenario) -> Finding? {
    guard group[0].profile.contract.goLive > 12 else { return nil }
    return Finding(
      .caution,
      "\(names(group)): go-live is \(scenario.goLive(of: group[0].profile).iso), after year 1. What is"
        + " paid once and falls due up to go-live counts in year 0, undiscounted.")
  }
}

extension Scenario {
  /// The month in which a vendor's system takes over.
  public func goLive(of vendor: VendorProfile) -> CalendarMonth {
    start.adding(vendor.contract.goLive - 1)
  }

  /// Until when an option needs the old system in the base case: `up to 2027-09`.
  public func oldSystemWords(_ vendor: VendorResult) -> String {
    let months = vendor.usage.oldSystemUntil
    return months >= self.months
      ? "to the end of the plan" : "up to \(start.adding(months - 1).iso)"
  }

  /// Vendors by go-live, how long they need the old system and what it costs, in the order of the scenario.
  public func takingOverTogether(_ vendors: [VendorResult]) -> [[VendorResult]] {
    vendors.reduce(into: []) { groups, vendor in
      let place = groups.firstIndex {
        $0[0].profile.contract.goLive == vendor.profile.contract.goLive
          && $0[0].usage.oldSystemUntil == vendor.usage.oldSystemUntil
          && $0[0].oldSystemCost == vendor.oldSystemCost
      }
      if let place { groups[place].append(vendor) } else { groups.append([vendor]) }
    }
  }
}

extension VendorResult {
  /// What the old system costs as long as it is needed, in the base case, undiscounted; nil where it is
  /// not needed or nobody has stated it.
  public var oldSystemCost: Money? {
    let lines = ledger.lines.filter { $0.line.origin != .own }
    return lines.isEmpty ? nil : lines.flatMap(\.amounts).reduce(.zero, +)
  }

  /// The planning years, from 0, in which studies are timed.
  public var timedYears: Range<Int> {
    profile.contract.timedYears(
      of: timeToArchive.count, withOldSystem: stages.contains(where: \.isOldSystem))
  }
}

extension Contract {
  /// The planning years, from 0, in which studies are timed: those before go-live only where the old
  /// system is described.
  func timedYears(of years: Int, withOldSystem: Bool) -> Range<Int> {
    (withOldSystem ? 0 : (goLive - 1) / 12)..<years
  }
}
