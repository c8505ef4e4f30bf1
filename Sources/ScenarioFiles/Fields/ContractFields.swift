import PlanModel

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
    ] + Field.later("notice", "exit"))

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
