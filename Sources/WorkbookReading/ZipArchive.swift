import CZlib

/// The parts of a zip file held in memory, as far as workbooks need it: no encryption, no volumes,
/// no 64-bit sizes.
package struct ZipArchive {
  /// What is wrong with it.
  package struct Damage: Error {
    package var reason: String
    package init(_ reason: String) { self.reason = reason }
  }
  /// One part.
  package struct Entry {
    var method: Int
    var checksum: UInt32
    var packedSize: Int
    var size: Int
    var offset: Int
  }

  /// By name.
  package private(set) var entries: [String: Entry] = [:]
  private let bytes: [UInt8]

  /// Reads the directory at the file's end.
  package init(_ bytes: [UInt8]) throws(Damage) {
    self.bytes = bytes
    let recordSize = 22
    guard bytes.count >= recordSize else { throw Damage("it has only \(bytes.count) bytes") }
    // A comment of up to 65,535 bytes may follow the record.
    let earliest = max(0, bytes.count - recordSize - 65_535)
    guard
      let end = stride(from: bytes.count - recordSize, through: earliest, by: -1)
        .first(where: { bytes[$0..<$0 + 4].elementsEqual([0x50, 0x4B, 5, 6]) })
    else { throw Damage("it has no directory at its end") }
    let count = try number(end + 10, 2)
    var place = try number(end + 16, 4)
    for _ in 0..<count {
      guard try number(place, 4) == 0x0201_4B50 else { throw Damage("its directory is broken") }
      let nameLength = try number(place + 28, 2)
      guard place + 46 + nameLength <= bytes.count else {
        throw Damage("its directory is cut short")
      }
      let name = String(decoding: bytes[(place + 46)..<(place + 46 + nameLength)], as: UTF8.self)
      entries[name] = Entry(
        method: try number(place + 10, 2), checksum: UInt32(try number(place + 16, 4)),
        packedSize: try number(place + 20, 4), size: try number(place + 24, 4),
        offset: try number(place + 42, 4))
      place += 46 + nameLength + (try number(place + 30, 2)) + (try number(place + 32, 2))
    }
    guard entries.count == count, count > 0 else { throw Damage("its directory names parts twice") }
  }

  /// The names of its parts, in order.
  package var names: [String] { entries.keys.sorted() }

  /// Inflates a part and compares its length and checksum.
  ///
  /// - Parameters:
  ///   - name: The part.
  ///   - limit: The most bytes that it may unpack to; a greater part is refused before memory is taken.
  /// - Returns: Its bytes.
  /// - Throws: What is wrong with it.
  package func contents(of name: String, limit: Int = .max) throws(Damage) -> [UInt8] {
    guard let entry = entries[name] else { throw Damage("\(name) is missing") }
    guard entry.size <= limit else {
      throw Damage("\(name) unpacks to more than \(limit / 1_000_000) MB")
    }
    guard try number(entry.offset, 4) == 0x0403_4B50 else {
      throw Damage("\(name) is not where the directory says")
    }
    let start =
      entry.offset + 30 + (try number(entry.offset + 26, 2)) + (try number(entry.offset + 28, 2))
    guard start + entry.packedSize <= bytes.count else { throw Damage("\(name) is cut short") }
    let packed = Array(bytes[start..<start + entry.packedSize])
    let plain: [UInt8]
    switch entry.method {
    case 0: plain = packed
    case 8: plain = try Self.inflated(packed, size: entry.size, name)
    default: throw Damage("\(name) is packed in an unknown way")
    }
    guard plain.count == entry.size else { throw Damage("\(name) has not the length it should") }
    let sum = crc32(0, plain, uInt(plain.count))
    guard UInt32(truncatingIfNeeded: sum) == entry.checksum else {
      throw Damage("\(name) has not the checksum it should")
    }
    return plain
  }

  private static func inflated(_ packed: [UInt8], size: Int, _ name: String) throws(Damage)
    -> [UInt8]
  {
    // Deflate packs at most 1,032 to one: a greater size is a broken directory, not a request for
    // memory.
    guard size <= packed.count * 1_032 + 64 else {
      throw Damage("\(name) has not the length it should")
    }
    var input = packed
    var output = [UInt8](repeating: 0, count: size + 1)
    var stream = z_stream()
    // −15: a bare deflate stream, as zip files hold it.
    guard
      inflateInit2_(&stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { throw Damage("\(name) cannot be unpacked: no memory") }
    defer { inflateEnd(&stream) }
    let room = output.count
    let status = input.withUnsafeMutableBufferPointer { source in
      output.withUnsafeMutableBufferPointer { target in
        stream.next_in = source.baseAddress
        stream.avail_in = uInt(source.count)
        stream.next_out = target.baseAddress
        stream.avail_out = uInt(room)
        return inflate(&stream, Z_FINISH)
      }
    }
    guard status == Z_STREAM_END else { throw Damage("\(name) cannot be unpacked") }
    return Array(output.prefix(room - Int(stream.avail_out)))
  }

  /// An unsigned little-endian number.
  private func number(_ place: Int, _ length: Int) throws(Damage) -> Int {
    guard place >= 0, place + length <= bytes.count else { throw Damage("it is cut short") }
    return bytes[place..<place + length].reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}
