/// A plan that has every key there is.
enum Complete {
  static let files = [
    "clinic.yaml": scenario, "vendors/cloud.yaml": cloud, "vendors/house.yaml": house,
    "catalogue.yaml": catalogue, "data/recorded.csv": recorded,
    "data/sizes.csv": sizes, "base.yaml": base,
  ]

  /// What the plan is based on and replaces.
  static let base = """
    pacsplan: 1
    name: Some Hospital
    replications: 5

    """

  static let scenario = """
    # yaml-language-server: $schema=schemas/scenario.schema.json
    pacsplan: 1
    based-on: base.yaml
    name: Every Key Hospital
    currency: USD
    start: 2027-01
    years: 10
    replications: 50
    seed: 20270101
    calendar: { base: us-federal, closed: [2027-11-26], open: [2027-10-11], source: "Duty roster" }
    time-zone: America/New_York
    source: "Plan of 2026"
    sites:
      main:
        name: Main campus
        lan: { bandwidth: 10 Gbit/s, round-trip: 0.5 ms, share: 90 % }
        wan: { bandwidth: { up: 200 Mbit/s, down: 1 Gbit/s }, round-trip: 18 ms, share: 80 %, hours: [{ window: 08:00-18:00, days: weekdays, share: 40 % }, { window: 22:00-02:00, share: 100 % }], reliability: { availability: 99.9 %, repair: 4 h, maintenance: [{ days: sunday, window: 02:00-04:00, every-weeks: 4 }, { window: 23:30-00:00 }] }, source: "Contract" }
      annex:
        name: Annex
        lan: { bandwidth: { value: 1 Gbit/s, source: Inventory }, round-trip: 500 us }
        wan: { bandwidth: 200 Mbit/s, round-trip: 22 ms }
    places:
      dc: { name: Data centre }
      dr: { name: Cloud region, kind: cloud }
    links:
      - { id: annex-dc, from: annex, to: dc, bandwidth: 1 Gbit/s, round-trip: 2 ms, share: 50 %, hours: [{ window: 00:00-05:00, share: 90 % }], reliability: { availability: 99.5 %, repair: 2 h } }
      - { id: dc-dr, from: dc, to: dr, bandwidth: { up: 1 Gbit/s, down: 2 Gbit/s }, round-trip: 30 ms }
    catalogue: catalogue.yaml
    profiles:
      ward:
        all:
          weekday-hours: [0, 0, 0, 0, 0, 0, 1, 2, 5, 6, 7, 6, 5, 6, 6, 5, 3, 2, 1, 1, 0, 0, 0, 0]
          weekend-hours: [0, 0, 0, 0, 0, 0, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 0, 0, 0, 0]
          days: [1, 1, 1, 1, 1, 0.3, 0.2]
          holiday: 0.1
          months: [1, 1, 1, 1, 1, 1, 0.9, 0.9, 1, 1, 1, 1]
        emergency:
          weekday-hours: [1, 1, 1, 1, 1, 1, 1, 2, 3, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 3, 3, 2, 2]
          days: [1, 1, 1, 1, 1, 1.1, 1.2]
    streams:
      - id: main-ct
        site: main
        modality: CT
        department: Emergency radiology
        studies-per-year: { value: 41000, source: "RIS 2026" }
        growth: { low: 2 %, likely: 4 %, high: 7 %, together: demand }
        size-growth: { p10: 1 %, likely: 5 %, p90: 10 % }
        study-size: { mean: { low: 350 MB, likely: 399 MB, high: 500 MB }, as: stored }
        instances: 500
        classes: { emergency: 35 %, inpatient: 25 %, outpatient: 40 % }
        dispersion: 2.5
        profile: ward
        scanners: 3
        minutes-per-study: 15
        open-hours: 72 h
        examinations-per-study: 1.3
      - { id: annex-ct, site: annex, modality: CT, studies-per-year: 9000, minor-share: 100 % }
      - { id: constant, site: main, modality: CR, studies-per-year: 100, study-size: { constant: 10 MB }, instances: { constant: 2 } }
      - { id: exponential, site: main, modality: XR, studies-per-year: 100, study-size: { exponential: 10 MiB }, instances: { exponential: 4.5 }, profile: flat }
      - { id: lognormal, site: main, modality: MG-DBT, studies-per-year: 1e3, study-size: { median: 1 GB, p95: 3 GB, as: acquired } }
      - { id: recorded, site: main, modality: CT, trace: data/recorded.csv, source: "PACS export" }
      - { id: measured, site: main, modality: CT, studies-per-year: 500, imported: yes, study-size: { quantiles: data/sizes.csv, as: stored, source: "PACS export" } }
    events:
      - { on: 2028-07, change: volume, stream: main-ct, studies-per-year: +9000, ramp: 6 months, grows: no, scanners: +1, note: "Second emergency scanner", source: "Board" }
      - { on: 2028-10, change: volume, stream: annex-ct, studies-per-year: { low: -2000, likely: -1000, high: -500 } }
      - { on: { value: 2029-01, source: "Tender" }, change: study-size, stream: main-ct, factor: { low: 1.3, likely: 1.6, high: 2 } }
      - { on: 2029-03, change: replace-scanner, stream: main-ct, scanners: 1, size-factor: 1.6, minutes-per-study: 10, closed: 6 weeks }
      - { on: 2029-04, change: go-live, stream: lognormal, ramp: 1 year }
      - { on: 2027-04, change: open-site, site: annex, ramp: 6 months }
      - { on: 2032-01, change: retention, modality: default, keep: { adult: 8 years, minor: age 25, minor-share: 9 % }, source: "Bill" }
      - { on: 2031-07, change: retention, modality: MG-*, keep: never }
      - { on: 2030-01, change: retention, modality: MG-*, keep: 10 years }
      - { on: 2030-03-14 02:00, change: outage, link: main.wan, for: 8 h, note: "Cable" }
      - { on: 2031-06-01 22:30, change: outage, vendor: house, for: 30 min }
    retention:
      purge: yes
      default: { adult: 7 years, minor: { later-of: [age 21, 7 years] }, minor-share: { value: 9 %, source: "RIS" }, minor-ages: uniform, source: "State law" }
      MG-*: { rolling: 5 years, otherwise: 10 years, returns: 70 %, source: "MQSA" }
      CR: { later-of: [5 years, 6 years] }
      XR: { adult: never, minor: age 25, minor-share: 12.5 % }
      DX: { value: 8 years, source: "State law" }
      US: { after-last-contact: 7 years, further-contact: 3 years, source: "State law" }
      legal-hold: 0.5 %
      MG-DBT: 120 months
      SM: never
    legacy: { stored: 160 TB, studies: 1900000, oldest: 2012-01, yearly-growth: 8 %, maintenance: { value: 210000 USD/year, source: "Contract" }, system: house, migrate: { from: main, years: 10 years, window: 19:00-06:00, rate: 40 MB/s, delay: 3 months, recompression: 1.2, source: "Offer" } }
    reading:
      turnaround:
        emergency: { median: 25 min, p95: 70 min }
        inpatient: { median: 3 h, p95: 14 h }
        outpatient: { median: 9 h, p95: 40 h }
        source: "RIS 2026"
      readers: [{ at: site, share: 70 % }, { at: dc, share: { value: 30 %, source: "Roster" } }]
      priors: { per-study: 1.7, ages-cumulative: { 3 months: 50 %, 1 year: 80 %, 5 years: 99 %, source: "PACS log" } }
      clinical-views: { per-study: 3.7, within: 14 days }
      prefetch: { classes: [inpatient, outpatient], ahead: 12 h, up-to: 2 years }
    service-levels:
      - { id: stat, measure: time-to-archive, class: emergency, target: 95 %, within: 5 min }
      - { id: all, measure: time-to-protected, target: 99.5 %, within: 1 day }
      - { id: display, measure: time-to-display, target: 90 %, within: 5 s }
    finance:
      discount-rate: { rate: 3.5 %, basis: real }
      timing: mid
      inflation: 2.5 %
      pacs-administrator: { salary: 84810.50 USD/year, on-cost: 25 %, source: "BLS" }
      electricity: 0.12
      optimism-bias: { software: 5 %, hardware: 5 %, storage: 5 %, network: 5 %, services: 15 %, staff: 2 %, facilities: 1 %, exit: 0 % }
      depreciation: { software: 5 years, hardware: 5 years, storage: 60 months, network: 3 years, services: 1 year, staff: 1 year, facilities: 10 years, exit: 1 year }
      budgets: { 2027: 900000, 2028: { value: 700000, source: "Board" } }
      fiscal-year-starts: 7
      exchange-rates: { EUR: { rate: 1.08, dated: 2026-10-01, source: "ECB" } }
    vendors:
      - { profile: vendors/cloud.yaml, contract: { signature: 2026-10, go-live: 2027-04, payments: [{ on: signature, share: 40 % }, { on: 2027-03, share: 40 % }, { on: go-live, months-after: 3, share: 20 % }], price-hold: 2, term: 5, renewal-uplift: 3 %, notice: 12 months, early-exit: 50 %, return-rate: 40 MB/s, exit: [{ id: data-return, item: Return, meter: egress, unit: TB, bands: graduated, steps: [{ to: 100, price: 90 }, { price: 70 }], escalator: { rate: 2 % }, dated: 2026-10-07, note: "In DICOM", source: "Draft" }, { id: fee, item: Fee, meter: once, price: 500 }], source: "Letter of intent" } }
      - { profile: vendors/house.yaml, core: dc, copies: { third: dr } }

    """

  static let cloud = """
    pacsplan: 1
    vendor: cloud
    name: Cloud
    basis: list price
    currency: USD
    deployment: cloud
    source: "Price list"
    note: "Valid to the end of the year"
    discount: 5 %
    not-needed: [gateways]
    requirements: { R01: full, R27: { answer: roadmap, by: 2027-06, evidence: demo, note: "With version 9" }, R41: none }
    reliability: { availability: 99.9 %, repair: 2 h, maintenance: [{ days: sunday, window: 03:00-03:30 }] }
    ingest:
      - { stage: gateway, at: site, servers: 4, rate: 80 MB/s, per-study: 400 ms, per-instance: 2 ms, discipline: stat-first, source: "Test" }
      - { stage: uplink, link: wan, compression: lossless, connections: 8, window: 4 MiB, pipelined: yes, discipline: fifo }
      - { stage: import, at: core, servers: 8, rate: 60 MB/s }
    retrieve:
      - { stage: fetch, at: core, servers: 16, rate: 200 MB/s, per-study: 150 ms, per-instance: 1 ms, streams: 50 %, discipline: stat-first }
      - { stage: downlink, link: wan, compression: lossless, connections: 8, window: 4 MiB, pipelined: yes, streams: 35 %, discipline: shared }
      - { stage: viewer, at: site, servers: 2, per-study: 1 s }
    copies: [{ at: core }, { at: second, stage: { servers: 4, rate: 100 MB/s, per-study: 1 s, per-instance: 1 ms, compression: lossless, discipline: stat-first } }]
    storage:
      compression: lossless
      tiers:
        - { id: near, cache: yes, at: site, leaves: 90 days after last access }
        - { id: hot, copies: 2, protection: 1.25, leaves: 30 days after last access }
        - { id: cold, leaves: at end of retention, reheats-to: hot, first-byte: 200 ms, rate: 300 MB/s, drives: 4, minimum-object: { size: 128 KiB, per: instance }, minimum-duration: 90 days }
    prices:
      - { id: hot, item: Hot storage, category: storage, kind: opex, part: storage, includes: [archive], meter: stored-month, tier: hot, of: physical, basis: peak, unit: GiB, price: 0.105, dated: 2026-10-07 }
      - { id: cold, item: Cold storage, category: storage, kind: opex, meter: stored-month, tier: cold, unit: TB, price: 6 }
      - id: platform
        item: Platform
        category: software
        kind: opex
        meter: study
        bands: graduated
        steps: [{ to: 100000, price: 2.60 }, { to: 200000, price: 2.30 }, { price: 2.10 }]
        per: year
        discount: 12.5 %
        escalator: { rate: 3 %, from-year: 3, cap: 2.5 % }
        first-month: 2027-04
        last-month: 2036-12
        source: "Quote"
        note: "Without VAT"
      - { id: calls, item: Calls, category: storage, kind: opex, meter: requests, requests-per-study: 3, requests-per-instance: 1.5, price: 0.005 }
      - { id: staff, item: Administrators, category: staff, kind: opex, meter: fte, count: 1.5 }
      - { id: reads, item: Reads, category: storage, kind: opex, meter: requests, tier: cold, requests-per-read: 1, requests-per-read-instance: 2, price: 0.05 }
      - { id: scans, item: Scans, category: software, kind: opex, meter: study, counts: examinations, imported: no, applies-to: { modality: [CT], department: [Emergency radiology], site: [main], stream: [main-ct], class: [inpatient] }, price: 1.2, per: contract-year, free: 100, minimum: 2000, floor: 500, cap: 90000, negotiable: yes, offer-discount: no }
      - { id: training, item: Training, category: services, kind: capex, meter: training-hour, count: 20, hours: 6, refresher-hours: 1, turnover: 10 %, price: 95 }
      - { id: licences, item: Licences, category: software, kind: capex, meter: licensed-studies, count: 50000, high-water: yes, block: 10000, per: plan, price: 21000, refresh: { every: 5 years, resize: yes } }
      - { id: support, item: Support, category: services, kind: opex, part: support, includes: [maintenance, upgrade], meter: percent, lines: [licences], basis: list, rate: 18 %, per: year, from-year: 2, escalator: { index: 3.5 %, minus: 1 % } }
      - { id: power, item: Power, category: facilities, kind: opex, meter: kwh, kilowatts: 8 }

    """

  static let house = """
    pacsplan: 1
    vendor: house
    name: House
    basis: quote
    contract: { go-live: 2026-03, payments: [{ on: go-live, share: 100 % }], exit: [{ id: back, item: Return, meter: once, price: 5, note: "On disks", source: "Draft" }] }
    not-needed: [gateways, archive]
    currency: USD
    deployment: on-premises
    ingest:
      - { stage: store, link: wan }
      - { stage: archive, at: core, per-study: 100 ms }
    copies:
      - { at: core }
      - { at: second-room, stage: { rate: 200 MB/s } }
      - { at: third, link: { compression: lossless, connections: 8, window: 4 MiB, pipelined: yes, per-study: 50 ms, per-instance: 1 ms, discipline: stat-first } }
    storage:
      tiers:
        - id: disk
          leaves: at end of retention
          cache: no
          capacity: { usable: 240 TB, fill-threshold: 85 %, increment: 60 TB, maximum: 1 PB, lead-time-months: 3 }
    prices:
      - { id: disks, item: Disks, category: hardware, kind: capex, meter: purchased-capacity, tier: disk, unit: TB, price: 900 }

    """

  /// What is asked for: a file that no plan names.
  static let requirements = """
    pacsplan: 1
    requirements: [{ id: Q1, text: Studies are fetched by DICOMweb, category: dicomweb, must: yes, source: "Ward" }]

    """

  static let sizes = """
    share,bytes
    0,1000000
    50,100000000
    95,800000000
    100,2000000000

    """

  static let recorded = """
    time,bytes,instances,class
    2027-01-04T08:30:00,250000000,480,inpatient
    2027-01-04T07:00,180000000,300,emergency
    2036-12-31T23:59:59.5-05:00,90000000,1,outpatient

    """

  static let catalogue = """
    pacsplan: 1
    modalities:
      CT:
        study-size: { mean: { low: 300 MB, likely: 400 MB, high: 600 MB }, source: "PACS export" }
        lossless-ratio: { low: 2, likely: 2.2, high: 3 }
      XR:
        name: Plain films
        like: DX
        study-size: { exponential: 20 MB }
        instances: { exponential: 3 }
        site-factor: { low: 0.8, likely: 1, high: 1.2 }
        note: "All rooms"
      NM: { study-size: { median: 10 MB, p95: 40 MB }, instances: 40, source: "Guess" }

    """
}
