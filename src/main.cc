#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string>

#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include "start/bootstrap.h"
#include "start/embedded.h"

namespace {

/// The collector frees what Buffers had in bulk. Given back to the system at once, it would come back page by page, each faulted in and
/// cleared, which costs several times what a Buffer does. An idle process gives it back (runtime/idle_heap). Both are set, since setting one
/// ends what glibc adapts by itself.
void keep_freed_memory() {
  constexpr int megabyte = 1024 * 1024;
  mallopt(M_TRIM_THRESHOLD, 64 * megabyte);
  mallopt(M_MMAP_THRESHOLD, 4 * megabyte);
}

/// What the start needs of malloc's heap, about 2 MB, is one huge page where the kernel has them, instead of 500 small ones that are faulted
/// in one after another.
void begin_heap_with_huge_page() {
  constexpr uintptr_t huge_page = 2 * 1024 * 1024;
  const auto end = reinterpret_cast<uintptr_t>(sbrk(0));
  const uintptr_t start = (end + huge_page - 1) & ~(huge_page - 1);
  if (sbrk(static_cast<intptr_t>(start - end)) == reinterpret_cast<void*>(-1)) return;  // malloc goes on from there
  mallopt(M_TOP_PAD, huge_page);
  void* volatile first = std::malloc(256 * 1024);  // makes the heap grow; volatile, or the pair is compiled away
  madvise(reinterpret_cast<void*>(start), huge_page, MADV_COLLAPSE);
  std::free(first);
}

}  // namespace

int main(int argc, char** argv) {
  keep_freed_memory();
  begin_heap_with_huge_page();
  // the build's second stage: a development build writes the library that a release is linked with
  enum { run, write_library, add_code } task = run;
  const char* path = nullptr;
  std::string_view library = rondo::embedded_library();
  std::string written;
  if (argc == 3 && !rondo::library_folders().empty()) {
    if (std::strcmp(argv[1], "--write-library") == 0) task = write_library;
    if (std::strcmp(argv[1], "--add-code") == 0) task = add_code;
  }
  if (task != run) {
    path = argv[2];
    argc = 1;
  }
  if (task == add_code) {
    std::ifstream in(path, std::ios::binary);
    written.assign(std::istreambuf_iterator<char>(in), {});
    library = written;
  }
  rondo::Start start(argc, argv, library);
  int code = start.exit_code();
  if (code < 0)
    code = task == run ? start.run_main() : task == add_code ? start.add_code(path) : start.write_library(path);
  // the system takes everything back at once, faster than we could give it
  std::fflush(nullptr);
  _exit(code);
}
