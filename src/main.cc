#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string>

#include <malloc.h>
#include <unistd.h>

#include "start/bootstrap.h"
#include "start/embedded.h"

namespace {

/// The collector frees what Buffers had in bulk. Given back to the system at once, it would come back page by page, each faulted in and
/// cleared, which costs several times what a Buffer does. Both are set, since setting one ends what glibc adapts by itself.
void keep_freed_memory() {
  constexpr int megabyte = 1024 * 1024;
  mallopt(M_TRIM_THRESHOLD, 8 * megabyte);
  mallopt(M_MMAP_THRESHOLD, 4 * megabyte);
}

}  // namespace

int main(int argc, char** argv) {
  keep_freed_memory();
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
