import Testing

/// A change that breaks the sound plan; `§` stands before each word that must be pointed at.
struct BrokenInput: Sendable, CustomTestStringConvertible {
  var name: String
  var file = "clinic.yaml"
  var old: String
  var new: String
  /// Files besides the sound ones.
  var others: [String: String] = [:]

  /// Replaces a piece of the scenario.
  init(_ name: String, _ old: String, _ new: String) {
    self.name = name
    self.old = old
    self.new = new
  }

  /// Replaces a piece of the vendor's profile.
  init(vendor name: String, _ old: String, _ new: String) {
    self.init(name, old, new)
    file = "vendors/cloud.yaml"
  }

  var testDescription: String { name }

  private static let lan = "lan: { bandwidth: 10 Gbit/s, round-trip: 0.5 ms }"
  private static let growth = "growth: { low: 2 %, likely: 4 %, high: 7 % }"
  private static let ct = "modality: CT"
  private static let hot = "tier: hot, unit: GiB, price: 0.105"
  private static let stored = "meter: stored-month, " + hot
  private static let finance = "finance: { discount-rate: 6 % }"
  private static let vendors = "vendors: [vendors/cloud.yaml]"

  static let all: [BrokenInput] =
    keys + numbers + units + values + estimates + references + rules
    + retention + paths + yaml + vendorRules + contracts + prices + reach + events + places
    + reading + reliability + variants

  private static let keys: [BrokenInput] = [
    BrokenInput("unknown key", "years: 5", "§yaers: 5"),
    BrokenInput("unknown key far from any other", "years: 5", "§colour: blue"),
    BrokenInput(
      "unknown keys in several places", lan,
      "§lam: 1\n    lan: { bandwidth: 10 Gbit/s, round-trip: 0.5 ms, §colour: red }"),
    BrokenInput("duplicate key", "years: 5", "years: 5\n§years: 6"),
    BrokenInput("duplicate key in quotes", "years: 5", "years: 5\n§\"years\": 6"),
    BrokenInput(
      "duplicate keys in two mappings", lan,
      "lan: { bandwidth: 10 Gbit/s, round-trip: 0.5 ms, §bandwidth: 1 Gbit/s }\n    §name: Again\n    §name: And again"
    ),
    BrokenInput("duplicate site", "streams:", "  §main: { name: Other, \(lan) }\nstreams:"),
    BrokenInput(
      "missing keys", "pacsplan: 1\nname: Clinic\ncurrency: USD\nstart: 2027-01\n",
      "§§pacsplan: 1\nname: Clinic\n"),
    BrokenInput("missing value", "name: Clinic", "§name: "),
    BrokenInput("null", "name: Clinic", "§name: ~"),
    BrokenInput(
      "key of a later issue", "years: 5",
      "years: 5\n§committee: {}"),
    BrokenInput("list as a key", "years: 5", "years: 5\n§[a, b]: 1"),
    BrokenInput("wrong version", "pacsplan: 1", "pacsplan: §2"),
    BrokenInput("version in quotes", "pacsplan: 1", "pacsplan: §\"1\""),
  ]

  private static let numbers: [BrokenInput] = [
    BrokenInput("leading zero", "41000", "§041000"),
    BrokenInput("octal", "years: 5", "years: §012"),
    BrokenInput("hexadecimal", "years: 5", "years: §0x1F"),
    BrokenInput("sexagesimal", "years: 5", "years: §1:30:00"),
    BrokenInput("not a number", "41000", "§.nan"),
    BrokenInput("infinity", "41000", "§.inf"),
    BrokenInput("too big for a number", "41000", "§1e999"),
    BrokenInput("number in quotes", "41000", "§\"41000\""),
    BrokenInput("separators", "41000", "§41,000"),
    BrokenInput("underscores", "41000", "§41_000"),
    BrokenInput("points between thousands", "41000", "§13.000"),
    BrokenInput("points between thousands of thousands", "41000", "§1.300.000"),
    BrokenInput("points between thousands of a whole number", "years: 5", "years: §5.000"),
    BrokenInput("words", "41000", "§many"),
    BrokenInput("thousands as k", "41000", "§13k"),
    BrokenInput("fraction for a whole number", "years: 5", "years: §5.5"),
    BrokenInput("negative volume", "41000", "§-41000"),
    BrokenInput("absurd volume", "41000", "§4100000000"),
    BrokenInput("absurd horizon", "years: 5", "years: §500"),
    BrokenInput("no years", "years: 5", "years: §0"),
    BrokenInput("unit where none is", "41000", "§41000 studies"),
  ]

  private static let units: [BrokenInput] = [
    BrokenInput("missing unit", "bandwidth: 10 Gbit/s", "bandwidth: §10"),
    BrokenInput("bytes for bits", "bandwidth: 10 Gbit/s", "bandwidth: §10 GB/s"),
    BrokenInput("ambiguous unit", "bandwidth: 10 Gbit/s", "bandwidth: §10 Gb/s"),
    BrokenInput(
      "ambiguous unit as routers show it", "bandwidth: 10 Gbit/s", "bandwidth: §500 Mbps"),
    BrokenInput("size for a bandwidth", "bandwidth: 10 Gbit/s", "bandwidth: §10 GB"),
    BrokenInput("unit in wrong case", "bandwidth: 10 Gbit/s", "bandwidth: §10 gbit/s"),
    BrokenInput("unknown unit", "bandwidth: 10 Gbit/s", "bandwidth: §10 furlongs"),
    BrokenInput("no network", "bandwidth: 10 Gbit/s", "bandwidth: §0 Gbit/s"),
    BrokenInput("absurd bandwidth", "bandwidth: 10 Gbit/s", "bandwidth: §10000 Tbit/s"),
    BrokenInput("time without unit", "round-trip: 0.5 ms", "round-trip: §0.5"),
    BrokenInput("time in minutes written as m", "round-trip: 0.5 ms", "round-trip: §5 m"),
    BrokenInput("negative time", "round-trip: 0.5 ms", "round-trip: §-5 ms"),
    BrokenInput("share as a fraction", "share: 80 %", "share: §0.8"),
    BrokenInput("share as a bare number", "share: 80 %", "share: §80"),
    BrokenInput("share above the whole", "share: 80 %", "share: §120 %"),
    BrokenInput("decimal comma", "share: 80 %", "share: §\"80,5 %\""),
    BrokenInput(
      "decimal commas in braces", growth, "growth: { low: §2,5 %, likely: §4,5 %, high: §7,5 % }"),
    BrokenInput(
      "decimal comma before a unit in braces", "years: 5",
      "legacy: { stored: §35,5 TB, studies: 5, oldest: 2012-01, yearly-growth: 8 % }"),
    BrokenInput(
      "commas between thousands in braces", "years: 5",
      "legacy: { stored: 35 TB, studies: §1,900,000, oldest: 2012-01, yearly-growth: 8 % }"),
    BrokenInput(
      "age with a decimal comma in braces", "years: 5", "retention: { default: §7,5 years }"),
    BrokenInput("bits for a size", ct, "\(ct)\n    study-size: { mean: §399 Mbit }"),
    BrokenInput("size in small letters", ct, "\(ct)\n    study-size: { mean: §520 mb }"),
    BrokenInput(vendor: "window without unit", "window: 4 MiB", "window: §512"),
    BrokenInput(
      "service level without unit", "years: 5",
      "service-levels:\n  - { id: s, measure: time-to-archive, target: 90 %, within: §15 }"),
    BrokenInput("size without unit", ct, "\(ct)\n    study-size: { mean: §399 }"),
    BrokenInput(
      "points between thousands of a size", "years: 5",
      "legacy: { stored: §13.000 TB, studies: 5, oldest: 2012-01, yearly-growth: 8 % }"),
    BrokenInput(
      "points between thousands of a salary", finance,
      "finance: { discount-rate: 6 %, pacs-administrator: { salary: §84.000 USD/year } }"),
    BrokenInput("absurd size", ct, "\(ct)\n    study-size: { mean: §399 TB }"),
    BrokenInput(vendor: "bits for a server's rate", "rate: 60 MB/s", "rate: §60 Mbit/s"),
    BrokenInput(vendor: "ambiguous rate", "rate: 60 MB/s", "rate: §60 Mb/s"),
  ]

  private static let values: [BrokenInput] = [
    BrokenInput("unknown currency", "currency: USD", "currency: §USS"),
    BrokenInput("currency in small letters", "currency: USD", "currency: §usd"),
    BrokenInput("month that is none", "start: 2027-01", "start: §2027-13"),
    BrokenInput("day for a month", "start: 2027-01", "start: §2027-01-01"),
    BrokenInput("month of another age", "start: 2027-01", "start: §1927-01"),
    BrokenInput(vendor: "day that is none", "price: 0.105 }", "price: 0.105, dated: §2026-02-30 }"),
    BrokenInput("unknown time zone", "years: 5", "time-zone: §America/NewYork"),
    BrokenInput("unknown calendar", "years: 5", "calendar: §us-federl"),
    BrokenInput("calendar of no Land", "years: 5", "calendar: §germany-bv"),
    BrokenInput(
      "calendar without a base", "years: 5", "calendar: §{ closed: [2027-11-26] }"),
    BrokenInput(
      "closed day that is none", "years: 5",
      "calendar: { base: us-federal, closed: [§2027-02-29, §11/26/2027] }"),
    BrokenInput(
      "closed day without a list", "years: 5",
      "calendar: { base: us-federal, closed: §2027-11-26 }"),
    BrokenInput(
      "days that stand twice", "years: 5",
      "calendar: { base: us-federal, closed: [2027-11-26, §2027-11-26, §2027-10-11], open: [§2027-10-11] }"
    ),
    BrokenInput(
      "open day that is no holiday", "years: 5",
      "calendar: { base: us-federal, open: [§2027-10-12] }"),
    BrokenInput(
      "open day without holidays", "years: 5", "calendar: { base: none, open: [§2027-10-11] }"),
    BrokenInput("yes for on", "years: 5", "retention: { purge: §on }"),
    BrokenInput("calendar unlike any other", "years: 5", "calendar: §bavaria"),
    BrokenInput("yes in another language", "years: 5", "retention: { purge: §ja }"),
    BrokenInput("list for a text", "name: Clinic", "name: §[Clinic]"),
    BrokenInput("mapping for a text", "name: Clinic", "name: §{ short: Clinic }"),
    BrokenInput("text for a mapping", finance, "finance: §none"),
    BrokenInput("mapping for a list", vendors, "vendors: §{ cloud: vendors/cloud.yaml }"),
    BrokenInput("empty list", vendors, "vendors: §[]"),
    BrokenInput("name with a space", "id: main-ct", "id: §main ct"),
    BrokenInput(
      "name that is too long", "name: Clinic", "name: §\(String(repeating: "Clinic ", count: 40))"),
    BrokenInput("control character", "name: Clinic", "name: §\"Cli\\x07nic\""),
    BrokenInput("empty text", "name: Clinic", "name: §\"\""),
    BrokenInput(
      "salary without a period", finance,
      "finance: { discount-rate: 6 %, pacs-administrator: { salary: §84810 USD } }"),
    BrokenInput(
      "salary in another currency", finance,
      "finance: { discount-rate: 6 %, pacs-administrator: { salary: §84810 EUR/year } }"),
    BrokenInput(
      "service level of a later issue", "years: 5",
      "service-levels:\n  - { id: s, measure: §time-to-display, target: 90 %, within: 5 s }"),
  ]

  private static let estimates: [BrokenInput] = [
    BrokenInput("low above likely", growth, "growth: { low: 5 %, likely: §4 %, high: 7 % }"),
    BrokenInput("likely above high", growth, "growth: { low: 2 %, likely: 9 %, high: §7 % }"),
    BrokenInput("high is missing", growth, "growth: §{ low: 2 %, likely: 4 % }"),
    BrokenInput(
      "two sorts of limits", growth, "growth: §{ low: 2 %, p10: 3 %, likely: 4 %, high: 7 % }"),
    BrokenInput("nothing known", growth, "growth: §{ source: guess }"),
    BrokenInput("limit without unit", growth, "growth: { low: §0.02, likely: 4 %, high: 7 % }"),
    BrokenInput("limit out of range", growth, "growth: { low: 2 %, likely: 4 %, high: §700 % }"),
    BrokenInput(
      "likely at the tenth percentile", growth, "growth: §{ p10: 4 %, likely: 4 %, p90: 7 % }"),
    BrokenInput(
      "quantiles whose limits are absurd", growth, "growth: §{ p10: -45 %, likely: 4 %, p90: 90 % }"
    ),
    BrokenInput("slip in an estimate", growth, "growth: { low: 2 %, §likly: 4 %, high: 7 % }"),
  ]

  private static let references: [BrokenInput] = [
    BrokenInput("unknown modality", ct, "modality: §CTT"),
    BrokenInput("modality in small letters", ct, "modality: §ct"),
    BrokenInput("modality with variants in small letters", ct, "modality: §mg"),
    BrokenInput("pattern in small letters", "years: 5", "retention: { §mg-*: 7 years }"),
    BrokenInput("modality with variants", ct, "modality: §MG"),
    BrokenInput("unknown site", "site: main", "site: §mian"),
    BrokenInput("unknown profile", ct, "\(ct)\n    profile: §defualt"),
    BrokenInput(
      "built-in profile", "streams:",
      "profiles:\n  §flat: { all: { weekday-hours: [\(ones)], days: [1, 1, 1, 1, 1, 0, 0] } }\nstreams:"
    ),
    BrokenInput(
      "profile with 23 hours", "streams:",
      "profiles:\n  ward: { all: { weekday-hours: §[\(ones.dropLast(3))], days: [1, 1, 1, 1, 1, 0, 0] } }\nstreams:"
    ),
    BrokenInput(
      "profile of zeros", "streams:",
      "profiles:\n  ward: { all: { weekday-hours: [\(ones)], days: §[0, 0, 0, 0, 0, 0, 0] } }\nstreams:"
    ),
    BrokenInput(
      "profile without a class", "streams:",
      "profiles:\n  ward: §{ emergency: { weekday-hours: [\(ones)], days: [1, 1, 1, 1, 1, 0, 0] } }\nstreams:"
    ),
  ]

  private static let ones = [String](repeating: "1", count: 24).joined(separator: ", ")

  private static let rules: [BrokenInput] = [
    BrokenInput(
      "shares below 100 %", ct, "\(ct)\n    classes: §{ emergency: 35 %, outpatient: 40 % }"),
    BrokenInput(
      "shares above 100 %", ct,
      "\(ct)\n    classes: §{ emergency: 35.5 %, inpatient: 25 %, outpatient: 40 % }"),
    BrokenInput(
      "duplicate stream", finance,
      "  - { id: §main-ct, site: main, modality: MR, studies-per-year: 1 }\n\(finance)"),
    BrokenInput(
      "two sorts of size", ct, "\(ct)\n    study-size: §{ mean: 399 MB, constant: 100 MB }"),
    BrokenInput("half a lognormal", ct, "\(ct)\n    study-size: §{ median: 100 MB }"),
    BrokenInput(
      "lognormal upside down", ct, "\(ct)\n    study-size: { median: 100 MB, p95: §90 MB }"),
    BrokenInput("no instances", ct, "\(ct)\n    instances: §0"),
    BrokenInput(
      "legacy archive from the future", "years: 5",
      "legacy: { stored: 1 TB, studies: 5, oldest: §2027-01, yearly-growth: 8 % }"),
    BrokenInput("slip in a study size", ct, "\(ct)\n    study-size: { §maen: 399 MB }"),
  ]

  private static let retention: [BrokenInput] = [
    BrokenInput("retention without unit", "years: 5", "retention: { default: §7 }"),
    BrokenInput(
      "retention of a modality that is none", "years: 5",
      "retention: { §CTX: 7 years, §MX-*: 10 years }"),
    BrokenInput(
      "two sorts of retention", "years: 5",
      "retention: { MG-*: §{ rolling: 5 years, value: 10 years } }"),
    BrokenInput(
      "half a rolling rule", "years: 5",
      "retention: { MG-*: §{ rolling: 5 years, returns: 70 % } }"),
    BrokenInput(
      "half a rule by age", "years: 5",
      "retention: { default: §{ adult: 7 years, minor: age 21 } }"),
    BrokenInput(
      "ages of minors without minors", "years: 5",
      "retention: { default: §{ value: 7 years, minor-ages: uniform } }"),
    BrokenInput(
      "ages that are none", "years: 5",
      "retention: { default: { adult: 7 years, minor: { later-of: [§21, §age 17, §age old, §birthday] }, minor-share: §9, minor-ages: §even } }"
    ),
    BrokenInput(
      "latest of one", "years: 5",
      "retention: { default: { adult: 7 years, minor: { later-of: §[age 21] }, minor-share: 9 % } }"
    ),
    BrokenInput(
      "age in a rule for all", "years: 5",
      "retention: { default: { later-of: [§age 21, 7 years] } }"),
    BrokenInput(
      "latest that is no list", "years: 5",
      "retention: { default: { adult: 7 years, minor: { later-of: §age 21 }, minor-share: 9 % } }"),
    BrokenInput(
      "minors where the rule has none", ct,
      "\(ct)\n    minor-share: §100 %"),
    BrokenInput(
      "minors beyond the whole", ct, "\(ct)\n    minor-share: §120 %"),
    BrokenInput("retention of ages", "years: 5", "retention: { default: §700 years }"),
    BrokenInput("star first", "years: 5", "retention: { §*MG: 7 years }"),
  ]

  private static let paths: [BrokenInput] = [
    BrokenInput(
      "missing vendor file", vendors, "vendors: [vendors/cloud.yaml, §vendors/clout.yaml]"),
    BrokenInput("vendor file without its folder", vendors, "vendors: [§cloud.yaml]"),
    BrokenInput("absolute path", vendors, "vendors: [§/etc/passwd]"),
    BrokenInput("home folder", vendors, "vendors: [§~/cloud.yaml]"),
    BrokenInput("drive", vendors, "vendors: [§'C:/cloud.yaml']"),
    BrokenInput("backslash", vendors, "vendors: [§vendors\\cloud.yaml]"),
    BrokenInput("way out", vendors, "vendors: [§../cloud.yaml]"),
    BrokenInput("way out in the middle", vendors, "vendors: [§vendors/../../cloud.yaml]"),
    BrokenInput("vendor profile for the scenario", Sound.scenario, "§" + Sound.cloud),
    BrokenInput(vendor: "scenario for a vendor profile", Sound.cloud, "§" + Sound.scenario),
    BrokenInput(
      vendor: "catalogue for a vendor profile", Sound.cloud,
      "§pacsplan: 1\nmodalities: { CT: { study-size: { mean: 420 MB } } }\n"),
    BrokenInput("vendor profile for a catalogue", "years: 5", "catalogue: vendors/cloud.yaml"),
    BrokenInput("folder for a file", vendors, "vendors: [§vendors]"),
    BrokenInput("same vendor twice", vendors, "vendors: [vendors/cloud.yaml, §vendors/cloud.yaml]"),
    BrokenInput("missing catalogue", "years: 5", "catalogue: §own.yaml"),
    BrokenInput(
      "core of a cloud", vendors, "vendors: [{ profile: vendors/cloud.yaml, core: §main }]"),
    BrokenInput(
      "core at no site", vendors, "vendors: [{ profile: vendors/cloud.yaml, core: §mian }]"),
    BrokenInput("vendor without a profile", vendors, "vendors: [§{ core: main }]"),
  ]

  private static let yaml: [BrokenInput] = [
    BrokenInput("tab", "years: 5", "years: 5\n§\tseed: 1"),
    BrokenInput("anchor and alias", "years: 5", "years: §&y 5\nseed: §*y"),
    BrokenInput("anchor of a mapping", "years: 5", "legacy: §&old\n  stored: 1 TB"),
    BrokenInput(
      "anchor of a list in a list", "years: 5", "retention: { default: [§&a [1, 2], 3] }"),
    BrokenInput("alias as a key", "years: 5", "§*a : 5"),
    BrokenInput("tag", "years: 5", "years: §!!int 5"),
    BrokenInput("tag of a program", "years: 5", "years: §!!python/object:os.system 5"),
    BrokenInput("merge key", "years: 5", "§<<: { years: 5 }"),
    BrokenInput("second document", "years: 5", "years: 5\n§---\nname: Other"),
    BrokenInput("brace left open", "share: 80 % }\nstreams:", "share: 80 %\nstreams§:"),
    BrokenInput("quote left open", "name: Main campus", "name: §\"Main campus"),
    BrokenInput("colon in a text", "name: Main campus", "name: Main campus§: south"),
    BrokenInput("key without a colon", "years: 5", "§years 5"),
    BrokenInput("value that begins with @", "name: Clinic", "name: §@clinic"),
    BrokenInput(
      "list of nothing but a word", "streams:\n  - id: main-ct",
      "streams:\n  - §ct\n  - id: main-ct"),
  ]

  private static let vendorRules: [BrokenInput] = [
    BrokenInput(vendor: "another currency", "currency: USD", "currency: §EUR"),
    BrokenInput(
      vendor: "on premises without a core", "deployment: cloud", "deployment: on-premises"),
    BrokenInput(vendor: "rate of a link", "link: wan,", "link: wan, rate: §60 MB/s,"),
    BrokenInput(
      vendor: "shared servers", "at: core, servers: 8,",
      "at: core, discipline: §shared, servers: 8,"),
    BrokenInput(
      vendor: "shared servers of a copy", "storage:",
      "copies: [{ at: core }, { at: dr, stage: { rate: 60 MB/s, discipline: §shared } }]\nstorage:"
    ),
    BrokenInput(vendor: "unknown discipline", "pipelined: yes", "discipline: §lifo"),
    BrokenInput(vendor: "link and place", "link: wan,", "link: wan, at: core,").marking(
      "- { stage: uplink", "- §{ stage: uplink"),
    BrokenInput(
      vendor: "connections of a server", "at: core, servers: 8", "at: core, connections: §8"),
    BrokenInput(vendor: "stage without time", "at: core, servers: 8, rate: 60 MB/s", "at: core")
      .marking("- { stage: import", "- §{ stage: import"),
    BrokenInput(vendor: "too many servers", "servers: 8", "servers: §65"),
    BrokenInput(
      vendor: "site after core", "storage:",
      "  - { stage: §late, at: site, rate: 1 MB/s }\nstorage:"),
    BrokenInput(vendor: "same stage twice", "stage: import", "stage: §uplink"),
    BrokenInput(vendor: "first copy elsewhere", "storage:", "copies: [{ at: §dr }]\nstorage:"),
    BrokenInput(
      vendor: "copy without a stage", "storage:", "copies: [{ at: core }, §{ at: dr }]\nstorage:"),
    BrokenInput(
      vendor: "last tier ends", "leaves: at end of retention", "leaves: §90 days after acquisition"),
    BrokenInput(
      vendor: "first tier never ends", "leaves: 30 days after acquisition",
      "leaves: §at end of retention"),
    BrokenInput(
      vendor: "tier by a bare number", "leaves: 30 days after acquisition", "leaves: §30"),
    BrokenInput(
      vendor: "tier by an age alone", "leaves: 30 days after acquisition", "leaves: §2 years"),
    BrokenInput(
      vendor: "ages that fall", "- { id: cold",
      "- { id: mid, leaves: §20 days after acquisition }\n    - { id: cold"),
    BrokenInput(vendor: "same tier twice", "id: cold, leaves", "id: §hot, leaves").marking(
      "tier: cold", "tier: §cold"),
    BrokenInput(
      vendor: "maximum below the start", "{ id: cold,",
      "{ id: cold, capacity: { usable: 100 TB, maximum: §50 TB },"),
    BrokenInput(
      vendor: "cache as the last tier", "id: cold, leaves: at end of retention",
      "id: cold, leaves: at end of retention, cache: §yes"),
    BrokenInput(
      vendor: "cache without an age", "leaves: 30 days after acquisition",
      "cache: yes, leaves: §at end of retention"),
    BrokenInput(vendor: "protection below one", "{ id: cold,", "{ id: cold, protection: §0.8,"),
  ]

  private static func contract(_ name: String, _ text: String) -> BrokenInput {
    BrokenInput(vendor: name, "storage:", "contract: \(text)\nstorage:")
  }

  private static let contracts: [BrokenInput] = [
    contract(
      "payments that leave a tenth open",
      "{ go-live: 2027-07, payments: §[{ on: go-live, share: 40 % }, { on: 2027-10, share: 50 % }] }"
    ),
    contract(
      "payment at a signature without a month",
      "{ payments: [{ on: §signature, share: 40 % }, { on: go-live, share: 60 % }] }"),
    contract("signature after go-live", "{ signature: §2027-08, go-live: 2027-07 }"),
    contract("go-live after the plan", "{ go-live: §2032-01 }"),
    contract(
      "payment after the plan",
      "{ go-live: 2031-06, payments: [{ on: go-live, share: 90 % }, { on: go-live, months-after: §7, share: 10 % }] }"
    ),
    contract("payment at an unknown milestone", "{ payments: [{ on: §golive, share: 100 % }] }"),
    contract("payment in a month that is none", "{ payments: [{ on: §2027-13, share: 100 % }] }"),
    contract("early exit without a term", "{ go-live: 2027-07, early-exit: §50 % }"),
    contract(
      "exit line without a price", "{ exit: [§{ id: out, item: Out, meter: once }] }"),
    contract(
      "exit line with a price and steps",
      "{ exit: [{ id: out, item: Out, meter: once, price: 5, bands: graduated, steps: §[{ price: 4 }] }] }"
    ),
    contract(
      "exit line without a unit",
      "{ exit: [{ id: out, item: Out, meter: §egress, price: 5 }] }"),
    contract(
      "exit line with a unit that it does not use",
      "{ exit: [{ id: out, item: Out, meter: once, unit: §TB, price: 5 }] }"),
    contract(
      "two exit lines of one name",
      "{ exit: [{ id: out, item: Out, meter: once, price: 5 }, { id: §out, item: Out, meter: once, price: 5 }] }"
    ),
    contract(
      "exit line with a meter that counts nothing then",
      "{ exit: [{ id: out, item: Out, meter: §study, price: 5 }] }"),
    BrokenInput(
      vendor: "answers to what is not asked", "deployment: cloud",
      "deployment: cloud\nrequirements: { §R099: full, §Q1: none }"),
    BrokenInput(
      vendor: "answers that are none", "deployment: cloud",
      "deployment: cloud\nrequirements: { R01: §ful, R02: §{ by: 2027-06 }, R03: { answer: roadmap, by: §soon, §evidnce: demo } }"
    ),
    contract("notice without a unit", "{ go-live: 2027-07, notice: §6 }"),
    BrokenInput(
      "old system that is no vendor", "years: 5",
      "years: 5\nlegacy: { stored: 5 TB, studies: 5, oldest: 2012-01, yearly-growth: 8 %, system: §clod }"
    ),
    BrokenInput(
      "old system that goes live later", vendors,
      "vendors: [{ profile: vendors/cloud.yaml, contract: { go-live: §2027-07 } }]\nlegacy: { stored: 5 TB, studies: 5, oldest: 2012-01, yearly-growth: 8 %, system: cloud }"
    ),
    BrokenInput(
      "maintenance in another currency", "years: 5",
      "years: 5\nlegacy: { stored: 5 TB, studies: 5, oldest: 2012-01, yearly-growth: 8 %, maintenance: §1000 EUR/year }"
    ),
    BrokenInput(
      "maintenance a month", "years: 5",
      "years: 5\nlegacy: { stored: 5 TB, studies: 5, oldest: 2012-01, yearly-growth: 8 %, maintenance: §1000 USD/month }"
    ),
  ]

  private static let prices: [BrokenInput] = [
    BrokenInput(
      vendor: "unknown meter", "meter: stored-month, tier: hot", "meter: §stored-mnth, tier: hot"),
    BrokenInput(
      vendor: "misspelt meter", "meter: stored-month, tier: hot",
      "meter: §storedmonth, tier: hot"),
    BrokenInput(vendor: "meter without what it needs", hot, "price: 0.105").marking(
      "meter: stored-month, price", "meter: §§stored-month, price"),
    BrokenInput(
      vendor: "option of another meter", hot, "\(hot.replacing("price", with: "count: §2, price"))"),
    BrokenInput(vendor: "unknown tier", "tier: hot", "tier: §hto"),
    BrokenInput(
      vendor: "purchase of a tier without end", "meter: stored-month, tier: cold",
      "meter: purchased-capacity, tier: §cold"),
    BrokenInput(vendor: "points between thousands of a price", "price: 0.105", "price: §300.000"),
    BrokenInput(vendor: "decimal comma of a price", "price: 0.105", "price: §2500,50"),
    BrokenInput(vendor: "negative price", "price: 0.105", "price: §-0.105"),
    BrokenInput(vendor: "price with a currency", "price: 0.105", "price: §0.105 USD"),
    BrokenInput(vendor: "price in powers", "price: 0.105", "price: §1e-1"),
    BrokenInput(vendor: "no price", ", price: 0.105", "").marking(
      "- { id: hot, item", "- §{ id: hot, item"),
    BrokenInput(
      vendor: "price and steps", "price: 0.105",
      "price: 0.105, bands: graduated, steps: §[{ to: 5, price: 2 }, { price: 1 }]"),
    BrokenInput(
      vendor: "steps without bands", "price: 0.105", "steps: §[{ to: 5, price: 2 }, { price: 1 }]"),
    BrokenInput(
      vendor: "misspelt bands", "price: 0.105",
      "bands: §volumes, steps: [{ to: 5, price: 2 }, { price: 1 }]"),
    BrokenInput(
      vendor: "steps that fall", "price: 0.105",
      "bands: graduated, steps: [{ to: 5, price: 2 }, { to: §4, price: 2 }, { price: 1 }]"),
    BrokenInput(
      vendor: "last step ends", "price: 0.105",
      "bands: graduated, steps: [{ to: 5, price: 2 }, { to: §9, price: 1 }]"),
    BrokenInput(
      vendor: "step without end", "price: 0.105",
      "bands: graduated, steps: [§{ price: 2 }, { price: 1 }]"),
    BrokenInput(vendor: "period without a meaning", "price: 0.105", "price: 0.105, per: §year"),
    BrokenInput(
      vendor: "month before the plan", "price: 0.105", "price: 0.105, first-month: §2026-12"),
    BrokenInput(
      vendor: "month after the plan", "price: 0.105", "price: 0.105, last-month: §2032-01"),
    BrokenInput(
      vendor: "months that fall", "price: 0.105",
      "price: 0.105, first-month: 2028-01, last-month: §2027-12"),
    BrokenInput(vendor: "same line twice", "id: cold, item", "id: §hot, item"),
    BrokenInput(
      vendor: "staff without a salary", "meter: stored-month, tier: hot, unit: GiB, price: 0.105",
      "meter: fte, count: 1"
    ).marking("- { id: hot, item", "- §{ id: hot, item"),
    BrokenInput(
      vendor: "discount above the whole", "price: 0.105", "price: 0.105, discount: §101 %"),
    BrokenInput(
      vendor: "negotiable in other words", "price: 0.105", "price: 0.105, negotiable: §perhaps"),
    BrokenInput(
      vendor: "share of an unknown line", stored,
      "meter: percent, lines: [cold, §clod], rate: 5 %"),
    BrokenInput(
      vendor: "share of itself", stored, "meter: percent, lines: §[hot, cold], rate: 5 %"),
    BrokenInput(
      vendor: "share without a rate", stored, "meter: §percent, lines: [cold]"),
    BrokenInput(
      vendor: "share of units", stored,
      "meter: percent, lines: [cold], rate: 5 %, free: §7, minimum: §3"),
    BrokenInput(vendor: "block of nothing", "price: 0.105", "price: 0.105, block: §0"),
    BrokenInput(
      vendor: "floor above the cap", "price: 0.105", "price: 0.105, floor: §50, cap: 40"),
    BrokenInput(
      vendor: "two beginnings", "price: 0.105",
      "price: 0.105, first-month: 2028-01, from-year: §2"),
    BrokenInput(
      vendor: "refresh of what is rented", "price: 0.105",
      "price: 0.105, refresh: §{ every: 5 years }"),
    BrokenInput(
      vendor: "period without a count", "price: 0.105", "price: 0.105, per: §contract-year"),
    BrokenInput(
      vendor: "unknown stream", stored,
      "meter: study, price: 1, applies-to: { stream: [§main-tc], modality: [§XA] }"),
    BrokenInput(
      vendor: "electricity without a price",
      "{ id: hot, item: Hot storage, category: storage, kind: opex, \(stored) }",
      "§{ id: hot, item: Hot storage, category: storage, kind: opex, meter: kwh, kilowatts: 5 }"),
    contract("renewal without a term", "{ go-live: 2027-07, renewal-uplift: §3 % }"),
    BrokenInput(
      "rate of the plan's own currency", finance,
      "finance: { discount-rate: 6 %, exchange-rates: { §USD: { rate: 1, dated: 2026-10-01 } } }"),
  ]

  private var marks: [(String, String)] = []

  func marking(_ old: String, _ new: String) -> BrokenInput {
    var copy = self
    copy.marks.append((old, new))
    return copy
  }

  /// The broken file and those besides the sound ones, without marks.
  var files: [String: String] {
    others.merging([file: marked.replacing("§", with: "")], uniquingKeysWith: { _, new in new })
  }

  /// The broken file, still with its marks.
  var marked: String {
    var text = (Sound.files[file] ?? "").replacing(old, with: new, maxReplacements: 1)
    for (old, new) in marks { text = text.replacing(old, with: new, maxReplacements: 1) }
    return text
  }

  private static let reach: [BrokenInput] = [
    BrokenInput(
      vendor: "price that is uncertain", "price: 0.105",
      "price: §{ low: 0.1, likely: 0.105, high: 0.2 }"),
    BrokenInput(
      vendor: "rate that is uncertain", "rate: 60 MB/s",
      "rate: §{ p10: 40 MB/s, likely: 60 MB/s, p90: 70 MB/s }"),
    BrokenInput(
      "more studies than can be replayed", "studies-per-year: 41000",
      "studies-per-year: §99000000"),
    BrokenInput("dispersion below chance", ct, "modality: CT\n    dispersion: §0.8"),
    BrokenInput(
      "dispersion of few studies", "studies-per-year: 41000",
      "studies-per-year: 366\n    dispersion: §11.5"),
    BrokenInput(
      "dispersion of no studies", "studies-per-year: 41000",
      "studies-per-year: 0\n    dispersion: §2"),
    BrokenInput(
      "size that grows beyond reach", ct,
      "modality: CT\n    size-growth: 100 %\n    study-size: { constant: §9 TB }"),
    BrokenInput(
      "trace beside a volume", "- id: main-ct", "- §id: main-ct\n    trace: §ct.csv"
    ).marking("growth: {", "growth: §{"),
    BrokenInput(
      "lognormal that spans everything", ct,
      "modality: CT\n    study-size: { median: 150 MB, p95: §1 TB }"),
  ]
}
