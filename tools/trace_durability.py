"""Reads a trace of trace-durability.sh: is each page synced before its 201 leaves?

A page is known by its address, which stands in the frames that the write-ahead log gets and in the
answer. When the send of its 201 begins, its frame must have been written and a sync of the log must
have begun after that write ended, and have ended itself: SQLite writes all frames of a commit, then
syncs once.
"""
import re
import sys

trace, posts = sys.argv[1], int(sys.argv[2])
LINE = re.compile(r"^(\d+)\s+(.*)$")
ADDRESS = re.compile(r"example\.org/page-(\d+)-")
logs = set()        # descriptors of the write-ahead log
begun = {}          # thread -> (text, number of writes ended when the call began)
written = {}        # page -> the number of the write that first held it
writes = syncs = synced = acknowledged = 0
bad = []


def end(text, writes_at_start):
    """A call has ended; `text` is the whole of it."""
    global writes, syncs, synced
    call, descriptor = re.match(r"(\w+)\((\w*)", text).groups()
    if call == "openat" and "-wal" in text:
        found = re.search(r"= (\d+)$", text)
        if found:
            logs.add(found.group(1))
    elif call == "close":
        logs.discard(descriptor)
    elif descriptor not in logs:
        pass
    elif call in ("pwrite64", "write", "pwritev", "writev"):
        writes += 1
        for page in ADDRESS.findall(text):
            written.setdefault(page, writes)
    elif call in ("fdatasync", "fsync") and text.endswith("= 0"):
        syncs += 1
        synced = max(synced, writes_at_start)


for line in open(trace, errors="replace"):
    match = LINE.match(line.rstrip("\n"))
    if not match:
        continue
    thread, text = match.groups()
    resumed = re.match(r"<\.\.\. \w+ resumed>(.*)$", text)
    if resumed:
        if thread in begun:
            start, writes_at_start = begun.pop(thread)
            end(start + resumed.group(1), writes_at_start)
        continue
    if not re.match(r"\w+\(", text):
        continue
    if '"HTTP/1.1 201' in text:
        acknowledged += 1
        found = ADDRESS.search(text)
        page = found.group(1) if found else None
        if page not in written:
            bad.append(f"page {page}: its 201 leaves before the log was written")
        elif written[page] > synced:
            bad.append(f"page {page}: its 201 leaves before the log was synced")
    if text.endswith("<unfinished ...>"):
        begun[thread] = (text[: -len(" <unfinished ...>")], writes)
    else:
        end(text, writes)

for complaint in bad[:10]:
    print("trace-durability:", complaint, file=sys.stderr)
print(f"trace-durability: {acknowledged} answers 201, {writes} writes to the log, {syncs} syncs of it; "
      f"{len(bad)} answers before their sync")
sys.exit(1 if bad or acknowledged < posts else 0)
