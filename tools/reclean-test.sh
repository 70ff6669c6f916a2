#!/usr/bin/env bash
# reclean-test.sh WINNOW [PAGES]: over PAGES made pages (10,000 unless told), does `reclean --dry-run` say
# byte for byte what `reclean` then does, and does `--undo` bring everything back?
set -euo pipefail
cd "$(dirname "$0")/.."
exec python3 tools/reclean_test.py "$@"
