import PlanModel
import Quantities

/// All money is in the plan's currency, or in one whose rate the scenario states.
struct CurrencyCheck: FileCheck {
  func problems(in files: LoadedFiles) -> [Diagnostic] {
    guard let plan = files.scenario.text("currency") else { return [] }
    let rates = files.scenario.section("finance")?.section("exchange-rates")?.named ?? []
    var problems: [Diagnostic] = files.profiles.compactMap { profile in
      guard let currency = profile.text("currency"), currency != plan,
        !rates.contains(where: { $0.entry.key == currency })
      else { return nil }
      return profile.error(
        "currency-mismatch",
        "prices in \(currency) in a plan in \(plan), and no rate between the two", at: "currency",
        hint:
          "write 'exchange-rates: { \(currency): { rate: 1.08, dated: 2026-10-01 } }' under 'finance' in the scenario"
      )
    }
    for rate in rates where rate.entry.key == plan {
      problems.append(
        Diagnostic(
          .error, "currency-mismatch", "\(plan) is the plan's own currency",
          at: rate.entry.place.location(in: files.scenario.file),
          hint: "delete its rate: it is 1"))
    }
    if let staff = files.scenario.section("finance")?.section("pacs-administrator"),
      let written = staff.plain("salary")?.text,
      let money = try? FieldKind.yearlyMoney(written), money.currency.code != plan
    {
      problems.append(
        staff.error(
          "currency-mismatch", "a salary in \(money.currency.code) in a plan in \(plan)",
          at: "salary",
          hint: "convert it to \(plan)"))
    }
    if let legacy = files.scenario.section("legacy"),
      let written = legacy.plain("maintenance")?.text,
      let money = try? FieldKind.yearlyMoney(written), money.currency.code != plan
    {
      problems.append(
        legacy.error(
          "currency-mismatch", "maintenance in \(money.currency.code) in a plan in \(plan)",
          at: "maintenance", hint: "convert it to \(plan)"))
    }
    return problems
  }
}
