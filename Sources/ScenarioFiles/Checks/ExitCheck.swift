import Costing
import PlanModel

/// What leaving costs has one price or steps, the unit that its meter needs, and each line a name of its own.
struct ExitCheck: FileCheck {
  func problems(in files: LoadedFiles) -> [Diagnostic] {
    files.vendors.flatMap { vendor -> [Diagnostic] in
      guard let contract = files.contract(of: vendor) else { return [] }
      let lines = contract.sections("exit")
      return early(contract) + UniqueNameCheck.repeated(lines, "id", "exit line")
        + lines.flatMap { price(of: $0) + PriceCheck.steps(of: $0) + unit(of: $0) }
    }
  }

  /// A share of what is left of a term needs a term.
  private func early(_ contract: Section) -> [Diagnostic] {
    guard contract.has("early-exit"), contract.value["term"] == nil else { return [] }
    return [
      contract.error(
        "missing-key", "'early-exit' needs the contract's 'term'", at: "early-exit",
        hint: "write 'term: 5', the years to the first renewal")
    ]
  }

  private func price(of line: Section) -> [Diagnostic] {
    if line.has("price"), line.has("steps") {
      return [
        line.error(
          "too-many-keys", "'price' and 'steps' cannot stand together", at: "steps",
          hint: "delete one of them")
      ]
    }
    guard line.value["price"] == nil, line.value["steps"] == nil else { return [] }
    return [
      line.error("missing-key", "the line has no price", hint: "write 'price: 90', or 'price: 0'")
    ]
  }

  private func unit(of line: Section) -> [Diagnostic] {
    guard let name = line.text("meter"), let meter = MeterRegistry.meter(named: name) else {
      return []
    }
    let needs = meter.needs.contains(.unit)
    if needs, line.value["unit"] == nil {
      return [
        line.error(
          "missing-key", "the meter '\(name)' needs 'unit'", at: "meter", hint: "write 'unit: TB'")
      ]
    }
    guard !needs, line.has("unit") else { return [] }
    return [
      line.error(
        "wrong-key", "the meter '\(name)' does not use 'unit'", at: "unit",
        hint: "delete it, or choose another meter")
    ]
  }
}
