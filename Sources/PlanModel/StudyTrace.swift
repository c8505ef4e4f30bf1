/// Studies that were recorded, to be replayed as they are.
///
/// In columns, so that millions of them take 21 bytes each.
public struct StudyTrace: Hashable, Sendable {
  /// Seconds since the start of the plan, never falling.
  public let times: [Double]
  /// Whole bytes, as acquired.
  public let bytes: [Double]
  /// At least 1 each; nil where the recording does not say.
  public let instances: [Int32]?
  /// Raw values of ``PatientClass``; nil where the recording does not say.
  public let patientClasses: [UInt8]?

  /// Makes a trace; studies of one instant keep their order.
  public init(
    times: [Double], bytes: [Double], instances: [Int32]?, patientClasses: [UInt8]?
  ) {
    precondition(
      bytes.count == times.count && (instances?.count ?? times.count) == times.count
        && (patientClasses?.count ?? times.count) == times.count,
      "a trace has one value of each column for a study")
    guard zip(times.dropFirst(), times).contains(where: { $0 < $1 }) else {
      self.times = times
      self.bytes = bytes
      self.instances = instances
      self.patientClasses = patientClasses
      return
    }
    let order = times.indices.sorted { (times[$0], $0) < (times[$1], $1) }
    self.times = order.map { times[$0] }
    self.bytes = order.map { bytes[$0] }
    self.instances = instances.map { column in order.map { column[$0] } }
    self.patientClasses = patientClasses.map { column in order.map { column[$0] } }
  }

  /// The number of studies.
  public var count: Int { times.count }

  /// The mean bytes of a study; 0 without studies.
  public var meanBytes: Double {
    times.isEmpty ? 0 : bytes.reduce(0, +) / Double(times.count)
  }

  /// The shares of the patient classes, in their order: all outpatients where the trace does not say.
  public var classShares: [Double] {
    guard let patientClasses, !patientClasses.isEmpty else {
      return PatientClass.allCases.map { $0 == .outpatient ? 1 : 0 }
    }
    var counts = [Double](repeating: 0, count: PatientClass.allCases.count)
    for one in patientClasses { counts[Int(one)] += 1 }
    return counts.map { $0 / Double(patientClasses.count) }
  }
}
