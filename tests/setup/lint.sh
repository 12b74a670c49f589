#!/usr/bin/env bash
# tools/lint finds what it is there for: a small tree, in order first, then with one thing wrong at a time.
set -euo pipefail
cd "$(dirname "$0")/../.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

mkdir -p "$scratch"/{bin,tree/src/{base,engine,modules/a,modules/b},tree/lib/internal,tree/tools}
cp -r tools/lint tools/linting "$scratch/tree/tools"
cp .clang-format biome.json "$scratch/tree"
ln -s "$PWD/node_modules" "$scratch/tree/node_modules"
printf '#!/bin/bash\necho http://packages.example.org/debian\n' >"$scratch/bin/apt-get"
printf '#!/bin/bash\necho https://npm.example.org/\n' >"$scratch/bin/npm"
chmod +x "$scratch"/bin/*
export PATH=$scratch/bin:$PATH
cd "$scratch/tree"

echo '#include "base/low.h"' >src/engine/high.cc
echo '#pragma once' | tee src/base/low.h src/engine/high.h src/modules/a/a.h >src/modules/b/b.h
echo '#include "modules/a/a.h"' >src/modules/a/a.cc
echo 'export const one = 1;' >lib/one.js

# The checks have to pass as the tree stands.
in_order() {
  local said
  said=$(tools/lint format js rooms tree) || {
    printf 'a tree in order\n%s\n' "$said" >&2
    exit 1
  }
}
# The check $1 has to fail with the text $2 once $3 stands in the file $4.
finds() {
  local said code=0
  mkdir -p "$(dirname "$4")"
  printf '%s' "$3" >"$4"
  said=$(tools/lint "$1") || code=$?
  if [ "$code" != 1 ] || ! grep -qF "$2" <<<"$said"; then
    printf '%s in %s\n  exit: %s\n  says: %s\n  expected: %s\n' "$1" "$4" "$code" "$said" "$2" >&2
    exit 1
  fi
  rm "$4"
}
line=$'\n'

in_order
finds rooms 'base includes engine/high.h, which does not stand below it' '#include "engine/high.h"' src/base/wrong.cc
finds rooms 'base does without uv.h' '#include <uv.h>' src/base/wrong.cc
finds rooms 'modules does without node.h' '#include <node.h>' src/modules/a/wrong.cc
finds rooms 'a module includes modules/b/b.h of another' '#include "modules/b/b.h"' src/modules/a/wrong.cc
finds rooms 'attic is no room' '' src/attic/wrong.cc
rmdir src/attic
finds format 'wrong.cc' 'int  x ;' src/base/wrong.cc
finds format 'lib/wrong.js' "export const a = \"b\"$line" lib/wrong.js
finds js 'noDoubleEquals' "export const same = (a, b) => a == b;$line" lib/wrong.js
finds js 'noUnusedImports' "import { one } from './one.js';$line" lib/wrong.js
finds tree '801 lines; no file has over 800' "$(for _ in $(seq 801); do echo //; done)$line" lib/long.js
finds tree 'a name that tells nothing' "$line" lib/internal/utils.js
finds tree 'names npm.example.org' 'see https://npm.example.org/x' README.md
finds tree 'names packages.example.org' 'see packages.example.org' README.md
in_order

# A program that takes $1 from a libnode that has all kinds of symbols.
mkdir -p build/bin "$scratch/lib"
compiler=$(command -v clang-19 clang-20 clang-21 clang-22 | head -n 1)
echo 'int _ZN2v87Isolate3NewEv(void) { return 1; } int _ZN4node4StopEv(void) { return 1; } int napi_create_object(void) { return 1; }
      int node_api_symbol_for(void) { return 1; } int uv_own(void) { return 1; } int v8_variable = 1;' >"$scratch/lib/node.c"
"$compiler" -shared -fPIC -Wl,-soname,libnode.so.1 -o "$scratch/lib/libnode.so" "$scratch/lib/node.c"
ln -s libnode.so "$scratch/lib/libnode.so.1"
takes() {
  echo "$1" >"$scratch/lib/program.c"
  "$compiler" "${@:2}" -o build/bin/rondo-dev "$scratch/lib/program.c" -L"$scratch/lib" -lnode -Wl,-rpath,"$scratch/lib"
}

takes 'int _ZN2v87Isolate3NewEv(void); int main(void) { return _ZN2v87Isolate3NewEv(); }'
tools/lint symbols >/dev/null
for symbol in _ZN4node4StopEv napi_create_object node_api_symbol_for uv_own; do
  takes "int $symbol(void); int main(void) { return $symbol(); }"
  finds symbols "the program imports $symbol" '' unused
done
if [ "$(uname -m)" = x86_64 ]; then
  takes 'extern int v8_variable; int main(void) { return v8_variable; }' -no-pie -fno-pic -mcmodel=small
  finds symbols 'a copy of the variable v8_variable' '' unused
fi
