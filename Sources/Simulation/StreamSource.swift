import PlanModel
import Quantities

/// What some studies add up to.
struct StudyTotals {
  var studies = 0
  /// Like bytes a whole number, and so exact up to 2⁵³.
  var instances = 0.0
  /// As acquired.
  var bytes = 0.0
  /// Studies by ``PatientClass``; only where somebody asks.
  var byClass = SIMD4<Int>()

  static func += (sum: inout StudyTotals, part: StudyTotals) {
    sum.studies += part.studies
    sum.byClass &+= part.byClass
    sum.instances += part.instances
    sum.bytes += part.bytes
  }
}

/// Draws one stream's studies of a day.
struct StreamSource {
  /// Index into the scenario's streams.
  let place: UInt16
  /// What its random numbers are keyed by.
  let key: UInt32
  private let site: UInt16
  private let bytes: Sampler
  private let instances: Sampler
  private let instancesAreIndependent: Bool
  private let growsInInstances: Bool
  /// Weights by class × 192 + kind of day × 24 + hour of the day.
  private let weights: UnsafeMutablePointer<Double>
  /// Of the running day, by hour: how many studies, and up to which share they are emergencies, then
  /// inpatients.
  private let counts: UnsafeMutablePointer<Int>
  private let limits: UnsafeMutablePointer<SIMD2<Double>>
  /// How many sorts of scanners work on the running day; 0 where all are alike.
  private var mixed = 0
  /// Up to which share of the studies each sort makes, and how big they are; room for any phase.
  private let mixture: UnsafeMutableBufferPointer<(limit: Double, factor: Double)>

  init(_ place: Int, _ stream: StudyStream, _ parameters: StreamParameters, weights: HourWeights) {
    self.place = UInt16(place)
    site = UInt16(stream.site)
    let sizes = parameters.sizes
    let flat = weights.hours.flatMap { $0 }
    self.weights = .allocate(capacity: flat.count)
    self.weights.initialize(from: flat, count: flat.count)
    bytes = Sampler(sizes.bytes)
    instances = Sampler(sizes.instances)
    key = StreamKey.of(stream.id)
    instancesAreIndependent = sizes.instancesAreIndependent
    growsInInstances = sizes.growsInInstances
    counts = .allocate(capacity: 25)
    counts.initialize(repeating: 0, count: 25)
    limits = .allocate(capacity: 25)
    limits.initialize(repeating: .zero, count: 25)
    let sorts = parameters.events.fleet?.phases.compactMap { $0.mixture?.steps.count }.max()
    mixture = .allocate(capacity: sorts ?? 0)
    mixture.initialize(repeating: (1, 1))
  }

  /// Frees the memory; the source must not be used any more.
  func deallocate() {
    weights.deallocate()
    counts.deallocate()
    limits.deallocate()
    mixture.deallocate()
    bytes.deallocate()
    instances.deallocate()
  }

  /// Takes the scanners of the running day.
  mutating func mix(_ scanners: ScannerMixture?) {
    mixed = scanners?.steps.count ?? 0
    if let scanners { _ = mixture.update(fromContentsOf: scanners.steps) }
  }

  /// Draws how many studies each hour of a day has.
  ///
  /// - Parameters:
  ///   - hours: The day's.
  ///   - rates: Studies an hour for a weight of 1, by class.
  ///   - random: Where random numbers come from.
  ///   - sorter: Told how many studies there are.
  func count(
    _ hours: DayHours, rates: SIMD4<Double>, _ random: StudyRandom, into sorter: DaySorter
  ) {
    random.reserve(hours.range.count)
    for n in 0..<hours.range.count {
      random.table.index[n] = 0
      random.table.hour[n] = hours.clock(n)
    }
    random.fill(.counts, stream: key)
    let (means, empty) = (random.column(0), random.column(1))
    for n in 0..<hours.range.count {
      let cell = hours.cell(n)
      let emergency = rates[0] * weights[cell]
      let urgent = emergency + rates[1] * weights[192 + cell]
      means[n] = urgent + rates[2] * weights[384 + cell]
      limits[n] = SIMD2(emergency, urgent) / means[n]
    }
    for n in 0..<hours.range.count {
      empty[n] = Elementary.exp(-(means[n] < 64 ? means[n] : 64))
    }
    for n in 0..<hours.range.count {
      let share = Philox.uniform(random.table.x[n], random.table.y[n])
      counts[n] =
        means[n] <= PoissonCount.largestMean
        ? PoissonCount.quantile(share, mean: means[n], empty: empty[n])
        : largeCount(share, mean: means[n], clock: hours.clock(n), random)
      sorter.expect(counts[n], inHour: n)
    }
  }

  /// The sum of as many counts as it takes to keep each one's mean small.
  @inline(never)
  private func largeCount(
    _ share: Double, mean: Double, clock: UInt32, _ random: StudyRandom
  ) -> Int {
    let parts = (mean / PoissonCount.largestMean).rounded(.up)
    let (mean, empty) = (mean / parts, Elementary.exp(-mean / parts))
    let first = PoissonCount.quantile(share, mean: mean, empty: empty)
    return (1..<Int(parts)).reduce(first) { sum, part in
      let block = random.philox.block(
        Philox.counter(
          .counts, index: UInt32(part), hour: clock, stream: key, replication: random.replication))
      return sum
        + PoissonCount.quantile(Philox.uniform(block.x, block.y), mean: mean, empty: empty)
    }
  }

  /// Draws the studies that ``count(_:rates:_:into:)`` has announced.
  ///
  /// - Parameters:
  ///   - hours: The same day's.
  ///   - size: What a size of year 1 is multiplied with on the day.
  ///   - firstID: The number of the first; the others follow.
  ///   - random: Where random numbers come from.
  ///   - sorter: Takes the studies.
  /// - Returns: What they add up to.
  func draw(
    _ hours: DayHours, size: Double, firstID: UInt32, _ random: StudyRandom,
    into sorter: DaySorter
  ) -> StudyTotals {
    var total = StudyTotals()
    for n in 0..<hours.range.count { total.studies += counts[n] }
    let count = total.studies
    guard count > 0 else { return total }
    random.reserve(count)
    var row = 0
    for n in 0..<hours.range.count {
      let clock = hours.clock(n)
      for index in 0..<counts[n] {
        random.table.index[row] = UInt32(truncatingIfNeeded: index)
        random.table.hour[row] = clock
        row += 1
      }
    }
    random.fill(.studies, stream: key)
    let (table, first) = (random.table, sorter.append(count))
    let (shares, factors, sizes, images) =
      (random.column(0), random.column(1), random.column(2), random.column(3))
    for row in 0..<count { shares[row] = Philox.uniform(table.y[row]) }
    bytes.quantiles(of: shares, into: sizes, factors, count)
    if instancesAreIndependent {
      for row in 0..<count { shares[row] = Philox.uniform(table.w[row]) }
    }
    instances.quantiles(of: shares, into: images, factors, count)
    if mixed > 0 {
      random.fillScanners(stream: key)
      for row in 0..<count {
        let factor = scannerFactor(Philox.uniform(random.scanners.x[row]))
        sizes[row] *= factor
        images[row] *= growsInInstances ? factor : 1
      }
    }
    let growth = growsInInstances ? size : 1
    for row in 0..<count {
      sizes[row] = Self.whole(sizes[row] * size, most: 0x1p51)
      images[row] = Self.whole(images[row] * growth, most: 0x7FFF_FFFF)
    }
    for row in 0..<count { shares[row] = Philox.uniform(table.z[row]) }
    let studies = sorter.made.base + first
    row = 0
    for n in 0..<hours.range.count {
      let (limit, end, buckets) = (limits[n], row + counts[n], sorter.buckets(ofHour: n))
      while row < end {
        let time = buckets.time(table.x[row])
        buckets.note(table.x[row], study: first &+ row)
        let share = shares[row]
        studies[row] = Study(
          time: time, acquired: time, bytes: sizes[row],
          instances: Int32(truncatingIfNeeded: (images[row] + 0x1p52).bitPattern), stream: place,
          patientClass: (share >= limit.x ? 1 : 0) &+ (share >= limit.y ? 1 : 0),
          id: firstID &+ UInt32(truncatingIfNeeded: row), place: site)
        total.bytes += sizes[row]
        total.instances += images[row]
        row &+= 1
      }
    }
    return total
  }

  /// Draws the sizes of older studies.
  ///
  /// - Parameters:
  ///   - table: A row of random words for each.
  ///   - random: Room for columns.
  ///   - factor: How big the study of a row is against one of year 1.
  /// - Returns: Columns of bytes and of instances, whole numbers.
  func olderSizes(
    _ table: RandomTable, _ random: StudyRandom, factor: (Int) -> Double
  ) -> (bytes: UnsafeMutablePointer<Double>, instances: UnsafeMutablePointer<Double>) {
    let count = table.count
    random.reserveColumns(count)
    let (shares, spare, sizes, images) =
      (random.column(0), random.column(1), random.column(2), random.column(3))
    for row in 0..<count { shares[row] = Philox.uniform(table.y[row]) }
    bytes.quantiles(of: shares, into: sizes, spare, count)
    if instancesAreIndependent {
      for row in 0..<count { shares[row] = Philox.uniform(table.z[row]) }
    }
    instances.quantiles(of: shares, into: images, spare, count)
    for row in 0..<count {
      let factor = factor(row)
      sizes[row] = Self.whole(sizes[row] * factor, most: 0x1p51)
      images[row] = Self.whole(images[row] * (growsInInstances ? factor : 1), most: 0x7FFF_FFFF)
    }
    return (sizes, images)
  }

  /// How much bigger a study is for the scanner that makes it.
  @inline(__always)
  private func scannerFactor(_ share: Double) -> Double {
    var sort = 0
    while sort < mixed - 1, share >= mixture[sort].limit { sort += 1 }
    return mixture[sort].factor
  }

  /// The nearest whole number, at least 1; without a conversion, so that several are made at a time.
  ///
  /// - Parameters:
  ///   - number: Not NaN.
  ///   - most: Below 2⁵², where a number of 64 bits has no bit left for fractions.
  /// - Returns: At most that.
  @inline(__always)
  private static func whole(_ number: Double, most: Double) -> Double {
    let least = larger(number, 1)
    return (least < most ? least : most) + 0x1p52 - 0x1p52
  }
}

/// Quantiles of Poisson distributions, by adding up from 0.
enum PoissonCount {
  /// The greatest mean: e⁻⁶⁴ is far from the least number there is, and the search short.
  @inline(__always)
  static var largestMean: Double { 64 }

  /// The least number up to which a share of the distribution lies.
  ///
  /// - Parameters:
  ///   - share: Strictly between 0 and 1.
  ///   - mean: From 0 to ``largestMean``, of which less than 1e-100 lies beyond 400.
  ///   - empty: e to the power of −mean, the share of 0.
  /// - Returns: From 0 to 400.
  @inline(__always)
  static func quantile(_ share: Double, mean: Double, empty: Double) -> Int {
    var probability = empty
    var sum = empty
    var count = 0
    while share > sum, count < 400 {
      count &+= 1
      probability *= mean / Double(count)
      sum += probability
    }
    return count
  }
}
