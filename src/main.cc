#include <cstdio>
#include <cstring>

#include <unistd.h>

#include "start/bootstrap.h"
#include "start/embedded.h"

int main(int argc, char** argv) {
  // the build's second stage: a development build writes the library that a release is linked with
  const char* library = nullptr;
  if (argc == 3 && std::strcmp(argv[1], "--write-library") == 0 && !rondo::library_folders().empty()) {
    library = argv[2];
    argc = 1;
  }
  rondo::Start start(argc, argv);
  int code = start.exit_code();
  if (code < 0) code = library ? start.write_library(library) : start.run_main();
  // the system takes everything back at once, faster than we could give it
  std::fflush(nullptr);
  _exit(code);
}
