#define _GNU_SOURCE
#include "CLinux.h"

#include <arpa/inet.h>
#include <malloc.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

const void *clinux_memmem(
    const void *haystack, size_t haystack_length, const void *needle, size_t needle_length) {
  return memmem(haystack, haystack_length, needle, needle_length);
}

int clinux_accept(int listener, char address[64], int *port) {
  struct sockaddr_storage peer;
  socklen_t length = sizeof peer;
  address[0] = 0;
  *port = 0;
  int descriptor =
      accept4(listener, (struct sockaddr *)&peer, &length, SOCK_NONBLOCK | SOCK_CLOEXEC);
  if (descriptor < 0) return -1;
  if (peer.ss_family == AF_INET) {
    struct sockaddr_in *v4 = (struct sockaddr_in *)&peer;
    inet_ntop(AF_INET, &v4->sin_addr, address, 64);
    *port = ntohs(v4->sin_port);
  } else if (peer.ss_family == AF_INET6) {
    struct sockaddr_in6 *v6 = (struct sockaddr_in6 *)&peer;
    inet_ntop(AF_INET6, &v6->sin6_addr, address, 64);
    *port = ntohs(v6->sin6_port);
  }
  return descriptor;
}

static uint32_t flags_of(uint32_t interest) {
  uint32_t flags = 0;
  if (interest & CLINUX_READ) flags |= EPOLLIN | EPOLLRDHUP;
  if (interest & CLINUX_WRITE) flags |= EPOLLOUT;
  if (interest & CLINUX_HANGUP) flags |= EPOLLRDHUP;
  return flags;
}

static int control(int poll, int operation, int descriptor, uint32_t interest, uint64_t token) {
  struct epoll_event event = {.events = flags_of(interest), .data.u64 = token};
  return epoll_ctl(poll, operation, descriptor, &event);
}

int clinux_epoll_create(void) { return epoll_create1(EPOLL_CLOEXEC); }

int clinux_epoll_add(int poll, int descriptor, uint32_t interest, uint64_t token) {
  return control(poll, EPOLL_CTL_ADD, descriptor, interest, token);
}

int clinux_epoll_change(int poll, int descriptor, uint32_t interest, uint64_t token) {
  return control(poll, EPOLL_CTL_MOD, descriptor, interest, token);
}

int clinux_epoll_remove(int poll, int descriptor) {
  return epoll_ctl(poll, EPOLL_CTL_DEL, descriptor, NULL);
}

int clinux_epoll_wait(int poll, struct clinux_event *events, int most, int timeout) {
  struct epoll_event ready[256];
  int count = epoll_wait(poll, ready, most < 256 ? most : 256, timeout);
  for (int index = 0; index < count; index++) {
    uint32_t flags = ready[index].events;
    events[index].token = ready[index].data.u64;
    events[index].ready = (flags & EPOLLIN ? CLINUX_READ : 0) |
                          (flags & EPOLLOUT ? CLINUX_WRITE : 0) |
                          (flags & EPOLLRDHUP ? CLINUX_HANGUP : 0) |
                          (flags & (EPOLLERR | EPOLLHUP) ? CLINUX_ERROR : 0);
  }
  return count;
}

// As linux/sched/types.h has it, which not every C library shows: the first 48 bytes.
struct scheduling {
  uint32_t size;
  uint32_t policy;
  uint64_t flags;
  int32_t nice;
  uint32_t priority;
  uint64_t runtime;
  uint64_t deadline;
  uint64_t period;
};

void clinux_thread_slice(uint64_t nanoseconds) {
  struct scheduling attributes = {.size = sizeof attributes};
  if (syscall(SYS_sched_getattr, 0, &attributes, sizeof attributes, 0) != 0) return;
  // Only what shares the processor fairly has slices; under a real-time policy somebody chose.
  if (attributes.policy != 0 && attributes.policy != 3) return;
  attributes.size = sizeof attributes;
  attributes.runtime = nanoseconds;
  syscall(SYS_sched_setattr, 0, &attributes, 0);
}

int clinux_eventfd(void) { return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC); }

void clinux_eventfd_signal(int descriptor) {
  uint64_t one = 1;
  // A full counter already wakes; nothing else can fail.
  ssize_t written = write(descriptor, &one, sizeof one);
  (void)written;
}

void clinux_eventfd_clear(int descriptor) {
  uint64_t count;
  ssize_t taken = read(descriptor, &count, sizeof count);
  (void)taken;
}

void clinux_settle_heap(int arenas, int direct_bytes, int spare_bytes) {
  mallopt(M_ARENA_MAX, arenas);
  mallopt(M_MMAP_THRESHOLD, direct_bytes);
  mallopt(M_TRIM_THRESHOLD, spare_bytes);
}
