import Costing
import PlanModel
import Quantities

/// The vendor profile.
enum VendorFields {
  static let file = FieldTable(
    "vendor", "Vendor profile", "What one vendor offers and charges.",
    [
      .required("pacsplan", .version, "The version of the format.", "1"),
      .required(
        "vendor", .identifier, "Its name for reference, one of its own in the scenario.",
        "cirrus-cloud"),
      .required(
        "name", .text(limit: 200), "As reports show it.", "Cirrus Imaging Cloud (archetype)"),
      .required(
        "basis", .choice(VendorProfile.Basis.allCases.map(\.rawValue)),
        "Where the prices come from: made up from public ranges (`archetype`), a `list price`, or a `quote` to you.",
        "archetype"),
      .required(
        "currency", .currency,
        "The currency of its prices: the scenario's, or one of its `exchange-rates`.", "USD"),
      .required(
        "deployment", .choice(VendorProfile.Deployment.allCases.map(\.rawValue)),
        "Where the vendor's core runs.",
        "cloud"),
      note,
      .required(
        "ingest", .list(.mapping(stage), 1...20),
        "The way of a study into the primary copy: one queue after the other.",
        "[{ stage: uplink, link: wan }]"),
      .optional(
        "retrieve", .list(.mapping(retrieval), 1...20),
        "The way of a study from the primary copy to its reader: stages of the core, then the lines. Without it, no time to display is known.",
        "[{ stage: fetch, at: core, servers: 16, rate: 200 MB/s, per-study: 150 ms }, { stage: downlink, link: wan, streams: 35 % }]"
      ),
      .optional(
        "copies", .list(.mapping(copy), 1...10),
        "Where copies are kept. The first is the primary; each further one is made from the one before.",
        "[{ at: core }]"),
      .required(
        "storage", .mapping(storage), "How and how long bytes are kept.",
        "{ compression: lossless, tiers: [{ id: disk, leaves: at end of retention }] }"),
      .required(
        "prices", .list(.mapping(price), 1...1_000), "What it costs.",
        "[{ id: platform, item: Platform, category: software, kind: opex, meter: study, price: 2.60 }]"
      ),
      .optional(
        "discount", .quantity(.share, from: "0 %", to: "100 %"), default: "0 %",
        "The share taken off the whole offer, after the discounts of its lines; see `offer-discount`.",
        "5 %", assumption: true),
      .optional(
        "not-needed", .list(part, 1...20),
        "Items of a complete offer that this one does without, so that they are not missed.",
        "[gateways, archive]"),
      ContractFields.field,
      ReliabilityFields.field,
      RequirementFields.field,
    ] + Field.later("sla"))

  private static let part = FieldKind.choice(CostPart.allCases.map(\.rawValue))

  private static let note = Field.optional(
    "note", .text(limit: 1_000), "Anything the reader should know.",
    "\"Valid to the end of the year\"")

  private static let compression = Field.optional(
    "compression", .choice(["none", "lossless"]), default: "none",
    "Whether bytes are losslessly compressed here.", "lossless")

  private static let servers: [Field] = [
    .optional("servers", .whole(1...64), default: "1", "Parallel servers.", "4", assumption: true),
    .optional(
      "rate", .quantity(.serverRate, from: "1 kB/s", to: "1 TB/s"),
      "Bytes a second of each server; without it, no limit.",
      "80 MB/s", assumption: true),
    .optional(
      "per-study", .quantity(.time, from: "0 s", to: "1 h"), default: "0 s", "Time for each study.",
      "400 ms", assumption: true),
    .optional(
      "per-instance", .quantity(.time, from: "0 s", to: "1 min"), default: "0 s",
      "Time for each instance.", "2 ms",
      assumption: true),
  ]

  private static let discipline = Field.optional(
    "discipline", .choice(QueueDiscipline.allCases.map(\.rawValue)),
    "Who is served when. `shared`: all transfers under way share a line equally. `fifo`: first come, first served. `stat-first`: emergency studies before all others. Without it a link is `shared` and servers are `fifo`; servers are never `shared`.",
    "stat-first")

  private static let serverDiscipline = Field.optional(
    "discipline", .choice([QueueDiscipline.fifo, .statFirst].map(\.rawValue)),
    default: QueueDiscipline.fifo.rawValue,
    "Who is served when. `fifo`: first come, first served. `stat-first`: emergency studies before all others.",
    "stat-first")

  static let stage = FieldTable(
    "stage", "Stage",
    "One queue on the way of every study, either of servers (`at`) or on a line (`link`). Service time = per-study + instances × per-instance + bytes ÷ rate.",
    oneOf: [["at"], ["link"]],
    [
      .required("stage", .identifier, "Its name, as reports show it.", "gateway"),
      .optional(
        "at", .choice(["site", "core"]),
        "Where the servers stand: at each site, or once at the core.", "site"),
      .optional(
        "link", .choice(["wan"]),
        "The way of each site to the core: its line, or several lines one after the other.", "wan"),
    ] + servers + [discipline, compression] + connections)

  static let retrieval = FieldTable(
    "retrieval-stage", "Stage of the way back",
    "One queue on the way of a study to its reader, either of servers (`at`) or on the lines (`link`). Service time as for other stages, for the share that `streams` gives.",
    oneOf: [["at"], ["link"]],
    [
      .required("stage", .identifier, "Its name, as reports show it.", "fetch"),
      .optional(
        "at", .choice(["core", "site"]),
        "Where the servers stand: once at the core, or at each site for its readers, where a cache of the site gives out what it holds.",
        "core"),
      .optional(
        "link", .choice(["wan"]),
        "The lines from the core to each reader: one, or several one after the other, each in the direction to the reader.",
        "wan"),
      .optional(
        "streams", .quantity(.share, from: "1 %", to: "100 %"), default: "100 %",
        "The share of a study's bytes and instances that passes before the study is on display: a viewer that streams asks for less than all.",
        "35 %", assumption: true
      ).withDefault,
    ] + servers + [discipline, compression] + connections)

  private static let connections: [Field] = [
    .optional(
      "connections", .whole(1...64), default: "1", "Of a link: parallel connections.", "8",
      assumption: true),
    .optional(
      "window", .quantity(.size, from: "1 KiB", to: "1 GiB"), default: "64 KiB",
      "Of a link: bytes under way on one connection before an answer is awaited.", "512 KiB",
      assumption: true
    ),
    .optional(
      "pipelined", .flag, default: "no",
      "Of a link: whether instances follow each other without waiting. Without it each instance costs a round trip, spread over the connections.",
      "yes"),
  ]

  /// The keys that only a queue of servers has.
  static let serverKeys = ["servers", "rate"]
  /// The keys that only a line has.
  static let linkKeys = ["connections", "window", "pipelined"]

  static let copy = FieldTable(
    "copy", "Copy", "A place where a copy is kept.",
    [
      .required(
        "at", .identifier,
        "Where it is: `core` for the primary, a name of yours for each further one.",
        "second-region"),
      .optional(
        "link", .mapping(copyLink),
        "How the lines from the copy before are used; without it the way takes no time.",
        "{ compression: lossless, connections: 8, window: 4 MiB, pipelined: yes }"),
      .optional(
        "stage", .mapping(copyStage),
        "The servers that take the copy in. A further copy has a link, a stage, or both.",
        "{ servers: 4, rate: 100 MB/s }"),
    ])

  static let copyLink = FieldTable(
    "copy-link", "Link of a copy",
    "How the lines from one copy to the next are used: those that lead from the place of one to the place of the other.",
    servers.filter { !serverKeys.contains($0.key) } + [discipline, compression] + connections)

  static let copyStage = FieldTable(
    "copy-stage", "Stage of a copy", "The queue from the primary copy to a further one.",
    servers + [serverDiscipline, compression])

  static let storage = FieldTable(
    "storage", "Storage", "How and how long bytes are kept.",
    [
      compression,
      .required(
        "tiers", .list(.mapping(tier), 1...10),
        "Kinds of storage by the age of studies: each takes over where the one before ends.",
        "[{ id: disk, leaves: at end of retention }]"),
    ])

  static let tier = FieldTable(
    "tier", "Tier", "A kind of storage that holds studies of some age.",
    [
      .required("id", .identifier, "Its name, as price lines refer to it.", "hot"),
      .optional(
        "copies", .whole(1...10), default: "1", "Copies kept in this tier.", "2", assumption: true),
      .optional(
        "protection", .number(1...10), default: "1",
        "Raw bytes for one usable byte: 1.25 for eight data and two parity disks.", "1.25",
        assumption: true),
      .required(
        "leaves", .leaves,
        "When a study leaves: `30 days after acquisition`, `30 days after last access`, or `at end of retention` in the last tier.",
        "30 days after acquisition", assumption: true),
      .optional(
        "cache", .flag, default: "no",
        "Whether it holds a further copy of what is younger than its days, while the tiers after it hold all: a cache at the hospital before an archive elsewhere.",
        "yes"),
      .optional(
        "capacity", .mapping(capacity), "How big the tier is; without it, it has no end.",
        "{ usable: 240 TB }"),
      .optional(
        "at", .choice(["core", "site"]), default: "core",
        "Of a cache: where it stands. One at each `site` holds what is made there; who reads it there needs no line.",
        "site"),
      .optional(
        "reheats-to", .identifier,
        "The tier to which a study is lifted when it is read from this one, and where it stays for that tier's days after the last access. Without it, it stays here.",
        "hot"),
      .optional(
        "first-byte", .quantity(.time, from: "0 s", to: "7 days"), default: "0 s",
        "How long it takes until a study can be read: to mount and wind a tape, to thaw an archive.",
        "200 ms", assumption: true),
      .optional(
        "rate", .quantity(.serverRate, from: "1 kB/s", to: "1 TB/s"),
        "Bytes a second at which a study is read; without it, no limit.", "300 MB/s",
        assumption: true),
      .optional(
        "drives", .whole(1...64),
        "How many studies are read at a time; without it, any number.", "4", assumption: true),
      .optional(
        "minimum-object", .mapping(minimumObject), "The least that is billed for an object.",
        "{ size: 128 KiB, per: instance }"),
      .optional(
        "minimum-duration", .quantity(.time, from: "1 day", to: "3650 days"),
        "The least time that is billed for what comes into the tier; what leaves earlier is paid for the rest.",
        "90 days", assumption: true),
    ])

  static let minimumObject = FieldTable(
    "minimum-object", "Least billed size", "The least that is billed for an object.",
    [
      .required(
        "size", .quantity(.size, from: "1 B", to: "1 TB"), "Bytes.", "128 KiB", assumption: true),
      .optional(
        "per", .choice(MinimumObject.Kind.allCases.map(\.rawValue)), default: "study",
        "What an object is.", "study"),
    ])

  private static let capacitySize = FieldKind.quantity(.size, from: "1 GB", to: "1000 PB")

  static let capacity = FieldTable(
    "capacity", "Capacity", "How big a tier is and how it grows.",
    [
      .required(
        "usable", capacitySize, "For studies at the start, all copies, after protection.", "240 TB",
        assumption: true),
      .optional(
        "fill-threshold", .quantity(.share, from: "10 %", to: "100 %"), default: "80 %",
        "The share that may be filled.",
        "80 %", assumption: true
      ).withDefault,
      .optional(
        "increment", capacitySize, "What is bought at a time; without it, the tier cannot grow.",
        "60 TB", assumption: true),
      .optional(
        "maximum", capacitySize, "The greatest usable size; without it, no limit.", "1 PB",
        assumption: true),
      .optional(
        "lead-time-months", .whole(0...36), default: "0", "Months from order to delivery.", "3",
        assumption: true),
    ])

  private static let amount = FieldKind.decimal(most: "1000000000")

  static let price = FieldTable(
    "price", "Price line",
    "One line of a price list: what it counts (`meter`) times the price of a unit.",
    [
      .required(
        "id", .identifier, "Its name for reference, one of its own in the profile.", "platform"),
      .required("item", .text(limit: 200), "As reports show it.", "Platform subscription"),
      .required(
        "category", .choice(CostCategory.allCases.map(\.rawValue)), "What it is for.", "software"),
      .required("kind", .choice(CostKind.allCases.map(\.rawValue)), "CapEx or OpEx.", "opex"),
      .optional(
        "part", part,
        "Which item of a complete offer it is: offers are compared item by item, and what others quote and this one does not reads “not quoted”.",
        "maintenance"),
      .optional(
        "includes", .list(part, 1...20), "Items that its price holds besides.",
        "[storage, migration]"),
      .required(
        "meter", .choice(MeterRegistry.all.map { $0.name }),
        "What the line counts; see Meters.",
        "study"),
      .optional("tier", .identifier, "The tier that is counted.", "hot"),
      .optional(
        "of", .choice(StoredMeasure.allCases.map(\.rawValue)), default: "logical",
        "Bytes of one copy after compression (`logical`), or with copies and protection (`physical`).",
        "logical"),
      .optional(
        "basis",
        .choice(StoredBasis.allCases.map(\.rawValue) + LineFigure.allCases.map(\.rawValue)),
        "Of stored bytes: the mean, greatest or last of the month's days (`average` without it). Of a share of other lines: before or after their discounts (`list` without it).",
        "average"),
      .optional(
        "unit", .choice(DataUnit.allCases.map(\.rawValue)), "The billing unit of bytes.", "GiB"),
      .optional(
        "count", .decimal(most: "1000000"),
        "How many people, interfaces, scanners or licences. The source of a line with a price is that of its price: a count beside one has a source of its own, `{ value: 5, source: \"List of our systems\" }`, or is assumed.",
        "1.5", assumption: true
      ).withOwnSource(beside: "price", "steps"),
      .optional(
        "requests-per-study", .decimal(most: "1000000"), "Requests for each study acquired.", "4.67"
      ),
      .optional(
        "requests-per-instance", .decimal(most: "1000000"), "Requests for each instance acquired.",
        "1"),
      .optional(
        "requests-per-read", .decimal(most: "1000000"), "Requests for each study that is read.", "1"
      ),
      .optional(
        "requests-per-read-instance", .decimal(most: "1000000"),
        "Requests for each instance of a study that is read.", "1"),
      .optional(
        "applies-to", .mapping(scope), "Which studies count; without it, all.",
        "{ modality: [CT, MR], class: [outpatient] }"),
      .optional(
        "counts", .choice(["studies", "examinations"]), default: "studies",
        "Whether each study counts once, or as often as its stream's `examinations-per-study` says.",
        "examinations"),
      .optional(
        "imported", .flag, default: "yes",
        "Whether studies that were made elsewhere count too.", "no"),
      .optional(
        "hours", .decimal(most: "10000"), "Hours of training for each person.", "6",
        assumption: true),
      .optional(
        "refresher-hours", .decimal(most: "10000"), default: "0",
        "Hours of training a year for each person, from the second year on.", "1", assumption: true),
      .optional(
        "turnover", .quantity(.share, from: "0 %", to: "100 %"), default: "0 %",
        "The share of people that is new each year and is trained in full.", "10 %",
        assumption: true),
      .optional(
        "kilowatts", .decimal(most: "100000"), "Electric power with that for cooling.", "8",
        assumption: true),
      .optional(
        "lines", .list(.identifier, 1...1_000), "Of which lines of this list a share is taken.",
        "[licence, servers]"),
      .optional(
        "rate", .quantity(.share, from: "0 %", to: "1000 %"), "The share of other lines.", "18 %",
        assumption: true),
      .optional(
        "high-water", .flag, default: "yes",
        "Whether licences that were once needed are bought and kept; else each year pays for its own studies.",
        "yes"),
      .optional(
        "price", amount, "Of one unit of the meter, in the profile's currency.", "2.60",
        assumption: true),
      .optional(
        "bands", .choice(BandScheme.allCases.map(\.rawValue)),
        "Prices by quantity: each slice at its own price (`graduated`), or all units of the period at the price that is reached (`volume`).",
        "graduated"),
      .optional(
        "steps", .list(.mapping(step), 1...50),
        "The slices in rising order; the last has no end. Of a line with a `block`, they count blocks.",
        "[{ to: 100000, price: 2.60 }, { price: 2.10 }]"),
      .optional(
        "per", .choice(PricePeriod.allCases.map(\.rawValue)), default: "month",
        "The period over which units are counted, through steps, allowance, commitment, blocks and limits: a `month`, a planning `year`, a `contract-year` (twelve months from go-live), or all of the `plan`. For what stands there every month (`site`, `fte`, users), the period that the price pays for.",
        "year"),
      .optional(
        "free", .decimal(most: "1000000000000"), "Units of each period that cost nothing.", "1000",
        assumption: true),
      .optional(
        "minimum", .decimal(most: "1000000000000"),
        "Units of each period that are paid at least, in its last month; of a period that the line or the plan cuts short, in proportion to its months.",
        "80000", assumption: true),
      .optional(
        "block", .decimal(most: "1000000000000"),
        "Units that are sold together: the price is for so many, and what is begun is paid. With `per: year` what is left over lapses.",
        "10000", assumption: true),
      .optional(
        "floor", amount,
        "What each period costs at least, after discounts, due in its last month; of a period that is cut short, in proportion to its months.",
        "5000", assumption: true),
      .optional(
        "cap", amount, "What each period costs at most, after discounts.", "120000",
        assumption: true),
      .optional(
        "discount", .quantity(.share, from: "0 %", to: "100 %"), default: "0 %",
        "The share taken off.", "12 %", assumption: true),
      .optional(
        "offer-discount", .flag,
        "Whether the `discount` on the whole offer and the contract's renewal count for the line; without it, for all but network, staff and facilities.",
        "no"),
      .optional(
        "escalator", .mapping(escalator), "How the price rises.", "{ rate: 3 %, from-year: 2 }"),
      .optional(
        "refresh", .mapping(refresh), "When what was bought is bought anew.",
        "{ every: 5 years, resize: yes }"),
      .optional(
        "negotiable", .flag, default: "no", "Whether the vendor lets talk about it.", "yes"),
      .optional(
        "from-year", .whole(2...40),
        "The first planning year in which it is paid; without it, or a first-month, from the start.",
        "2"),
      .optional(
        "first-month", .month("2000-01"..."2140-12"),
        "The first month it is paid in; without it, from the start. One-off lines are paid in this month.",
        "2032-01"),
      .optional(
        "last-month", .month("2000-01"..."2140-12"),
        "The last month it is paid in; without it, to the end.", "2036-12"),
      .optional("dated", .date, "The day the price was read.", "2026-10-07"),
      note,
    ])

  static let scope = FieldTable(
    "applies-to", "Which studies count",
    "Studies that fit all of the keys; of each key, one of its values.",
    [
      .optional(
        "modality", .list(.modality, 1...100), "Codes of the catalogue.", "[CT, MR]"),
      .optional(
        "department", .list(.text(limit: 100), 1...100), "As the streams name them.",
        "[Radiology]"),
      .optional("site", .list(.identifier, 1...500), "The sites where they are made.", "[main]"),
      .optional("stream", .list(.identifier, 1...5_000), "The streams.", "[main-ct]"),
      .optional(
        "class", .list(.choice(PatientClass.allCases.map(\.name)), 1...3), "Patient classes.",
        "[outpatient]"),
    ])

  static let refresh = FieldTable(
    "refresh", "Refresh", "When what was bought is bought anew.",
    [
      .required(
        "every", .quantity(.period, from: "1 month", to: "40 years"),
        "The time from one purchase to the next, from go-live or the line's first month on.",
        "5 years", assumption: true),
      .optional(
        "resize", .flag, default: "no",
        "Whether so much is bought as is then there (purchased-capacity), or as the studies have grown; else as much as at first.",
        "yes"),
    ])

  static let step = FieldTable(
    "step", "Step", "A slice of a quantity with its own price.",
    [
      .optional(
        "to", .decimal(most: "1000000000000"),
        "The quantity at which the slice ends; none in the last.", "100000"),
      .required("price", amount, "Of one unit inside the slice.", "2.60", assumption: true),
    ])

  static let escalator = FieldTable(
    "escalator", "Escalator",
    "How a price rises from planning year to planning year: at a fixed `rate`, or with an `index`.",
    oneOf: [["rate"], ["index"]],
    [
      .optional(
        "rate", .quantity(.share, from: "-50 %", to: "100 %"), "A year.", "3 %", assumption: true),
      .optional(
        "index", .quantity(.share, from: "-50 %", to: "100 %"),
        "What the index that the price follows is expected to rise a year.", "3.5 %",
        assumption: true),
      .optional(
        "minus", .quantity(.share, from: "0 %", to: "100 %"), default: "0 %",
        "What is taken off the index.", "1 %", assumption: true),
      .optional(
        "from-year", .whole(2...40), default: "2", "The first planning year with a raised price.",
        "2"),
      .optional(
        "cap", .quantity(.share, from: "0 %", to: "100 %"), "The most it may rise in a year.",
        "4 %", assumption: true),
    ])
}
