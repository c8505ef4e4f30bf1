extension String {
  /// The text on one line: each run of line breaks, tabs and control characters is one space.
  ///
  /// What a user writes is data in every output. Control characters have no place in one, and XML
  /// cannot hold them. Marks that turn the direction of writing go too: one that is not closed
  /// would turn the words of ours that follow it.
  package var onOneLine: String {
    var result = String.UnicodeScalarView()
    var lastWasSpace = false
    for scalar in unicodeScalars where !scalar.turnsDirection {
      let isSpace = scalar == " " || scalar.isBreakOrControl
      if !isSpace || !lastWasSpace { result.append(isSpace ? " " : scalar) }
      lastWasSpace = isSpace
    }
    return String(result).trimmingSpaces
  }

  /// At most some characters, the last of them an ellipsis where text was cut.
  package func shortened(to limit: Int) -> String {
    count <= limit ? self : String(prefix(max(0, limit - 1))).trimmingSpaces + "…"
  }

  /// Lines of at most some characters, broken at spaces, or inside a word longer than a line.
  package func wrapped(to width: Int, lines limit: Int) -> [String] {
    let lines = broken(to: Double(width)) { Double($0.count) }
    guard lines.count > limit, limit > 0 else { return lines }
    let last = lines[(limit - 1)...].joined(separator: " ").shortened(to: width)
    return lines[..<(limit - 1)] + [last]
  }

  /// Lines no longer than a limit by some measure, broken at spaces, or inside a word longer than a
  /// line.
  func broken(to limit: Double, measure: (Substring) -> Double) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in split(separator: " ") {
      var rest = word
      if !line.isEmpty, measure(Substring("\(line) \(rest)")) <= limit {
        line += " " + rest
        continue
      }
      if !line.isEmpty { lines.append(line) }
      while rest.count > 1, measure(rest) > limit {
        var head = rest
        while head.count > 1, measure(head) > limit { head.removeLast() }
        lines.append(String(head))
        rest = rest.dropFirst(head.count)
      }
      line = String(rest)
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }

  var trimmingSpaces: String {
    var view = self[...]
    while view.first == " " { view.removeFirst() }
    while view.last == " " { view.removeLast() }
    return String(view)
  }
}

extension Unicode.Scalar {
  /// Whether it is an explicit embedding, override or isolate.
  fileprivate var turnsDirection: Bool {
    switch value {
    case 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// Whether it breaks a line, is a control character, or is no character at all.
  fileprivate var isBreakOrControl: Bool {
    switch value {
    case 0...0x1F, 0x7F...0x9F, 0x2028, 0x2029, 0xFFFE, 0xFFFF: true
    default: false
    }
  }
}
