#!/usr/bin/env bash
# mutants.sh PAGES [ARGUMENTS of mutants.py]: builds cleaning with the address sanitiser, bounds checks on, and runs it on
# damaged pages of a folder.
set -euo pipefail
cd "$(dirname "$0")/.."
out=$PWD/.build/clean-mutants
mkdir -p "$out"
flags=(-O -wmo -swift-version 6 -parse-as-library -sanitize=address -I "$out" -I Sources/C/CIDN2
  -I Sources/C/CCLD2/include -Xcc -fmodule-map-file="$out/CCLD2.modulemap")
echo "module CCLD2 { header \"$PWD/Sources/C/CCLD2/include/CCLD2.h\" export * }" > "$out/CCLD2.modulemap"
clang++ -std=c++17 -O1 -fsanitize=address -ISources/C/CCLD2/include -c Sources/C/CCLD2/cld2.cc -o "$out/CCLD2.o"
objects=("$out/CCLD2.o")
for module in Domain TextCoding WebURL Markup TextAnalysis Restoration Cleaning; do
  swiftc "${flags[@]}" -emit-module -emit-module-path "$out/$module.swiftmodule" -emit-object \
    -module-name "$module" $(find "Sources/$module" -name '*.swift') -o "$out/$module.o"
  objects+=("$out/$module.o")
done
swiftc "${flags[@]}" -module-name CleanMutants tools/clean-mutants/Main.swift "${objects[@]}" -lidn2 -lcld2 -lstdc++ \
  -o "$out/clean-mutants"
exec python3 tools/mutants.py "$out/clean-mutants" "$@"
