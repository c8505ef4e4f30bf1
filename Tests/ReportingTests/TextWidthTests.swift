import Testing

@testable import Reporting

struct TextWidthTests {
  /// Helvetica at 10 pixels: H 7.22, e 5.56, l 2.22, l 2.22, o 5.56 are 22.78, and 17 % more 26.65.
  @Test func `widths are those of Helvetica and some more`() {
    #expect(abs(TextWidth.of("Hello", size: 10) - 26.6526) < 1e-9)
    #expect(abs(TextWidth.of("Hello", size: 10, isBold: true) - 26.6526 * 1.12) < 1e-9)
    #expect(TextWidth.of("", size: 10) == 0)
  }

  @Test func `marks that take no room are not counted`() {
    #expect(TextWidth.of("e\u{301}", size: 10) == TextWidth.of("e", size: 10))
    #expect(TextWidth.of("\u{200B}", size: 10) == 0)
    #expect(TextWidth.of("医", size: 10) > 10)
  }

  @Test(arguments: ["", "short", "a name that is much too long", "ＷＷＷＷＷＷＷ", "👩‍⚕️👩‍⚕️👩‍⚕️👩‍⚕️👩‍⚕️👩‍⚕️"])
  func `what is fitted fits`(text: String) {
    let fitted = text.fitted(to: 60, size: 11)
    #expect(TextWidth.of(fitted, size: 11) <= 60)
    #expect((fitted == text) == (TextWidth.of(text, size: 11) <= 60))
    for line in text.wrapped(toPixels: 60, size: 11, lines: 2) {
      #expect(TextWidth.of(line, size: 11) <= 60)
    }
  }

  @Test func `lines break at spaces, and inside a word that is too long`() {
    #expect("one two three".wrapped(to: 7, lines: 5) == ["one two", "three"])
    #expect("abcdefghij kl".wrapped(to: 4, lines: 5) == ["abcd", "efgh", "ij", "kl"])
    #expect("one two three four".wrapped(to: 7, lines: 2) == ["one two", "three…"])
  }
}
