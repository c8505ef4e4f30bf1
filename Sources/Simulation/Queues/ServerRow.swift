/// Parallel servers, as the studies they let go.
///
/// Whoever starts next takes the server that is free first (J. Kiefer, J. Wolfowitz, Trans. Amer. Math.
/// Soc. 78 (1955) 1–18). The times at which the c servers are free are the c latest departures so
/// far, so a row of studies in order of departure is all the state there is. Nobody can depart before
/// the c-th latest departure any more: what lies before it is final, and no event list is needed.
struct ServerRow {
  let servers: Int
  private let studies = StudyBuffer()

  init(servers: Int) { self.servers = servers }

  /// Makes room for some more studies.
  func reserve(_ more: Int) { studies.reserve(more) }

  /// When a server is free for the next study; long ago where one has not yet worked.
  @inline(__always)
  var earliestFree: Double {
    let place = studies.count - servers
    return place >= 0 ? studies.base[place].time : -.infinity
  }

  /// Serves a study on the server that is free first.
  ///
  /// - Parameters:
  ///   - study: There must be room for it.
  ///   - end: When it departs.
  @inline(__always)
  func serve(_ study: Study, until end: Double) {
    let row = studies.base
    var place = studies.count
    while place > 0, row[place - 1].time > end {
      row[place] = row[place - 1]
      place -= 1
    }
    row[place] = study
    row[place].time = end
    studies.count += 1
  }

  /// What is left to do for those in the row.
  ///
  /// - Parameter time: All in the row have arrived by then, so a server works until it is free.
  /// - Returns: Seconds of service, all servers together.
  @inline(__always)
  func unfinishedWork(at time: Double) -> Double {
    let row = studies.base
    let first = max(0, studies.count - servers)
    var work = 0.0
    var place = studies.count - 1
    while place >= first, row[place].time > time {
      work += row[place].time - time
      place -= 1
    }
    return work
  }

  /// Lets out who cannot be overtaken any more.
  ///
  /// - Parameters:
  ///   - watermark: Whoever starts later starts after this.
  ///   - batch: Takes those that leave in place of what it holds.
  func release(through watermark: Double, into batch: StudyBuffer) {
    let count = studies.count
    var held = 0
    while held < min(servers, count), studies.base[count - 1 - held].time > watermark { held += 1 }
    batch.swap(with: studies)
    batch.count -= held
    studies.count = 0
    studies.reserve(held)
    studies.base.update(from: batch.base + batch.count, count: held)
    studies.count = held
  }
}
