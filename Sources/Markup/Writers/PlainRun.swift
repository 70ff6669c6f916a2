extension [UInt8] {
  /// Where a run of bytes of which nothing is to be made ends: the first that is not `plain`, or the end.
  ///
  /// Writers step over most of a text with it.
  @inline(__always)
  func plainEnd(from start: Int, to end: Int, _ isPlain: (UInt8) -> Bool) -> Int {
    withUnsafeBufferPointer { bytes in
      var i = start
      while i < end, isPlain(bytes[i]) { i += 1 }
      return i
    }
  }
}
