// bin/rondo of an installed folder: a static program that starts the real one with the folder's own libraries.
//
// An ELF program names its dynamic loader by an absolute path, so a folder that can lie anywhere needs someone
// who knows where it lies:
//
//   bin/rondo               this
//   lib/rondo/program       Rondo, which finds its libraries beside itself
//   lib/rondo/loader/rondo  the dynamic loader; what the system shows as the process's name is this file's name
//
// The program learns its place from RONDO_EXEC_PATH, which it takes out of the environment again.
#include <sys/auxv.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

// The absolute path of this program, links resolved. Without /proc, from the name that the kernel was given.
bool own_path(char* path) {
  ssize_t length = readlink("/proc/self/exe", path, PATH_MAX - 1);
  if (length > 0) {
    path[length] = 0;
    return true;
  }
  auto name = reinterpret_cast<const char*>(getauxval(AT_EXECFN));
  return name && realpath(name, path);
}

// Cuts the last part off a path.
void to_parent(char* path) {
  if (char* slash = std::strrchr(path, '/')) *slash = 0;
}

}  // namespace

int main(int argc, char** argv) {
  char self[PATH_MAX], folder[PATH_MAX], loader[PATH_MAX + 32], program[PATH_MAX + 32];
  if (!own_path(self)) {
    std::fprintf(stderr, "rondo: cannot find out where this program lies: %s\n", std::strerror(errno));
    return 127;
  }
  std::strcpy(folder, self);
  to_parent(folder);
  to_parent(folder);
  std::snprintf(loader, sizeof loader, "%s/lib/rondo/loader/rondo", folder);
  std::snprintf(program, sizeof program, "%s/lib/rondo/program", folder);
  setenv("RONDO_EXEC_PATH", self, 1);

  char name_option[] = "--argv0";
  auto arguments = static_cast<char**>(std::calloc(static_cast<size_t>(argc) + 5, sizeof(char*)));
  if (!arguments) return 127;
  int count = 0;
  arguments[count++] = loader;
  arguments[count++] = name_option;
  arguments[count++] = argc > 0 ? argv[0] : self;
  arguments[count++] = program;
  for (int i = 1; i < argc; i++) arguments[count++] = argv[i];
  execv(loader, arguments);
  std::fprintf(stderr, "rondo: cannot start %s: %s\n", loader, std::strerror(errno));
  return 127;
}
