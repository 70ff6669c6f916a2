#!/usr/bin/env bash
# kill-test.sh WINNOW [--rounds N] [--clients N] [--full | --stall]: kill -9 at random moments under posts
# from several clients, each server over the same data folder. After each kill every page whose 201 was
# received must be there, no row half written, and SQLite's checks clean; in the end all are read back.
# --full: each round on a small tmpfs that fills up (asks for root). --stall: syncs that take long.
set -euo pipefail
cd "$(dirname "$0")/.."
exec python3 tools/kill_test.py "$@"
