#!/usr/bin/env bash
# kill-test.sh WINNOW [POSTS]: kill -9 at random moments during POSTS posts, each server over the same
# data folder; then every page whose 201 was received must be there, byte for byte, with its article.
set -euo pipefail
cd "$(dirname "$0")/.."
exec python3 tools/kill_test.py "$@"
