import Costing
public import Evaluation
import Foundation
import PlanModel
import Quantities
import Simulation

/// Writes `results.json`: the comparison for other programs.
///
/// The top level is
///
/// - `format`: `pacsplan-results`, and `format_version`, which grows when a key changes its meaning;
/// - `pacsplan`, `seed`, `replications`, `precision`, `is_quick`: what makes the run repeatable, and why it has so
///   many replications (null where their number was given); `is_quick` where it was a first look with
///   few replications, none of them played again;
/// - `scenario`: name, currency, first month, horizon, sites, events in words, finance;
/// - `demand`: studies and bytes as acquired, by month and year, and what scanners are asked for;
/// - `vendors`: one object each, in the order of the scenario;
/// - `second_plays`: how many replications were played again to tell chance from uncertain inputs, which
///   `…_variance` says of a figure: the share of its variance that is chance;
/// - `pairs`: how any two vendors' net present costs differ in the same futures, the cheaper of the
///   base case first; `cheaper_on_average` is `open` where the interval of the mean holds 0;
/// - `like_for_like`: item by item what each vendor quotes, in the order of the vendors;
/// - `sensitivity`: net present costs of all vendors with one uncertain input at a time at its p10 and p90,
///   and at other discount rates and horizons; null where that was not asked for;
/// - `findings`, `not_counted`, `assumptions`: the words around the figures.
///
/// A key ends with its unit: `_bytes`, `_bits_per_second`, `_seconds`, `_share` (1 is the whole),
/// `_minor_units` (whole cents) or `_major_units` of the scenario's currency. A band is an object of
/// `mean`, `p10`, `p50` and `p90`, and of `ci95`, which is half the width of the 95 % confidence
/// interval of the mean; a list of bands is an object of five lists. Months count from the
/// first planning month; lists of money begin with what is paid up to go-live. A date that no
/// future reaches is null, and so is a wait in a queue whose backlog grows without end, and what is
/// said of a queue in a year in which its system does not run. `first_…_year` is the first planning year,
/// from 1, in which a queue's busiest hour is tight (more than 70 % busy) or full (more than 95 %), or in
/// which its backlog has passed 7 days: `p50` in half of the futures, `p10` in one in ten; null is never.
public struct ResultsDocument: Sendable {
  /// Makes a writer.
  public init() {}

  /// The document as text.
  public func render(_ comparison: Comparison) -> String { value(of: comparison).render() }

  /// The document as text.
  ///
  /// - Parameters:
  ///   - comparison: What to write.
  ///   - cells: By vendor and price line, where its amount stands in the workbook.
  /// - Returns: JSON with the keys that the type's description names.
  package func render(_ comparison: Comparison, cells: [[String]]) -> String {
    value(of: comparison, cells: cells).render()
  }

  package func value(of comparison: Comparison, cells: [[String]] = []) -> JSONValue {
    .object([
      "format": .string("pacsplan-results"), "format_version": .integer(1),
      "pacsplan": .string(comparison.identity.version),
      "seed": .unsigned(comparison.identity.seed),
      "replications": .integer(Int64(comparison.identity.replications)),
      "precision": comparison.identity.precision.map(precision) ?? .null,
      "is_quick": .boolean(comparison.identity.isQuick),
      "scenario": scenario(comparison.scenario), "demand": demand(comparison.demand),
      "vendors": .array(
        comparison.vendors.enumerated().map { vendor($1, comparison, cells.at($0) ?? []) }),
      "like_for_like": comparison.likeForLike.map { likeForLike($0, comparison) } ?? .null,
      "sensitivity": comparison.sensitivity.map(sensitivity) ?? .null,
      "second_plays": .integer(Int64(comparison.secondPlays)),
      "pairs": .array(comparison.pairs.map { pair($0, comparison) }),
      "findings": .array(
        comparison.findings.map {
          .object(["weight": .string($0.weight.title.lowercased()), "text": .string($0.text)])
        }),
      "not_counted": .array(comparison.notCounted.map { .string($0) }),
      "assumptions": .array(comparison.scenario.assumptions.map(assumption)),
    ])
  }

  private func precision(_ outcome: PrecisionOutcome) -> JSONValue {
    .object([
      "share": .number(outcome.precision.share), "is_reached": .boolean(outcome.isReached),
      "most_replications": .integer(Int64(outcome.precision.most)),
    ])
  }

  private func scenario(_ scenario: Scenario) -> JSONValue {
    let finance = scenario.finance
    return .object([
      "name": .string(scenario.name), "currency": .string(scenario.currency.code),
      "currency_digits": .integer(Int64(scenario.currency.digits)),
      "start": .string(scenario.start.iso), "years": .integer(Int64(scenario.years)),
      "time_zone": .string(scenario.timeZone),
      "sites": .array(
        scenario.sites.map { .object(["id": .string($0.id), "name": .string($0.name)]) }),
      "events": .array(
        scenario.events.map {
          .object([
            "on": .string($0.on.iso), "what": .string(scenario.words(for: $0)),
            "note": .text($0.note),
          ])
        }),
      "finance": .object([
        "discount_rate_share": .number(finance.discountRate.value),
        "discount_basis": .string(finance.basis.rawValue),
        "inflation_share": .number(finance.inflation.value),
        "payment_timing": .string(finance.timing.rawValue),
      ]),
    ])
  }

  private func demand(_ demand: Demand) -> JSONValue {
    .object([
      "monthly_studies_base": .array(demand.baseStudies.map { .integer(Int64($0)) }),
      "monthly_studies": .bands(demand.monthlyStudies),
      "monthly_acquired_bytes_base": .numbers(demand.baseBytes),
      "monthly_acquired_bytes": .bands(demand.monthlyBytes),
      "yearly_studies": .bands(demand.yearlyStudies),
      "yearly_acquired_bytes": .bands(demand.yearlyBytes),
      "hour_of_week_studies": .numbers(demand.hourOfWeek),
      "busiest_hour_share": .number(demand.busiestHourShare),
      "busiest_hour": .integer(Int64(demand.busiestHour)),
      "streams": .array(
        demand.streams.map {
          .object([
            "id": .string($0.id), "first_year_studies": .number($0.studies),
            "first_year_mean_bytes": .number($0.meanBytes),
            "last_year_studies": .number($0.lastStudies),
            "last_year_mean_bytes": .number($0.lastMeanBytes),
          ])
        }),
      "scanners": .array(
        demand.scanners.map { load in
          .object([
            "stream": .string(demand.streams[load.stream].id),
            "monthly_expected_studies": .numbers(load.studies),
            "monthly_possible_studies": .numbers(load.capacity),
            "yearly_utilisation_share": .numbers(load.yearly),
          ])
        }),
    ])
  }

  private func vendor(
    _ vendor: VendorResult, _ comparison: Comparison, _ cells: [String]
  ) -> JSONValue {
    .object([
      "id": .string(vendor.profile.id), "name": .string(vendor.profile.name),
      "basis": .string(vendor.profile.basis.rawValue),
      "deployment": .string(vendor.profile.deployment.rawValue),
      "contract": contract(vendor, comparison), "cost": cost(vendor),
      "exit": vendor.exit.map(exit) ?? .null,
      "ledger": ledger(vendor.ledger, cells), "usage_base": usage(vendor.usage),
      "storage": .object([
        "logical_bytes_base": .numbers(vendor.baseLogical),
        "physical_bytes_base": .numbers(vendor.basePhysical),
        "logical_bytes": .bands(vendor.logical), "physical_bytes": .bands(vendor.physical),
        "used_bytes": .bands(vendor.used),
        "used_bytes_end_variance": .split(vendor.usedVariance),
        "purged_bytes_base": .numbers(vendor.basePurged),
        "tiers": .array(vendor.tiers.map(tier)),
      ]),
      "stages": .array(vendor.stages.map { stage($0, comparison.scenario) }),
      "time_to_archive_seconds": waits(vendor.timeToArchive),
      "time_to_archive_by_site_seconds": .array(vendor.timeToArchiveOfSites.map(waits)),
      "time_to_protected_seconds": waits(vendor.timeToProtected),
      "time_to_display_seconds": .object(
        Dictionary(
          uniqueKeysWithValues: vendor.timeToDisplay.map { ("\($0.kind)", waits($0.years)) })),
      "tiers_read": .array(vendor.sources.map(source)),
      "unprotected_bytes": .object([
        "mean": .bands(vendor.resilience.exposure.map(\.mean)),
        "largest": .bands(vendor.resilience.exposure.map(\.largest)),
      ]),
      "restores": .array(vendor.resilience.restores.map(restore)),
      "outages": .array(vendor.resilience.outages.map(outage)),
      "migration": vendor.migration.map(migration) ?? .null,
      "service_levels": .array(vendor.serviceLevels.map(serviceLevel)),
    ])
  }

  private func source(_ source: SourceResult) -> JSONValue {
    .object([
      "tier": .string(source.name), "studies": .bands(source.studies),
      "bytes": .bands(source.bytes), "time_to_prior_seconds": waits(source.priors),
    ])
  }

  private func restore(_ restore: ResilienceResult.Restore) -> JSONValue {
    .object([
      "copy": .string(restore.way.copy),
      "lines": .array(restore.way.lines.map { .string($0) }),
      "bits_per_second": restore.way.rate.map { .number($0.value) } ?? .null,
      "working_seconds": .bands(restore.working), "complete_seconds": .bands(restore.complete),
    ])
  }

  private func outage(_ result: OutageResult) -> JSONValue {
    .object([
      "day": .string(result.outage.day.iso), "time_seconds": .integer(Int64(result.outage.time)),
      "duration_seconds": .number(result.outage.duration.value), "stage": .string(result.stage),
      "studies": .band(result.studies), "bytes": .band(result.bytes),
      "catch_up_seconds": .band(result.catchUp),
    ])
  }

  private func migration(_ migration: MigrationResult) -> JSONValue {
    .object([
      "begin": .string(migration.begin.iso),
      "end": .array(
        [migration.end.p10, migration.end.p50, migration.end.p90].map { .text($0?.iso) }),
      "parallel_months": .band(migration.parallelMonths), "bytes": .band(migration.bytes),
    ])
  }

  private func pair(_ pair: PairedDifference, _ comparison: Comparison) -> JSONValue {
    .object([
      "first": .string(comparison.vendors[pair.first].profile.id),
      "second": .string(comparison.vendors[pair.second].profile.id),
      "second_less_first_major_units": .band(pair.difference),
      "first_cheaper_share": .number(pair.firstCheaper),
      "second_cheaper_share": .number(pair.secondCheaper),
      "cheaper_on_average": .text(pair.order == .unknown ? nil : pair.order.rawValue),
      "order_turns_at_discount_rates": .numbers(pair.turningRates),
    ])
  }

  private func contract(_ vendor: VendorResult, _ comparison: Comparison) -> JSONValue {
    let contract = vendor.profile.contract
    return .object([
      "signature": .text(contract.signature?.iso),
      "go_live": .string(comparison.scenario.goLive(of: vendor.profile).iso),
      "payments": .array(
        contract.payments.map {
          .object([
            "month": .text($0.month?.iso), "period": .integer(Int64($0.period)),
            "share": .number($0.share.nearest),
          ])
        }),
      "old_system_base_minor_units": vendor.oldSystemCost.map { .integer($0.minorUnits) } ?? .null,
    ])
  }

  private func cost(_ vendor: VendorResult) -> JSONValue {
    let flow = vendor.cashFlow
    var categories: [String: JSONValue] = [:]
    for (category, amounts) in flow.byCategory { categories[category.rawValue] = .amounts(amounts) }
    return .object([
      "net_present_cost_base_major_units": .number(flow.netPresentCost),
      "net_present_cost_major_units": .band(vendor.netPresentCost),
      "net_present_cost_median_interval_major_units": vendor.medianInterval.map {
        .numbers([$0.lowerBound, $0.upperBound])
      } ?? .null,
      "net_present_cost_variance": .split(vendor.netPresentCostVariance),
      "nominal_base_minor_units": .integer(flow.nominal.minorUnits),
      "nominal_major_units": .band(vendor.nominal),
      "cost_per_study_base_major_units": .number(flow.costPerStudy),
      "cost_per_study_major_units": .band(vendor.costPerStudy),
      "equivalent_annual_cost_base_major_units": .number(flow.equivalentAnnualCost),
      "cost_per_terabyte_year_base_major_units": .number(flow.costPerStoredTerabyte),
      "peak_year": .integer(Int64(flow.peak.year)),
      "accounts_base_minor_units": flow.depreciation.map { accounts in
        .object([
          "expense": .amounts(accounts.expense),
          "book_value_at_end": .integer(accounts.bookValue.minorUnits),
          "wear_by_category": .object(
            Dictionary(
              uniqueKeysWithValues: accounts.byCategory.map {
                ($0.key.rawValue, .amounts($0.value))
              })),
        ])
      } ?? .null,
      "difference_to_least_major_units": .band(vendor.differenceToLeast),
      "costs_least_share": .number(vendor.shareLeast),
      "yearly_base_minor_units": .amounts(flow.total),
      "yearly_capex_base_minor_units": .amounts(flow.capex),
      "yearly_opex_base_minor_units": .amounts(flow.opex),
      "yearly_by_category_base_minor_units": .object(categories),
      "yearly_major_units": .bands(vendor.yearlyCost),
      "cumulative_major_units": .bands(vendor.cumulativeCost),
      "discount_factors": .numbers(flow.discountFactors),
    ])
  }

  private func ledger(_ ledger: Ledger, _ cells: [String]) -> JSONValue {
    .array(
      ledger.lines.enumerated().map { place, entry in
        let line = entry.line
        return .object([
          "id": .string(line.id), "item": .string(line.item),
          "is_old_system": .boolean(line.origin != .own),
          "category": .string(line.category.rawValue), "kind": .string(line.kind.rawValue),
          "meter": .string(type(of: line.meter).name), "unit": .string(line.meter.unitName),
          "prices_major_units": .numbers(entry.inputs.prices.map(\.nearest)),
          "quantities": .numbers(entry.quantities.map(\.nearest)),
          "amounts_minor_units": .amounts(entry.amounts), "source": .text(line.source),
          "dated": .text(line.dated), "file": .string(line.location.file),
          "line": .integer(Int64(line.location.line)),
          "steps": .array(steps(entry)), "inputs": .array(inputs(entry)),
          "workbook": .text(cells.at(place)),
        ])
      })
  }

  /// What leaving costs at the end of each contract year.
  private func exit(_ exit: ExitCost) -> JSONValue {
    let amounts = exit.yearEnds.map { exit.amounts[$0] }
    return .object([
      "is_stated": .boolean(exit.terms.isStated),
      "months": .numbers(exit.yearEnds.map(Double.init)),
      "notice_months": .integer(Int64(exit.terms.noticeMonths)),
      "return_months": .numbers(exit.yearEnds.map { Double(exit.returnMonths[$0]) }),
      "term_months_left": .numbers(exit.yearEnds.map { Double(exit.termMonths[$0]) }),
      "return_minor_units": .amounts(amounts.map(\.returned)),
      "running_on_minor_units": .amounts(amounts.map(\.runningOn)),
      "early_minor_units": .amounts(amounts.map(\.early)),
      "total_minor_units": .amounts(amounts.map(\.total)),
    ])
  }

  private func likeForLike(_ compared: LikeForLike, _ comparison: Comparison) -> JSONValue {
    .array(
      compared.rows.map { row in
        let item: String =
          switch row.item {
          case .part(let part): part.rawValue
          case .other(let category): "other-\(category.rawValue)"
          case .oldSystem: "old-system"
          }
        return .object([
          "item": .string(item),
          "answers": .array(
            row.answers.map { answer in
              switch answer {
              case .amount(let amount, _):
                .object([
                  "is": .string("amount"), "amount_minor_units": .integer(amount.minorUnits),
                ])
              case .included(let items):
                .object([
                  "is": .string("included"), "in": .array(items.map { .string($0) }),
                ])
              case .notNeeded: .object(["is": .string("not needed")])
              case .notQuoted: .object(["is": .string("not quoted")])
              case .nothing: .object(["is": .string("nothing")])
              }
            }),
        ])
      })
  }

  private func sensitivity(_ sensitivity: Sensitivity) -> JSONValue {
    func costs(_ one: Sensitivity.Case) -> JSONValue { .numbers(one.netPresentCosts) }
    return .object([
      "base_major_units": costs(sensitivity.base),
      "inputs": .array(
        sensitivity.effects.map { effect in
          .object([
            "group": .string(effect.input.group), "title": .string(effect.input.title),
            "p10_major_units": costs(effect.low), "p90_major_units": costs(effect.high),
          ])
        }),
      "discount_rates": .array(
        sensitivity.rates.map {
          .object(["rate_share": .number($0.rate), "major_units": costs($0.costs)])
        }),
      "horizons": .array(
        sensitivity.horizons.map {
          .object(["years": .integer(Int64($0.years)), "major_units": costs($0.costs)])
        }),
    ])
  }

  /// How a line's amount comes about, by planning year.
  private func steps(_ entry: LineLedger) -> [JSONValue] {
    let words = TermWords(rows: entry.rows)
    return entry.rows.map { row in
      var years = [[Decimal]](repeating: [], count: Ledger.year(of: row.values.count - 1) + 1)
      for (period, value) in row.values.enumerated() {
        years[Ledger.year(of: period)].append(value)
      }
      let yearly = years.map { months -> Double in
        switch row.yearly {
        case .sum: months.reduce(0, +).nearest
        case .mean: months.reduce(0, +).nearest / Double(max(1, months.count))
        case .last: (months.last ?? 0).nearest
        }
      }
      return .object([
        "title": .string(row.title), "unit": .text(row.unit),
        "how": .text(row.term.map(words.text)),
        "yearly": .numbers(yearly), "yearly_is": .string("\(row.yearly)"),
      ])
    }
  }

  /// The values that a line's steps name, each once.
  private func inputs(_ entry: LineLedger) -> [JSONValue] {
    var seen = Set<BillInput>()
    return entry.rows.flatMap { $0.term?.inputs ?? [] }.filter {
      $0 != .monthsPerYear && seen.insert($0).inserted
        && entry.inputs[$0] != BillInputs.unlimited
    }.map {
      .object([
        "name": .string($0.title), "value": .number(entry.inputs[$0].nearest),
        "is_share": .boolean($0.isShare),
      ])
    }
  }

  /// What the base case's bills are made of, by planning month.
  private func usage(_ usage: PlanUsage) -> JSONValue {
    let months = usage.months
    func numbers(_ value: (MonthlyUsage) -> Double) -> JSONValue { .numbers(months.map(value)) }
    var members: [String: JSONValue] = [
      "studies": numbers { Double($0.studies) }, "instances": numbers { Double($0.instances) },
      "ingested_bytes": numbers(\.ingested), "egress_bytes": numbers(\.egress),
      "migrated_bytes": numbers(\.migrated), "migrated_studies": numbers(\.migratedStudies),
      "sites": .numbers(usage.sites.map(Double.init)),
      "old_system_until_month": .integer(Int64(usage.oldSystemUntil)),
      "tiers": .array(
        usage.initialCapacity.indices.map { tier in
          .object([
            "initial_capacity_bytes": usage.initialCapacity[tier].map {
              .number(Double($0.count))
            } ?? .null,
            "average_bytes": numbers { $0.tiers[tier].average },
            "peak_bytes": numbers { $0.tiers[tier].peak },
            "end_bytes": numbers { $0.tiers[tier].end },
            "surcharge_bytes": numbers { $0.tiers[tier].surcharge },
            "overhead": .number(months.first?.tiers[tier].overhead ?? 1),
            "purchased_bytes": numbers { Double($0.purchased[tier].count) },
            "read_studies": numbers { Double($0.reads.at(tier)?.studies ?? 0) },
            "read_instances": numbers { Double($0.reads.at(tier)?.instances ?? 0) },
            "read_bytes": numbers { $0.reads.at(tier)?.bytes ?? 0 },
          ])
        }),
    ]
    if let streams = months.first?.streams, !streams.isEmpty {
      members["streams"] = .array(
        streams.indices.map { stream in
          .object([
            "studies": numbers { Double($0.streams[stream].studies) },
            "studies_by_class": .array(
              PatientClass.allCases.indices.map { one in
                numbers { Double($0.streams[stream].byClass[one]) }
              }),
            "instances": numbers { Double($0.streams[stream].instances) },
            "ingested_bytes": numbers { $0.streams[stream].ingested },
          ])
        })
    }
    return .object(members)
  }

  private func tier(_ tier: TierResult) -> JSONValue {
    .object([
      "id": .string(tier.tier.id), "is_cache": .boolean(tier.tier.isCache),
      "logical_bytes_base": .numbers(tier.baseLogical),
      "used_bytes": .bands(tier.used), "capacity_bytes_base": .numbers(tier.baseCapacity),
      "threshold_without_purchases": .dates(tier.thresholdWithoutPurchases),
      "full_without_purchases": .dates(tier.fullWithoutPurchases),
      "full_with_purchases": .dates(tier.fullWithPurchases),
      "order_by": .text(tier.orderBy?.iso),
      "threshold_passed_share": .numbers(tier.thresholdProbability),
    ])
  }

  private func stage(_ stage: StageResult, _ scenario: Scenario) -> JSONValue {
    let first = stage.loadYears(from: scenario.start)
    return .object([
      "name": .string(stage.name), "place": .text(stage.place),
      "link_bits_per_second": stage.linkRate.map { .number($0.value) } ?? .null,
      "servers": .integer(Int64(stage.servers)), "is_old_system": .boolean(stage.isOldSystem),
      "yearly_utilisation_share": .bands(stage.years.map(\.utilisation)),
      "yearly_busy_hour_share": .bands(stage.years.map(\.busyHour)),
      "yearly_busy_hour_bits_per_second": .bands(stage.years.map(\.busyHourRate)),
      "yearly_wait_seconds": waits(stage.years.map(\.wait)),
      "yearly_largest_backlog_seconds": .bands(stage.years.map(\.largestBacklog)),
      "hour_of_week_busy_share": .numbers(stage.hourOfWeek),
      "last_year_busy_hour_variance": .split(stage.lastBusyHourVariance),
      "saturated": .dates(stage.saturated), "first_tight_year": year(first.tight),
      "first_full_year": year(first.full), "first_saturated_year": year(first.behind),
    ])
  }

  /// A planning year from 1 by which half of the futures, and one in ten, have come to something.
  private func year(_ first: LoadYears.First) -> JSONValue {
    func number(_ year: Int?) -> JSONValue { year.map { .integer(Int64($0)) } ?? .null }
    return .object(["p10": number(first.tenth), "p50": number(first.half)])
  }

  /// Times of studies by year: mean and quantiles over studies, each a band over the futures.
  private func waits(_ waits: [WaitBand]) -> JSONValue {
    .object([
      "mean_of_studies": .bands(waits.map(\.mean)), "p50_of_studies": .bands(waits.map(\.p50)),
      "p95_of_studies": .bands(waits.map(\.p95)), "p99_of_studies": .bands(waits.map(\.p99)),
    ])
  }

  private func serviceLevel(_ result: ServiceLevelResult) -> JSONValue {
    .object([
      "id": .string(result.level.id), "measure": .string(result.level.measure.rawValue),
      "class": .text(result.level.patientClass?.name),
      "target_share": .number(result.level.target.value),
      "within_seconds": .number(result.level.within.value),
      "yearly_attained_share": .bands(result.attained),
      "yearly_kept_share": .numbers(result.chance),
    ])
  }

  private func assumption(_ assumption: Assumption) -> JSONValue {
    .object([
      "path": .string(assumption.path), "value": .string(assumption.value),
      "source": .text(assumption.source), "file": .string(assumption.location.file),
      "line": .integer(Int64(assumption.location.line)),
    ])
  }
}

extension JSONValue {
  fileprivate static func band(_ band: Band) -> JSONValue {
    .object([
      "mean": .number(band.mean), "ci95": .number(band.ci95), "p10": .number(band.p10),
      "p50": .number(band.p50), "p90": .number(band.p90),
    ])
  }

  fileprivate static func split(_ split: VarianceSplit?) -> JSONValue {
    guard let split else { return .null }
    return .object([
      "chance_share": .number(split.chance), "standard_error_share": .number(split.standardError),
    ])
  }

  /// A number, or null where there is none.
  fileprivate static func number(_ number: Double?) -> JSONValue { .number(number ?? .nan) }

  fileprivate static func bands(_ bands: [Band]) -> JSONValue {
    .object([
      "mean": .numbers(bands.map(\.mean)), "ci95": .numbers(bands.map { $0.ci95 ?? .nan }),
      "p10": .numbers(bands.map(\.p10)), "p50": .numbers(bands.map(\.p50)),
      "p90": .numbers(bands.map(\.p90)),
    ])
  }

  fileprivate static func dates(_ band: DateBand) -> JSONValue {
    .object([
      "p10": .text(band.p10?.iso), "p50": .text(band.p50?.iso), "p90": .text(band.p90?.iso),
    ])
  }

  fileprivate static func amounts(_ amounts: [Money]) -> JSONValue {
    .array(amounts.map { .integer($0.minorUnits) })
  }
}

extension Array {
  fileprivate func at(_ place: Int) -> Element? { indices.contains(place) ? self[place] : nil }
}
