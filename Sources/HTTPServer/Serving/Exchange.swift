import Compression

/// One request and its answer on a connection, from the head's end to the last byte sent.
///
/// It belongs to its connection's loop; other threads only carry it through, to name it.
final class Exchange: @unchecked Sendable {
  let id: String
  let began: ContinuousClock.Instant
  /// nil where the head could not be read, or its target not be taken apart.
  var request: Request?
  var context: ErrorContext

  var route: Route?
  var coding: ContentCoding?
  var bodyLimit = 0
  /// What came of a collected body; it is joined by the worker that answers.
  var body: ByteBlocks?
  /// Bytes of `Limits.totalBodyBytes` that this exchange holds.
  var reserved = 0
  /// A streaming route's body, while it is received.
  var pipe: BodyPipe?

  var isAnswered = false
  var status = Response.Status.internalServerError
  var framing = ResponseFraming.none
  var bodySent = 0
  var bytesSent = 0
  /// Everything of the answer is in the output.
  var isAnswerWhole = false
  /// Where a `.pieces` body comes from, until it ends.
  var nextPiece: (@Sendable () throws -> [UInt8]?)?
  var isMakingPiece = false
  /// What holds a `.written` body's thread back.
  var gate: OutputGate?
  /// Body bytes put out since the gate was last told.
  var ungated = 0

  init(id: String, began: ContinuousClock.Instant, context: ErrorContext) {
    self.id = id
    self.began = began
    self.context = context
  }
}
