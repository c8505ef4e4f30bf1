import Foundation
import PlanModel
import Quantities

/// Milestones lie in order and inside the plan, payments add to the whole, and no line is paid before
/// the system that it is for takes over.
struct ContractCheck: FileCheck {
  func problems(in files: LoadedFiles) -> [Diagnostic] {
    guard let start = files.scenario.month("start"), let years = files.scenario.whole("years")
    else { return [] }
    let end = start.adding(years * 12 - 1)
    return files.vendors.flatMap { vendor -> [Diagnostic] in
      guard let contract = files.contract(of: vendor) else { return [] }
      let milestones = Milestones(contract, start: start)
      return order(contract, milestones, start, end) + payments(contract, milestones, start, end)
        + early(vendor.profile, milestones, start)
    }
  }

  private func order(
    _ contract: Section, _ milestones: Milestones, _ start: CalendarMonth, _ end: CalendarMonth
  ) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    if let signature = milestones.signature, signature > milestones.goLive {
      problems.append(
        contract.error(
          "month-order",
          "'signature' (\(signature.iso)) is after go-live (\(milestones.goLive.iso))",
          at: "signature"))
    }
    if milestones.goLive > end {
      problems.append(
        contract.error(
          "outside-the-plan",
          "'go-live' (\(milestones.goLive.iso)) is after the plan's end, \(end.iso)", at: "go-live",
          hint: "let the plan last longer, or leave the offer out"))
    }
    return problems
  }

  private func payments(
    _ contract: Section, _ milestones: Milestones, _ start: CalendarMonth, _ end: CalendarMonth
  ) -> [Diagnostic] {
    let payments = contract.sections("payments")
    var problems: [Diagnostic] = []
    for payment in payments {
      if Milestones.milestone(payment) == .signature, milestones.signature == nil {
        problems.append(
          payment.error(
            "missing-key", "the payment waits for a signature without a month", at: "on",
            hint: "write 'signature: \(start.adding(-3).iso)' in the contract"))
      } else if let due = milestones.due(payment), due > end, milestones.goLive <= end {
        problems.append(
          payment.error(
            "outside-the-plan",
            "the payment is due in \(due.iso), after the plan's end (\(end.iso)), and would not count",
            at: payment.has("months-after") ? "months-after" : "on"))
      }
    }
    let shares = payments.map { $0.exactShare("share") }
    let sum = shares.reduce(Decimal.zero) { $0 + ($1 ?? 0) }
    if !shares.isEmpty, !shares.contains(nil), sum != 1 {
      problems.append(
        contract.error(
          "payment-shares", "the shares of the payments add to \(sum * 100) %, not to 100 %",
          at: "payments"))
    }
    return problems
  }

  /// Lines that say they are paid before the system takes over are paid then, as they say.
  private func early(
    _ profile: Section?, _ milestones: Milestones, _ start: CalendarMonth
  ) -> [Diagnostic] {
    guard milestones.goLive > start, let profile else { return [] }
    return profile.sections("prices").compactMap { line in
      guard let first = line.month("first-month"), first < milestones.goLive else { return nil }
      return Diagnostic(
        .warning, "before-go-live",
        "the line is paid from \(first.iso), before go-live (\(milestones.goLive.iso))",
        at: line.location("first-month"),
        hint: "leave 'first-month' out where it should begin with go-live")
    }
  }
}

extension LoadedFiles {
  /// A vendor's contract: the scenario's, or else the profile's.
  func contract(of vendor: Vendor) -> Section? {
    ownContract(of: vendor) ?? vendor.profile?.section("contract")
  }

  /// The contract that the scenario puts in the place of the profile's.
  func ownContract(of vendor: Vendor) -> Section? {
    guard vendor.choice.entries != nil else { return nil }
    return Section(table: ScenarioFields.vendor, value: vendor.choice, file: scenario.file)
      .section("contract")
  }
}
