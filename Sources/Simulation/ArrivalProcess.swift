import PlanModel
import Quantities

/// Produces every study of one future, day by day, in order of time.
///
/// Within an hour a stream's arrivals are Poisson with a constant rate: their number is drawn, then
/// a time for each, evenly over the hour; which is the same process as gaps drawn one by one, and
/// leaves all studies of a day to be drawn side by side. Each hour of each stream draws from counters
/// of its own, so it comes out the same whatever else the plan holds.
final class ArrivalProcess {
  private let calendar: PlanCalendar
  private let streams: [StudyStream]
  private let parameters: [StreamParameters]
  private let weights: [HourWeights]
  private let random: StudyRandom
  /// How many studies a day has against its mean, by stream; nil where that is always all of it.
  private let factors: [DayFactor?]
  private var sources: [StreamSource]
  /// The streams whose studies are drawn, and those whose studies were recorded.
  private let drawn: [Int]
  private var traces: [TraceSource]
  private let sorter = DaySorter()
  private var year: DemandYear?
  /// What the studies of the last day add up to, by stream.
  private(set) var totals: [StudyTotals]
  /// Who reads them; nil where nobody asks.
  private let reading: ReadingProcess?
  private let countsClasses: Bool
  private var nextID: UInt32 = 0

  init(
    _ scenario: Scenario, calendar: PlanCalendar, weights: [HourWeights],
    parameters: [StreamParameters], seed: UInt64, replication: UInt32,
    reading: ReadingProcess? = nil
  ) {
    self.calendar = calendar
    self.reading = reading
    countsClasses = scenario.countsClasses
    self.weights = weights
    streams = scenario.streams
    self.parameters = parameters
    random = StudyRandom(seed: seed, replication: replication)
    let days = Double(calendar.days(ofYear: 1).count)
    factors = scenario.streams.map { DayFactor($0, days: days) }
    totals = scenario.streams.map { _ in StudyTotals() }
    sources = zip(scenario.streams, parameters).enumerated().map { place, stream in
      StreamSource(place, stream.0, stream.1, weights: weights[stream.0.profile])
    }
    drawn = scenario.streams.indices.filter { scenario.streams[$0].trace == nil }
    traces = scenario.streams.enumerated().compactMap { place, stream in
      stream.trace.map { TraceSource(place, $0, stream) }
    }
  }

  deinit { for source in sources { source.deallocate() } }

  /// Appends the studies of one day, which must follow the day before.
  ///
  /// - Parameters:
  ///   - day: Of the plan.
  ///   - yearNumber: Its planning year, from 1.
  ///   - yearDays: The days of that year.
  ///   - batch: Where to.
  func day(_ day: Int, of yearNumber: Int, yearDays: Range<Int>, into batch: StudyBatch) {
    if day == yearDays.lowerBound {
      year = DemandYear(
        yearNumber, days: yearDays, streams: streams, parameters: parameters, weights: weights,
        calendar: calendar)
    } else {
      year?.advance()
    }
    guard let year else { return }
    for stream in year.changing { sources[stream].mix(year.mixture(stream)) }
    let info = calendar.days[day]
    let hours = DayHours(
      calendar.hours(of: day), ofWeek: calendar.hourOfWeek, epochHour: calendar.epochHour,
      kind: Int(info.kind))
    sorter.begin(firstHour: hours.range.lowerBound, hours: hours.range.count)
    for stream in drawn {
      let months = weights[streams[stream].profile].months
      var rates = SIMD4<Double>()
      for patientClass in 0..<3 {
        rates[patientClass] =
          year.rate(stream, patientClass) * months[patientClass][Int(info.monthOfYear)]
      }
      if let factor = factors[stream] { rates *= factor.value(hours.clock(0), random) }
      sources[stream].count(hours, rates: rates, random, into: sorter)
    }
    for trace in traces.indices { traces[trace].count(hours, into: sorter) }
    sorter.layOut()
    if day == 0 || calendar.days[day - 1].endsMonth {
      for stream in sources.indices { reading?.beginMonth(year.meanSize(stream), stream: stream) }
    }
    for stream in drawn {
      let first = sorter.made.count
      totals[stream] = sources[stream].draw(
        hours, size: year.size(stream), firstID: nextID, random, into: sorter)
      finish(stream, from: first, day: day, hours)
    }
    for trace in traces {
      let first = sorter.made.count
      totals[trace.stream] = trace.pass(hours, firstID: nextID, random, into: sorter)
      finish(trace.stream, from: first, day: day, hours)
    }
    let before = batch.studies.count
    sorter.finish(into: batch.studies)
    var reached = before
    for n in 0..<hours.range.count {
      reached += sorter.count(ofHour: n)
      batch.endHour(count: reached, at: Double(hours.range.lowerBound + n + 1) * 3600)
    }
  }

  /// Counts a stream's studies of a day and lets them be read.
  private func finish(_ stream: Int, from first: Int, day: Int, _ hours: DayHours) {
    let count = totals[stream].studies
    nextID &+= UInt32(truncatingIfNeeded: count)
    if countsClasses {
      for study in first..<first + count {
        totals[stream].byClass[Int(sorter.made.base[study].patientClass)] &+= 1
      }
    }
    guard let reading, count > 0, !streams[stream].isImported else { return }
    reading.schedule(
      sorter.made.base + first, count, random.table, sources[stream], random, day: day,
      dayBegin: Double(hours.range.lowerBound) * 3600)
  }
}

/// What a stream's rates are multiplied with on a day, besides all that is planned: gamma distributed
/// with mean 1.
///
/// A Poisson count whose mean m varies by a factor of variance v has the variance m + m²·v, which over
/// its mean is 1 + m·v. That is the stream's dispersion D on a day with the mean number m̄ of year 1
/// where
///
///     v = (D − 1)/m̄
///
/// On a day with twice as many studies D − 1 is twice as much. The same v holds in all years and all
/// futures.
struct DayFactor {
  private let distribution: GammaDistribution
  private let key: UInt32

  /// Makes the factor of a stream; nil where its counts are Poisson.
  ///
  /// - Parameters:
  ///   - stream: The stream.
  ///   - days: Of planning year 1.
  init?(_ stream: StudyStream, days: Double) {
    let mean = stream.studiesPerYear.mean / days
    guard stream.dispersion > 1, mean > 0 else { return nil }
    distribution = GammaDistribution(shape: mean / (stream.dispersion - 1))
    key = StreamKey.of(stream.id)
  }

  /// The factor of a day.
  ///
  /// - Parameters:
  ///   - hour: Hours since 1970-01-01 UTC to the day's first.
  ///   - random: Where random numbers come from.
  /// - Returns: More than 0.
  func value(_ hour: UInt32, _ random: StudyRandom) -> Double {
    let block = random.philox.block(
      Philox.counter(
        .days, index: 0, hour: hour, stream: key, replication: random.replication))
    return distribution.quantile(Philox.uniform(block.x, block.y))
  }
}

/// The hours of one day of the plan: 23 to 25 of them.
struct DayHours {
  /// Hours of the plan.
  let range: Range<Int>
  /// The row of ``HourWeights`` that holds for each, in memory of this day's calendar.
  private let labels: [UInt8]
  private let kind: Int
  private let epochHour: Int

  init(_ range: Range<Int>, ofWeek labels: [UInt8], epochHour: Int, kind: Int) {
    self.range = range
    self.labels = labels
    self.kind = kind * 24
    self.epochHour = epochHour
  }

  /// Where the day's n-th hour stands among the weights of a class.
  @inline(__always)
  func cell(_ n: Int) -> Int { kind + Int(labels[range.lowerBound + n]) % 24 }

  /// Hours since 1970-01-01 UTC of the day's n-th hour.
  @inline(__always)
  func clock(_ n: Int) -> UInt32 { UInt32(truncatingIfNeeded: epochHour + range.lowerBound + n) }
}

/// The random numbers of one future's studies, and room for those of a stream's day.
final class StudyRandom {
  let philox: Philox
  let replication: UInt32
  private(set) var table = RandomTable(capacity: 512)
  /// Besides ``table``, for the same studies.
  private(set) var scanners = RandomTable(capacity: 0)
  private var columns: UnsafeMutablePointer<Double> = .allocate(capacity: 4 * 512)
  private var capacity = 512

  init(seed: UInt64, replication: UInt32) {
    philox = Philox(seed: seed)
    self.replication = replication
  }

  deinit {
    table.deallocate()
    scanners.deallocate()
    columns.deallocate()
  }

  /// Makes room for some studies.
  func reserve(_ studies: Int) {
    table.resize(studies)
    reserveColumns(studies)
  }

  /// Makes room for some rows in the columns; what they held is lost.
  func reserveColumns(_ rows: Int) {
    guard rows > capacity else { return }
    columns.deallocate()
    capacity = 2 * rows
    columns = .allocate(capacity: 4 * capacity)
  }

  /// One of four columns of numbers, a row for each study.
  func column(_ n: Int) -> UnsafeMutablePointer<Double> { columns + n * capacity }

  /// Draws one block for each row of the table.
  func fill(_ purpose: DrawPurpose, stream: UInt32) {
    philox.fill(table, purpose, stream: stream, replication: replication)
  }

  /// Draws which scanner makes each study of the table.
  func fillScanners(stream: UInt32) {
    scanners.resize(table.count)
    scanners.index.update(from: table.index, count: table.count)
    scanners.hour.update(from: table.hour, count: table.count)
    philox.fill(scanners, .scanners, stream: stream, replication: replication)
  }
}
