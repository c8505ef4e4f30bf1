public import Foundation
public import Quantities

/// When an offer is signed, when its system takes over, and when its one-off prices are paid.
public struct Contract: Sendable {
  /// The month in which it is signed; nil where nobody says.
  public var signature: CalendarMonth?
  /// The planning month whose first day the vendor's system takes over, from 1; a system that runs
  /// already takes over with the plan.
  public var goLive: Int
  /// When what is paid once falls due; the shares add to 1.
  public var payments: [ContractPayment]
  /// Planning years up to and with which prices do not rise; 0 is none.
  public var heldYears = 0
  /// What happens at the end of its term; nil is nothing.
  public var renewal: Renewal?

  /// What leaving costs.
  public var exit = ExitTerms()

  /// What a contract's renewal does to prices.
  public struct Renewal: Hashable, Sendable {
    /// The years from go-live, and from each renewal, to the next.
    public var termYears: Int
    /// By how much prices rise then; 0.03 is 3 %.
    public var uplift: Decimal

    /// Makes a renewal.
    public init(termYears: Int, uplift: Decimal) {
      self.termYears = termYears
      self.uplift = uplift
    }
  }

  /// Makes a contract.
  public init(signature: CalendarMonth?, goLive: Int, payments: [ContractPayment]) {
    self.signature = signature
    self.goLive = goLive
    self.payments = payments
  }

  /// Go-live with the plan and one payment then: what holds where no file says otherwise.
  public static let standard = Contract(
    signature: nil, goLive: 1, payments: [ContractPayment(period: 0, share: 1, milestone: .goLive)])

  /// The shares of what is paid once, by period: 0 holds those due up to go-live.
  public var instalments: [(period: Int, share: Decimal)] {
    let periods = Set(payments.map(\.period)).sorted()
    return periods.map { period in
      (period, payments.reduce(0) { $1.period == period ? $0 + $1.share : $0 })
    }
  }
}

/// What who leaves pays besides.
public struct ExitTerms: Sendable {
  /// From notice to the contract's end.
  public var noticeMonths = 0
  /// The share of the running payments up to the end of the term; nil where nobody says.
  public var early: Decimal?
  /// The years of the term; nil where nobody says.
  public var termYears: Int?
  /// Bytes a second at which studies are given back; nil where nobody says.
  public var returnRate: Double?
  /// Prices of leaving, whenever that is.
  public var prices: [PriceLine] = []
  /// Where the contract stands that says so.
  public var location: SourceLocation?

  /// Makes terms of which nothing is known.
  public init() {}

  /// Whether anything is known.
  public var isStated: Bool {
    noticeMonths > 0 || early != nil || returnRate != nil || !prices.isEmpty
  }
}

/// A share of what an offer is paid once, and when it falls due.
public struct ContractPayment: Hashable, Sendable {
  /// What a payment waits for.
  public enum Milestone: Hashable, Sendable {
    case signature, goLive
    /// Nothing but the date.
    case month
  }

  /// 0 is up to go-live, later payments fall into their planning month.
  public var period: Int
  /// Of the price; 0.4 is 40 %.
  public var share: Decimal
  /// What it waits for.
  public var milestone: Milestone
  /// By how many months it follows the milestone.
  public var monthsAfter: Int
  /// The month in which it is due; nil is at go-live with the plan.
  public var month: CalendarMonth?

  /// Makes a payment.
  public init(
    period: Int, share: Decimal, milestone: Milestone, monthsAfter: Int = 0,
    month: CalendarMonth? = nil
  ) {
    self.period = period
    self.share = share
    self.milestone = milestone
    self.monthsAfter = monthsAfter
    self.month = month
  }
}

/// The system that the hospital has, for the months until another takes over.
public struct OldSystem: Hashable, Sendable {
  /// What keeping it alive costs until then.
  public enum Cost: Hashable, Sendable {
    /// A sum a year, paid in twelfths.
    case maintenance(UnitPrice, source: String?, location: SourceLocation)
    /// The lines of the vendor that it is.
    case incumbent
    /// Nothing that anybody has stated.
    case unknown
  }

  /// Which vendor of the scenario it is; nil where its queues are unknown.
  public var vendor: Int?
  /// What it costs.
  public var cost: Cost

  /// Makes an old system.
  public init(vendor: Int?, cost: Cost) {
    self.vendor = vendor
    self.cost = cost
  }

  /// A system of which nothing is known.
  public static let unknown = OldSystem(vendor: nil, cost: .unknown)
}

/// Whose price line a ledger's line is.
public enum LineOrigin: Hashable, Sendable {
  /// The vendor's own.
  case own
  /// The incumbent's, by its place in the incumbent's price list: paid as long as it is needed.
  case incumbent(Int)
  /// The old system's maintenance, paid as long as it is needed.
  case maintenance

  /// Whether it is the vendor's.
  public var isOwn: Bool { self == .own }
}

extension Scenario {
  /// The vendor whose system runs until another takes over: for every other vendor with a later
  /// go-live than the plan's start.
  public func oldVendor(of vendor: Int) -> Int? {
    vendors[vendor].contract.goLive > 1 && oldSystem.vendor != vendor ? oldSystem.vendor : nil
  }
}
