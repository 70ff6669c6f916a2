"""Hostile clients against a server of one's own on loopback; others must not notice.

storm.py WINNOW [SECONDS] [--beside]

Each storm lasts SECONDS (5 unless told) while one honest client a few milliseconds apart asks for an
article. Its 99th percentile must stay within 3 times that of calm (or 25 ms, where calm is less than that
can be told apart), memory within its bound, and after the storm the server must be as before: no
connection left, no descriptor left. Exits 1 where one does not hold.

With --beside the storms meet a second server, so that what the honest client waits for then is the machine,
which clients and servers share.
"""

import contextlib
import multiprocessing
import re
import resource
import socket
import struct
import sys
import threading
import time
import zlib

from served import REPORT, served

PATIENCE = 3  # seconds: short limits, so that a storm sees them met
FLOOR = 25.0  # ms
BOUND = 400  # MB: 64 MiB of bodies, what cleaning takes, and the rest
SETTINGS = {
    "WINNOW_LOG_LEVEL": "error", "WINNOW_LIMITS_HEADER_TIMEOUT": "2 s",
    "WINNOW_LIMITS_BODY_TIMEOUT": "2 s", "WINNOW_LIMITS_IDLE_TIMEOUT": "30 s",
    "WINNOW_LIMITS_WRITE_TIMEOUT": "2 s", "WINNOW_LIMITS_MAX_BODIES": "64 MiB",
}


def pack_zeros(megabytes):
    packer = zlib.compressobj(6, zlib.DEFLATED, 31)
    piece = b"\0" * (1 << 20)
    return b"".join(packer.compress(piece) for _ in range(megabytes)) + packer.flush()


# Packed before the storm, which the packing would take the processor from.
BOMB = pack_zeros(1024)


def status_of(client):
    """What the server says before it closes: a status, or 0 where it just closes."""
    try:
        text = client.recv(64)
    except OSError:
        return 0
    found = re.match(rb"HTTP/1\.1 (\d+)", text)
    return int(found.group(1)) if found else 0


def told(server, *pieces):
    """What a client is told who sends these, as far as they are taken."""
    with server.connect() as client:
        with contextlib.suppress(OSError):
            for piece in pieces:
                client.sendall(piece)
        return status_of(client)


def until(end, act, pause=0.0):
    count = 0
    while time.monotonic() < end:
        act()
        count += 1
        if pause:
            time.sleep(pause)
    return count


def slow_header(server, end, article):
    """200 clients that send a head one byte a second."""
    clients = [server.connect() for _ in range(200)]
    for byte in b"GET / HTTP/1.1\r\nHost: a\r\nX-Slow: " + b"a" * 100:
        if time.monotonic() > end + PATIENCE:
            break
        for client in clients:
            try:
                client.send(bytes([byte]))
            except OSError:
                pass
        time.sleep(0.5)
    return {status_of(client) for client in clients}


def slow_body(server, end, article):
    """200 clients that send a body one byte a second."""
    clients = [server.connect() for _ in range(200)]
    for client in clients:
        client.send(b"POST /v1/articles HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n")
    while time.monotonic() < end + PATIENCE:
        for client in clients:
            try:
                client.send(b"x")
            except OSError:
                pass
        time.sleep(0.5)
    return {status_of(client) for client in clients}


def slow_reader(server, end, article):
    """200 clients that ask for the article 100 times and read nothing."""
    clients = []
    for _ in range(200):
        client = socket.socket()
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.connect(server.address)
        client.send(f"GET {article} HTTP/1.1\r\nHost: a\r\n\r\n".encode() * 100)
        clients.append(client)
    time.sleep(max(0, end - time.monotonic()))
    return set()


def idle(server, end, article):
    """10,000 connections that say nothing."""
    clients = []
    for _ in range(10_000):
        try:
            clients.append(server.connect())
        except OSError:
            break
    time.sleep(max(0, end - time.monotonic()))
    return {len(clients)}


def half_open(server, end, article):
    """Clients that end their side in the middle of a head, or of a body, or before either."""
    beginnings = [
        b"", b"GET / HT", b"POST /v1/articles HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nab"]
    seen = set()

    def once():
        for beginning in beginnings:
            client = server.connect()
            client.send(beginning)
            client.shutdown(socket.SHUT_WR)
            seen.add(status_of(client))
            client.close()

    until(end, once, 0.002)
    return seen


def resets(server, end, article):
    """Clients that reset at every stage, work in flight or not."""
    requests = [
        b"", f"GET {article} HTTP/1.1\r\nHost: a\r\n\r\n".encode(),
        b"POST /v1/clean HTTP/1.1\r\nHost: a\r\nContent-Length: 30000\r\n\r\n" + b"<p>x" * 7500]

    def once():
        for request in requests:
            client = server.connect()
            client.send(request)
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            client.close()

    until(end, once, 0.005)
    return set()


def huge_bodies(server, end, article):
    """Bodies of 1 GiB, announced and in chunks."""
    head = b"POST /v1/articles HTTP/1.1\r\nHost: a\r\n"
    chunk = b"100000\r\n" + b"x" * 0x100000 + b"\r\n"
    seen = set()

    def once():
        seen.add(told(server, head + b"Content-Length: 1073741824\r\n\r\n"))
        seen.add(told(server, head + b"Transfer-Encoding: chunked\r\n\r\n", *[chunk] * 1024))

    until(end, once, 0.2)
    return seen


def big_answers(server, end, article):
    """Raw pages of 8 MiB, read as fast as they come."""
    page = server.post(f"{REPORT}<!--{'x' * (8 << 20)}-->", "?url=https://example.org/big")
    request = f"GET {page}/raw HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".encode()

    def once():
        with server.connect() as client:
            client.sendall(request)
            while client.recv(1 << 20):
                pass

    until(end, once, 0.05)
    return set()


def bombs(server, end, article):
    """1 GiB of zeros in a megabyte of gzip."""
    head = (b"POST /v1/clean HTTP/1.1\r\nHost: a\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n"
            % len(BOMB))
    seen = set()
    until(end, lambda: seen.add(told(server, head + BOMB)), 0.1)
    return seen


def many_headers(server, end, article):
    """100,000 header fields."""
    request = b"GET / HTTP/1.1\r\nHost: a\r\n" + b"A: b\r\n" * 100_000 + b"\r\n"
    seen = set()
    until(end, lambda: seen.add(told(server, request)), 0.02)
    return seen


# What the hostile clients are told: a status, or 0 where they are closed without one.
STORMS = [
    (slow_header, {408, 0}), (slow_body, {408, 0}), (slow_reader, set()), (idle, {10_000}),
    (half_open, {400, 0}), (resets, set()), (huge_bodies, {413, 0}), (big_answers, set()),
    (bombs, {413, 503}), (many_headers, {431, 0}),
]


class Honest:
    """Asks for the article every few milliseconds and notes how long it took.

    In a process of its own, so that it waits for the server and not for the hostile clients.
    """

    def __init__(self, server, article):
        self.isOver = multiprocessing.Event()
        self.results, answers = multiprocessing.Pipe(duplex=False)
        self.process = multiprocessing.Process(
            target=ask_on, args=(server.address, article, self.isOver, answers))
        self.process.start()

    def end(self):
        self.isOver.set()
        self.times, self.failures = self.results.recv()
        self.process.join()

    def p99(self):
        return sorted(self.times)[int(len(self.times) * 0.99)]


def ask_on(address, article, isOver, answers):
    request = f"GET {article} HTTP/1.1\r\nHost: a\r\n\r\n".encode()
    times, failures = [], 0
    client = socket.create_connection(address, timeout=10)
    while not isOver.is_set():
        start = time.monotonic()
        try:
            client.sendall(request)
            answer = b""
            while b"\r\n\r\n" not in answer:
                answer += client.recv(65536)
            head, body = answer.split(b"\r\n\r\n", 1)
            length = int(re.search(rb"Content-Length: (\d+)", head).group(1))
            while len(body) < length:
                body += client.recv(65536)
            failures += not head.startswith(b"HTTP/1.1 200 ")
        except (OSError, AttributeError):
            failures += 1
            client = socket.create_connection(address, timeout=10)
        times.append((time.monotonic() - start) * 1000)
        time.sleep(0.003)
    answers.send((times, failures))


def main():
    isBeside = "--beside" in sys.argv
    winnow, *rest = (argument for argument in sys.argv[1:] if argument != "--beside")
    seconds = float(rest[0]) if rest else 5
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 20_000), hard))
    with contextlib.ExitStack() as stack:
        server = stack.enter_context(served(winnow, **SETTINGS))
        target = stack.enter_context(served(winnow, **SETTINGS)) if isBeside else server
        sys.exit(run(server, target, seconds))


def run(server, target, seconds):
    article = server.post(REPORT)
    aim = target.post(REPORT)
    honest = Honest(server, article)
    time.sleep(seconds)
    honest.end()
    calm = honest.p99()
    before = len(target.descriptors())
    print(f"calm: p99 {calm:.1f} ms, {target.memory():.0f} MB, {before} descriptors")

    failed = 0
    for storm, expected in STORMS:
        honest = Honest(server, article)
        most = [0.0]
        isOver = threading.Event()

        def sample():
            while not isOver.wait(0.05):
                most[0] = max(most[0], target.memory())

        sampler = threading.Thread(target=sample)
        sampler.start()
        heard = storm(target, time.monotonic() + seconds, aim)
        honest.end()
        isOver.set()
        sampler.join()
        # What a storm left is closed within the deadlines.
        for _ in range(100):
            left = len(target.descriptors()) - before
            if left <= 0:
                break
            time.sleep(0.1)
        faults = []
        if honest.p99() > max(3 * calm, FLOOR):
            faults.append("others wait")
        if honest.failures:
            faults.append(f"{honest.failures} honest requests failed")
        if most[0] > BOUND:
            faults.append("memory")
        if left > 0:
            faults.append(f"{left} descriptors left")
        if expected and not heard <= expected:
            faults.append(f"told {sorted(heard)}")
        failed += bool(faults)
        print(f"{storm.__name__:12} p99 {honest.p99():6.1f} ms of {len(honest.times)}, {most[0]:4.0f} MB,"
              f" told {sorted(heard)}: {'; '.join(faults) or 'held'}")
    return failed > 0


main()
