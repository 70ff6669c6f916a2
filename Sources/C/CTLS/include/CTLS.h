#ifndef CTLS_H
#define CTLS_H

#include <stddef.h>

/// TLS of OpenSSL without its sockets: ciphertext goes in and comes out as bytes, so that it fits an
/// event loop of one's own. OpenSSL's macros, which Swift does not see, are used on this side.
typedef struct ctls_context ctls_context;
typedef struct ctls_session ctls_session;

/// A server's certificate chain and private key, from PEM files; TLS 1.2 and later, ALPN `http/1.1`.
/// NULL where OpenSSL does not take them: `reason` then says why.
ctls_context *ctls_context_new(
    const char *chain_file, const char *key_file, char *reason, size_t reason_size);
void ctls_context_free(ctls_context *context);

/// One connection, before its handshake; it keeps what it needs of the context. NULL: no memory.
ctls_session *ctls_session_new(ctls_context *context);
void ctls_session_free(ctls_session *session);

/// Takes ciphertext from the peer; 0 where there is no memory for it.
int ctls_feed(ctls_session *session, const void *bytes, size_t count);

enum {
  /// The peer must send more first.
  CTLS_MORE = 0,
  /// The peer said goodbye.
  CTLS_END = -1,
  /// What came is no TLS that we speak; an alert for the peer may be in the output.
  CTLS_FAILED = -2,
};

/// Plaintext into `room`: the count, or one of the above. It shakes hands first.
int ctls_read(ctls_session *session, void *room, size_t size);

/// Whether plaintext can be written: the handshake is over.
int ctls_is_open(ctls_session *session);

/// Seals all of the bytes (at most 2^30); 0 on failure.
int ctls_write(ctls_session *session, const void *bytes, size_t count);

/// Says goodbye, so that the peer knows that nothing was cut off.
void ctls_close(ctls_session *session);

/// Ciphertext for the peer: how much there is, and taking it.
size_t ctls_pending(ctls_session *session);
size_t ctls_take(ctls_session *session, void *room, size_t size);

#endif
