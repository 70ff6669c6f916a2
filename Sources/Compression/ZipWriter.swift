import CZlib

/// Writes a ZIP archive (PKWARE APPNOTE 6.3.10) piece by piece: files one after another, then the
/// directory, which the caller keeps meanwhile, in memory or elsewhere.
///
///     var zip = ZipWriter()
///     out += try zip.file("a.txt", bytes)
///     directory += zip.takeDirectory()
///     out += directory + zip.end()
///
/// Each file is at hand as a whole, so its sizes stand before it and any reader can stream it. Offsets
/// and counts beyond 32 and 16 bits are written as ZIP64.
public struct ZipWriter: Sendable {
  /// When a file was changed, as MS-DOS counts: years from 1980, seconds by two.
  public struct Time: Sendable {
    let date: UInt16
    let time: UInt16

    /// Years outside 1980 to 2107 become the nearest.
    public init(
      year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0
    ) {
      date = UInt16(min(max(year, 1980), 2107) - 1980) << 9 | UInt16(month) << 5 | UInt16(day)
      time = UInt16(hour) << 11 | UInt16(minute) << 5 | UInt16(second / 2)
    }

    public static let unknown = Time(year: 1980, month: 1, day: 1)
  }

  private var directory: [UInt8] = []
  private var directorySize: UInt64 = 0
  private var offset: UInt64 = 0
  private var files: UInt64 = 0

  /// The sizes of one file have 32 bits.
  private static let longest = Int(UInt32.max) - 1

  public init() {}

  /// The bytes of one file with the header before it.
  ///
  /// - Parameters:
  ///   - name: a path with `/` between its parts.
  ///   - isStored: whether to leave it uncompressed, as EPUB wants its first file.
  /// - Throws: `CompressionError.overLimit` where the file has 4 GiB or more, `outOfMemory`.
  public mutating func file(
    _ name: String, _ bytes: [UInt8], changed: Time = .unknown, isStored: Bool = false
  ) throws -> [UInt8] {
    guard bytes.count < ZipWriter.longest else {
      throw CompressionError.overLimit(ZipWriter.longest)
    }
    // zlib's own wrapping is two bytes before and a checksum of four behind (RFC 1950).
    let packed =
      isStored ? bytes : Array(try ContentCoding.deflate.compress(bytes).dropFirst(2).dropLast(4))
    let name = Array(name.utf8)
    var entry = Record()
    // 20: deflate; 45 would say that ZIP64 is needed, which is so for the offset alone.
    entry.add(UInt16(20))
    entry.add(UInt16(1 << 11))  // the name is UTF-8
    entry.add(UInt16(isStored ? 0 : 8))
    entry.add(changed.time)
    entry.add(changed.date)
    entry.add(ZipWriter.checksum(bytes))
    entry.add(UInt32(packed.count))
    entry.add(UInt32(bytes.count))
    entry.add(UInt16(name.count))

    var header = Record()
    header.add(UInt32(0x0403_4b50))
    header.bytes += entry.bytes
    header.add(UInt16(0))
    header.bytes += name

    note(entry, name)
    offset += UInt64(header.bytes.count + packed.count)
    files += 1
    return header.bytes + packed
  }

  /// The directory's bytes since the last call; all of them together stand between the files and the
  /// end.
  public mutating func takeDirectory() -> [UInt8] {
    defer { directory = [] }
    return directory
  }

  /// What stands behind the directory.
  public func end() -> [UInt8] {
    var end = Record()
    let needs64 =
      files >= UInt16.max || offset >= UInt32.max || directorySize >= UInt32.max
    if needs64 {
      end.add(UInt32(0x0606_4b50))
      end.add(UInt64(44))
      end.add(UInt16(45))
      end.add(UInt16(45))
      end.add(UInt32(0))
      end.add(UInt32(0))
      end.add(files)
      end.add(files)
      end.add(directorySize)
      end.add(offset)
      end.add(UInt32(0x0706_4b50))
      end.add(UInt32(0))
      end.add(offset + directorySize)
      end.add(UInt32(1))
    }
    end.add(UInt32(0x0605_4b50))
    end.add(UInt32(0))
    end.add(UInt16(clamping: files))
    end.add(UInt16(clamping: files))
    end.add(UInt32(clamping: directorySize))
    end.add(UInt32(clamping: offset))
    end.add(UInt16(0))
    return end.bytes
  }

  private mutating func note(_ entry: Record, _ name: [UInt8]) {
    let isFar = offset >= UInt32.max
    var record = Record()
    record.add(UInt32(0x0201_4b50))
    record.add(UInt16(3 << 8 | (isFar ? 45 : 20)))  // made on Unix
    record.bytes += entry.bytes
    record.add(UInt16(isFar ? 12 : 0))
    record.add(UInt16(0))
    record.add(UInt16(0))
    record.add(UInt16(0))
    record.add(UInt32(0o100644) << 16)
    record.add(UInt32(clamping: offset))
    record.bytes += name
    if isFar {
      record.add(UInt16(1))
      record.add(UInt16(8))
      record.add(offset)
    }
    directory += record.bytes
    directorySize += UInt64(record.bytes.count)
  }

  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    bytes.withUnsafeBufferPointer {
      UInt32(truncatingIfNeeded: crc32_z(0, $0.baseAddress, $0.count))
    }
  }

  /// Integers in little endian, one after another.
  private struct Record {
    var bytes: [UInt8] = []

    mutating func add(_ value: some FixedWidthInteger) {
      withUnsafeBytes(of: value.littleEndian) { bytes += $0 }
    }
  }
}
