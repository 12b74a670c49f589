#!/usr/bin/env bash
# The tarball runs in a root that holds nothing else: no libraries, no /proc, no /dev.
set -euo pipefail
cd "$(dirname "$0")/../.."
tarball=$(tools/package)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

empty=$scratch/root
mkdir -p "$empty/any place" "$empty/work"
tar -C "$empty/any place" -xzf "$tarball"
name=$(basename "$tarball" .tar.gz)
echo "console.log(JSON.stringify([process.execPath, process.argv0, process.env.RONDO_EXEC_PATH, require('fs').readdirSync('/').sort(), __filename]))" \
  >"$empty/work/app.js"

# In the root given first, runs the rest as a command.
in_root() {
  if [ "$(id -u)" = 0 ]; then chroot "$@"; else unshare --user --map-root-user chroot "$@"; fi
}

expect() {
  if [ "$1" != "$2" ]; then
    printf '%s\n  is: %s\n  expected: %s\n' "$3" "$1" "$2" >&2
    exit 1
  fi
}

program="/any place/$name/bin/rondo"
expect "$(in_root "$empty" "$program" /work/app.js)" \
  "[\"$program\",\"$program\",null,[\"any place\",\"work\"],\"/work/app.js\"]" 'in an empty root'

# Through a link, with another name, and as the child of itself.
ln -s "$scratch/root/any place/$name/bin/rondo" "$scratch/other"
expect "$("$scratch/other" -p process.execPath)" "$scratch/root$program" 'through a link'

# The exit code and a signal reach the caller.
code=0
"$scratch/other" -e 'process.exit(7)' || code=$?
expect "$code" 7 'the exit code'
code=0
"$scratch/other" -e 'process.kill(process.pid, "SIGTERM"); setTimeout(() => {}, 10000)' || code=$?
expect "$code" 143 'the exit code after a signal'

# Nothing of it depends on the private root: no file of it is opened.
if command -v strace >/dev/null; then
  opened=$(strace -f -e trace=openat,open,execve "$scratch/other" -p 1 2>&1 | grep -c "$PWD/build" || true)
  expect "$opened" 0 'files opened in the build folder'
fi
