#ifndef CLINUX_H
#define CLINUX_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/// `memmem` of glibc, which Swift's Glibc overlay leaves out: the first place of `needle` in
/// `haystack`, or NULL.
const void *clinux_memmem(
    const void *haystack, size_t haystack_length, const void *needle, size_t needle_length);

/// `accept4` with SOCK_NONBLOCK | SOCK_CLOEXEC: the new descriptor, or -1 with errno. `address`
/// takes the peer's as text, IPv4 or IPv6, or "" (a Unix socket); `port` its port.
int clinux_accept(int listener, char address[64], int *port);

/// What a descriptor is watched for, and what it became ready for.
enum {
  CLINUX_READ = 1,
  CLINUX_WRITE = 2,
  /// The peer closed its sending side.
  CLINUX_HANGUP = 4,
  /// An error, or both sides are closed.
  CLINUX_ERROR = 8,
};

struct clinux_event {
  uint64_t token;
  uint32_t ready;
};

/// `epoll`, level-triggered, which Swift's Glibc overlay leaves out. -1 with errno on failure.
int clinux_epoll_create(void);
int clinux_epoll_add(int poll, int descriptor, uint32_t interest, uint64_t token);
int clinux_epoll_change(int poll, int descriptor, uint32_t interest, uint64_t token);
int clinux_epoll_remove(int poll, int descriptor);
/// Waits up to `timeout` milliseconds (-1: for ever); at most 256 events.
int clinux_epoll_wait(int poll, struct clinux_event *events, int most, int timeout);

/// Asks the scheduler to run the calling thread in slices of so many nanoseconds: sooner, and for
/// less long at a time (sched_setattr(2), `sched_runtime` under SCHED_OTHER, Linux 6.12). Kernels
/// before it, and sandboxes that forbid it, change nothing.
void clinux_thread_slice(uint64_t nanoseconds);

/// Bounds what glibc's allocator holds back (mallopt(3)): its arenas to so many, and blocks of
/// `direct_bytes` and more are mapped each, so that freeing them gives them back to the system; of
/// what is free at the end of the heap `spare_bytes` are kept.
void clinux_settle_heap(int arenas, int direct_bytes, int spare_bytes);

/// An `eventfd`, non-blocking: a way to wake who waits in `clinux_epoll_wait`.
int clinux_eventfd(void);
void clinux_eventfd_signal(int descriptor);
void clinux_eventfd_clear(int descriptor);

#endif
