/// A distribution known by its quantiles in steps of one per cent, with its measured mean kept.
public struct QuantileTable: Hashable, Sendable {
  /// 101 values that never fall: the minimum, the quantiles of 1 % to 99 %, the maximum. Between
  /// them the quantile function is a straight line.
  public var knots: [Double]

  /// Makes a table from its 101 knots.
  public init(knots: [Double]) {
    precondition(knots.count == 101, "a quantile table has 101 knots")
    self.knots = knots
  }

  /// The mean of the distribution: the area under the quantile function.
  public var mean: Double {
    // The trapezoid rule: the two ends count half.
    let sum: Double = knots.reduce(0, +)
    return (sum - 0.5 * (knots[0] + knots[100])) / 100
  }
}

/// How big the studies of one modality are.
public struct CatalogueEntry: Hashable, Sendable {
  /// The DICOM modality code, or ours where one code means two workloads: `CT`, `PT/CT`, `MG-DBT`.
  public var code: String
  /// In words.
  public var name: String
  /// Bytes of a study, as acquired.
  public var bytes: QuantileTable
  /// Instances of a study. The study at one quantile of bytes is at the same quantile of instances.
  public var instances: QuantileTable
  /// The mean of a study in bytes that a stream without a size of its own uses.
  public var defaultMean: Double
  /// What a site's mean may be, as a multiple of the default mean; its own mean is 1.
  public var siteFactor: Estimate
  /// Uncompressed bytes over losslessly compressed bytes; 1 where nothing is to be gained.
  public var losslessRatio: Estimate
  /// Whether growing studies have more instances (slices) rather than bigger ones (detectors).
  public var growsInInstances: Bool
  /// Where the sizes come from, with date.
  public var source: String
  /// Where the compression ratio comes from.
  public var ratioSource: String
  /// Where the site factor comes from.
  public var factorSource: String
  /// What the reader must know: number of studies measured, what they are.
  public var note: String

  /// Makes an entry.
  public init(
    code: String, name: String, bytes: QuantileTable, instances: QuantileTable,
    defaultMean: Double, siteFactor: Estimate, losslessRatio: Estimate, growsInInstances: Bool,
    source: String, ratioSource: String, factorSource: String, note: String
  ) {
    self.code = code
    self.name = name
    self.bytes = bytes
    self.instances = instances
    self.defaultMean = defaultMean
    self.siteFactor = siteFactor
    self.losslessRatio = losslessRatio
    self.growsInInstances = growsInInstances
    self.source = source
    self.ratioSource = ratioSource
    self.factorSource = factorSource
    self.note = note
  }
}
