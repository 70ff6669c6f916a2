import Domain

/// Where places of a text stood in the one that it was made of, by what was taken out or replaced up to there.
struct SourcePlaces {
  /// Places of the text behind each change, in their order, and how far the original runs ahead from there on.
  private var ends: [Int] = []
  private var shifts: [Int] = []

  init() {}

  init(_ edits: [Edit]) {
    var shift = 0
    for edit in edits {
      shift += edit.length - edit.after.utf8.count
      add(edit.offset + edit.length - shift, shift: shift)
    }
  }

  /// Adds a change behind those there are.
  mutating func add(_ end: Int, shift: Int) {
    ends.append(end)
    shifts.append(shift)
  }

  func original(of place: Int) -> Int {
    var low = 0
    var high = ends.count
    while low < high {
      let middle = (low + high) / 2
      if ends[middle] <= place { low = middle + 1 } else { high = middle }
    }
    return place + (low == 0 ? 0 : shifts[low - 1])
  }
}
