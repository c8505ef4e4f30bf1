/// The 32-bit name under which a stream, or a parameter's group, draws.
public enum StreamKey {
  /// FNV-1a over the UTF-8 of the id, so that a stream keeps its studies whatever else changes.
  ///
  /// Source: G. Fowler, L. C. Noll, K.-P. Vo, *The FNV Non-Cryptographic Hash Algorithm*.
  public static func of(_ id: String) -> UInt32 {
    id.utf8.reduce(0x811C_9DC5) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
  }
}
