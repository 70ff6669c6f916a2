"""The work of kill-import.sh: an import killed again and again, or on a disk that fills up, and what is then stored."""
import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time

from reckoning import reckoning

STORED = """
    SELECT p.url, w.sha256, r.revision, a.page IS NOT NULL FROM revision r
    JOIN page p ON p.number = r.page JOIN raw w ON w.number = r.raw
    LEFT JOIN article a ON a.page = p.number AND a.revision = r.number"""


class Test:
    def __init__(self, options):
        self.options = options
        self.faults = 0

    def fault(self, text):
        print(f"kill-import: {text}", file=sys.stderr)
        self.faults += 1

    def start(self, data, said=subprocess.DEVNULL):
        return subprocess.Popen(
            [self.options.winnow, "import", self.options.file, "--data", data],
            stdin=subprocess.DEVNULL, stdout=said, stderr=said)

    def stored(self, data):
        """Every revision there is: address, hash, number, and whether it is the listed article."""
        with reckoning(data, self.fault) as database:
            return sorted(database.execute(STORED).fetchall())

    def whole(self, data):
        """An import that nobody disturbs: what it stores, and how many seconds it takes."""
        began = time.time()
        if self.start(data).wait():
            self.fault("the import that nobody disturbed failed")
        return self.stored(data), time.time() - began

    def killed(self, data, wanted, seconds):
        """Kills at moments spread over the import; nothing that was stored may go, and a last run ends it."""
        before, kept = set(), 0
        for turn in range(self.options.kills):
            process = self.start(data)
            time.sleep(random.uniform(0.1, 2 * seconds / self.options.kills))
            ended = process.poll()
            process.kill()
            process.wait()
            if not os.path.exists(f"{data}/winnow.sqlite"):
                continue
            now = set(self.stored(data))
            if not before <= now:
                self.fault(f"kill {turn + 1}: {len(before - now)} revisions are gone")
            before, kept = now, len(now)
            print(f"kill-import: kill {turn + 1}, {kept} of {len(wanted)} revisions stored", flush=True)
            if ended is not None:
                break
        self.finish(data, wanted)

    def filled(self, data, wanted):
        """A disk that is full before the import is through; it must say so, and go on once there is room."""
        ballast = f"{os.path.dirname(data)}/ballast"
        free = shutil.disk_usage(os.path.dirname(data)).free
        with open(ballast, "wb") as file:
            os.posix_fallocate(file.fileno(), 0, free - (self.options.room << 20))
        with tempfile.TemporaryFile() as said:
            status = self.start(data, said).wait()
            said.seek(0)
            text = said.read().decode(errors="replace")
        stored = set(self.stored(data))
        print(f"kill-import: on a full disk: status {status}, {len(stored)} of {len(wanted)} revisions "
              f"stored, it said: {text.strip().splitlines()[-3:]}")
        if status == 0 or "room" not in text and "full" not in text:
            self.fault(f"the full disk was not told: status {status}: {text[-600:]}")
        if not stored <= set(wanted):
            self.fault("on the full disk something was stored that is not in the file")
        os.remove(ballast)
        self.finish(data, wanted)

    def finish(self, data, wanted):
        if status := self.start(data).wait():
            self.fault(f"the last run ended with status {status}")
        if (found := self.stored(data)) != wanted:
            missing, more = set(wanted) - set(found), set(found) - set(wanted)
            self.fault(f"stored in the end: {len(found)} revisions, {len(missing)} lost, "
                       f"{len(more)} too many, {len(found) - len(set(found))} twice")


def main():
    parser = argparse.ArgumentParser(prog="kill-import.sh", description=__doc__)
    parser.add_argument("winnow")
    parser.add_argument("file", help="what `winnow import` takes (tools/make-warc makes one)")
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--full", type=int, metavar="MiB",
                        help="on a tmpfs of so many MiB, of which --room are free at first (asks for root)")
    parser.add_argument("--room", type=int, default=64, metavar="MiB")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    options = parser.parse_args()
    for name in (options.winnow, options.file):
        if not os.path.isfile(name):
            parser.error(f"there is no file {name}")
    random.seed(options.seed)
    folder = tempfile.mkdtemp(prefix="winnow-kill-import-")
    disk = f"{folder}/disk"
    os.mkdir(disk)
    test = Test(options)
    try:
        wanted, seconds = test.whole(f"{folder}/whole")
        if options.full:
            subprocess.run(
                ["mount", "-t", "tmpfs", "-o", f"size={options.full}m", "tmpfs", disk], check=True)
            test.filled(f"{disk}/data", wanted)
        else:
            test.killed(f"{disk}/data", wanted, seconds)
    finally:
        if os.path.ismount(disk):
            subprocess.run(["umount", "-l", disk])
        shutil.rmtree(folder, ignore_errors=True)
    print(f"kill-import: seed {options.seed}: {len(wanted)} revisions, {test.faults} faults")
    sys.exit(1 if test.faults or not wanted else 0)


main()
