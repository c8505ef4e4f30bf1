import PlanModel
import Quantities
import Simulation

/// What the reports show of outages, copies, the migration and where studies lie.
extension Evaluator {
  func resilience(
    _ place: Int, _ base: VendorOutcome, _ records: RecordColumns
  ) -> ResilienceResult {
    let vendor = scenario.vendors[place]
    let blocks = layout.vendors[place]
    let years = 0..<scenario.years
    let stages = base.queues.stages
    return ResilienceResult(
      exposure: blocks.exposure.count == 0
        ? []
        : years.map { year in
          ResilienceResult.Exposure(
            mean: records.band(blocks.exposure[year * 2]),
            largest: records.band(blocks.exposure[year * 2 + 1]))
        },
      restores: scenario.restoreWays(of: vendor).map { way in
        let rate = way.rate?.bytesPerSecond ?? .infinity
        func seconds(_ bytes: Band) -> Band { bytes.scaled(by: 1 / rate) }
        return ResilienceResult.Restore(
          way: way, working: years.map { seconds(records.band(blocks.ingested[$0])) },
          complete: years.map { seconds(records.band(blocks.logical[$0 * 12 + 11])) })
      },
      outages: zip(blocks.outages, scenario.outagesByQueue(of: place)).enumerated().flatMap {
        queue, hit in
        hit.1.enumerated().map { number, outage in
          OutageResult(
            outage: outage, stage: stages[queue].label.words,
            studies: records.band(hit.0[number * 3]), bytes: records.band(hit.0[number * 3 + 1]),
            catchUp: records.band(hit.0[number * 3 + 2]))
        }
      })
  }

  func migration(_ place: Int, _ base: VendorOutcome, _ records: RecordColumns) -> MigrationResult?
  {
    let block = layout.vendors[place].migration
    guard block.count > 0, let moved = base.migration else { return nil }
    let days = records.column(block[0])
    let goLive = replay.calendar.firstDayOfMonth(scenario.vendors[place].contract.goLive - 1)
    return MigrationResult(
      begin: replay.calendar.date(moved.begin), end: dateBand(days),
      parallelMonths: Band(of: days.map { ($0 - Double(goLive)) / (365.25 / 12) }),
      bytes: records.band(block[1]), baseMovedIn: base.movedIn)
  }

  func sources(_ place: Int, _ records: RecordColumns) -> [SourceResult] {
    let blocks = layout.vendors[place]
    guard !blocks.readBack.isEmpty else { return [] }
    let years = 0..<scenario.years
    func times(_ block: RecordLayout.Block) -> [WaitBand] {
      years.map { year in
        func figure(_ figure: RecordLayout.TimeFigure) -> Band {
          records.band(block[year * RecordLayout.TimeFigure.allCases.count + figure.rawValue])
        }
        return WaitBand(
          mean: figure(.mean), p50: figure(.p50), p95: figure(.p95), p99: figure(.p99))
      }
    }
    return zip(scenario.vendors[place].storage.tiers, blocks.readBack).enumerated().map {
      number, tier in
      SourceResult(
        name: tier.0.id, priors: times(blocks.priors[number]),
        studies: years.map { records.band(tier.1[$0 * 2]) },
        bytes: years.map { records.band(tier.1[$0 * 2 + 1]) })
    }
  }
}

extension StageLabel {
  /// As reports name a queue.
  fileprivate var words: String {
    (isOldSystem ? "old system: " : "") + name + (place.map { " (\($0))" } ?? "")
  }
}

extension Band {
  /// The band of a figure that is so many times as big.
  func scaled(by factor: Double) -> Band {
    Band(
      mean: mean * factor, p10: p10 * factor, p50: p50 * factor, p90: p90 * factor,
      ci95: ci95.map { $0 * factor })
  }
}
