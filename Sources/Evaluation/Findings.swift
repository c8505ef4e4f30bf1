import Costing
public import PlanModel
import Quantities
import Simulation

/// What the reader should know before trusting the figures.
public struct Findings: Sendable {
  /// The seam between the legacy archive and year 1 is called a step from this share on.
  static let seamTolerance = 0.10
  /// Cost on price lines without a source is a caution from this share on.
  static let unsourcedTolerance = 0.10

  /// Worst first.
  public let all: [Finding]

  /// What can be said before anything is replayed.
  public init(_ scenario: Scenario) {
    self.init(
      Self.overfull(scenario) + Self.scanners(scenario) + Self.seam(scenario)
        + Self.traces(scenario) + Self.sizes(scenario)
        + Self.kept(scenario)
        + Self.assumed(scenario))
  }

  init(_ scenario: Scenario, _ vendors: [VendorResult]) {
    self.init(
      Self.uncounted(vendors) + Self.saturation(scenario, vendors)
        + Self.capacity(scenario, vendors)
        + Self.fullLines(scenario, vendors)
        + TransitionFindings(scenario, vendors).all
        + Self.promises(scenario, vendors) + Self.scanners(scenario) + Self.seam(scenario)
        + Self.traces(scenario) + Self.purge(scenario, vendors)
        + Self.sizes(scenario) + Self.unsourced(scenario, vendors)
        + Self.kept(scenario) + Self.assumed(scenario))
  }

  private init(_ found: [Finding]) {
    all = found.enumerated().sorted { a, b in
      (a.element.weight.rawValue, a.offset) < (b.element.weight.rawValue, b.offset)
    }.map(\.element)
  }

  /// Amounts too great for the ledger.
  private static func uncounted(_ vendors: [VendorResult]) -> [Finding] {
    vendors.filter { $0.cashFlow.total.contains(where: \.isBeyondCounting) }.map {
      Finding(
        .stop,
        "\($0.profile.name): an amount is too great to be counted. Look for a price, an escalator"
          + " or a unit that is off by orders of magnitude.")
    }
  }

  /// Queues whose backlog passed the limit.
  private static func saturation(_ scenario: Scenario, _ vendors: [VendorResult]) -> [Finding] {
    vendors.flatMap { vendor in
      vendor.stages.compactMap { stage in
        guard let date = stage.saturated.p90 ?? stage.saturated.p50 ?? stage.saturated.p10 else {
          return nil
        }
        let first = stage.saturated.p10 ?? date
        let place = stage.place.map { " at \($0)" } ?? ""
        return Finding(
          .stop,
          "\(vendor.profile.name): \(stage.isOldSystem ? "the old system's " : "")'\(stage.name)'\(place) cannot keep up. In at least one future in ten its backlog passes 7 days by \(first.month.iso); waiting times after that mean nothing."
        )
      }
    }
  }

  /// Queues that do not cope in their busiest hour, but keep up: a finding a vendor.
  private static func fullLines(_ scenario: Scenario, _ vendors: [VendorResult]) -> [Finding] {
    vendors.compactMap { vendor in
      let parts = vendor.stages.compactMap { stage -> String? in
        let full = stage.loadYears(from: scenario.start).full
        guard stage.saturated.p10 == nil, let half = full.half else { return nil }
        let earlier = full.tenth.map { $0 < half ? " (in one future in ten from year \($0))" : "" }
        return "\(stage.isOldSystem ? "the old system's " : "")'\(stage.name)'"
          + (stage.place.map { " at \($0)" } ?? "") + " from year \(half)" + (earlier ?? "")
      }
      guard !parts.isEmpty else { return nil }
      return Finding(
        .caution,
        "\(vendor.profile.name): not enough in the busiest hour of the week, in half of the futures: "
          + parts.joined(separator: "; ") + ".")
    }
  }

  /// Tiers that run out.
  private static func capacity(_ scenario: Scenario, _ vendors: [VendorResult]) -> [Finding] {
    vendors.flatMap { vendor in
      vendor.tiers.flatMap { result -> [Finding] in
        guard let limits = result.tier.capacity else { return [] }
        var found: [Finding] = []
        if let date = result.fullWithPurchases.p10 {
          let means =
            limits.increment == nil
            ? "it cannot be extended" : "with every extension the profile allows"
          found.append(
            Finding(
              .stop,
              "\(vendor.profile.name): tier '\(result.tier.id)' is full by \(date.month.iso) in at"
                + " least one future in ten; \(means)."))
        }
        if let order = result.orderBy, order < scenario.start.firstDay, limits.increment != nil {
          found.append(
            Finding(
              .caution,
              "\(vendor.profile.name): the first extension of tier '\(result.tier.id)' would have to be ordered by \(order.iso), before the plan starts."
            ))
        }
        return found
      }
    }
  }

  /// Service levels that more than half of the futures miss, with the first such year.
  private static func promises(_ scenario: Scenario, _ vendors: [VendorResult]) -> [Finding] {
    vendors.flatMap { vendor in
      vendor.serviceLevels.compactMap { result in
        guard let year = result.chance.firstIndex(where: { $0 < 0.5 }) else { return nil }
        return Finding(
          .caution,
          "\(vendor.profile.name): service level '\(result.level.id)' is missed in \(NumberText.share(1 - result.chance[year])) of the futures in year \(year + 1), the first year in which more than half miss it."
        )
      }
    }
  }

  /// Whether the legacy archive's last year joins year 1 without an unexplained step.
  private static func seam(_ scenario: Scenario) -> [Finding] {
    guard let seam = LegacySeam(scenario) else { return [] }
    let text =
      "The legacy archive grew by \(precise(seam.lastYear)) in its last year; year 1 adds \(precise(seam.firstYear)) (losslessly compressed\(scenario.events.isEmpty ? "" : ", without the plan's events")), a step of \(signed(seam.step)). The plan's own growth explains \(signed(seam.explained)); \(signed(seam.unexplained)) is unexplained."
    return [
      abs(seam.unexplained) > seamTolerance
        ? Finding(
          .caution, text + " Check volumes, study sizes and the legacy archive's figures.")
        : Finding(.note, text)
    ]
  }

  /// Streams that ask more of their scanners than these can do.
  private static func scanners(_ scenario: Scenario) -> [Finding] {
    ScannerLoad.all(scenario).compactMap { load in
      guard let first = load.firstAbove else { return nil }
      let stream = scenario.streams[load.stream]
      let above = load.monthsAbove
      let years = above.map { $0 / 12 + 1 }
      let span =
        Set(years).count == 1
        ? "year \(years[0])" : "years \(years[0]) to \(years[years.count - 1])"
      return Finding(
        .caution,
        "The scanners of '\(stream.id)' cannot make the studies that the base case expects: from"
          + " \(scenario.start.adding(first).iso), with \(NumberText.whole(load.studies[first]))"
          + " studies in the month and room for \(NumberText.whole(load.capacity[first]))."
          + " In all, \(above.count) of \(scenario.months) months are above, in \(span)."
          + " All studies are replayed nevertheless.")
    }
  }

  /// Traces that end before the plan does.
  private static func traces(_ scenario: Scenario) -> [Finding] {
    guard scenario.streams.contains(where: { $0.trace != nil }) else { return [] }
    let calendar = PlanCalendar(scenario)
    return scenario.streams.compactMap { stream in
      guard let last = stream.trace?.times.last else { return nil }
      let date = calendar.date(calendar.day(ofHour: Int(last / 3600)))
      guard date.month < scenario.start.adding(scenario.months - 1) else { return nil }
      return Finding(
        .caution,
        "The trace of '\(stream.id)' ends on \(date.iso). The plan goes on without studies of this"
          + " stream.")
    }
  }

  /// Legacy bytes that are purged at once.
  private static func purge(_ scenario: Scenario, _ vendors: [VendorResult]) -> [Finding] {
    guard scenario.retention.purges, let legacy = scenario.legacy,
      let purged = vendors.first?.basePurged.first, purged > 0.02 * Double(legacy.stored.count)
    else { return [] }
    return [
      Finding(
        .caution,
        "Retention purges \(NumberText.bytes(purged)) in the first month, most of it legacy studies beyond their time. Confirm that they may go."
      )
    ]
  }

  /// Streams that rest on the catalogue's sizes.
  private static func sizes(_ scenario: Scenario) -> [Finding] {
    let codes = scenario.streams.filter { $0.size == .catalogue }.map(\.modality.code)
    let unique = codes.indices.filter { codes.firstIndex(of: codes[$0]) == $0 }.map { codes[$0] }
    guard !unique.isEmpty else { return [] }
    return [
      Finding(
        .caution,
        "Study sizes of \(unique.joined(separator: ", ")) are catalogue defaults. Such a forecast is good to about a factor of two for CT and PT/CT and four for the rest; the bands carry this. Your own mean sizes make it far narrower."
      )
    ]
  }

  /// Tiers whose threshold the legacy archive alone passes on the first day.
  private static func overfull(_ scenario: Scenario) -> [Finding] {
    guard let legacy = scenario.legacy else { return [] }
    return scenario.vendors.compactMap { vendor in
      guard let tier = vendor.storage.tiers.last, let limits = tier.capacity,
        vendor.storage.tiers.dropLast().allSatisfy(\.isCache), !scenario.retention.purges
      else { return nil }
      let used = Double(legacy.stored.count) * Double(tier.copies)
      guard used > Double(limits.usable.count) else { return nil }
      return Finding(
        .stop,
        "\(vendor.name): the legacy archive alone fills tier '\(tier.id)' on the first day:"
          + " \(NumberText.bytes(used)) in \(NumberText.bytes(Double(limits.usable.count))).")
    }
  }

  /// Studies kept beyond the time the rules ask for.
  private static func kept(_ scenario: Scenario) -> [Finding] {
    guard !scenario.retention.purges,
      scenario.retention.rules.flatMap(\.periods).contains(where: { $0 != .years(nil) })
    else { return [] }
    return [
      Finding(
        .note,
        "Nothing is purged: the scenario says 'purge: no', so studies stay beyond the retention it"
          + " states.")
    ]
  }

  /// How much of each vendor's cost rests on price lines without a source; a caution where that is
  /// much for any of them.
  private static func unsourced(_ scenario: Scenario, _ vendors: [VendorResult]) -> [Finding] {
    let digits = scenario.currency.digits
    let shares = vendors.map { vendor in
      let total = vendor.cashFlow.nominal.major(digits: digits)
      let without = vendor.ledger.lines.filter { Assumption.isAssumed($0.line.source) }
        .flatMap(\.amounts).reduce(.zero, +).major(digits: digits)
      return total > 0 ? without / total : 0
    }
    guard let greatest = shares.max(), greatest > 0 else { return [] }
    let parts = zip(vendors, shares).map { "\($0.profile.name) \(NumberText.share($1))" }
    return [
      Finding(
        greatest >= unsourcedTolerance ? .caution : .note,
        "Shares of the undiscounted cost that rest on price lines without a source: "
          + parts.joined(separator: ", ") + ".")
    ]
  }

  private static func assumed(_ scenario: Scenario) -> [Finding] {
    let assumed = scenario.assumptions.count(where: \.isAssumed)
    let partly = scenario.assumptions.count {
      !$0.isAssumed && $0.source?.lowercased().contains("assumed") == true
    }
    guard assumed + partly > 0 else { return [] }
    return [
      Finding(
        .note,
        "\(assumed) of \(scenario.assumptions.count) input values are assumed: they have no source, or"
          + " one that says so."
          + (partly > 0
            ? " The sources of \(partly) more say that a part of the value is assumed." : ""))
    ]
  }

  /// Bytes with four digits, so that the change that is said of them can be worked out again: 11.74 TB.
  private static func precise(_ bytes: Double) -> String {
    let unit = NumberText.byteUnit(for: bytes)
    let amount = bytes / Double(unit.bytes)
    let decimals = amount >= 99.995 ? 1 : amount >= 9.9995 ? 2 : 3
    return "\(NumberText.fixed(amount, decimals: decimals)) \(unit.rawValue)"
  }

  /// A change in per cent with its sign: +4.4 %, −0.5 %.
  private static func signed(_ share: Double) -> String {
    let text = NumberText.fixed(share * 100, decimals: 1) + " %"
    return share > 0 ? "+" + text : text
  }
}
