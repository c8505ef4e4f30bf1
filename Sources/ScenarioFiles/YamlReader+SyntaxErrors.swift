import PlanModel
import Yams

extension YamlReader {
  func explain(_ error: YamlError) {
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      if let (mask, line, column) = maskedToken(before: mark) {
        refuse(mask, line, column)
      } else {
        let (message, hint) = plainWords(problem, context, at: mark)
        // Where a text or a key runs on, its start says more than where the parser gave up.
        let startSays =
          problem.contains("unexpected end of stream") || problem.contains("expected ':'")
        let mark = startSays ? context?.mark ?? mark : mark
        let code =
          problem.contains("another document")
          ? "several-documents" : problem.contains("max depth") ? "too-deep" : "yaml-syntax"
        fail(code, message, mark.line, mark.column, hint: hint)
      }
    case .reader(let problem, let offset, _, _):
      let place = offset.map { self.place(of: min($0, scalars.count)) } ?? (1, 1)
      fail(
        "not-text", "the file cannot be read as text (\(problem))", place.0, place.1,
        hint: "save the file as plain text in UTF-8")
    default:
      fail("yaml-syntax", "the file cannot be read as YAML", 1, 1)
    }
  }

  /// An anchor, alias or tag that the parser may have stumbled over: the last one on the line of
  /// the error or the line before.
  private func maskedToken(before mark: Mark) -> (Mask, Int, Int)? {
    let end = min(index(of: mark) ?? scalars.count, scalars.count)
    var index = end
    var breaks = 0
    var found: (Mask, Int)?
    while index > 0, breaks < 2 {
      index -= 1
      if scalars[index] == "\n" {
        breaks += 1
        if breaks == 2 || found != nil { break }
      }
      // A comment hides what follows it.
      if scalars[index] == "#", index == 0 || " \t\n".unicodeScalars.contains(scalars[index - 1]) {
        found = nil
      }
      if found == nil, let mask = Mask(rawValue: scalars[index].value),
        index == 0 || " \t\n[{,?".unicodeScalars.contains(scalars[index - 1])
      {
        found = (mask, index)
      }
    }
    return found.map { mask, index in
      let place = place(of: index)
      return (mask, place.line, place.column)
    }
  }

  private func plainWords(
    _ problem: String, _ context: YamlError.Context?, at mark: Mark
  ) -> (String, String?) {
    let opened = context.map { "it opens in line \($0.mark.line)" }
    switch problem {
    case _ where problem.contains("tab character"):
      return ("a tab cannot be used for indentation", "use spaces")
    case _ where problem.contains("cannot start any token"):
      guard let index = index(of: mark), scalars[index] != "\t" else {
        return ("a tab cannot be used for indentation", "use spaces")
      }
      return (
        "a value cannot begin with '\(Character(scalars[index]))'", "put the whole text in quotes"
      )
    case _ where problem.contains("mapping values are not allowed"):
      return ("a ':' is not expected here", "check the indentation, or put the text in quotes")
    case _ where problem.contains("could not find expected ':'"):
      return ("a key without ':' after it", "write 'key: value', or check the indentation")
    case _ where problem.contains("did not find expected ',' or '}'"):
      return ("a ',' or '}' is missing here", opened ?? "each '{' needs its '}'")
    case _ where problem.contains("did not find expected ',' or ']'"):
      return ("a ',' or ']' is missing here", opened ?? "each '[' needs its ']'")
    case _ where problem.contains("did not find expected key"):
      return ("a key is expected here", "check the indentation and the quotes above")
    case _ where problem.contains("did not find expected '-' indicator"):
      return ("an item of the list ('- ...') is expected here", "check the indentation")
    case _ where problem.contains("unexpected end of stream"):
      return ("the quoted text that begins here does not end", "write the second quote")
    case _ where problem.contains("unknown escape character"):
      return ("an unknown escape in a quoted text", "write '\\\\' for a backslash")
    case _ where problem.contains("another document"):
      return ("a second document begins here", "delete the '---'; one file is one document")
    case _ where problem.contains("max depth"):
      return (
        "lists and mappings are nested more than \(Self.deepest) levels deep",
        "a bracket may not be closed"
      )
    default:
      return ("this is not YAML: \(restored(problem))", "check the indentation and the quotes")
    }
  }
}
