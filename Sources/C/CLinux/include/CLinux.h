#ifndef CLINUX_H
#define CLINUX_H

#include <stddef.h>

/// `memmem` of glibc, which Swift's Glibc overlay leaves out: the first place of `needle` in
/// `haystack`, or NULL.
const void *clinux_memmem(
    const void *haystack, size_t haystack_length, const void *needle, size_t needle_length);

/// `accept4` with SOCK_NONBLOCK | SOCK_CLOEXEC: the new descriptor, or -1 with errno.
int clinux_accept(int listener);

#endif
