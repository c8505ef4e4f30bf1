/// What a study costs at one stage, laid out for the loop over studies. A handle to memory that its
/// owner frees.
struct ServiceCosts {
  private let perStudy: Double
  private let perInstance: Double
  /// By stream: seconds of service for a byte as acquired, then bytes on the wire for one.
  private let perByte: UnsafeMutablePointer<SIMD2<Double>>

  init(_ service: StageService) {
    perStudy = service.perStudy
    perInstance = service.perInstance
    perByte = .allocate(capacity: service.wireShares.count)
    perByte.initialize(
      from: service.wireShares.map { SIMD2($0 * service.secondsPerByte, $0) },
      count: service.wireShares.count)
  }

  /// Frees the memory; the costs must not be asked for any more.
  func deallocate() { perByte.deallocate() }

  /// What a study costs.
  @inline(__always)
  func of(_ study: Study) -> StudyCost {
    StudyCost(
      both: perByte[Int(study.stream)] * study.bytes
        + SIMD2(perStudy + Double(study.instances) * perInstance, 0))
  }
}

/// What one study costs at one stage: both numbers in one register, since they are added up together.
struct StudyCost {
  fileprivate(set) var both: SIMD2<Double>
  /// Seconds of service.
  @inline(__always) var service: Double { both.x }
  /// Bytes on the wire.
  @inline(__always) var wire: Double { both.y }
}
