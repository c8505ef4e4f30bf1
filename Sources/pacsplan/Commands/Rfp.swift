import ArgumentParser
import PlanModel
import Quotes
import Reporting
import ScenarioFiles

struct Rfp: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rfp",
    abstract: "Ask vendors for prices in a workbook, and read what they send back.",
    discussion: """
      Without --import, writes a workbook for each vendor of the scenario and one for new bidders: the loads, \
      a price schedule, the contract's terms and the list of requirements, to be filled in.

      With --import, reads the workbooks of a folder that have come back and writes a vendor profile for \
      each: its technical part is that of the vendor's profile, or for a new bidder that of the vendor named \
      by --like; prices, contract and answers are those of the workbook. The output folder appears whole or \
      not at all, and not while any workbook has a problem; each is shown with sheet and cell.

      Exits with 65 when a file holds an error, 66 when the scenario or the folder of workbooks is \
      missing, 73 when the output folder cannot be made or replaced, 74 when writing fails.
      """)

  @Argument(help: "Scenario file.", completion: .file(extensions: ["yaml"]))
  var scenario: String

  @Option(name: [.short, .long], help: "Folder to write.", completion: .directory)
  var out: String

  @Option(
    name: .customLong("import"), help: "Folder with workbooks that have come back.",
    completion: .directory)
  var returned: String?

  @Option(help: "Vendor whose technical part holds for bidders without a profile.")
  var like: String?

  func validate() throws {
    guard like == nil || returned != nil else {
      throw ValidationError("--like goes with --import")
    }
  }

  func run() throws {
    let loaded = ScenarioLoader.load(path: scenario)
    Console.show(DiagnosticRenderer(loaded.inputs).render(loaded.diagnostics))
    guard let plan = loaded.scenario else {
      throw loaded.isInputMissing ? ExitStatus.missingInput : ExitStatus.invalidInput
    }
    if let returned {
      try read(returned, loaded, plan)
    } else {
      let names = try output { folder in
        do throws(WorkbookError) {
          return try RequestBook(loaded)?.write(into: folder.staging) ?? []
        } catch {
          Console.problem("\(error)", hint: "the earlier output, if any, is as it was")
          throw ExitStatus.writeFailed
        }
      }
      for name in names { print(OutputPlace.join(out, name)) }
    }
  }

  private func read(_ folder: String, _ loaded: LoadedScenario, _ plan: Scenario) throws {
    if let like, !plan.vendors.contains(where: { $0.id == like }) {
      Console.problem(
        "no vendor of the scenario is called '\(like)'",
        hint: "its vendors: \(plan.vendors.map(\.id).joined(separator: ", "))")
      throw ExitStatus.invalidInput
    }
    let quotes = QuoteImport(folder: folder, loaded, plan, path: scenario, like: like)
    guard !quotes.isMissing else {
      Console.problem(
        "there is no folder '\(folder)' with .xlsx workbooks",
        hint: "name the folder in which the returned workbooks are")
      throw ExitStatus.missingInput
    }
    guard quotes.problems.isEmpty else {
      for problem in quotes.problems { Console.note("\(problem)") }
      Console.note("nothing was written")
      throw ExitStatus.invalidInput
    }
    try output { folder in
      do throws(OutputError) {
        try OutputFile.makeFolder(OutputPlace.join(folder.staging, "vendors"))
        for profile in quotes.profiles {
          try OutputFile.write(profile.text, to: OutputPlace.join(folder.staging, profile.name))
        }
      } catch {
        Console.problem("\(error)", hint: "the earlier output, if any, is as it was")
        throw ExitStatus.writeFailed
      }
    }
    for profile in quotes.profiles { print(profile.summary.joined(separator: "\n")) }
    if !quotes.others.isEmpty {
      print("Not read: \(quotes.others.map(\.onOneLine).joined(separator: ", "))")
    }
    for profile in quotes.profiles { print(OutputPlace.join(out, profile.name)) }
  }

  /// Fills the output folder and puts it in its place.
  private func output<Value>(_ fill: (OutputFolder) throws -> Value) throws -> Value {
    do {
      let folder = try OutputFolder(at: out)
      defer { folder.discard() }
      let value = try fill(folder)
      try folder.commit()
      return value
    } catch OutputFolderError.cannotCreate(let message, let hint) {
      Console.problem(message, hint: hint)
      throw ExitStatus.cannotCreate
    } catch OutputFolderError.cannotWrite(let message) {
      Console.problem(message, hint: "the earlier output, if any, is as it was")
      throw ExitStatus.writeFailed
    }
  }
}
