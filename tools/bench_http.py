"""Requests a second and latency of three servers in one run, the order alternated.

bench_http.py WINNOW HUMMINGBIRD-PEER SECONDS ROUNDS

Each answers the same 20 KB of JSON (Winnow a stored article, the others the bytes of that answer) and a
small health answer. wrk runs on the same cores as the servers. What is judged is the ratio within a
round; the table shows the median of the rounds. CPU is the server's own, user and system.
"""

import contextlib
import math
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

from served import Server, cpu, memory, wait_for

PORTS = {"nginx": 18082, "hummingbird": 18083}
PARAGRAPH = (
    "The harbour was dredged again in spring, and the ferries that had kept to the northern channel since"
    " the storm returned to their pier at noon, with more passengers than anybody on the quay could count.")

NGINX = """
worker_processes auto;
pid {work}/nginx.pid;
error_log {work}/nginx.log;
worker_rlimit_nofile 65536;
events {{ worker_connections 8192; }}
http {{
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 100000000;
  types {{ application/json json; }}
  client_body_temp_path {work}/nginx-body; proxy_temp_path {work}/nginx-proxy;
  fastcgi_temp_path {work}/nginx-f; uwsgi_temp_path {work}/nginx-u; scgi_temp_path {work}/nginx-s;
  server {{
    listen 127.0.0.1:{port} backlog=4096;
    root {work};
    location = /health {{ default_type application/health+json; return 200 '{{"status":"pass"}}'; }}
  }}
}}
"""


def cpu_seconds(pid):
    """Of a process and its children: nginx works in those."""
    found = cpu(pid)
    for task in pathlib.Path(f"/proc/{pid}/task").iterdir():
        found += sum(cpu_seconds(int(child)) for child in (task / "children").read_text().split())
    return found


def milliseconds(text):
    found = re.match(r"([\d.]+)(us|ms|s|m)", text)
    # wrk writes -nan where not one answer came.
    return float(found[1]) * {"us": 0.001, "ms": 1, "s": 1000, "m": 60_000}[found[2]] if found else math.nan


def load(url, connections, seconds, pid):
    before = cpu_seconds(pid)
    text = subprocess.run(
        ["wrk", "-t", "2", "-c", str(connections), "-d", f"{seconds}s", "--latency", url],
        capture_output=True, text=True, check=True).stdout
    spent = cpu_seconds(pid) - before
    requests = int(re.search(r"(\d+) requests in", text).group(1))
    errors = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
    return {
        "rate": float(re.search(r"Requests/sec:\s+([\d.]+)", text).group(1)),
        "p99": milliseconds(re.search(r"99%\s+(\S+)", text).group(1)),
        "cpu": spent / max(requests, 1) * 1e6,
        "errors": int(errors.group(1)) if errors else 0,
    }


def main():
    winnow, peer, seconds, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    with contextlib.ExitStack() as stack:
        work = stack.enter_context(tempfile.TemporaryDirectory())
        os.chmod(work, 0o755)
        measure(work, stack, winnow, peer, seconds, rounds)


def start(stack, *command):
    """A peer, ended with the stack."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    stack.callback(process.wait, 20)
    stack.callback(process.terminate)
    return process.pid


def measure(work, stack, winnow, peer, seconds, rounds):
    server = Server(winnow, f"{work}/data", WINNOW_LOG_LEVEL="notice")
    stack.callback(server.stop)
    time.sleep(1)
    idle = server.memory()

    page = "<h1>Harbour report</h1>" + "".join(f"<p>{n}. {PARAGRAPH}</p>" for n in range(28))
    article = server.post(page, "?url=https://example.org/a")
    body = urllib.request.urlopen(server.url(article)).read()
    pathlib.Path(work, "article.json").write_bytes(body)
    os.chmod(f"{work}/article.json", 0o644)

    ports = {"winnow": server.port, **PORTS}
    pathlib.Path(work, "nginx.conf").write_text(NGINX.format(work=work, port=ports["nginx"]))
    pids = {
        "winnow": server.pid,
        "nginx": start(stack, "nginx", "-e", f"{work}/nginx.log", "-c", f"{work}/nginx.conf", "-g", "daemon off;"),
        "hummingbird": start(stack, peer, str(ports["hummingbird"]), f"{work}/article.json"),
    }
    for name in PORTS:
        wait_for(f"http://127.0.0.1:{ports[name]}/health")

    paths = {
        "article": {"winnow": article, "nginx": "/article.json", "hummingbird": "/article"},
        "health": {name: "/health" for name in ports},
    }
    print(f"an article of {len(body)} bytes; {rounds} rounds of {seconds} s each; load average"
          f" {os.getloadavg()[0]:.1f} at the start")
    print(f"winnow's memory at rest {idle:.0f} MB")
    for what in paths:
        for connections in (64, 1000):
            results = {name: [] for name in ports}
            most = 0
            for number in range(rounds):
                order = list(ports) if number % 2 == 0 else list(reversed(ports))
                for name in order:
                    url = f"http://127.0.0.1:{ports[name]}{paths[what][name]}"
                    results[name].append(load(url, connections, seconds, pids[name]))
                    if name == "winnow":
                        most = max(most, memory(pids[name]))
            print(f"\n{what}, {connections} connections (winnow's memory {most:.0f} MB)")
            for name, runs in results.items():
                middle = {key: statistics.median(run[key] for run in runs) for key in runs[0]}
                ratio = statistics.median(
                    own["rate"] / other["rate"] for own, other in zip(results["winnow"], runs))
                print(f"  {name:12} {middle['rate']:9,.0f} requests/s  p99 {middle['p99']:7.1f} ms"
                      f"  {middle['cpu']:6.1f} us of CPU each  winnow is {ratio:5.2f} of it"
                      f"  errors {sum(run['errors'] for run in runs)}")


main()
