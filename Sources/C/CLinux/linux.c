#define _GNU_SOURCE
#include "CLinux.h"

#include <string.h>
#include <sys/socket.h>

const void *clinux_memmem(
    const void *haystack, size_t haystack_length, const void *needle, size_t needle_length) {
  return memmem(haystack, haystack_length, needle, needle_length);
}

int clinux_accept(int listener) {
  return accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
}
