import Costing
import Foundation
import PlanModel
import Quantities

/// Each price line has one price, or steps in rising order.
struct PriceCheck: FileCheck {
  func problems(in files: LoadedFiles) -> [Diagnostic] {
    let hasSalary = files.scenario.section("finance")?.has("pacs-administrator") ?? true
    let hasElectricity = files.scenario.section("finance")?.has("electricity") ?? true
    return files.profiles.flatMap { profile in
      profile.sections("prices").flatMap {
        price(of: $0, hasSalary, hasElectricity) + Self.steps(of: $0) + period(of: $0)
      }
    }
  }

  private func price(
    of line: Section, _ hasSalary: Bool, _ hasElectricity: Bool
  ) -> [Diagnostic] {
    let hasSteps = line.has("steps")
    if line.has("price"), hasSteps {
      return [
        line.error(
          "too-many-keys", "'price' and 'steps' cannot stand together", at: "steps",
          hint: "delete one of them")
      ]
    }
    guard !line.has("price"), !hasSteps, line.value["price"] == nil else { return [] }
    guard let name = line.text("meter"), let type = MeterRegistry.meter(named: name) else {
      return []
    }
    if type.name == PercentMeter.name {
      return []  // its price is the rate, which the meter asks for
    }
    if type.name == KilowattHourMeter.name {
      guard !hasElectricity else { return [] }
      return [
        line.error(
          "missing-key", "the line has no price, and the scenario no price of electricity",
          hint: "write 'electricity: 0.12' under 'finance' in the scenario, or a 'price' here")
      ]
    }
    let isStaff = type.name == FullTimeEquivalentMeter.name
    if isStaff, hasSalary { return [] }
    return [
      line.error(
        "missing-key",
        isStaff ? "the line has no price, and the scenario no salary" : "the line has no price",
        hint: isStaff
          ? "write 'pacs-administrator' under 'finance' in the scenario, or a 'price' here"
          : "write 'price: 2.60', or 'bands: graduated' with 'steps'")
    ]
  }

  /// What is wrong with the steps of a line.
  static func steps(of line: Section) -> [Diagnostic] {
    if line.has("steps"), line.value["bands"] == nil {
      return [
        line.error(
          "missing-key", "'steps' need 'bands'", at: "steps", hint: "write 'bands: graduated'")
      ]
    }
    if line.has("bands"), line.value["steps"] == nil {
      return [
        line.error(
          "missing-key", "'bands' need 'steps'", at: "bands",
          hint: "write 'steps: [{ to: 100000, price: 2.60 }, { price: 2.10 }]'")
      ]
    }
    let steps = line.sections("steps")
    var problems: [Diagnostic] = []
    var before = line.sections("steps").isEmpty ? nil : UnitPrice(0).amount
    for (index, step) in steps.enumerated() {
      let isLast = index == steps.count - 1
      if isLast, step.has("to") {
        problems.append(
          step.error(
            "step-order", "the last step has no end", at: "to",
            hint: "delete its 'to', or add '{ price: … }'"))
      } else if !isLast, step.value["to"] == nil {
        problems.append(
          step.error(
            "step-order", "only the last step has no end", hint: "write 'to', where the slice ends")
        )
      } else if let to = step.decimal("to"), let last = before {
        if to <= last {
          problems.append(
            step.error(
              "step-order", "the step ends at \(to), and the one before at \(last)", at: "to",
              hint: "write the steps in rising order"))
        }
        before = to
      }
    }
    return problems
  }

  private func period(of line: Section) -> [Diagnostic] {
    let counting = ["steps", "free", "minimum", "block", "floor", "cap"]
    guard line.has("per"), let period = line.text("per"), period != PricePeriod.month.rawValue,
      !counting.contains(where: line.has), let name = line.text("meter"),
      let type = MeterRegistry.meter(named: name), !type.init(MeterOptions()).isStanding,
      type.name != PercentMeter.name, type.name != LicensedStudiesMeter.name
    else { return [] }
    return [
      line.error(
        "wrong-key",
        "'per: \(period)' has no meaning for the meter '\(name)' without steps, an allowance, a commitment, blocks or limits",
        at: "per",
        hint: name == "month"
          ? "for a yearly price write 'meter: year'" : "delete it: the price is that of one unit")
    ]
  }
}
