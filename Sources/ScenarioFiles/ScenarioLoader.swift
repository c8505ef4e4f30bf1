import Foundation
public import PlanModel

/// What came of reading a scenario and the files it names.
public struct LoadedScenario: Sendable {
  /// The plan; nil where a file has an error.
  public var scenario: Scenario?
  /// Every problem, in the order of `inputs`, then by line and column.
  public var diagnostics: [Diagnostic]
  /// The files read: the scenario, those that it is based on, its catalogue, its vendors, its traces.
  public var inputs: [InputFile]
  /// Whether the file the user named does not exist (exit status 66 rather than 65).
  public var isInputMissing: Bool
  /// The currencies that prices may be in: the plan's own, then those that it has a rate for.
  package var currencies: [String] = []
  /// The vendors, by id, whose contract the scenario states itself: that of their profiles does not count.
  package var ownContracts: Set<String> = []
}

/// Reads a scenario with its catalogue and vendor profiles, and reports everything that is wrong
/// with any of them in one go.
public enum ScenarioLoader {
  /// Reads a scenario file and the files it names.
  ///
  /// - Parameters:
  ///   - path: The scenario.
  ///   - texts: What is read in the place of vendor profiles, by the names of ``LoadedScenario/inputs``.
  /// - Returns: The plan, or what is wrong.
  public static func load(
    path: String, replacing texts: [String: String] = [:]
  ) -> LoadedScenario {
    var session = LoadingSession(directory: directory(of: path))
    session.replaced = texts
    do {
      let text = try FileReader.text(path: path)
      session.load(InputFile(name: path, text: text))
      return session.result
    } catch {
      let isMissing = error.code == "missing-file"
      session.fail(error, code: isMissing ? "missing-input" : error.code, file: path)
      var result = session.result
      result.isInputMissing = isMissing
      return result
    }
  }

  /// Reads a scenario from its text.
  ///
  /// - Parameters:
  ///   - text: The scenario.
  ///   - name: What messages call it.
  ///   - directory: The folder that its paths are relative to.
  /// - Returns: As for a file.
  public static func load(text: String, named name: String, directory: String) -> LoadedScenario {
    var session = LoadingSession(directory: directory)
    do {
      session.load(InputFile(name: name, text: try FileReader.text(of: Array(text.utf8))))
    } catch {
      session.fail(error, code: error.code, file: name)
    }
    return session.result
  }

  private static func directory(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}

/// A scenario's files as they were read, for the checks; each has been compared with its table.
struct LoadedFiles: Sendable {
  /// A vendor's profile and the scenario's words about it.
  struct Vendor: Sendable {
    /// The entry of the scenario's list.
    var choice: YamlValue
    /// The site or place where the core stands, as written.
    var core: YamlValue? { choice["core"] }
    /// The places of further copies, as written.
    var copies: [YamlEntry] { choice["copies"]?.entries ?? [] }
    /// The profile; nil where it could not be read.
    var profile: Section?
  }

  var scenario: Section
  var catalogue: Section?
  var vendors: [Vendor] = []
  /// The traces that could be read, by the place of their stream.
  var traces: [Int: StudyTrace] = [:]
  /// The tables of sizes that could be read, by the place of their stream.
  var sizes: [Int: QuantileTable] = [:]

  /// The same files under other names: what the plan keeps of places goes into reports, which must
  /// not depend on where the user stands.
  func named(as name: (String) -> String) -> LoadedFiles {
    var files = self
    files.scenario.file = name(scenario.file)
    files.scenario.value = scenario.value.renamed { $0.map(name) }
    files.catalogue?.file = name(catalogue?.file ?? "")
    for index in vendors.indices {
      files.vendors[index].choice = vendors[index].choice.renamed { $0.map(name) }
      files.vendors[index].profile?.file = name(vendors[index].profile?.file ?? "")
    }
    return files
  }
}

/// One run over a scenario's files.
private struct LoadingSession {
  private var paths: ScenarioPaths
  private let collector = Collector()
  private var inputs: [InputFile] = []
  private var scenario: Scenario?
  /// What is read in the place of files, by their names.
  var replaced: [String: String] = [:]

  init(directory: String) { paths = ScenarioPaths(directory: directory) }

  /// See the result's properties of these names.
  private var currencies: [String] = []
  private var ownContracts: Set<String> = []

  var result: LoadedScenario {
    LoadedScenario(
      scenario: scenario, diagnostics: collector.sorted(files: inputs.map(\.name)), inputs: inputs,
      isInputMissing: false, currencies: currencies, ownContracts: ownContracts)
  }

  func fail(_ problem: FileProblem, code: String, file: String) {
    collector.report(
      Diagnostic(
        .error, code, "the file \(problem.message)",
        at: SourceLocation(file: file, line: problem.line, column: problem.column),
        hint: problem.hint))
  }

  mutating func load(_ file: InputFile) {
    guard let section = scenario(file) else { return }
    var files = LoadedFiles(scenario: section)
    if let path = section.written("catalogue") {
      files.catalogue = follow(path, CatalogueFields.file)
    }
    for choice in section.written("vendors")?.items ?? [] {
      let path = choice.entries == nil ? choice : choice["profile"]
      files.vendors.append(
        LoadedFiles.Vendor(
          choice: choice, profile: path.flatMap { follow($0, VendorFields.file) }))
    }
    files.traces = traces(of: section)
    files.sizes = sizes(of: section)
    for check in FileChecks.all {
      for problem in check.problems(in: files) { collector.report(problem) }
    }
    guard !collector.hasErrors else { return }
    let rates = section.section("finance")?.section("exchange-rates")?.named ?? []
    currencies = [known(section.text("currency"))] + rates.map(\.entry.key)
    ownContracts = Set(
      files.vendors.filter { files.ownContract(of: $0) != nil }.compactMap {
        $0.profile?.text("vendor")
      })
    scenario = ScenarioBuilder(files.named(as: paths.relative)).scenario()
  }

  /// The most scenarios of which each is based on the next.
  private static let mostLayers = 20

  /// Reads a scenario and those that it is based on, and joins them.
  private mutating func scenario(_ file: InputFile) -> Section? {
    let path = paths.path(of: file.name)
    guard var layers = layers(file, at: path, above: []), var value = layers.popLast() else {
      return nil
    }
    let isJoined = !layers.isEmpty
    let paths = paths
    let join = ScenarioLayers { key, entry in
      guard key == "vendors" else { return entry["id"]?.text.map { "id \($0)" } }
      let profile = entry.entries == nil ? entry : entry["profile"]
      guard let file = profile?.file, let text = profile?.text else { return nil }
      return try? paths.resolve(text, in: file).path
    }
    while let upper = layers.popLast() { value = join.joined(upper, onto: value) }
    if isJoined {
      Conformance(file: file.name, collector: collector).checkJoined(value, ScenarioFields.file)
    }
    return Section(table: ScenarioFields.file, value: value, file: file.name)
  }

  /// A scenario, then the one that it is based on, and so on; each value knows its file.
  ///
  /// - Parameters:
  ///   - file: The scenario.
  ///   - path: Where it lies.
  ///   - above: Names and places of the scenarios that are based on it, the user's first.
  /// - Returns: nil where one cannot be read, which has been reported.
  private mutating func layers(
    _ file: InputFile, at path: String, above: [(name: String, path: String)]
  ) -> [YamlValue]? {
    guard let value = parse(file, ScenarioFields.file) else { return nil }
    let conformance = Conformance(file: file.name, collector: collector)
    let isPart = !above.isEmpty || value["based-on"] != nil
    if isPart {
      conformance.checkPart(value, ScenarioFields.file)
    } else {
      conformance.check(value, ScenarioFields.file)
    }
    guard value.entries != nil else { return nil }
    let own = value.renamed { _ in file.name }
    guard let written = own["based-on"], !written.isEmpty else { return [own] }
    let above = above + [(file.name, path)]
    let rest = follow(written, isBase: true) { session, name, path throws(FileProblem) in
      guard !above.contains(where: { $0.path == path }) else {
        let names = above.drop { $0.path != path }.map(\.name) + [name]
        throw FileProblem(
          code: "based-on-cycle",
          message: "would be based on itself: \(names.joined(separator: ", "))",
          hint: "one of them has to stand alone")
      }
      guard above.count < Self.mostLayers else {
        throw FileProblem(
          code: "too-many-bases",
          message: "is the \(Self.mostLayers + 1)th of which each is based on the next",
          hint: "at most \(Self.mostLayers) are read")
      }
      let text = try FileReader.text(path: path)
      return session.layers(InputFile(name: name, text: text), at: path, above: above)
    }
    return rest.map { [own] + $0 }
  }

  /// Reads the traces of all streams.
  private mutating func traces(of scenario: Section) -> [Int: StudyTrace] {
    var traces: [Int: StudyTrace] = [:]
    var clock: PlanClock?
    if let start = scenario.month("start"), let years = scenario.whole("years"),
      let zone = scenario.text("time-zone")
    {
      clock = PlanClock(start: start, months: years * 12, timeZone: zone)
    }
    for (place, stream) in scenario.sections("streams").enumerated() {
      guard let written = stream.written("trace") else { continue }
      let others = traces.values.reduce(0) { $0 + $1.count }
      traces[place] = follow(written) { session, name, path throws(FileProblem) in
        var reader = TraceReader(
          name: name, clock: clock, most: TraceReader.mostStudies - others)
        let trace = try reader.trace(path: path)
        reader.problems.all.forEach(session.collector.report)
        session.inputs.append(InputFile(name: name, shown: reader.problems.shown))
        return trace
      }
    }
    return traces
  }

  /// Reads the tables of sizes of all streams.
  private mutating func sizes(of scenario: Section) -> [Int: QuantileTable] {
    var sizes: [Int: QuantileTable] = [:]
    for (place, stream) in scenario.sections("streams").enumerated() {
      guard let written = stream.section("study-size")?.written("quantiles") else { continue }
      sizes[place] = follow(written) { session, name, path throws(FileProblem) in
        var reader = QuantileReader(name: name)
        let table = try reader.table(path: path)
        reader.problems.all.forEach(session.collector.report)
        session.inputs.append(InputFile(name: name, shown: reader.problems.shown))
        return table
      }
    }
    return sizes
  }

  /// Parses a file and compares it with its table.
  private mutating func read(_ file: InputFile, _ table: FieldTable) -> Section? {
    guard let value = parse(file, table) else { return nil }
    Conformance(file: file.name, collector: collector).check(value, table)
    return value.entries == nil ? nil : Section(table: table, value: value, file: file.name)
  }

  /// Parses a file that should be of the sort that a table is for.
  private mutating func parse(_ file: InputFile, _ table: FieldTable) -> YamlValue? {
    inputs.append(file)
    let collector = collector
    guard let value = YamlReader.read(file.text, file: file.name, report: { collector.report($0) })
    else { return nil }
    if let problem = FileSort.mistaken(value, for: table, in: file.name) {
      collector.report(problem)
      return nil
    }
    return value
  }

  /// Reads a file that the scenario names.
  private mutating func follow(_ written: YamlValue, _ table: FieldTable) -> Section? {
    follow(written) { session, name, path throws(FileProblem) in
      if let text = session.replaced[name] {
        return session.read(InputFile(name: name, text: text), table)
      }
      return session.read(InputFile(name: name, text: try FileReader.text(path: path)), table)
    }
  }

  private mutating func follow<Content>(
    _ written: YamlValue, isBase: Bool = false,
    _ read: (inout LoadingSession, String, String) throws(FileProblem) -> Content?
  ) -> Content? {
    // Anything but a text has been reported.
    guard let file = written.file ?? inputs.first?.name, let text = written.text, !text.isEmpty
    else { return nil }
    func report(_ code: String, _ message: String, _ hint: String?) {
      collector.report(
        Diagnostic(.error, code, message, at: written.location(in: file), hint: hint))
    }
    do {
      let target =
        isBase ? try paths.resolveBase(text, in: file) : try paths.resolve(text, in: file)
      paths.note(target)
      let name = target.name
      do {
        return try read(&self, name, target.path)
      } catch {
        // A problem inside the file is shown there, one with the file where it is named.
        if error.line > 1 || error.column > 1 {
          inputs.append(InputFile(name: name, text: ""))
          fail(error, code: error.code, file: name)
        } else {
          let hint = error.code == "missing-file" ? paths.nearest(to: text, in: file) : nil
          report(
            error.code, "the file '\(text.excerpt)' \(error.message)",
            hint.map { "did you mean '\($0)'?" } ?? error.hint)
        }
        return nil
      }
    } catch {
      report(error.code, "the path \(error.message)", error.hint)
      return nil
    }
  }
}

/// Collects the problems of all files.
final class Collector {
  private var diagnostics: [Diagnostic] = []

  /// Whether there is one that stops the run.
  var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  /// More problems than anybody reads.
  static let most = 1_000

  /// Whether further problems are left out.
  var isFull: Bool { diagnostics.count > Self.most }

  func report(_ diagnostic: Diagnostic) {
    guard diagnostics.count >= Self.most else {
      diagnostics.append(diagnostic)
      return
    }
    guard !isFull else { return }
    diagnostics.append(
      Diagnostic(
        .error, "too-many-problems", "more than \(Self.most) problems; the rest are not shown",
        at: diagnostic.location))
  }

  /// Each problem once, by file in the order given, then line, then column.
  func sorted(files: [String]) -> [Diagnostic] {
    var seen: Set<Diagnostic> = []
    let order = Dictionary(
      files.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    return diagnostics.filter { seen.insert($0).inserted }.enumerated().sorted { a, b in
      let (x, y) = (a.element.location, b.element.location)
      return (order[x.file] ?? .max, x.line, x.column, a.offset)
        < (order[y.file] ?? .max, y.line, y.column, b.offset)
    }.map(\.element)
  }
}
