import PlanModel
import Quantities

/// All money is in the plan's currency.
struct CurrencyCheck: FileCheck {
  func problems(in files: LoadedFiles) -> [Diagnostic] {
    guard let plan = files.scenario.text("currency") else { return [] }
    var problems: [Diagnostic] = files.profiles.compactMap { profile in
      guard let currency = profile.text("currency"), currency != plan else { return nil }
      return profile.error(
        "currency-mismatch", "prices in \(currency) in a plan in \(plan) are not yet supported",
        at: "currency", hint: "convert the prices and write 'currency: \(plan)'")
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
