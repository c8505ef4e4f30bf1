import Foundation
import PlanModel
import Quantities
import Testing

@testable import Simulation

/// The studies that the engine makes against the studies that were measured.
struct CatalogueSizeTests {
  private static let measured: [String: [String: Double]] = {
    let file = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Scenarios/data/modality-study-sizes.csv")
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [:] }
    let rows = text.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    return Dictionary(
      uniqueKeysWithValues: rows.dropFirst().map { row in
        (
          row[0],
          Dictionary(
            uniqueKeysWithValues: zip(rows[0], row).compactMap { name, value in
              Double(value).map { (name, $0) }
            })
        )
      })
  }()

  /// Half of the studies between 100 and 200 bytes, half between 200 and 600, evenly: the mean is 275
  /// and the variance (100² + 400²)/24 + 125² = 22,708, so that the mean of n studies has a standard
  /// error of 150.7/√n; half of them are below 200, with one of 0.5/√n. Rounding to whole bytes moves
  /// a quarter of a per cent across 200.
  @Test func `a site's own table is what studies are drawn from`() {
    let lower = (0...50).map { 100 + 2 * Double($0) }
    let upper = (1...50).map { 200 + 8 * Double($0) }
    let knots = lower + upper
    let stream = Fixture.stream(
      studies: 100_000, size: .quantiles(QuantileTable(knots: knots)), profile: 1)
    let sizes = Fixture.studies(Fixture.scenario([stream])).map(\.bytes)
    let root = Double(sizes.count).squareRoot()
    let mean = sizes.reduce(0, +) / Double(sizes.count)
    let below = Double(sizes.count { $0 < 200 }) / Double(sizes.count)
    #expect(abs(mean - 275) < 4 * 150.7 / root)
    #expect(abs(below - 0.5) < 2 / root + 0.0025)
    #expect(sizes.allSatisfy { (100...600).contains($0) })
  }

  /// 400,000 studies of each modality with the measured mean, so that the table is unscaled: mean
  /// within 2 %, p50, p95 and p99 within 5 % of the data's own, the bounds that the catalogue
  /// promises. The sampling error of the mean is below 0.6 % for all (US, the widest, has 3.3 times
  /// its mean as standard deviation: 3.3/√400,000 = 0.5 %).
  @Test(
    arguments: CatalogueEntry.shipped.filter { $0.source == CatalogueEntry.sizeSource }.map(\.code))
  func `sampled sizes are the measured ones`(code: String) throws {
    let entry = try #require(CatalogueEntry.shipped.first { $0.code == code })
    let expected = try #require(Self.measured[code])
    var stream = Fixture.stream(studies: 400_000, profile: 1)
    stream.modality = entry
    stream.size = .mean(.known(entry.bytes.mean))
    stream.instances = .catalogue
    let studies = Fixture.studies(Fixture.scenario([stream]))
    for (name, values) in [
      ("bytes_per_study", studies.map(\.bytes)),
      ("instances", studies.map { Double($0.instances) }),
    ] {
      let sorted = values.sorted()
      let mean = values.reduce(0, +) / Double(values.count)
      #expect(abs(mean / (try #require(expected["\(name)_mean"])) - 1) < 0.02, "\(name) mean")
      for percent in [50, 95, 99] {
        let wanted = try #require(expected["\(name)_p\(percent)"])
        let seen = sorted[min(sorted.count - 1, sorted.count * percent / 100)]
        // Instances are whole numbers: half an instance is no difference.
        let tolerance = max(0.05 * wanted, name == "instances" ? 0.5 : 0)
        #expect(abs(seen - wanted) <= tolerance, "\(name) p\(percent)")
      }
    }
  }

  /// CT, MR and PT/CT studies are scaled to the mean of whole exams: 399, 431 and the data's own.
  @Test(arguments: ["CT", "MR", "PT/CT"])
  func `a default is the mean of whole exams`(code: String) throws {
    let entry = try #require(CatalogueEntry.shipped.first { $0.code == code })
    let whole = try #require(Self.measured[code]?["whole_exam_bytes_per_study_mean"])
    #expect(abs(entry.defaultMean / whole - 1) < 1e-9)
    #expect(abs(entry.siteFactor.mean - 1) < 1e-12)
  }
}
