#!/usr/bin/env bash
# tsan.sh [TEST-FILTER [SECONDS]]: tests of the server and a day's traffic under the thread sanitiser.
#
# Swift's runtime is built without the sanitiser, so the waiting half of `Synchronization.Mutex` is unseen
# and what runs under it looks like a race. Here every `Mutex` is one over pthread_mutex_t
# (tools/tsan/Mutex.swift), in a copy of the sources: what is reported then is a race.
set -euo pipefail
cd "$(dirname "$0")/.."
filter=${1:-'HTTPServerTests|APITests|ServingTests'}
seconds=${2:-120}
tree=$PWD/.build/tsan-tree
mkdir -p "$tree"
rm -rf "$tree/Sources" "$tree/Tests" "$tree/tools"
cp -a Package.swift Sources Tests tools "$tree/"
[ ! -f Package.resolved ] || cp Package.resolved "$tree/"
for target in "$tree"/Sources/* "$tree"/Tests/*; do
  if grep -rqs --include='*.swift' 'Mutex[<(]' "$target"; then cp -p tools/tsan/Mutex.swift "$target/"; fi
done
cd "$tree"
build=(--sanitize=thread --scratch-path "$PWD/../tsan")
swift build "${build[@]}" --build-tests
log=../tsan-tests.log
TSAN_OPTIONS="exitcode=66" swift test "${build[@]}" --skip-build --disable-xctest --filter "$filter" 2>&1 |
  tee "$log" | grep -E '✘|Test run with|WARNING: ThreadSanitizer' || true
reports=$(grep -c 'WARNING: ThreadSanitizer' "$log" || true)
grep -q 'Test run with .* passed' "$log" || { echo "tsan: tests failed: $log"; exit 1; }
[ "$reports" = 0 ] || { echo "tsan: $reports reports in $log"; exit 1; }
python3 ../../tools/day.py "$PWD/../tsan/debug/winnow" "$seconds" 4
