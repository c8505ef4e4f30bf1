import Foundation
import PlanModel
import ScenarioFiles
import TestSupport
import Testing

/// The embedded tables against the data they were made from.
struct ShippedCatalogueTests {
  private static func rows(_ name: String) -> [[String: String]] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let text =
      (try? String(
        contentsOf: folder.appendingPathComponent("Scenarios/data/\(name)"), encoding: .utf8)) ?? ""
    let lines = text.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
  }

  /// The mean of a million draws, and the share of them that is below each limit.
  private static func draws(_ knots: [Double], limits: [Double]) -> (mean: Double, below: [Double])
  {
    let count = 1_000_000
    var random = SplitMix(state: 1)
    var sum = 0.0
    var below = [Int](repeating: 0, count: limits.count)
    knots.withUnsafeBufferPointer { knots in
      limits.withUnsafeBufferPointer { limits in
        below.withUnsafeMutableBufferPointer { below in
          var left = count
          while left > 0 {
            let position = Double(random.next() >> 11) * (0x1p-53 * 100)
            let knot = Int(position)
            let value = knots[knot] + (position - Double(knot)) * (knots[knot + 1] - knots[knot])
            sum += value
            var index = 0
            while index < limits.count {
              if value < limits[index] { below[index] += 1 }
              index += 1
            }
            left -= 1
          }
        }
      }
    }
    return (sum / Double(count), below.map { Double($0) / Double(count) })
  }

  /// A million draws of the uniform quantile through straight lines between the knots. The standard
  /// error of a sample quantile is √(p(1−p)/n)/density, of the mean σ/√n; both are below the limits
  /// of 2 % and 5 % even for US, whose last per cent reaches from 1.9 to 7 GB.
  @Test(arguments: CatalogueEntry.shipped.map(\.code))
  func `draws have the measured mean and quantiles`(code: String) throws {
    let entry = try #require(CatalogueEntry.shipped.first { $0.code == code })
    let sizes = try #require(Self.rows("modality-study-sizes.csv").first { $0["modality"] == code })
    let tables = [
      (entry.bytes, "bytes_per_study", "bytes_per_study_mean"),
      (entry.instances, "instances_per_study", "instances_mean"),
    ]
    for (table, quantity, meanKey) in tables {
      let measured = try #require(
        Self.rows("modality-study-quantiles.csv").first {
          $0["modality"] == code && $0["quantity"] == quantity
        })
      let knots = table.knots
      #expect(zip(knots, knots.dropFirst()).allSatisfy { $0 <= $1 })
      // The sample's quantile is within 5 % when the sample's shares below 95 % and 105 % of the
      // measured one lie on either side of it.
      let percents = [50, 95, 99]
      let quantiles = try percents.map { try #require(measured["q\($0)"].flatMap(Double.init)) }
      let counts = Self.draws(knots, limits: quantiles.flatMap { [$0 * 0.95, $0 * 1.05] })
      let expected = try #require(sizes[meanKey].flatMap(Double.init))
      #expect(abs(counts.mean / expected - 1) < 0.02, "\(quantity) mean")
      for (index, percent) in percents.enumerated() {
        #expect(counts.below[2 * index] < Double(percent) / 100, "\(quantity) \(percent) %")
        #expect(counts.below[2 * index + 1] > Double(percent) / 100, "\(quantity) \(percent) %")
      }
    }
  }

  @Test func `a site's factor has the mean 1 and a ratio is at least 1`() {
    for entry in CatalogueEntry.shipped {
      #expect(abs(entry.siteFactor.mean - 1) < 1e-12, "\(entry.code)")
      #expect(entry.losslessRatio.quantile(0) >= 1, "\(entry.code)")
      #expect(entry.siteFactor.group == "catalogue \(entry.code) size")
    }
  }

  /// Whole examinations: CT 398,885,992 B, MR 430,606,907 B, PT/CT 353,122,933 B.
  @Test func `CT, MR and PT with CT are scaled to whole examinations`() {
    let means = Dictionary(
      uniqueKeysWithValues: CatalogueEntry.shipped.map { ($0.code, $0.defaultMean) })
    #expect(means["CT"] == 398_885_992)
    #expect(means["MR"] == 430_606_907)
    #expect(means["PT/CT"] == 353_122_933)
    #expect(means["CR"] == 29_280_491)
  }

  @Test func `the listing names every modality, its band and the source`() {
    let text = CatalogueListing.text(CatalogueEntry.shipped)
    for entry in CatalogueEntry.shipped { #expect(text.contains("\n\(entry.code) ")) }
    #expect(text.contains("CT      Computed tomography     399 MB"))
    #expect(text.contains("CC BY 4.0"))
    #expect(text.contains("Imaging Data Commons v25"))
  }
}
