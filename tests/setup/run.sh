#!/usr/bin/env bash
# ./run: quiet and quick when all is built; arguments, folder, input, exit code and signals pass through.
set -euo pipefail
cd "$(dirname "$0")/../.."
root=$PWD
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"

expect() {
  if [ "$1" != "$2" ]; then
    printf '%s\n  is: %s\n  expected: %s\n' "$3" "$1" "$2" >&2
    exit 1
  fi
}

echo 'console.log(process.argv.slice(2).join("|"), process.cwd()); process.exitCode = 5' >app.js
"$root/tools/build"
code=0
said=$("$root/run" app.js a 'b c' --flag '' 2>&1) || code=$?
expect "$said" "a|b c|--flag| $scratch" 'what ./run writes'
expect "$code" 5 'its exit code'
expect "$(echo 'console.log("from stdin")' | "$root/run" -)" 'from stdin' 'its input'
expect "$(cd "$root" && ./run -p 1+1)" 2 'called in its own folder'
ln -s "$root/run" link
expect "$(./link -p 1+1)" 2 'called through a link'

code=0
"$root/run" -e 'process.kill(process.pid, "SIGKILL"); setTimeout(() => {}, 10000)' || code=$?
expect "$code" 137 'the exit code after a signal'

# Its own part, without the program's: the median of 11 calls, in milliseconds.
quick() {
  local begin
  for _ in 1 2 3 4 5 6 7 8 9 10 11; do
    begin=${EPOCHREALTIME/./}
    "$root/tools/build"
    echo $((${EPOCHREALTIME/./} - begin))
  done | sort -n | sed -n 6p
}
own=$(quick)
if [ "$own" -ge 50000 ]; then
  echo "with nothing to do, ./run takes $own microseconds of its own" >&2
  exit 1
fi
