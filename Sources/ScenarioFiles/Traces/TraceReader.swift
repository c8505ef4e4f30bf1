import Foundation
import PlanModel
import Quantities

/// Reads the studies of a trace, line by line, with a word about every line that is wrong.
struct TraceReader {
  /// The greatest size of a file in bytes.
  static let limit = 500_000_000
  /// The most studies that the traces of a scenario may have together: about 200 MB while they are
  /// read.
  static let mostStudies = 5_000_000
  /// More problems of one file than anybody reads.
  static let mostProblems = 100

  static let tooBig = FileProblem(
    code: "too-big", message: "is bigger than 500 MB", hint: "keep the columns of a trace alone")

  /// What a column holds.
  enum Column: String, CaseIterable {
    case time, seconds, bytes, instances
    case patientClass = "class"
  }

  /// What is wrong with the file.
  private(set) var problems: CSVProblems
  private let most: Int
  private var clock: PlanClock?
  private var columns: [Column] = []
  private var fields: [Range<Int>] = []
  private var times: [Double] = []
  private var bytes: [Double] = []
  private var instances: [Int32] = []
  private var classes: [UInt8] = []
  private var early = Outside()
  private var late = Outside()

  /// Studies beyond one end of the plan.
  private struct Outside {
    var count = 0
    var line = 0
    var column = 1
  }

  /// - Parameters:
  ///   - name: What messages call the file.
  ///   - clock: The plan's; nil where the scenario does not say when it is.
  ///   - most: How many studies there may be.
  init(name: String, clock: PlanClock?, most: Int = mostStudies) {
    problems = CSVProblems(name: name)
    self.clock = clock
    self.most = most
  }

  /// Reads a file.
  ///
  /// - Returns: nil where something is wrong; ``problems`` says what.
  /// - Throws: When the file as a whole cannot be read.
  mutating func trace(path: String) throws(FileProblem) -> StudyTrace? {
    let handle = try FileReader.open(path: path, limit: Self.limit, tooBig: Self.tooBig)
    defer { try? handle.close() }
    var reader = self
    try CSVLines.read(handle, limit: Self.limit) { number, line in
      number == 1 ? reader.header(line) : reader.study(number, line)
    }
    reader.finish()
    self = reader
    guard !problems.hasErrors else { return nil }
    return StudyTrace(
      times: times, bytes: bytes, instances: columns.contains(.instances) ? instances : nil,
      patientClasses: columns.contains(.patientClass) ? classes : nil)
  }

  // MARK: - Lines

  private mutating func header(_ line: CSVLines.Line) -> CSVLines.Next {
    guard let found = problems.columns(of: line, among: Column.allCases) else { return .stop }
    columns = found
    let seen = Set(found)
    if seen.isDisjoint(with: [.time, .seconds]) {
      problems.report(
        1, 0, line, "missing-column", "there is no column 'time'",
        hint:
          "write 'time' for dates with a time of the day, or 'seconds' for seconds since the start of the plan"
      )
    }
    if seen.isSuperset(of: [.time, .seconds]) {
      problems.report(
        1, 0, line, "duplicate-column", "'time' and 'seconds' cannot stand together",
        hint: "keep one")
    }
    if !seen.contains(.bytes) {
      problems.report(
        1, 0, line, "missing-column", "there is no column 'bytes'",
        hint: "write each study's size in bytes, as acquired")
    }
    return problems.hasErrors ? .stop : .goOn
  }

  private mutating func study(_ number: Int, _ line: CSVLines.Line) -> CSVLines.Next {
    guard !line.isEmpty else { return .goOn }
    guard times.count < most else {
      problems.report(
        number, 0, line, "too-many-studies",
        "the traces of the scenario have more than \(NumberText.whole(Double(Self.mostStudies))) studies",
        hint: "replay fewer months")
      return .stop
    }
    CSVProblems.split(line, into: &fields)
    guard fields.count == columns.count else {
      problems.wrongCount(number, line, found: fields.count, columns: columns.count)
      return full(number)
    }
    var study = (time: 0.0, bytes: 0.0, instances: Int32(1), patientClass: UInt8(0))
    var isSound = true
    for (place, column) in columns.enumerated() {
      let field = line[fields[place]]
      let result: Result
      switch column {
      case .time: result = time(field, number, fields[place].lowerBound, into: &study.time)
      case .seconds:
        if let value = TraceValues.number(field) {
          result = inside(value, number, fields[place].lowerBound)
          study.time = value
        } else {
          result = .wrong("wrong-type", "is not a number of seconds", "write it like '3600.5'")
        }
      case .bytes:
        if let value = TraceValues.whole(field, most: 10_000_000_000_000), value > 0 {
          study.bytes = Double(value)
          result = .sound
        } else {
          result = .wrong(
            "out-of-range", "is not a whole number of bytes from 1 to 10 TB",
            "write it like '262144000', without unit or separators")
        }
      case .instances:
        if let value = TraceValues.whole(field, most: 1_000_000), value > 0 {
          study.instances = Int32(value)
          result = .sound
        } else {
          result = .wrong(
            "out-of-range", "is not a whole number of instances from 1 to 1000000",
            "write it like '500'")
        }
      case .patientClass:
        if let value = TraceValues.patientClass(field) {
          study.patientClass = UInt8(value.rawValue)
          result = .sound
        } else {
          result = .wrong(
            "unknown-class", "is no class of patients", "write emergency, inpatient or outpatient")
        }
      }
      switch result {
      case .sound: continue
      case .outside: isSound = false
      case .wrong(let code, let message, let hint):
        isSound = false
        problems.report(
          number, fields[place], of: line, in: column.rawValue, code, message, hint: hint)
      }
    }
    guard isSound else { return full(number) }
    times.append(study.time)
    bytes.append(study.bytes)
    if columns.contains(.instances) { instances.append(study.instances) }
    if columns.contains(.patientClass) { classes.append(study.patientClass) }
    return .goOn
  }

  /// What a field is.
  private enum Result {
    case sound
    /// Beyond one end of the plan, and counted as such.
    case outside
    /// Code, what it is not, what to write.
    case wrong(String, String, String)
  }

  private mutating func time(
    _ field: TraceValues.Field, _ line: Int, _ column: Int, into seconds: inout Double
  ) -> Result {
    guard let written = TraceValues.time(field) else {
      return .wrong(
        "wrong-type", "is not a date with a time of the day",
        "write it like '2027-01-04T08:30:00', in the scenario's time zone or with an offset such as '-05:00'"
      )
    }
    guard clock != nil else { return .sound }
    if let offset = written.offset {
      seconds = (clock?.seconds(utc: written.local - offset) ?? 0) + written.fraction
    } else if let value = clock?.seconds(local: written.local) {
      seconds = value + written.fraction
    } else {
      return .wrong(
        "no-such-time", "is left out when clocks are put forward",
        "write an offset from UTC behind it, such as '-05:00'")
    }
    return inside(seconds, line, column)
  }

  private mutating func inside(_ seconds: Double, _ line: Int, _ column: Int) -> Result {
    guard let clock else { return .sound }
    if seconds < 0 {
      if early.count == 0 { early = Outside(line: line, column: column + 1) }
      early.count += 1
      return .outside
    }
    if seconds >= clock.length {
      if late.count == 0 { late = Outside(line: line, column: column + 1) }
      late.count += 1
      return .outside
    }
    return .sound
  }

  private mutating func finish() {
    if columns.isEmpty, !problems.hasErrors {
      problems.report(
        .error, "empty-file", "the file is empty", line: 1, hint: "begin with 'time,bytes'")
      return
    }
    if let clock, early.count > 0 {
      problems.report(
        .error, "time-before-plan",
        "\(Self.studies(early.count)) before the start of the plan, \(clock.start.firstDay.iso)",
        line: early.line, column: early.column,
        hint: "begin the plan with the trace, or move the trace's times into the plan")
    }
    if late.count > 0 {
      problems.report(
        .warning, "time-after-plan",
        "\(Self.studies(late.count)) after the end of the plan and not replayed",
        line: late.line, column: late.column)
    }
    if times.isEmpty, !problems.hasErrors {
      problems.report(
        .error, "no-studies", "the trace has no study in the plan", line: 1,
        hint: "write one study a line below the header")
    }
  }

  private static func studies(_ count: Int) -> String {
    count == 1 ? "1 study is" : "\(NumberText.whole(Double(count))) studies are"
  }

  /// Whether to go on after a problem.
  private mutating func full(_ number: Int) -> CSVLines.Next {
    guard problems.all.count >= Self.mostProblems else { return .goOn }
    problems.report(
      .error, "too-many-problems", "the lines from this one on were not read", line: number + 1,
      hint: "mend the problems above first")
    return .stop
  }
}
