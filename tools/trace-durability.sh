#!/usr/bin/env bash
# trace-durability.sh WINNOW [POSTS]: traces the system calls of a server while pages are posted, and holds
# that before each 201 leaves on its socket, the write-ahead log was synced after its last write.
#
# A kill -9 proves no flush: the kernel keeps what a dead process wrote.
set -euo pipefail
cd "$(dirname "$0")/.."
winnow=$1
posts=${2:-40}
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill -9 "$server" 2>/dev/null || true; rm -rf "$work"' EXIT

strace -f -s 8192 -o "$work/trace" \
  -e trace=openat,write,pwrite64,pwritev,fsync,fdatasync,sendto,sendmsg,writev,close \
  "$winnow" serve --port 0 --data "$work/data" 2>"$work/log" &
server=$!
port=
for _ in $(seq 600); do
  port=$(sed -nE 's/.*"address":"[^"]*:([0-9]+)".*/\1/p' "$work/log" | head -1)
  [ -z "$port" ] || break
  sleep 0.1
done
[ -n "$port" ] || { cat "$work/log" >&2; exit 1; }

for number in $(seq "$posts"); do
  {
    printf '<!doctype html><title>Page %s</title><article><h1>Page %s</h1>' "$number" "$number"
    for part in 1 2 3 4 5; do
      printf '<p>Part %s of page %s: the harbour was dredged again in spring, and the ferries ' \
        "$part" "$number"
      printf 'that had kept to the northern channel since the storm returned to their pier.</p>'
    done
    printf '</article>'
  } >"$work/page-$number.html"
done
# Four clients at once, so that commits are shared as they are in service.
seq "$posts" | xargs -P 4 -I{} curl -fsS -o /dev/null -H 'Content-Type: text/html' \
  --data-binary "@$work/page-{}.html" "http://127.0.0.1:$port/v1/articles?url=https://example.org/page-{}-"
pkill -TERM -P "$server" || true
wait "$server" || true
server=

python3 tools/trace_durability.py "$work/trace" "$posts"
