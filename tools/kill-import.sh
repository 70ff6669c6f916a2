#!/usr/bin/env bash
# kill-import.sh WINNOW FILE [--kills N | --full MiB [--room MiB]]: `winnow import FILE` killed at random moments
# and started again, or on a tmpfs that fills up. Nothing that was stored may be lost, and what is stored in the
# end must be what an undisturbed import stores: nothing missing, nothing twice, no row half written.
set -euo pipefail
cd "$(dirname "$0")/.."
exec python3 tools/kill_import.py "$@"
