package import Foundation
package import Quantities

/// What a run's `results.json` says, as far as runs are compared.
///
/// The keys are those of ``ResultsDocument``; what a comparison does not need is not read.
package struct RunResults: Decodable, Sendable {
  /// The one version of the format that is understood.
  static let formatVersion = 1
  /// The greatest size of a file in bytes.
  static let limit = 500_000_000

  /// A figure over the futures.
  package struct Spread: Decodable, Sendable, Hashable {
    package var mean, p10, p50, p90: Double?
  }

  /// Figures over the futures, one a year or month.
  package struct Spreads: Decodable, Sendable {
    package var mean, p10, p50, p90: [Double?]

    package subscript(place: Int) -> Spread {
      Spread(mean: mean[place], p10: p10[place], p50: p50[place], p90: p90[place])
    }
  }

  /// Times of studies by year.
  package struct Waits: Decodable, Sendable {
    package var p95OfStudies: Spreads
  }

  /// Days by which a share of the futures has seen something; nil is after the plan.
  package struct Dates: Decodable, Sendable {
    package var p10, p50, p90: String?
  }

  package struct Scenario: Decodable, Sendable {
    package struct Finance: Decodable, Sendable, Hashable {
      package var discountRateShare: Double
      package var discountBasis: String
      package var inflationShare: Double
      package var paymentTiming: String
    }
    package struct Event: Decodable, Sendable, Hashable {
      package var on, what: String
      package var note: String?
    }
    package struct Site: Decodable, Sendable, Hashable {
      package var id, name: String
    }
    package var name, currency, start: String
    package var years: Int
    package var events: [Event]
    package var sites: [Site]
    package var finance: Finance
  }

  package struct Demand: Decodable, Sendable {
    package var monthlyStudiesBase: [Double]
    package var monthlyAcquiredBytesBase: [Double]
  }

  package struct Cost: Decodable, Sendable {
    package var netPresentCostBaseMajorUnits: Double?
    package var netPresentCostMajorUnits: Spread
    package var nominalBaseMinorUnits: Int64
    package var nominalMajorUnits: Spread
    package var costsLeastShare: Double?
    /// By planning year, year 0 first.
    package var discountFactors: [Double]

    enum CodingKeys: CodingKey {
      case netPresentCostBaseMajorUnits, netPresentCostMajorUnits, nominalBaseMinorUnits,
        nominalMajorUnits, costsLeastShare, discountFactors
    }

    /// Reads the cost; a figure that is null is none, and a key that is not there is an error.
    package init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      func number(_ key: CodingKeys) throws -> Double? {
        guard values.contains(key) else {
          throw DecodingError.keyNotFound(
            key, DecodingError.Context(codingPath: decoder.codingPath, debugDescription: ""))
        }
        return try values.decodeIfPresent(Double.self, forKey: key)
      }
      netPresentCostBaseMajorUnits = try number(.netPresentCostBaseMajorUnits)
      netPresentCostMajorUnits = try values.decode(Spread.self, forKey: .netPresentCostMajorUnits)
      nominalBaseMinorUnits = try values.decode(Int64.self, forKey: .nominalBaseMinorUnits)
      nominalMajorUnits = try values.decode(Spread.self, forKey: .nominalMajorUnits)
      costsLeastShare = try number(.costsLeastShare)
      discountFactors = try values.decode([Double].self, forKey: .discountFactors)
    }
  }

  package struct Tier: Decodable, Sendable {
    package var id: String
    package var isCache: Bool
    /// Empty for a tier without end.
    package var capacityBytesBase: [Double]
    package var fullWithoutPurchases: Dates
    package var fullWithPurchases: Dates
  }

  package struct Storage: Decodable, Sendable {
    package var logicalBytesBase: [Double]
    package var physicalBytesBase: [Double]
    package var tiers: [Tier]
  }

  package struct Stage: Decodable, Sendable {
    package var name: String
    package var place: String?
    /// nil where it is no line.
    package var linkBitsPerSecond: Double?
    package var isOldSystem: Bool
    package var yearlyBusyHourBitsPerSecond: Spreads
  }

  package struct ServiceLevel: Decodable, Sendable {
    package var id: String
    package var yearlyAttainedShare: Spreads
    package var yearlyKeptShare: [Double?]
  }

  /// A price line of the base case.
  package struct Line: Decodable, Sendable {
    package var id, meter: String
    /// By period, period 0 first.
    package var quantities: [Double]
    package var amountsMinorUnits: [Int64]
  }

  package struct Vendor: Decodable, Sendable {
    package var id, name: String
    package var cost: Cost
    package var ledger: [Line]
    package var storage: Storage
    package var stages: [Stage]
    package var timeToArchiveSeconds: Waits
    package var timeToProtectedSeconds: Waits
    package var timeToDisplaySeconds: [String: Waits]
    package var serviceLevels: [ServiceLevel]
  }

  package var pacsplan: String
  package var seed: UInt64
  package var replications: Int
  package var scenario: Scenario
  package var demand: Demand
  package var vendors: [Vendor]

  /// The offer of an id.
  package func vendor(_ id: String) -> Vendor? { vendors.first { $0.id == id } }

  /// The currency of all its money.
  package var currency: Currency {
    guard let currency = Currency(code: scenario.currency) else {
      preconditionFailure("results with an unknown currency are refused")
    }
    return currency
  }
}

/// Why results cannot be read or compared.
package struct RunResultsError: Error, Equatable {
  /// In words, without the file: `has no 'vendors[0].cost'`.
  package var message: String
  /// What to do about it.
  package var hint: String?
}

extension RunResults {
  /// Reads results from a file's bytes.
  ///
  /// - Throws: ``RunResultsError`` where they are no results, of another version of the format, or
  ///   not whole.
  package init(json data: Data) throws(RunResultsError) {
    self = try Self.decoded(RunResults.self, from: data)
    if let problem { throw RunResultsError(message: problem, hint: Self.again) }
  }

  private struct Head: Decodable {
    var format: String
    var formatVersion: Int
  }

  /// Reads some of the results from a file's bytes.
  ///
  /// - Throws: ``RunResultsError`` where they are no results, or of another version of the format.
  static func decoded<Value: Decodable>(
    _ type: Value.Type, from data: Data
  ) throws(RunResultsError) -> Value {
    guard data.count <= limit else { throw RunResultsError(message: "is bigger than 500 MB") }
    let head = try decode(Head.self, data)
    guard head.format == "pacsplan-results" else {
      throw RunResultsError(
        message: "is not of the format 'pacsplan-results'",
        hint: "name a folder that 'pacsplan run' wrote")
    }
    guard head.formatVersion == formatVersion else {
      throw RunResultsError(
        message:
          "has version \(head.formatVersion) of the format, and this program reads version \(formatVersion)",
        hint: "run the scenario again with this program")
    }
    return try decode(type, data)
  }

  private static let again = "run the scenario again"

  private static func decode<Value: Decodable>(
    _ type: Value.Type, _ data: Data
  ) throws(RunResultsError) -> Value {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    do {
      return try decoder.decode(type, from: data)
    } catch DecodingError.keyNotFound(let key, let context) {
      throw RunResultsError(
        message: "has no '\(path(context.codingPath + [key]))'", hint: again)
    } catch DecodingError.typeMismatch(_, let context) {
      throw RunResultsError(
        message: "has something else than expected at '\(path(context.codingPath))'", hint: again)
    } catch DecodingError.valueNotFound(_, let context) {
      throw RunResultsError(
        message: "has nothing at '\(path(context.codingPath))'", hint: again)
    } catch {
      throw RunResultsError(
        message: "is not JSON, or not whole", hint: "it may be cut off; run the scenario again")
    }
  }

  /// Keys as the file writes them: `vendors[0].cost`.
  private static func path(_ keys: [any CodingKey]) -> String {
    let text = keys.map { key in
      if let place = key.intValue { return "[\(place)]" }
      return "."
        + key.stringValue.map { $0.isUppercase ? "_" + $0.lowercased() : String($0) }.joined()
    }.joined()
    return text.hasPrefix(".") ? String(text.dropFirst()) : text.isEmpty ? "the top" : text
  }

  /// What is wrong with values that have the right types.
  private var problem: String? {
    guard Currency(code: scenario.currency) != nil else {
      return "has an unknown currency, '\(scenario.currency.onOneLine.shortened(to: 20))'"
    }
    guard (1...1_000).contains(scenario.years) else {
      return "has a plan of \(scenario.years) years"
    }
    let months = scenario.years * 12
    var lengths = [
      ("demand.monthly_studies_base", demand.monthlyStudiesBase.count, months),
      ("demand.monthly_acquired_bytes_base", demand.monthlyAcquiredBytesBase.count, months),
    ]
    func yearly(_ name: String, _ spreads: Spreads) {
      for values in [spreads.mean, spreads.p10, spreads.p50, spreads.p90] {
        lengths.append((name, values.count, scenario.years))
      }
    }
    for (place, vendor) in vendors.enumerated() {
      let path = "vendors[\(place)]"
      lengths.append(
        ("\(path).storage.logical_bytes_base", vendor.storage.logicalBytesBase.count, months))
      lengths.append(
        ("\(path).storage.physical_bytes_base", vendor.storage.physicalBytesBase.count, months))
      lengths.append(
        ("\(path).cost.discount_factors", vendor.cost.discountFactors.count, scenario.years + 1))
      for line in vendor.ledger {
        lengths.append(("\(path).ledger", line.quantities.count, months + 1))
        lengths.append(("\(path).ledger", line.amountsMinorUnits.count, months + 1))
      }
      for stage in vendor.stages { yearly("\(path).stages", stage.yearlyBusyHourBitsPerSecond) }
      yearly("\(path).time_to_archive_seconds", vendor.timeToArchiveSeconds.p95OfStudies)
      yearly("\(path).time_to_protected_seconds", vendor.timeToProtectedSeconds.p95OfStudies)
      for waits in vendor.timeToDisplaySeconds.values {
        yearly("\(path).time_to_display_seconds", waits.p95OfStudies)
      }
      for level in vendor.serviceLevels {
        yearly("\(path).service_levels", level.yearlyAttainedShare)
        lengths.append(("\(path).service_levels", level.yearlyKeptShare.count, scenario.years))
      }
    }
    if let wrong = lengths.first(where: { $0.1 != $0.2 }) {
      return "has \(wrong.1) values at '\(wrong.0)' where the plan needs \(wrong.2)"
    }
    let ids = vendors.map(\.id)
    return Set(ids).count == ids.count ? nil : "has two offers of one id"
  }
}

extension RunResults.Dates {
  /// A day as the file writes it.
  static func day(_ text: String?) -> CalendarDate? {
    let parts = (text ?? "").split(separator: "-").compactMap { Int($0) }
    return parts.count == 3 ? CalendarDate(parts[0], parts[1], parts[2]) : nil
  }
}
