import Costing
import PlanModel
import Quantities
import Reporting

/// A column of the sheet "Prices": what it is called, what it means and what it takes.
package enum PriceColumn: Int, CaseIterable, Sendable {
  case id, item, category, answer, target
  case meter, unit, tier, count, price
  case scheme, to1, price1, to2, price2, to3, price3, to4, price4
  case period, discount, rise, riseFrom, riseCap, minimum, free, block
  case kind, rate, lines, negotiable, fromYear
  case measure, hours, kilowatts, perStudy, perImage, perRead, perImageRead
  case note

  /// What a cell takes.
  package enum Kind: Hashable, Sendable {
    /// Fixed by the buyer.
    case fixed
    case text(limit: Int)
    /// A number of at least 0, at most so much.
    case number(most: Double)
    /// A share, stored as one: 0.05 is 5 %.
    case share(ClosedRange<Double>)
    case whole(ClosedRange<Int>)
    /// One of a few words.
    case choice([String])
    /// One of many words, which stand on the sheet "Read me" or in a column.
    case listed
  }

  /// The head of the column.
  package var head: String {
    switch self {
    case .id: "Id"
    case .item: "Item"
    case .category: "Category"
    case .answer: "Answer"
    case .target: "Included in, or belongs to"
    case .meter: "Price is per"
    case .unit: "Unit of bytes"
    case .tier: "Storage tier"
    case .count: "Count"
    case .price: "Price"
    case .scheme: "Band scheme"
    case .to1: "Band 1 up to"
    case .price1: "Band 1 price"
    case .to2: "Band 2 up to"
    case .price2: "Band 2 price"
    case .to3: "Band 3 up to"
    case .price3: "Band 3 price"
    case .to4: "Band 4 up to"
    case .price4: "Band 4 price"
    case .period: "Period"
    case .discount: "Discount"
    case .rise: "Rise a year"
    case .riseFrom: "Rise from year"
    case .riseCap: "Cap on the rise"
    case .minimum: "Minimum units"
    case .free: "Free units"
    case .block: "Sold in blocks of"
    case .kind: "Capital or running"
    case .rate: "Rate of other items"
    case .lines: "Of which items"
    case .negotiable: "Negotiable"
    case .fromYear: "First paid in year"
    case .measure: "Bytes counted"
    case .hours: "Hours a person"
    case .kilowatts: "Kilowatts"
    case .perStudy: "Requests a study"
    case .perImage: "Requests an image"
    case .perRead: "Requests a study read"
    case .perImageRead: "Requests an image read"
    case .note: "Note"
    }
  }

  /// What it means, for who fills it in.
  package var meaning: String {
    switch self {
    case .id: "Fixed. Names the row; do not change it."
    case .item: "Fixed for the items of the buyer. Under “Further items”, what it is."
    case .category: "Fixed for the items of the buyer. Under “Further items”, what it is for."
    case .answer:
      "quoted: this row has the price. included: another item's price holds it. not needed: your offer does without. not offered: you do not offer it. An empty row counts as unanswered."
    case .target:
      "If included: the item whose price holds it. Under “Further items”: the item of the buyer that the row is a part of, if any."
    case .meter: "What one price is paid for; one of the words listed below."
    case .unit: "For prices per bytes: TB is 10¹² bytes, TiB is 2⁴⁰ bytes."
    case .tier: "For prices of storage: the name of the kind of storage."
    case .count: "How many people, interfaces, scanners or licences the price is multiplied by."
    case .price:
      "The amount for one unit, alone, in the currency above. Leave it empty where there are bands."
    case .scheme:
      "graduated: each band's price is for the units inside it. volume: all units cost the price of the band that is reached."
    case .to1, .to2, .to3, .to4:
      "The quantity at which the band ends; empty for the last band, which has no end."
    case .price1, .price2, .price3, .price4: "The price of one unit in the band."
    case .period:
      "Over what bands, minimum and free units are counted, and what a price of something that stands there all the time pays for: month, year (of the plan), contract-year, or plan (once, for all of it)."
    case .discount: "The share that is taken off this price already agreed: 10 %."
    case .rise: "By how much the price rises each year: 3 %."
    case .riseFrom: "The first year of the plan with a risen price; 2 where it is empty."
    case .riseCap: "The most that the price may rise in a year."
    case .minimum: "Units of a period that are paid at least."
    case .free: "Units of a period that cost nothing."
    case .block:
      "If units are sold in packs: how many are in one. The price is then that of a pack."
    case .kind:
      "Whether it is bought (capital) or paid as you go (running). Empty: capital for what is paid once, running for all else."
    case .rate: "For a price that is a share of other items, such as maintenance: 18 %."
    case .lines: "Of which items, by their ids in the first column, with commas: licence, modules."
    case .negotiable: "yes where the price can be talked about."
    case .fromYear: "The first year of the plan in which it is paid; empty is from the start."
    case .measure:
      "For storage: logical (one copy, after compression) or physical (with copies and protection). Empty is logical."
    case .hours: "For training hours: the hours of each person."
    case .kilowatts: "For electricity: the power, with cooling."
    case .perStudy: "For requests: how many for each study that comes in."
    case .perImage: "For requests: how many for each image that comes in."
    case .perRead: "For requests: how many for each study that is read."
    case .perImageRead: "For requests: how many for each image of a study that is read."
    case .note: "Anything that belongs to the price, at most 1,000 characters."
    }
  }

  /// What its cells take.
  package var kind: Kind {
    switch self {
    case .id, .category: .fixed
    case .item: .text(limit: 200)
    case .answer: .choice(Answer.allCases.map(\.rawValue))
    case .target, .meter: .listed
    case .unit: .choice(DataUnit.allCases.map(\.rawValue))
    case .tier: .text(limit: 60)
    case .count, .hours, .kilowatts, .perStudy, .perImage, .perRead, .perImageRead:
      .number(most: 1_000_000)
    case .price, .price1, .price2, .price3, .price4: .number(most: 1_000_000_000)
    case .to1, .to2, .to3, .to4, .minimum, .free, .block: .number(most: 1_000_000_000_000)
    case .scheme: .choice(BandScheme.allCases.map(\.rawValue))
    case .period: .choice(PricePeriod.allCases.map(\.rawValue))
    case .discount: .share(0...1)
    case .rise: .share(-0.5...1)
    case .riseCap: .share(0...1)
    case .riseFrom, .fromYear: .whole(2...40)
    case .kind: .choice(Self.kinds.map(\.word))
    case .rate: .share(0...1)
    case .lines: .text(limit: 500)
    case .negotiable: .choice(["yes", "no"])
    case .measure: .choice(StoredMeasure.allCases.map(\.rawValue))
    case .note: .text(limit: 1_000)
    }
  }

  /// The words for capital and running prices.
  static let kinds: [(word: String, kind: CostKind)] = [("capital", .capex), ("running", .opex)]

  /// The option of a meter that it gives.
  var option: MeterOption? {
    switch self {
    case .tier: .tier
    case .unit: .unit
    case .count: .count
    case .rate: .rate
    case .lines: .lines
    case .measure: .of
    case .hours: .hours
    case .kilowatts: .kilowatts
    case .perStudy: .requestsPerStudy
    case .perImage: .requestsPerInstance
    case .perRead: .requestsPerRead
    case .perImageRead: .requestsPerReadInstance
    default: nil
    }
  }

  /// The column's bands: where each ends, and its price.
  static let bands: [(to: PriceColumn, price: PriceColumn)] = [
    (.to1, .price1), (.to2, .price2), (.to3, .price3), (.to4, .price4),
  ]

  /// Its width in characters.
  var width: Double {
    switch self {
    case .id: 16
    case .item: 34
    case .answer: 13
    case .target: 24
    case .meter: 18
    case .note: 44
    case .lines: 22
    case .tier, .price, .category, .period, .block, .rate: 14
    default: 12
    }
  }

  /// Whether it is needed rarely.
  var isRare: Bool { rawValue >= Self.measure.rawValue && self != .note }
}

/// What a bidder says about an item.
package enum Answer: String, CaseIterable, Sendable {
  case quoted, included
  case notNeeded = "not needed"
  case notOffered = "not offered"
}

/// What prices are paid for, in plain words.
enum MeterWords {
  /// The words for a meter.
  static func meaning(of meter: any Meter.Type) -> String {
    words[meter.name] ?? meter.meaning
  }

  static let words: [String: String] = [
    "once": "Paid once.",
    "month": "Paid in every month.",
    "year": "Paid once a year, in advance.",
    "study": "Each study that comes in.",
    "imported-study": "Each study from elsewhere that comes in.",
    "licensed-studies": "Licences for a number of studies a year; Count is what you start with.",
    "instance": "Each image that comes in.",
    "ingested": "Bytes that come in, compressed, one copy. Needs a unit of bytes.",
    "stored-month": "Bytes kept for a month in a storage tier. Needs tier and unit of bytes.",
    "egress": "Bytes that leave your system for readers. Needs a unit of bytes.",
    "retrieval": "Bytes read from a storage tier. Needs tier and unit of bytes.",
    "requests": "A thousand requests. Needs one of the columns of requests.",
    "named-user": "Each person with an account. Needs Count.",
    "concurrent-user": "Each person who may work at a time. Needs Count.",
    "site": "Each site, in every month or year.",
    "interface": "Each interface to another system, once. Needs Count.",
    "scanner": "Each scanner that is connected. Needs Count.",
    "fte":
      "Each full-time person of the buyer that your system needs. Needs Count; without a price, the buyer's salary counts.",
    "training-hour": "Each hour of training. Needs Count (people) and Hours a person.",
    "migrated-bytes": "Bytes of the present archive that are moved in. Needs a unit of bytes.",
    "migrated-study": "Each study of the present archive that is moved in.",
    "purchased-capacity":
      "Bytes of storage bought, at the start and later. Needs tier and unit of bytes.",
    "kwh": "Electricity. Needs Kilowatts; without a price, the buyer's counts.",
    "percent": "A share of other items. Needs Rate and Of which items; the price stays empty.",
  ]
}
