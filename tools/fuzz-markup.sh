#!/usr/bin/env bash
# fuzz-markup.sh [SECONDS]: builds the HTML parser, its measures and its style sheet reader with libFuzzer and the
# address sanitiser, and runs them on mutants. Bounds checks stay on. What crashes is left in .build/fuzz-markup.
# WINNOW_FUZZ_CORPUS names a folder of pages to start from, beside the seeds made here.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-60}
out=$PWD/.build/fuzz-markup
mkdir -p "$out/corpus"
flags=(-O -wmo -swift-version 6 -parse-as-library -sanitize=fuzzer,address -I "$out" -I Sources/C/CIDN2)
module() {
  swiftc "${flags[@]}" -emit-module -emit-module-path "$out/$1.swiftmodule" -emit-object \
    -module-name "$1" $(find "Sources/$1" -name '*.swift') -o "$out/$1.o"
}
module WebURL
module Markup
swiftc "${flags[@]}" -module-name Fuzz tools/fuzz-markup/Fuzz.swift "$out/WebURL.o" "$out/Markup.o" \
  -lidn2 -o "$out/fuzz"
python3 tools/fuzz-markup/make-seeds.py "$out/seeds"
# A trap of Swift is to end the process at once, for libFuzzer to note the input.
export SWIFT_BACKTRACE=enable=no
exec "$out/fuzz" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=65536 \
  -dict="$out/words.dict" -artifact_prefix="$out/" -print_final_stats=1 "$out/corpus" "$out/seeds"
