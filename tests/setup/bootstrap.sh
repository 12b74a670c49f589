#!/usr/bin/env bash
# tools/bootstrap: what it says when it cannot go on, and that it leaves nothing half-made.
set -euo pipefail
cd "$(dirname "$0")/../.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
unset RONDO_ROOT

mkdir -p "$scratch"/{bin,checkout/tools}
cp tools/bootstrap "$scratch/checkout/tools"
cd "$scratch/checkout"
export PATH=$scratch/bin:$PATH

# A stand-in for a command, until the next call of `only`.
instead_of() {
  printf '#!/bin/bash\n%s\n' "$2" >"$scratch/bin/$1"
  chmod +x "$scratch/bin/$1"
}
# The host's apt is set up with mirror $1.
mirror() {
  instead_of apt-get "if [ \"\$1\" = indextargets ]; then echo 'Debian|main|stable|$1'; else exec /usr/bin/apt-get \"\$@\"; fi"
}

# Bootstrap has to fail within a minute, saying $2, and to leave no root; $1 names the case.
fails() {
  local said code=0
  said=$(timeout 60 tools/bootstrap 2>&1) || code=$?
  if [ "$code" = 0 ] || [ "$code" = 124 ] || ! grep -q "$2" <<<"$said"; then
    printf '%s\n  exit: %s\n  says: %s\n  expected: %s\n' "$1" "$code" "$said" "$2" >&2
    exit 1
  fi
  if [ -e build/root ]; then
    echo "$1: leaves a root" >&2
    exit 1
  fi
  rm -f "$scratch"/bin/*
}

mirror 'http://127.0.0.1:1/debian/'
fails 'a mirror that does not answer' 'the Debian mirror gave no answer'

mkdir -p "$scratch/mirror/dists/testing/main/binary-amd64"
printf 'Origin: Debian\nSuite: testing\nCodename: testing\nComponents: main\nArchitectures: amd64 arm64\nDate: %s\nSHA256:\n' \
  "$(LC_ALL=C date -Ru | sed 's/+0000/UTC/')" >"$scratch/mirror/dists/testing/InRelease"
chmod -R a+rX "$scratch"
mirror "file:$scratch/mirror/"
fails 'package lists without a signature' 'the signature of the package lists is not to be trusted'

instead_of df 'echo Avail; echo 1000'
fails 'a disk that is nearly full' 'Make 700 MB free'

instead_of apt-get 'exit 0'
fails 'an apt without mirrors' 'knows no Debian mirror'

instead_of id 'echo 1000'
rm -rf "$scratch/few"
mkdir "$scratch/few"
for program in bash dirname mkdir sort id printf apt-get; do
  ln -s "$(command -v "$program")" "$scratch/few/$program"
done
said=$(PATH=$scratch/few tools/bootstrap 2>&1) && code=0 || code=$?
if [ "$code" != 1 ] || ! grep -q 'apt-get install .*clang-19.*ninja-build' <<<"$said"; then
  echo "without an administrator's rights it says: $said" >&2
  exit 1
fi
rm -f "$scratch"/bin/*

RONDO_ROOT=$scratch/nowhere fails 'a root that is none' 'holds no usr/include'

# A host whose own packages are new enough needs no private root.
instead_of dpkg-query 'echo 99'
tools/bootstrap
if [ "$(readlink build/root/usr)" != /usr ]; then
  echo 'a host with new packages: the private root is not the host' >&2
  exit 1
fi
rm -rf build "${scratch:?}"/bin/*

# Killed in the middle of fetching, it goes on with what is there.
if [ -n "$(apt-get indextargets 2>/dev/null)" ]; then
  setsid tools/bootstrap 2>/dev/null &
  for _ in $(seq 600); do
    [ "$(find build/apt/cache/archives -name '*.deb' 2>/dev/null | wc -l)" -ge 5 ] && break
    sleep 0.1
  done
  kill -KILL -- "-$!"
  wait "$!" 2>/dev/null || true
  if [ -e build/root ]; then
    echo 'a call that was killed: leaves a root' >&2
    exit 1
  fi
  tools/bootstrap
  if [ ! -e build/root/identity ] || [ -e build/apt ] || [ -e build/root.tmp ]; then
    echo 'the call after one that was killed: the root is not whole' >&2
    exit 1
  fi
fi
