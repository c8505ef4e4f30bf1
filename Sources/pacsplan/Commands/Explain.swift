import ArgumentParser
import Foundation
import Reporting

struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show the way from a figure back to prices, quantities and sources.",
    discussion: """
      FIGURE is an offer's id, or its beginning, and what of it: npv, total, eac, per-study, per-terabyte; a \
      year, calendar or planning, or go-live; a category or a price line, of all years or of one.

      Examples: northlake.npv, cirrus.2031.storage, halyard.licence, harbour.3.service

      Exits with 65 when results cannot be read or have no such figure, and with 66 when the folder or its \
      results.json is missing.
      """)

  @Argument(help: "Output folder of 'pacsplan run'.", completion: .directory)
  var folder: String

  @Argument(help: "Which figure: northlake.npv, cirrus.2031.storage.")
  var figure: String

  func run() throws {
    let file = OutputPlace.join(folder, "results.json")
    let data = try RunFolder.results(in: folder)
    do throws(RunResultsError) {
      print(try FigureExplanation(figure, json: data).text, terminator: "")
    } catch {
      Console.problem("'\(file.onOneLine)' \(error.message)", hint: error.hint)
      throw ExitStatus.invalidInput
    }
  }
}
