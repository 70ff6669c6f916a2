"""The work of bench: feeds the fixtures to `winnow batch` and reads the process's own accounts."""
import base64
import glob
import json
import os
import subprocess
import sys
import tempfile
import time

winnow = sys.argv[1]
copies = int(sys.argv[2]) if len(sys.argv) > 2 else 2000
pages = [open(name, "rb").read() for name in sorted(glob.glob("Tests/Fixtures/*"))
         if name.endswith((".txt", ".html"))]


def run(workers, count):
    """Seconds, CPU seconds and peak MiB of one run over `count` copies."""
    with tempfile.TemporaryFile() as rows:
        for number in range(count):
            for page in pages:
                row = {"ref": number, "body_base64": base64.b64encode(page).decode()}
                rows.write(json.dumps(row).encode() + b"\n")
        rows.seek(0)
        start = time.time()
        process = subprocess.Popen(
            [winnow, "batch", "--workers", str(workers)], stdin=rows, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"winnow batch ended with {status}")
    return time.time() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


size = sum(map(len, pages)) * copies
total = len(pages) * copies
print(f"{total} pages, {size / 1e6:.1f} MB; {os.cpu_count()} processors")
print("workers   wall s   CPU s   pages/s   MB per CPU s   peak MiB")
for workers in sorted({1, os.cpu_count()}):
    wall, cpu, peak = run(workers, copies)
    print(f"{workers:7} {wall:8.2f} {cpu:7.2f} {total / wall:9.0f} {size / 1e6 / cpu:14.1f} {peak:10.0f}")
_, _, peak = run(os.cpu_count(), max(1, copies // 10))
print(f"peak over a tenth of the pages: {peak:.0f} MiB (flat memory: about the same)")
