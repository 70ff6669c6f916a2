#include "CTLS.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct ctls_context {
  SSL_CTX *ssl;
};

struct ctls_session {
  SSL *ssl;
  BIO *in;
  BIO *out;
};

static void explain(const char *what, char *reason, size_t size) {
  char detail[256] = "no reason given";
  unsigned long code = ERR_peek_last_error();
  if (code) ERR_error_string_n(code, detail, sizeof detail);
  ERR_clear_error();
  snprintf(reason, size, "%s: %s", what, detail);
}

/// RFC 7301 §3.2: of what the client offers we speak http/1.1 alone; a client that offers only other
/// protocols is told so by an alert.
static int choose_protocol(
    SSL *ssl, const unsigned char **chosen, unsigned char *length, const unsigned char *offered,
    unsigned int count, void *unused) {
  static const unsigned char own[] = "\x08http/1.1";
  (void)ssl;
  (void)unused;
  unsigned char *found;
  int result = SSL_select_next_proto(&found, length, own, sizeof own - 1, offered, count);
  *chosen = found;
  return result == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

ctls_context *ctls_context_new(
    const char *chain_file, const char *key_file, char *reason, size_t reason_size) {
  ctls_context *context = calloc(1, sizeof *context);
  if (!context) return NULL;
  context->ssl = SSL_CTX_new(TLS_server_method());
  const char *failed = NULL;
  if (!context->ssl || !SSL_CTX_set_min_proto_version(context->ssl, TLS1_2_VERSION)) {
    failed = "OpenSSL";
  } else if (SSL_CTX_use_certificate_chain_file(context->ssl, chain_file) != 1) {
    failed = chain_file;
  } else if (
      SSL_CTX_use_PrivateKey_file(context->ssl, key_file, SSL_FILETYPE_PEM) != 1 ||
      SSL_CTX_check_private_key(context->ssl) != 1) {
    failed = key_file;
  }
  if (failed) {
    explain(failed, reason, reason_size);
    ctls_context_free(context);
    return NULL;
  }
  // Renegotiation lets a client make work for nothing; compression leaks secrets (CRIME).
  SSL_CTX_set_options(
      context->ssl, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE);
  // An idle connection keeps no buffers.
  SSL_CTX_set_mode(context->ssl, SSL_MODE_RELEASE_BUFFERS);
  static const unsigned char name[] = "winnow";
  SSL_CTX_set_session_id_context(context->ssl, name, sizeof name - 1);
  SSL_CTX_set_alpn_select_cb(context->ssl, choose_protocol, NULL);
  return context;
}

void ctls_context_free(ctls_context *context) {
  if (!context) return;
  SSL_CTX_free(context->ssl);
  free(context);
}

ctls_session *ctls_session_new(ctls_context *context) {
  ctls_session *session = calloc(1, sizeof *session);
  if (!session) return NULL;
  session->ssl = SSL_new(context->ssl);
  session->in = BIO_new(BIO_s_mem());
  session->out = BIO_new(BIO_s_mem());
  if (!session->ssl || !session->in || !session->out) {
    SSL_free(session->ssl);
    BIO_free(session->in);
    BIO_free(session->out);
    free(session);
    return NULL;
  }
  // An empty input is one that waits for more, not an end.
  BIO_set_mem_eof_return(session->in, -1);
  SSL_set_bio(session->ssl, session->in, session->out);
  SSL_set_accept_state(session->ssl);
  return session;
}

void ctls_session_free(ctls_session *session) {
  if (!session) return;
  // Frees both BIOs too.
  SSL_free(session->ssl);
  free(session);
}

int ctls_feed(ctls_session *session, const void *bytes, size_t count) {
  return BIO_write(session->in, bytes, (int)count) == (int)count;
}

int ctls_read(ctls_session *session, void *room, size_t size) {
  ERR_clear_error();
  int count = SSL_read(session->ssl, room, (int)size);
  if (count > 0) return count;
  int reason = SSL_get_error(session->ssl, count);
  ERR_clear_error();
  switch (reason) {
    case SSL_ERROR_WANT_READ:
    case SSL_ERROR_WANT_WRITE:
      return CTLS_MORE;
    case SSL_ERROR_ZERO_RETURN:
      return CTLS_END;
    default:
      return CTLS_FAILED;
  }
}

int ctls_is_open(ctls_session *session) { return SSL_is_init_finished(session->ssl); }

int ctls_write(ctls_session *session, const void *bytes, size_t count) {
  if (count == 0) return 1;
  ERR_clear_error();
  // The output is memory, which takes all of it.
  int written = SSL_write(session->ssl, bytes, (int)count);
  ERR_clear_error();
  return written == (int)count;
}

void ctls_close(ctls_session *session) {
  if (!SSL_is_init_finished(session->ssl)) return;
  SSL_shutdown(session->ssl);
  ERR_clear_error();
}

size_t ctls_pending(ctls_session *session) { return BIO_ctrl_pending(session->out); }

size_t ctls_take(ctls_session *session, void *room, size_t size) {
  int count = BIO_read(session->out, room, (int)size);
  return count > 0 ? (size_t)count : 0;
}
