"""Requests a second and latency of three servers in one run, the order alternated.

bench_http.py WINNOW HUMMINGBIRD-PEER SECONDS ROUNDS

Each answers the same 20 KB of JSON (Winnow a stored article, the others the bytes of that answer) and a
small health answer. wrk runs on the same cores as the servers. What is judged is the ratio within a
round; the table shows the median of the rounds. CPU is the server's own, user and system.
"""

import json
import math
import os
import pathlib
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

PORTS = {"winnow": 18081, "nginx": 18082, "hummingbird": 18083}
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


def wait_for(port):
    for _ in range(200):
        try:
            return urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=1).read()
        except OSError:
            time.sleep(0.05)
    sys.exit(f"nothing answers on port {port}")


def children(pid):
    found = [pid]
    for task in pathlib.Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            found += children(int(child))
    return found


def cpu_seconds(pid):
    total = 0
    for one in children(pid):
        fields = pathlib.Path(f"/proc/{one}/stat").read_text().rsplit(")", 1)[1].split()
        total += int(fields[11]) + int(fields[12])
    return total / os.sysconf("SC_CLK_TCK")


def rss(pid):
    text = pathlib.Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", text).group(1)) / 1024


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
    with tempfile.TemporaryDirectory() as work:
        os.chmod(work, 0o755)
        processes = {}
        try:
            measure(work, processes, winnow, peer, seconds, rounds)
        finally:
            for process in processes.values():
                process.send_signal(signal.SIGTERM)
            for process in processes.values():
                process.wait(20)


def measure(work, processes, winnow, peer, seconds, rounds):
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    processes["winnow"] = subprocess.Popen(
        [winnow, "serve", "--port", str(PORTS["winnow"]), "--data", f"{work}/data"],
        env={**os.environ, "WINNOW_LOG_LEVEL": "notice"}, **quiet)
    wait_for(PORTS["winnow"])
    time.sleep(1)
    idle = rss(processes["winnow"].pid)

    page = "<h1>Harbour report</h1>" + "".join(f"<p>{n}. {PARAGRAPH}</p>" for n in range(28))
    post = urllib.request.Request(
        f"http://127.0.0.1:{PORTS['winnow']}/v1/articles?url=https://example.org/a",
        data=page.encode(), headers={"Content-Type": "text/html; charset=utf-8"})
    article = json.load(urllib.request.urlopen(post))["hrefs"]["self"]
    body = urllib.request.urlopen(f"http://127.0.0.1:{PORTS['winnow']}{article}").read()
    pathlib.Path(work, "article.json").write_bytes(body)
    os.chmod(f"{work}/article.json", 0o644)

    pathlib.Path(work, "nginx.conf").write_text(NGINX.format(work=work, port=PORTS["nginx"]))
    processes["nginx"] = subprocess.Popen(
        ["nginx", "-e", f"{work}/nginx.log", "-c", f"{work}/nginx.conf", "-g", "daemon off;"], **quiet)
    processes["hummingbird"] = subprocess.Popen(
        [peer, str(PORTS["hummingbird"]), f"{work}/article.json"], **quiet)
    for name in ("nginx", "hummingbird"):
        wait_for(PORTS[name])

    paths = {
        "article": {"winnow": article, "nginx": "/article.json", "hummingbird": "/article"},
        "health": {name: "/health" for name in PORTS},
    }
    print(f"an article of {len(body)} bytes; {rounds} rounds of {seconds} s each; load average"
          f" {os.getloadavg()[0]:.1f} at the start")
    print(f"winnow's memory at rest {idle:.0f} MB")
    for what in paths:
        for connections in (64, 1000):
            results = {name: [] for name in PORTS}
            memory = 0
            for number in range(rounds):
                order = list(PORTS) if number % 2 == 0 else list(reversed(PORTS))
                for name in order:
                    url = f"http://127.0.0.1:{PORTS[name]}{paths[what][name]}"
                    results[name].append(load(url, connections, seconds, processes[name].pid))
                    if name == "winnow":
                        memory = max(memory, rss(processes[name].pid))
            print(f"\n{what}, {connections} connections (winnow's memory {memory:.0f} MB)")
            for name, runs in results.items():
                middle = {key: statistics.median(run[key] for run in runs) for key in runs[0]}
                ratio = statistics.median(
                    own["rate"] / other["rate"] for own, other in zip(results["winnow"], runs))
                print(f"  {name:12} {middle['rate']:9,.0f} requests/s  p99 {middle['p99']:7.1f} ms"
                      f"  {middle['cpu']:6.1f} us of CPU each  winnow is {ratio:5.2f} of it"
                      f"  errors {sum(run['errors'] for run in runs)}")


main()
