import ArgumentParser
import Glibc

/// How the program ends, by the numbers of sysexits.h, so that a script can tell.
enum Exit {
  /// The answer is no: an unhealthy server, a page without an article.
  static let failure = ExitCode(1)
  /// EX_DATAERR: what came in is not what it should be.
  static let badInput = ExitCode(65)
  /// EX_NOINPUT: a file that cannot be read.
  static let noInput = ExitCode(66)
  /// EX_UNAVAILABLE: the port is taken.
  static let unavailable = ExitCode(69)
  /// EX_CANTCREAT: the data folder cannot be made or written.
  static let cannotCreate = ExitCode(73)
  /// EX_TEMPFAIL: another process has the data folder.
  static let inUse = ExitCode(75)
  /// EX_CONFIG: a key or value is wrong.
  static let configuration = ExitCode(78)
}

/// Says what is wrong on standard error, after the program's name.
func complain(_ sentence: String) {
  let line = Array("winnow: \(sentence)\n".utf8)
  _ = write(STDERR_FILENO, line, line.count)
}

/// Turns a wrong configuration into its sentence and the exit that belongs to it.
func stopping<Result>(_ body: () throws -> Result) throws -> Result {
  do {
    return try body()
  } catch let problem as ConfigurationProblem {
    complain("\(problem)")
    throw Exit.configuration
  }
}
