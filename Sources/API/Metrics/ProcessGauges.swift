import Foundation

extension PrometheusRegistry {
  /// Says with each exposition what the process takes, as Linux has it in `/proc/self` (proc(5)).
  public func watchProcess() {
    beforeExposition { registry in
      guard let figures = ProcessFigures() else { return }
      registry.set("process_cpu_seconds_total", to: figures.cpuSeconds)
      registry.set("process_resident_memory_bytes", to: Double(figures.residentBytes))
      registry.set("process_threads", to: Double(figures.threads))
      registry.set("process_start_time_seconds", to: figures.startTime)
      registry.set("process_open_fds", to: Double(figures.openDescriptors))
      registry.set("process_max_fds", to: Double(figures.mostDescriptors))
    }
  }
}

/// What this process takes.
struct ProcessFigures {
  var cpuSeconds: Double
  var residentBytes: Int
  var threads: Int

  /// Seconds since 1970.
  var startTime: Double
  var openDescriptors: Int
  var mostDescriptors: Int

  /// Nil where `/proc` is not what it is on Linux.
  init?() {
    guard let line = try? String(contentsOfFile: "/proc/self/stat", encoding: .utf8),
      // The name of the program, in brackets, may hold spaces and brackets.
      let nameEnd = line.lastIndex(of: ")"),
      let system = try? String(contentsOfFile: "/proc/stat", encoding: .utf8),
      let boot = system.split(separator: "\n").first(where: { $0.hasPrefix("btime ") }),
      let bootTime = Double(boot.dropFirst(6)),
      let descriptors = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
    else { return nil }
    // proc(5) numbers the fields from 1; the first behind the name is number 3.
    let fields = line[line.index(after: nameEnd)...].split(separator: " ")
    func field(_ number: Int) -> Int? {
      fields.indices.contains(number - 3) ? Int(fields[number - 3]) : nil
    }
    guard let user = field(14), let kernel = field(15), let threads = field(20),
      let start = field(22), let pages = field(24)
    else { return nil }
    let ticks = Double(sysconf(Int32(_SC_CLK_TCK)))
    cpuSeconds = Double(user + kernel) / ticks
    self.threads = threads
    startTime = bootTime + Double(start) / ticks
    residentBytes = pages * sysconf(Int32(_SC_PAGESIZE))
    openDescriptors = descriptors.count
    var limit = rlimit()
    mostDescriptors =
      getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0
      ? Int(clamping: limit.rlim_cur) : 0
  }
}
