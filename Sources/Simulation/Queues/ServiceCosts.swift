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

  /// Seconds of service, and bytes on the wire.
  @inline(__always)
  func of(_ study: Study) -> (service: Double, wire: Double) {
    let cost = perByte[Int(study.stream)] * study.bytes
    return (perStudy + Double(study.instances) * perInstance + cost.x, cost.y)
  }
}
