public import Foundation
public import Quantities

/// One line of a price list.
public struct PriceLine: Sendable {
  /// As other lines refer to it; one of its own in the profile.
  public var id: String
  /// As reports show it.
  public var item: String
  /// What it is for.
  public var category: CostCategory
  /// CapEx or OpEx.
  public var kind: CostKind
  /// What it counts.
  public var meter: any Meter
  /// Prices by quantity; a plain price is one band. A line for staff without a price of its own has
  /// none.
  public var bands: [PriceBand]
  /// Which units the price of a band is for.
  public var scheme = BandScheme.graduated
  /// The period over which units are counted; for a standing meter, such as `site` or `fte`, the
  /// period that a price pays for.
  public var period: PricePeriod
  /// Units of a period that cost nothing.
  public var free: Decimal?
  /// Units of a period that are paid at least.
  public var minimum: Decimal?
  /// Units that are sold together: the price is for so many, and what is begun is paid.
  public var block: Decimal?
  /// What a period costs at least.
  public var floor: Decimal?
  /// What a period costs at most.
  public var cap: Decimal?
  /// The share taken off.
  public var discount: Decimal
  /// Whether the discount on the whole offer counts too.
  public var takesOfferDiscount = false
  /// How the price rises.
  public var escalator: Escalator?
  /// When what was bought is bought anew.
  public var refresh: Refresh?
  /// Which item of a complete offer it is; nil is none of the list.
  public var part: CostPart?
  /// The items that its price holds besides.
  public var includes: [CostPart] = []
  /// Whether it is what the scenario adds for optimism, and no price of the list.
  public var isBias = false
  /// Whether it can be talked about.
  public var isNegotiable = false
  /// The first planning month it is paid in, from 1; nil is from the start.
  public var firstMonth: Int?
  /// The last planning month it is paid in; nil is to the end.
  public var lastMonth: Int?
  /// Where the price comes from; nil is assumed.
  public var source: String?
  /// The day the price was read, as ISO 8601.
  public var dated: String?
  /// Where the line stands.
  public var location: SourceLocation
  /// Whose it is.
  public var origin = LineOrigin.own
  /// In which of its months it is paid.
  public var payment = Payment.always

  /// In which of its months a line is paid.
  public enum Payment: Hashable, Sendable {
    case always
    /// As long as the old system is needed.
    case untilReplaced
    /// As long as studies go into the old system: people go on with the new one.
    case untilGoLive
    /// Never: it only says what others take their share of.
    case never
  }

  /// Makes a price line.
  public init(
    id: String, item: String, category: CostCategory, kind: CostKind, meter: any Meter,
    bands: [PriceBand], period: PricePeriod, discount: Decimal, escalator: Escalator?,
    firstMonth: Int?, lastMonth: Int?, source: String?, dated: String?, location: SourceLocation
  ) {
    self.id = id
    self.item = item
    self.category = category
    self.kind = kind
    self.meter = meter
    self.bands = bands
    self.period = period
    self.discount = discount
    self.escalator = escalator
    self.firstMonth = firstMonth
    self.lastMonth = lastMonth
    self.source = source
    self.dated = dated
    self.location = location
  }

  /// Which studies it counts; nil is all, or none.
  public var scope: MeterScope? { meter.scope }

  /// The id that the lines of the same list know it by.
  public var idInList: String { id.replacing(Self.oldSystemMark, with: "", maxReplacements: 1) }

  /// What the ids of an old system's lines begin with.
  public static let oldSystemMark = "old-system/"

  /// Whether it is paid as the contract says, and not in months of its own.
  public var isByContract: Bool {
    origin == .own && firstMonth == nil && meter.rhythm == .bought
  }
}

/// What a line of a price list is for.
public enum CostCategory: String, CaseIterable, Sendable {
  case software, hardware, storage, network, services, staff, facilities, exit
}

/// Whether a payment buys something that lasts.
public enum CostKind: String, CaseIterable, Sendable {
  case capex, opex
}

/// A slice of a quantity with its own price.
public struct PriceBand: Hashable, Sendable {
  /// The quantity at which the band ends, in what is sold: units, or blocks of them; nil in the last.
  public var upTo: Decimal?
  /// The price of one inside the band.
  public var price: UnitPrice

  /// Makes a band.
  public init(upTo: Decimal?, price: UnitPrice) {
    self.upTo = upTo
    self.price = price
  }
}

/// Which units the price of a band is for.
public enum BandScheme: String, CaseIterable, Sendable {
  /// Those inside the band.
  case graduated
  /// All of the period, once the band is reached.
  case volume
}

/// The period over which units are counted: through bands, allowances, commitments and blocks.
public enum PricePeriod: String, CaseIterable, Sendable {
  case month
  /// The planning year.
  case year
  /// Twelve months from go-live, and each twelve after.
  case contractYear = "contract-year"
  /// Nothing begins anew.
  case plan
}

/// How a price rises from planning year to planning year.
///
///     price in year y = price × (1 + min(rate − less, cap))^max(0, y − from-year + 1)
public struct Escalator: Hashable, Sendable {
  /// A year; 0.03 is 3 %: fixed, or that of an index.
  public var rate: Decimal
  /// What is taken off an index; 0.01 is a point.
  public var less: Decimal
  /// The first planning year with a raised price, 2 or later.
  public var fromYear: Int
  /// The most the price may rise in a year.
  public var cap: Decimal?

  /// Makes an escalator.
  public init(rate: Decimal, less: Decimal = 0, fromYear: Int, cap: Decimal?) {
    self.rate = rate
    self.less = less
    self.fromYear = fromYear
    self.cap = cap
  }
}

/// When what was bought is bought anew.
public struct Refresh: Hashable, Sendable {
  /// After how many months.
  public var months: Int
  /// Whether so much is bought as is then needed, not as at first.
  public var isResized: Bool

  /// Makes a refresh.
  public init(months: Int, isResized: Bool) {
    self.months = months
    self.isResized = isResized
  }
}

/// What one unit of a currency is in the plan's, on some day.
public struct ExchangeRate: Hashable, Sendable {
  /// The other currency.
  public var currency: Currency
  /// Units of the plan's currency for one of the other.
  public var rate: Decimal
  /// Where the rate comes from; nil is assumed.
  public var source: String?
  /// The day of the rate, as ISO 8601.
  public var dated: String?

  /// Makes a rate.
  public init(currency: Currency, rate: Decimal, source: String?, dated: String?) {
    self.currency = currency
    self.rate = rate
    self.source = source
    self.dated = dated
  }
}
