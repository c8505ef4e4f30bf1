import Costing
import Foundation
import PlanModel

/// What a price line has besides its price fits together: other lines that it takes a share of, streams that
/// it names, blocks, limits, refreshes.
struct PriceStructureCheck: FileCheck {
  func problems(in files: LoadedFiles) -> [Diagnostic] {
    files.profiles.flatMap { profile in
      let lines = profile.sections("prices")
      return shares(lines) + lines.flatMap { structure(of: $0) + scope(of: $0, files) }
    } + files.vendors.flatMap { renewal(files.contract(of: $0)) }
  }

  // MARK: Shares of other lines

  private func shares(_ lines: [Section]) -> [Diagnostic] {
    let ids = lines.compactMap { $0.text("id") }
    var bases: [String: [String]] = [:]
    for line in lines { if let id = line.text("id") { bases[id] = line.texts("lines") } }
    return lines.flatMap { line -> [Diagnostic] in
      var problems: [Diagnostic] = []
      for item in line.written("lines")?.items ?? [] {
        guard let name = item.text, !ids.contains(name) else { continue }
        problems.append(
          Diagnostic(
            .error, "unknown-line", "no line '\(name)' in this price list",
            at: item.location(in: line.file),
            hint: name.nearest(in: ids).map { "did you mean '\($0)'?" }))
      }
      if let id = line.text("id"), reaches(id, from: bases[id] ?? [], bases) {
        problems.append(
          line.error(
            "share-of-itself", "the line takes a share of itself, by way of its 'lines'",
            at: "lines", hint: "leave out the line that takes a share of this one"))
      }
      return problems
    }
  }

  private func reaches(_ id: String, from start: [String], _ bases: [String: [String]]) -> Bool {
    var open = start
    var seen = Set<String>()
    while let next = open.popLast() {
      if next == id { return true }
      if seen.insert(next).inserted { open += bases[next] ?? [] }
    }
    return false
  }

  // MARK: Structure

  private func structure(of line: Section) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    guard let name = line.text("meter"), let type = MeterRegistry.meter(named: name) else {
      return []
    }
    if line.has("block"), line.decimal("block") == 0 {
      problems.append(
        line.error(
          "out-of-range", "a block of nothing cannot be sold", at: "block",
          hint: "write 'block: 10000', or delete it"))
    }
    if let floor = line.decimal("floor"), let cap = line.decimal("cap"), floor > cap {
      problems.append(
        line.error(
          "floor-above-cap", "the line costs at least \(floor) and at most \(cap)", at: "floor",
          hint: "write a 'floor' below the 'cap'"))
    }
    if line.has("first-month"), line.has("from-year") {
      problems.append(
        line.error(
          "too-many-keys", "'first-month' and 'from-year' cannot stand together", at: "from-year",
          hint: "delete one of them"))
    }
    let period = line.text("per").flatMap { PricePeriod(rawValue: $0) } ?? .month
    var options = MeterOptions()
    options.isBought = period == .plan
    if type.name == PercentMeter.name {
      options.share = ShareOfLines(
        lines: [], isBeforeDiscounts: true, isOfPurchases: period == .year)
    }
    let meter = type.init(options)
    if line.has("refresh"), meter.rhythm != .bought {
      problems.append(
        line.error(
          "wrong-key", "nothing is bought anew of what the meter '\(name)' counts", at: "refresh",
          hint: "delete it, or choose a meter of what is bought, such as 'once'"))
    }
    problems += quantities(of: line, name)
    return problems
  }

  /// Keys that count units say nothing of money.
  private func quantities(of line: Section, _ name: String) -> [Diagnostic] {
    guard name == PercentMeter.name else { return [] }
    let keys: [String] = ["price", "free", "minimum", "block", "steps"]
    return keys.filter { line.has($0) }.map { (key: String) -> Diagnostic in
      line.error(
        "wrong-key", "'\(key)' is about units, and the meter '\(name)' counts money", at: key,
        hint: "delete it; 'rate' is the share, and 'floor' and 'cap' limit what the line costs")
    }
  }

  // MARK: Scope

  private func scope(of line: Section, _ files: LoadedFiles) -> [Diagnostic] {
    guard let scope = line.section("applies-to") else { return [] }
    let streams = files.scenario.sections("streams")
    func values(_ key: String) -> [String] { streams.compactMap { $0.text(key) } }
    let known = [
      "modality": values("modality"), "department": values("department"), "site": files.sites,
      "stream": values("id"),
    ]
    return known.sorted { $0.key < $1.key }.flatMap { key, names in
      (scope.written(key)?.items ?? []).compactMap { item in
        guard let name = item.text, !names.contains(name) else { return nil }
        return Diagnostic(
          .error, "unknown-\(key)", "no stream of the scenario has the \(key) '\(name)'",
          at: item.location(in: scope.file),
          hint: name.nearest(in: Array(Set(names)).sorted()).map { "did you mean '\($0)'?" })
      }
    }
  }

  // MARK: Renewal

  private func renewal(_ contract: Section?) -> [Diagnostic] {
    guard let contract, contract.has("renewal-uplift"), !contract.has("term") else { return [] }
    return [
      contract.error(
        "missing-key", "a renewal needs the contract's term", at: "renewal-uplift",
        hint: "write 'term: 5'")
    ]
  }
}
