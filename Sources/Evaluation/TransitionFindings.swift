import Costing
public import PlanModel
public import Quantities

/// What the months between the plan's start and a vendor's go-live mean for the figures.
struct TransitionFindings {
  let all: [Finding]

  init(_ scenario: Scenario, _ vendors: [VendorResult]) {
    let later = vendors.filter { $0.profile.contract.goLive > 1 }
    guard !later.isEmpty else {
      all = []
      return
    }
    all =
      [Self.horizon(scenario, vendors)] + later.compactMap { Self.cost($0, scenario) }
      + Self.load(scenario, later) + later.compactMap { Self.lateGoLive($0, scenario) }
  }

  /// That offers which take over at different times are compared over the same months.
  private static func horizon(_ scenario: Scenario, _ vendors: [VendorResult]) -> Finding {
    let dates = vendors.map {
      "\($0.profile.name) \(scenario.goLive(of: $0.profile).iso)"
    }
    return Finding(
      .note,
      "Go-live: \(dates.joined(separator: ", ")). All options are compared over the same months from"
        + " \(scenario.start.iso); until its go-live an option pays for the old system.")
  }

  private static func cost(_ vendor: VendorResult, _ scenario: Scenario) -> Finding? {
    let month = scenario.goLive(of: vendor.profile).iso
    guard let cost = vendor.oldSystemCost else {
      return Finding(
        .caution,
        "\(vendor.profile.name) goes live in \(month), and no file says what the old system costs"
          + " until then: the months before are without cost. Write 'maintenance' or 'system' under"
          + " 'legacy'.")
    }
    return Finding(
      .note,
      "\(vendor.profile.name): until go-live in \(month) the old system costs"
        + " \(NumberText.rough(money: cost.major(digits: scenario.currency.digits), currency: scenario.currency))"
        + " (base case, undiscounted).")
  }

  /// Months whose waits nobody can know.
  private static func load(_ scenario: Scenario, _ later: [VendorResult]) -> [Finding] {
    guard scenario.oldSystem.vendor == nil else { return [] }
    let names = later.map(\.profile.name).joined(separator: ", ")
    return [
      Finding(
        .caution,
        "The old system is not described: waits, loads and service levels before go-live are not"
          + " counted for \(names). Write 'system' under 'legacy' to name the vendor that it is.")
    ]
  }

  private static func lateGoLive(_ vendor: VendorResult, _ scenario: Scenario) -> Finding? {
    guard vendor.profile.contract.goLive > 12 else { return nil }
    return Finding(
      .caution,
      "\(vendor.profile.name) goes live in \(scenario.goLive(of: vendor.profile).iso), after year 1."
        + " What falls due up to go-live counts in year 0, undiscounted.")
  }
}

extension Scenario {
  /// The month in which a vendor's system takes over.
  public func goLive(of vendor: VendorProfile) -> CalendarMonth {
    start.adding(vendor.contract.goLive - 1)
  }
}

extension VendorResult {
  /// What the old system costs until go-live in the base case, undiscounted; nil where the vendor
  /// goes live with the plan or nobody has stated it.
  public var oldSystemCost: Money? {
    let lines = ledger.lines.filter { $0.line.origin != .own }
    return lines.isEmpty ? nil : lines.flatMap(\.amounts).reduce(.zero, +)
  }

  /// The planning years, from 0, in which studies are timed: those before go-live only where the old
  /// system is described.
  public var timedYears: Range<Int> {
    let first = stages.contains(where: \.isOldSystem) ? 0 : (profile.contract.goLive - 1) / 12
    return first..<timeToArchive.count
  }
}
