import Costing
import PlanModel
import Quantities

/// An offer's milestones and payments.
enum ContractFields {
  private static let month = FieldKind.month("2000-01"..."2140-12")

  static let field = Field.optional(
    "contract", .mapping(contract),
    "When the offer is signed, goes live and is paid; without it, it goes live with the plan and is paid then.",
    "{ signature: 2026-10, go-live: 2027-07 }")

  static let contract = FieldTable(
    "contract", "Contract",
    "When an offer is signed, when its system takes over, and when what is paid once falls due.",
    [
      .optional("signature", month, "The month in which it is signed.", "2026-10"),
      .optional(
        "go-live", month,
        "The month on whose first day its system takes over; without it, or before the plan's start, it runs from the start.",
        "2027-07", assumption: true),
      .optional(
        "payments", .list(.mapping(payment), 1...24),
        "When what is paid once falls due; without it, all at go-live. The shares add to 100 %.",
        "[{ on: signature, share: 40 % }, { on: go-live, share: 60 % }]"),
      .optional(
        "price-hold", .whole(0...40), default: "0",
        "Planning years in which no price rises: escalators begin after them.", "3",
        assumption: true),
      .optional(
        "term", .whole(1...40),
        "Years from go-live to the contract's first renewal, and between renewals.", "5",
        assumption: true),
      .optional(
        "renewal-uplift", .quantity(.share, from: "-50 %", to: "100 %"),
        "By how much running prices rise with each renewal, besides their escalators.", "3 %",
        assumption: true),
      .optional(
        "notice", .quantity(.period, from: "1 month", to: "5 years"),
        "The time from notice to the contract's end: who leaves pays for it besides.", "12 months",
        assumption: true),
      .optional(
        "early-exit", .quantity(.share, from: "0 %", to: "100 %"),
        "The share of the running payments up to the end of the term that who leaves before pays.",
        "50 %", assumption: true),
      .optional(
        "return-rate", .quantity(.serverRate, from: "1 kB/s", to: "1 TB/s"),
        "How fast the studies are given back: the system runs on until they are out.", "40 MB/s",
        assumption: true),
      .optional(
        "exit", .list(.mapping(exit), 1...50), "What is paid for leaving.",
        "[{ id: data-return, item: Return of all studies, meter: egress, unit: TB, price: 90 }]"),
    ])

  /// The meters of what is paid for leaving.
  static let exitMeters = [
    OnceMeter.name, EgressMeter.name, MigratedBytesMeter.name, MigratedStudyMeter.name,
  ]

  static let exit = FieldTable(
    "exit", "Exit line", "A price that is paid for leaving, whenever that is.",
    [
      .required("id", .identifier, "Its name, one of its own among the exit lines.", "data-return"),
      .required("item", .text(limit: 200), "As reports show it.", "Return of all studies"),
      .required(
        "meter", .choice(exitMeters),
        "What it counts: once, or of what is then stored the bytes (`egress`, `migrated-bytes`) or the studies (`migrated-study`).",
        "egress"),
      .optional(
        "unit", .choice(DataUnit.allCases.map(\.rawValue)), "The billing unit of bytes.", "TB"),
      .optional(
        "price", .decimal(most: "1000000000"), "Of one unit, in the profile's currency.", "90",
        assumption: true),
      .optional(
        "bands", .choice(BandScheme.allCases.map(\.rawValue)),
        "Prices by quantity, as in a price line.", "graduated"),
      .optional(
        "steps", .list(.mapping(VendorFields.step), 1...50),
        "The slices in rising order; the last has no end.",
        "[{ to: 100, price: 90 }, { price: 70 }]"),
      .optional(
        "escalator", .mapping(VendorFields.escalator), "How the price rises.",
        "{ rate: 3 %, from-year: 2 }"),
      .optional("dated", .date, "The day the price was read.", "2026-10-07"),
      .optional(
        "note", .text(limit: 1_000), "Anything the reader should know.", "\"In DICOM, on disks\""),
    ])

  static let payment = FieldTable(
    "payment", "Payment", "A share of what is paid once, and when it falls due.",
    [
      .required("on", .milestone, "`signature`, `go-live`, or a month.", "go-live"),
      .required(
        "share", .quantity(.share, from: "0 %", to: "100 %"), "Of the price.", "40 %",
        assumption: true),
      .optional(
        "months-after", .whole(0...120), default: "0", "By how many months it follows.", "3"),
    ])
}
