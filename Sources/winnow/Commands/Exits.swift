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
  /// EX_UNAVAILABLE: the port is taken, a page cannot be fetched, the store gives up on the way.
  static let unavailable = ExitCode(69)
  /// EX_CANTCREAT: the data folder cannot be made, written or had: another process has it.
  static let cannotCreate = ExitCode(73)
  /// EX_IOERR: reading or writing failed on the way.
  static let inputOutput = ExitCode(74)
  /// EX_CONFIG: a key or value is wrong.
  static let configuration = ExitCode(78)
  /// As the shell has it for SIGPIPE: whoever read the output is gone.
  static let closedPipe = ExitCode(141)
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
