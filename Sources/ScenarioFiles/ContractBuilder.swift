import Foundation
import PlanModel
import Quantities

/// Makes contracts and the old system from files in which the checks found no error.
enum ContractBuilder {
  static func contract(_ section: Section?, start: CalendarMonth) -> Contract {
    guard let section else { return .standard }
    let milestones = Milestones(section, start: start)
    let payments = section.sections("payments").map { payment in
      let due = known(milestones.due(payment))
      return ContractPayment(
        period: milestones.period(of: due), share: known(payment.exactShare("share")),
        milestone: Milestones.milestone(payment), monthsAfter: known(payment.whole("months-after")),
        month: due)
    }
    var contract = Contract(
      signature: section.month("signature"), goLive: milestones.goLivePeriod,
      payments: payments.isEmpty
        ? [
          ContractPayment(period: 0, share: 1, milestone: .goLive, month: milestones.goLive)
        ] : payments)
    contract.heldYears = known(section.whole("price-hold"))
    if let term = section.whole("term"), let uplift = section.exactShare("renewal-uplift") {
      contract.renewal = Contract.Renewal(termYears: term, uplift: uplift)
    }
    contract.exit = exit(section)
    return contract
  }

  private static func exit(_ section: Section) -> ExitTerms {
    var exit = ExitTerms()
    exit.noticeMonths = section.number("notice").map { Int(($0 * 12).rounded(.up)) } ?? 0
    exit.early = section.exactShare("early-exit")
    exit.termYears = section.whole("term")
    exit.returnRate = section.number("return-rate")
    exit.location = section.location()
    exit.prices = section.sections("exit").map(PriceBuilder.exitLine)
    return exit
  }

  static func oldSystem(_ legacy: Section?, vendors: [VendorProfile]) -> OldSystem {
    guard let legacy else { return .unknown }
    let vendor = legacy.text("system").map { name in
      known(vendors.firstIndex { $0.id == name })
    }
    guard let price = legacy.decimal("maintenance") else {
      return OldSystem(vendor: vendor, cost: vendor == nil ? .unknown : .incumbent)
    }
    return OldSystem(
      vendor: vendor,
      cost: .maintenance(
        UnitPrice(price),
        source: legacy.source(of: "maintenance"),
        location: legacy.location("maintenance")))
  }
}

/// A contract's months as its file states them.
struct Milestones {
  let signature: CalendarMonth?
  /// As written, or the plan's start.
  let goLive: CalendarMonth
  private let start: CalendarMonth

  init(_ contract: Section, start: CalendarMonth) {
    self.start = start
    signature = contract.month("signature")
    goLive = contract.month("go-live") ?? start
  }

  /// The planning month of go-live, from 1: a system that runs already takes over with the plan.
  var goLivePeriod: Int { max(1, goLive.index - start.index + 1) }

  /// What a payment waits for.
  static func milestone(_ payment: Section) -> ContractPayment.Milestone {
    switch payment.text("on") {
    case "signature": .signature
    case "go-live": .goLive
    default: .month
    }
  }

  /// The month in which a payment falls due; nil where it waits for a signature that has no month.
  func due(_ payment: Section) -> CalendarMonth? {
    let month =
      switch Self.milestone(payment) {
      case .signature: signature
      case .goLive: goLive
      case .month: payment.month("on")
      }
    return month.flatMap { month in payment.whole("months-after").map { month.adding($0) } }
  }

  /// The period of a payment: 0 up to go-live, then its planning month.
  func period(of month: CalendarMonth) -> Int {
    let period = month.index - start.index + 1
    return period <= goLivePeriod ? 0 : period
  }
}
