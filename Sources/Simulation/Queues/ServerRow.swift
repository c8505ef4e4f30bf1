/// Parallel servers, as the studies they let go.
///
/// Whoever starts next takes the server that is free first (J. Kiefer, J. Wolfowitz, Trans. Amer. Math.
/// Soc. 78 (1955) 1–18). The times at which the c servers are free are the c latest departures so
/// far, so a row of studies in order of departure is all the state there is. Nobody can depart before
/// the c-th latest departure any more: what lies before it is final, and no event list is needed.
struct ServerRow {
  /// The row itself: plain numbers and memory, which a loop over studies keeps at hand.
  struct Row {
    let servers: Int
    fileprivate var base: UnsafeMutablePointer<Study>
    fileprivate var count = 0

    /// When a server is free for the next study; long ago where one has not yet worked.
    @inline(__always)
    var earliestFree: Double { count >= servers ? base[count - servers].time : -.infinity }

    /// Serves a study on the server that is free first.
    ///
    /// - Parameters:
    ///   - study: There must be room for it.
    ///   - end: When it departs.
    @inline(__always)
    mutating func serve(_ study: Study, until end: Double) {
      var place = count
      while place > 0, base[place &- 1].time > end {
        base[place] = base[place &- 1]
        place &-= 1
      }
      base[place] = study
      base[place].time = end
      count &+= 1
    }

    /// What is left to do for those in the row.
    ///
    /// - Parameter time: All in the row have arrived by then, so a server works until it is free.
    /// - Returns: Seconds of service, all servers together.
    @inline(__always)
    func unfinishedWork(at time: Double) -> Double {
      let first = max(0, count &- servers)
      var work = 0.0
      var place = count &- 1
      while place >= first, base[place].time > time {
        work += base[place].time - time
        place &-= 1
      }
      return work
    }

    /// The same if it is more than a measure, else some number below that: each server has at most as
    /// much left as the one that is free last, which mostly settles it. There must be one in the row.
    @inline(__always)
    func unfinishedWork(at time: Double, above measure: Double) -> Double {
      // The last factor is more than rounding makes of a sum.
      let most = (base[count &- 1].time - time) * (Double(servers) * (1 + 0x1p-30))
      return most > measure ? unfinishedWork(at: time) : 0
    }
  }

  var row: Row
  private let studies = StudyBuffer()

  init(servers: Int) { row = Row(servers: servers, base: studies.base) }

  /// Makes room for some more studies.
  mutating func reserve(_ more: Int) {
    studies.count = row.count
    studies.reserve(more)
    row.base = studies.base
  }

  /// Lets out who cannot be overtaken any more.
  ///
  /// - Parameters:
  ///   - watermark: Whoever starts later starts after this.
  ///   - batch: Takes those that leave in place of what it holds.
  mutating func release(through watermark: Double, into batch: StudyBuffer) {
    let count = row.count
    var held = 0
    while held < min(row.servers, count), row.base[count - 1 - held].time > watermark { held += 1 }
    studies.count = count
    batch.swap(with: studies)
    batch.count -= held
    studies.count = 0
    studies.reserve(held)
    studies.base.update(from: batch.base + batch.count, count: held)
    row.base = studies.base
    row.count = held
  }
}
