#!/usr/bin/env bash
# When tools/build works and when it has nothing to do; with stand-ins for the tools that it calls.
set -euo pipefail
cd "$(dirname "$0")/../.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
unset RONDO_ROOT

mkdir -p "$scratch"/{bin,checkout/{src/modules,lib,cmake,tools}}
cp tools/build "$scratch/checkout/tools/build"
cp cmake/private_root.cmake "$scratch/checkout/cmake"
cd "$scratch/checkout"
echo 'int main() {}' >src/main.cc
echo one >src/modules/one.cc
echo '{}' >package-lock.json

# Each stand-in notes its call; what is in $scratch/ninja.sh happens during the build.
stand_in() {
  printf '#!/bin/bash\necho %s >>%q\n%s\n' "$2" "$scratch/calls" "$3" >"$1"
  chmod +x "$1"
}
stand_in tools/bootstrap bootstrap 'mkdir -p build'
stand_in "$scratch/bin/cmake" cmake 'touch build/build.ninja'
stand_in "$scratch/bin/ninja" ninja "set -e; . $scratch/ninja.sh; mkdir -p build/bin; echo '#!/bin/bash' >build/bin/rondo; chmod +x build/bin/rondo"
: >"$scratch/ninja.sh"
export PATH=$scratch/bin:$PATH

# What a call of tools/build calls; the exit code follows when it is not 0.
calls() {
  local code=0
  : >"$scratch/calls"
  "$@" >"$scratch/said" 2>&1 || code=$?
  tr '\n' ' ' <"$scratch/calls"
  [ "$code" = 0 ] || echo "exit $code"
}
expect() {
  if [ "$1" != "$2" ]; then
    printf '%s\n  is: %s\n  expected: %s\n' "$3" "$1" "$2" >&2
    exit 1
  fi
}
all='bootstrap cmake ninja '
build='bootstrap ninja '

expect "$(calls tools/build)" "$all" 'the first call'
expect "$(calls tools/build)" '' 'the second call'
expect "$(cat "$scratch/said")" '' 'what it says'

touch src/main.cc
expect "$(calls tools/build)" "$build" 'after a change'
rm src/modules/one.cc
expect "$(calls tools/build)" "$build" 'after a file was deleted'
echo old >"$scratch/old"
touch -d '2001-01-01' "$scratch/old"
cp -p "$scratch/old" src/main.cc
expect "$(calls tools/build)" "$build" 'after an old file came back'
rm build/bin/rondo
expect "$(calls tools/build)" "$build" 'after the program was deleted'
echo '# more' >>cmake/private_root.cmake
expect "$(calls tools/build)" "$all" 'after the toolchain changed'
mkdir "$scratch/root"
expect "$(RONDO_ROOT=$scratch/root calls tools/build)" "$all" 'with another root'
expect "$(calls tools/build)" "$all" 'with the first root again'

echo 'echo "main.cc:1: error: boo"; exit 1' >"$scratch/ninja.sh"
touch src/main.cc
expect "$(calls tools/build)" "${build}exit 1" 'a build that fails'
grep -q 'main.cc:1: error: boo' "$scratch/said" || expect "$(cat "$scratch/said")" 'main.cc:1: error: boo' 'what it says'
: >"$scratch/ninja.sh"
expect "$(calls tools/build)" "$build" 'after a build that failed'

# A change during a build belongs to the next one.
echo 'sleep 0.1; touch src/main.cc' >"$scratch/ninja.sh"
touch src/main.cc
expect "$(calls tools/build)" "$build" 'a build during which a file changes'
: >"$scratch/ninja.sh"
expect "$(calls tools/build)" "$build" 'the next one'

# A call that is killed leaves the work to the next one.
# shellcheck disable=SC2016
echo 'kill -KILL $PPID; exit 1' >"$scratch/ninja.sh"
touch src/main.cc
expect "$(calls tools/build)" "${build}exit 137" 'a call that is killed'
: >"$scratch/ninja.sh"
expect "$(calls tools/build)" "$build" 'the call after it'

# Of two calls at once, one builds and the other waits for it.
echo 'sleep 0.5' >"$scratch/ninja.sh"
touch src/main.cc
at_once() { tools/build & tools/build; wait; }
expect "$(calls at_once)" "$build" 'two calls at once'
