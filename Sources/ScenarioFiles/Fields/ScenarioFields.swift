import PlanModel

/// The scenario file.
enum ScenarioFields {
  static let share = QuantityKind.share

  static let file = FieldTable(
    "scenario", "Scenario",
    "The hospital and its question: sites, volumes, rules, finance, and the offers to compare.",
    [
      .required("pacsplan", .version, "The version of the format.", "1"),
      .optional(
        "based-on", .path,
        "Another scenario, of which this one says only what differs: its keys replace the other's, mappings are joined key by key, and entries of lists are added. The keys in bold may then stand in either. A path such as `../hospital.yaml` may lead to a folder above.",
        "community-hospital.yaml"),
      .required(
        "name", .text(limit: 200), "The hospital's name, as reports show it.",
        "Riverside Community Hospital"),
      .required("currency", .currency, "The currency of all money in the plan (ISO 4217).", "USD"),
      .required(
        "start", .month("2000-01"..."2100-12"),
        "The first month of planning year 1. Every planning year has twelve months from there.",
        "2027-01"),
      .optional(
        "years", .whole(Scenario.possibleYears), default: "10", "The number of planning years.",
        "10"),
      .optional(
        "replications", .whole(1...10_000), default: "200",
        "How many possible futures a run draws for its bands.", "200"),
      .optional(
        "seed", .whole(0...9_007_199_254_740_991), default: "1",
        "What all random numbers start from. The same seed gives the same result.", "20270101"),
      CalendarFields.field,
      .optional(
        "time-zone", .timeZone, default: "UTC", "A name of the IANA time zone database.",
        "America/New_York"),
      .required(
        "sites", .mapping(sites), "The places where images are made.",
        "{ main: { name: Main campus, lan: { bandwidth: 10 Gbit/s, round-trip: 0.5 ms } } }"),
      .optional(
        "places", .mapping(places),
        "Data centres and cloud regions in which cores and copies stand, besides the sites.",
        "{ dc: { name: Shared data centre } }"),
      .optional(
        "links", .list(.mapping(link), 0...500),
        "Lines between sites and places. A site reaches every place over its `wan`, unless a link joins the two; places reach each other over links only.",
        "[{ id: dc-dr, from: dc, to: dr, bandwidth: 1 Gbit/s, round-trip: 30 ms }]"),
      .optional(
        "catalogue", .path,
        "A file with modalities of your own, or with your own figures for the shipped ones, relative to the scenario.",
        "catalogue.yaml"),
      .optional(
        "profiles", .mapping(profiles),
        "When studies are made. `default` and `flat` are built in.",
        "{ day-clinic: { all: \(someFactors) } }"),
      .required(
        "streams", .list(.mapping(stream), 1...5_000), "What is made where.",
        "[{ id: main-ct, site: main, modality: CT, studies-per-year: 41000 }]"
      ),
      .optional(
        "events", .list(.mapping(EventFields.event), 0...1_000),
        "What changes during the plan: volumes, sizes, scanners, departments and sites that open.",
        "[{ on: 2028-07, change: volume, stream: main-ct, studies-per-year: +9000 }]"),
      .optional(
        "retention", .mapping(RetentionFields.retention), "How long studies are kept.",
        "{ default: 7 years }"),
      .optional(
        "legacy", .mapping(legacy), "What the present archive holds at the start.",
        "{ stored: 160 TB, studies: 1900000, oldest: 2012-01, yearly-growth: 8 % }"),
      .optional(
        "reading", .mapping(ReadingFields.reading),
        "When and where studies are read, and which others are asked for.",
        "{ turnaround: { emergency: { median: 25 min, p95: 70 min }, inpatient: { median: 3 h, p95: 14 h }, outpatient: { median: 9 h, p95: 40 h } } }"
      ),
      .optional(
        "service-levels", .list(.mapping(serviceLevel), 0...100),
        "What was promised to clinicians: a share of studies within a time.",
        "[{ id: stat-archive, measure: time-to-archive, class: emergency, target: 95 %, within: 5 min }]"
      ),
      .required(
        "finance", .mapping(finance),
        "How money of different years is compared, and what people cost.",
        "{ discount-rate: 6 % }"),
      .required(
        "vendors", .list(.either(.path, vendor), 1...20),
        "The offers to compare: one profile each, relative to the scenario.",
        "[vendors/cirrus-cloud.yaml]"),
    ] + Field.later("committee"))

  static let sites = FieldTable(
    "sites", "Sites", "Each key is the id of a site.",
    others: .init(
      what: "site", key: .identifier, kind: .mapping(site),
      meaning: "A place where images are made.",
      example: ("main", "{ name: Main campus, lan: { bandwidth: 10 Gbit/s, round-trip: 0.5 ms } }")),
    [])

  static let site = FieldTable(
    "site", "Site", "A place where images are made, with its network.",
    [
      .required("name", .text(limit: 100), "As reports show it.", "Main campus"),
      .required(
        "lan", .mapping(line), "The network inside the site.",
        "{ bandwidth: 10 Gbit/s, round-trip: 0.5 ms }"),
      .optional(
        "wan", .mapping(line),
        "The line from the site to the outside. A site without one can only use a core that stands in it.",
        "{ bandwidth: 500 Mbit/s, round-trip: 18 ms, share: 80 % }"),
    ])

  static let places = FieldTable(
    "places", "Places", "Each key is the id of a place, which no site has.",
    others: .init(
      what: "place", key: .identifier, kind: .mapping(place),
      meaning: "A data centre or a cloud region.",
      example: ("dc", "{ name: Shared data centre }"), isRequired: false),
    [])

  static let place = FieldTable(
    "place", "Place", "A place where cores and copies stand but no images are made.",
    [
      .required("name", .text(limit: 100), "As reports show it.", "Shared data centre"),
      .optional(
        "kind", .choice(Place.Kind.allCases.map(\.rawValue)), default: "data-centre",
        "A data centre, or a provider's cloud region: an on-premises core cannot stand there.",
        "cloud"),
    ])

  static let link = FieldTable(
    "link", "Link", "A line between two sites or places, for both directions.",
    [
      .required("id", .identifier, "Its name for reference.", "dc-dr"),
      .required("from", .identifier, "The site or place where it begins.", "dc"),
      .required("to", .identifier, "The site or place where it ends.", "dr"),
    ] + lineFields)

  static let line = FieldTable(
    "line", "Network line", "The speed and delay of a `lan` or a `wan`.", lineFields)

  private static let lineFields: [Field] = [
    .required(
      "bandwidth", .either(bandwidth, directions),
      "Bits a second: one figure for both directions, or one each.", "500 Mbit/s",
      assumption: true),
    .required(
      "round-trip", .quantity(.time, from: "0 s", to: "60 s"), "There and back.", "18 ms",
      assumption: true),
    .optional(
      "share", .quantity(.share, from: "0.1 %", to: "100 %"), default: "100 %",
      "What PACS may use of the line.", "80 %", assumption: true
    ).withDefault,
    ReliabilityFields.hours,
    ReliabilityFields.field,
  ]

  private static let bandwidth = FieldKind.quantity(.bandwidth, from: "1 kbit/s", to: "10 Tbit/s")

  static let directions = FieldTable(
    "directions", "Bandwidth",
    "For lines that differ by direction, and for a figure with its source.",
    oneOf: [["value"], ["up", "down"]],
    [
      .optional("value", bandwidth, "Both ways.", "500 Mbit/s"),
      .optional(
        "up", bandwidth, "From the site outwards; of a link, from its beginning to its end.",
        "200 Mbit/s"),
      .optional("down", bandwidth, "The other way.", "1 Gbit/s"),
    ])

  static let profiles = FieldTable(
    "profiles", "Profiles", "Each key is the id of a profile.",
    others: .init(
      what: "profile", key: .identifier, kind: .mapping(profile),
      meaning: "Hour, day and month factors by patient class.",
      example: ("day-clinic", "{ all: \(someFactors) }"),
      isAssumption: true, isRequired: false),
    [])

  static let profile = FieldTable(
    "profile", "Profile",
    "When the studies of a stream are made. Classes left out take `all`; without `all`, each class must be there.",
    [
      .optional(
        "all", .mapping(factors), "For every class that has none of its own.",
        someFactors),
      .optional(
        "emergency", .mapping(factors), "For emergency patients.",
        someFactors),
      .optional(
        "inpatient", .mapping(factors), "For inpatients.", someFactors),
      .optional(
        "outpatient", .mapping(factors), "For outpatients.", someFactors),
    ])

  private static let someFactors =
    "{ weekday-hours: [0, 0, 0, 0, 0, 0, 0, 4, 10, 12, 12, 11, 9, 10, 10, 9, 8, 3, 2, 0, 0, 0, 0, 0], days: [1, 1, 1, 1, 1, 0, 0] }"

  private static let factor = FieldKind.number(0...1e6)

  static let factors = FieldTable(
    "factors", "Factors of a profile",
    "Relative rates. Only their ratios matter: counts of your RIS can be pasted as they are.",
    [
      .required(
        "weekday-hours", .list(factor, 24...24),
        "24 factors for the hours of Monday to Friday, from midnight.",
        "[1, 1, 1, 1, 1, 1, 2, 4, 8, 9, 10, 9, 8, 9, 9, 8, 6, 4, 3, 3, 2, 2, 1, 1]"),
      .optional(
        "weekend-hours", .list(factor, 24...24),
        "24 factors for Saturday, Sunday and holidays; without them, the weekdays'.",
        "[1, 1, 1, 1, 1, 1, 1, 2, 3, 4, 4, 4, 4, 4, 4, 3, 3, 3, 3, 3, 2, 2, 1, 1]"),
      .required(
        "days", .list(factor, 7...7), "7 factors, Monday first: what a whole day has.",
        "[1, 1, 1, 1, 1, 0.3, 0.2]"),
      .optional(
        "holiday", factor, "What a public holiday has; without it, what Sunday has.", "0.2"),
      .optional(
        "months", .list(factor, 12...12),
        "12 factors, January first, besides working days; without them, all equal.",
        "[1, 1, 1, 1, 1, 1, 0.9, 0.9, 1, 1, 1, 1]"),
    ])

  static let legacy = FieldTable(
    "legacy", "Legacy archive", "What the present archive holds when the plan starts.",
    [
      .required(
        "stored", .quantity(.size, from: "0 B", to: "1000 PB"),
        "One copy, as the present archive keeps it.", "160 TB",
        assumption: true),
      .required(
        "studies", .whole(0...1_000_000_000), "The number of studies in it.", "1900000",
        assumption: true),
      .required(
        "oldest", .month("1970-01"..."2100-12"), "The month of its oldest study.", "2012-01",
        assumption: true),
      .required(
        "yearly-growth", .quantity(.share, from: "-50 %", to: "100 %"),
        "By how much each year's bytes exceed the year's before.", "8 %", assumption: true),
      .optional(
        "maintenance", .yearlyMoney,
        "What the old system costs a year, paid in twelfths by every option until its go-live, in place of the price lines of `system`.",
        "210000 USD/year", assumption: true),
      .optional(
        "system", .identifier,
        "The vendor of the list whose system runs today: until another goes live, studies go through its stages and its price lines are paid.",
        "keep-incumbent"),
      .optional(
        "migrate", .mapping(MigrationFields.migration),
        "How it gets into the archives of the offers; without it, it is there at go-live.",
        "{ window: 19:00-06:00, rate: 40 MB/s, from: main }"),
    ])

  static let serviceLevel = FieldTable(
    "service-level", "Service level", "A promise: a share of studies within a time.",
    [
      .required("id", .identifier, "Its name for reference.", "stat-archive"),
      .required(
        "measure",
        .choice(ServiceLevel.Measure.allCases.map(\.rawValue)),
        "What is timed. From the end of acquisition: to the primary copy (`time-to-archive`) or to the last copy (`time-to-protected`). From a reader's request: to the display of the study and of its priors (`time-to-display`, which needs `reading`).",
        "time-to-archive"),
      .optional(
        "class", .choice(PatientClass.allCases.map(\.name)),
        "Only studies of this patient class; without it, all.",
        "emergency"),
      .required(
        "target", .quantity(.share, from: "0 %", to: "100 %"), "The share that must be within.",
        "95 %"),
      .required("within", .quantity(.time, from: "1 ms", to: "365 days"), "The time.", "5 min"),
    ])

  private static let rate = FieldKind.quantity(.share, from: "0 %", to: "50 %")

  static let exchangeRates = FieldTable(
    "exchange-rates", "Exchange rates", "Each key is a currency other than the plan's.",
    others: .init(
      what: "currency", key: .currency, kind: .mapping(exchangeRate),
      meaning: "What one unit of it is in the plan's currency.",
      example: ("EUR", "{ rate: 1.08, dated: 2026-10-01 }"), isRequired: false),
    [])

  static let exchangeRate = FieldTable(
    "exchange-rate", "Exchange rate", "What one unit of a currency is in the plan's.",
    [
      .required(
        "rate", .decimal(most: "1000000"), "Units of the plan's currency for one of it.", "1.08",
        assumption: true),
      .required("dated", .date, "The day of the rate.", "2026-10-01"),
    ])

  static let finance = FieldTable(
    "finance", "Finance", "How money of different years is compared, and what people cost.",
    [
      .required(
        "discount-rate", .either(rate, discountRate),
        "What money a year later is worth less. A plain rate is nominal: it includes inflation.",
        "{ rate: 6 %, basis: nominal }", assumption: true),
      .optional(
        "timing", .choice(Finance.Timing.allCases.map(\.rawValue)), default: "end",
        "When in its year a payment is discounted.", "end", assumption: true),
      .optional(
        "inflation", rate, default: "0 %", "A year; used with a real discount rate.", "2.5 %",
        assumption: true),
      .optional(
        "pacs-administrator", .mapping(administrator), "What one PACS administrator costs.",
        "{ salary: 84810 USD/year, on-cost: 25 % }"),
      .optional(
        "electricity", .decimal(most: "1000000"),
        "The price of a kilowatt hour in the plan's currency, for lines of the meter `kwh` without a price.",
        "0.12", assumption: true),
      .optional(
        "exchange-rates", .mapping(exchangeRates),
        "What other currencies are in the plan's, for profiles that price in them.",
        "{ EUR: { rate: 1.08, dated: 2026-10-01, source: \"European Central Bank\" } }"),
      .optional(
        "depreciation", .mapping(depreciation),
        "How long purchases last in the yearly accounts, by category; without it, no such view is shown.",
        "{ hardware: 5 years, software: 5 years }"),
      .optional(
        "budgets", .mapping(budgets), "What may be spent in each fiscal year.",
        "{ 2027: 900000, 2028: 700000 }"),
      .optional(
        "optimism-bias", .mapping(optimismBias),
        "What is added to each offer's own prices of a category, as a line of its own: estimates are too low as a rule.",
        "{ services: 15 %, hardware: 5 % }"),
      .optional(
        "fiscal-year-starts", .whole(1...12), default: "1",
        "The month in which fiscal years begin: a budget is named by the year in which it does.",
        "7",
        assumption: true),
    ])

  private static let life = FieldKind.quantity(.period, from: "1 month", to: "40 years")

  static let depreciation = FieldTable(
    "depreciation", "Depreciation",
    "How long purchases of a category last. Those of a category that is not named are an expense when they are paid.",
    CostCategory.allCases.map {
      .optional(
        $0.rawValue, life, "Of CapEx for \($0.rawValue).", "5 years", assumption: true)
    })

  static let optimismBias = FieldTable(
    "optimism-bias", "Optimism bias",
    "The share that is added to what an offer's own lines of a category cost after discounts.",
    CostCategory.allCases.map {
      .optional(
        $0.rawValue, .quantity(.share, from: "0 %", to: "500 %"), "Of \($0.rawValue).", "15 %",
        assumption: true)
    })

  static let budget = FieldKind.decimal(most: "1000000000000")

  static let budgets = FieldTable(
    "budgets", "Budgets", "Each key is the year in which a fiscal year begins.",
    others: .init(
      what: "fiscal year", key: .whole(2000...2140), kind: budget,
      meaning: "What may be spent in it, in the plan's currency.", example: ("2027", "900000"),
      isAssumption: true, isRequired: false),
    [])

  static let discountRate = FieldTable(
    "discount-rate", "Discount rate", "A rate that says whether it includes inflation.",
    [
      .required("rate", rate, "A year.", "6 %", assumption: true),
      .optional(
        "basis", .choice(Finance.Basis.allCases.map(\.rawValue)), default: "nominal",
        "`nominal` includes inflation; with `real` the payments are deflated first.", "nominal",
        assumption: true),
    ])

  static let administrator = FieldTable(
    "pacs-administrator", "PACS administrator",
    "What a line for staff without a price of its own costs.",
    [
      .required(
        "salary", .yearlyMoney, "A year, in the plan's currency.", "84810 USD/year",
        assumption: true),
      .optional(
        "on-cost", .quantity(.share, from: "0 %", to: "300 %"), default: "0 %",
        "What comes on top of the salary: insurance, pension, holidays.", "25 %", assumption: true),
    ])

  static let vendor = FieldTable(
    "vendor-choice", "Vendor of a scenario",
    "A vendor's profile, and where its core and its copies stand.",
    [
      .required(
        "profile", .path, "The vendor's profile, relative to the scenario.",
        "vendors/northlake-onprem.yaml"),
      .optional(
        "core", .identifier,
        "The site or place where the vendor's core stands. On-premises offers need it; a cloud offer without it stands somewhere outside, and each site reaches it over its `wan`.",
        "main"),
      .optional(
        "copies", .mapping(copyPlaces),
        "Where the further copies of the profile stand. One that is not named stands outside if it has a `link`, else beside the copy before.",
        "{ second-region: dr }"),
      ContractFields.field,
    ])

  static let copyPlaces = FieldTable(
    "copy-places", "Places of copies", "Each key is the name of a copy in the profile.",
    others: .init(
      what: "copy", key: .identifier, kind: .identifier,
      meaning: "The site or place where it stands.", example: ("second-region", "dr"),
      isRequired: false),
    [])
}
