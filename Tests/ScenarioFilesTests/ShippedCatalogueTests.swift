import Foundation
import PlanModel
import Quantities
import ScenarioFiles
import TestSupport
import Testing

/// The embedded tables against the data they were made from.
struct ShippedCatalogueTests {
  private static let measured = CatalogueEntry.shipped.filter {
    $0.source == CatalogueEntry.sizeSource
  }
  private static let assumed = CatalogueEntry.shipped.filter {
    $0.source != CatalogueEntry.sizeSource
  }

  /// The first columns of a file; those behind a text with commas are not read.
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
  @Test(arguments: measured.map(\.code))
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

  /// Lognormal with mean m and standard deviation s of the logarithm: the quantile at p is
  /// m·exp(s·z(p) − s²/2), kept to four significant digits, so within 0.05 % (one in 2,000), and
  /// no study has less than one instance. The knot at 100 % is what keeps the mean.
  @Test(arguments: assumed.map(\.code))
  func `an assumed size is the lognormal that its row states`(code: String) throws {
    let entry = try #require(Self.assumed.first { $0.code == code })
    let row = try #require(Self.rows("assumed-sizes.csv").first { $0["code"] == code })
    for (table, quantity, meanKey, least) in [
      (entry.bytes, "bytes", "mean_bytes", 0.0),
      (entry.instances, "instances", "instances_mean", 1.0),
    ] {
      let knots = table.knots
      let mean = try #require(row[meanKey].flatMap(Double.init))
      let deviation = try #require(row["\(quantity)_ln_sd"].flatMap(Double.init))
      #expect(zip(knots, knots.dropFirst()).allSatisfy { $0 <= $1 })
      #expect(abs(table.mean / mean - 1) < 1e-4 / mean)
      for percent in 1...99 {
        let z = Elementary.normalQuantile(Double(percent) / 100)
        let expected = max(
          least, mean * Elementary.exp(deviation * z - 0.5 * deviation * deviation))
        #expect(abs(knots[percent] / expected - 1) <= 0.000_5, "\(quantity) \(percent) %")
      }
    }
    #expect(entry.defaultMean == entry.bytes.mean)
  }

  /// By hand, in bytes:
  /// XA 512 × 512 × 30 × 60 = 471,859,200; RF 1,024 × 1,024 × 2 × 30 = 62,914,560;
  /// NM 256 × 256 × 2 × 80 = 10,485,760; US-ECHO 69 × 60 × 640 × 480 × 3 ÷ 20 = 190,771,200;
  /// IVUS 512 × 512 × 30 × 100 = 786,432,000; ES 5 Mbit/s × 180 s ÷ 8 = 112,500,000;
  /// ES-OR 8 Mbit/s × 3,600 s ÷ 8 = 3,600,000,000, which is 8 × 0.45 GB an hour;
  /// XC 2 × 3,000,000 + 4 × 360,000 = 7,440,000; OP 4 × 4,000,000 = 16,000,000.
  @Test(arguments: [
    ("XA", 471_859_200), ("RF", 62_914_560), ("NM", 10_485_760), ("US-ECHO", 190_771_200),
    ("IVUS", 786_432_000), ("ES", 112_500_000), ("ES-OR", 3_600_000_000), ("XC", 7_440_000),
    ("OP", 16_000_000.0),
  ])
  func `an assumed mean is what its note works out`(code: String, mean: Double) throws {
    let entry = try #require(Self.assumed.first { $0.code == code })
    #expect(entry.defaultMean == mean)
    #expect(entry.note.hasPrefix("Not measured: "))
  }

  @Test func `every entry names its source, and what is assumed is called so`() {
    #expect(Self.measured.count == 10)
    #expect(Self.assumed.count == 9)
    for entry in Self.assumed {
      #expect(entry.source.lowercased().contains("assumed"), "\(entry.code)")
      #expect(entry.factorSource.lowercased().contains("assumed"), "\(entry.code)")
      #expect(entry.ratioSource.lowercased().contains("assumed"), "\(entry.code)")
    }
    for entry in CatalogueEntry.shipped {
      for text in [entry.source, entry.ratioSource, entry.factorSource, entry.note] {
        #expect(!text.isEmpty, "\(entry.code)")
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
    // As if on one line, since columns and line ends move with the longest name.
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    for part in [
      "CT Computed tomography 399 MB", "US-ECHO Echocardiography 191 MB", "CC BY 4.0",
      "CT, MR, PT/CT, PT, CR, DX, MG-2D, MG-DBT, US, SM: NCI Imaging Data Commons v25",
      "XA: The international angiographic compression study (2000)",
    ] {
      #expect(words.contains(part))
    }
  }
}
