#!/usr/bin/env bash
# What tools/object-of-library makes of a library runs as part of a program.
set -euo pipefail
cd "$(dirname "$0")/../.."
[ "$(uname -m)" = x86_64 ] || exit 0
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
compiler=$(command -v clang++-19 clang++-20 clang++-21 clang++-22 | head -n 1)
linker=lld-${compiler##*-}

# Addresses in constants and variables, a virtual table, a constructor, thread-local variables with and without a value, a large
# variable without one, a function of the C library, and a variable that the program has as well.
cat >"$scratch/shared.h" <<'END'
struct Shape { virtual int area() const = 0; };
inline int &once() { static int value = 5; return value; }
const Shape &square();
const char *name(int);
int next();
int made();
int length(const char *);
char *room();
END
cat >"$scratch/library.cc" <<'END'
#include <cstring>
#include "shared.h"
static int constructed;
static char rest[100000];
thread_local int counter = 40;
thread_local int zero;
struct Square final : Shape { int area() const override { return 9; } };
static const Square the_square;
static const char *const names[] = {"zero", "one"};
struct Constructor { Constructor() { constructed = 3; } } constructor;
const Shape &square() { return the_square; }
const char *name(int i) { return names[i]; }
int next() { return ++counter + zero + once()++; }
int made() { return constructed; }
int length(const char *s) { return static_cast<int>(std::strlen(s)); }
char *room() { return rest; }
int hidden_from_the_program() { return 1; }
END
cat >"$scratch/program.cc" <<'END'
#include <cstdio>
#include <cstring>
#include <thread>
#include "shared.h"
int main() {
  once() = 100;
  int first = next(), elsewhere = 0;
  std::thread([&] { elsewhere = next(); }).join();
  std::memset(room(), 1, 100000);
  std::printf("%d %s %d %d %d %d %d\n", square().area(), name(1), first, elsewhere, once(), made(), length("four"));
}
END
cd "$scratch"
"$compiler" -O2 -fPIC -shared -fuse-ld=bfd -o liblibrary.so library.cc
"$OLDPWD/tools/object-of-library" liblibrary.so library.o library.ld --export '^_Z(6square|4name|4next|4made|6length|4room)v?'
link() { "$compiler" -O2 -fuse-ld="$linker" -no-pie -Wl,--gc-sections library.o -Wl,-T,library.ld "$@"; }
link -o program program.cc
is=$(./program)
if [ "$is" != '9 one 141 142 102 3 4' ]; then
  echo "the program says: $is" >&2
  exit 1
fi
if ldd program | grep -q liblibrary; then
  echo 'the program still loads the library' >&2
  exit 1
fi

# What is not exported is not to be had.
echo 'int hidden_from_the_program(); int main() { return hidden_from_the_program(); }' >wrong.cc
if link -o wrong wrong.cc 2>said || ! grep -q 'undefined symbol: hidden_from_the_program' said; then
  echo 'a symbol that is not exported was found' >&2
  exit 1
fi

# No library: a word about it, and nothing is written.
echo text >text.so
if "$OLDPWD/tools/object-of-library" text.so text.o text.ld --export . 2>said || [ -e text.o ] || ! grep -q 'text.so: no ELF file' said; then
  echo 'a file that is no library was taken' >&2
  exit 1
fi
