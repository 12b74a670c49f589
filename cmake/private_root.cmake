# Toolchain: the host's clang and lld on the headers and libraries of the private root.
#
# RONDO_ROOT (environment, or -DRONDO_ROOT=) names the root; without it, build/root as tools/bootstrap
# makes it. A root whose usr/ is the host's own (a host with packages that are new enough) needs none of it.
if(NOT RONDO_ROOT)
  if(DEFINED ENV{RONDO_ROOT} AND NOT "$ENV{RONDO_ROOT}" STREQUAL "")
    set(RONDO_ROOT "$ENV{RONDO_ROOT}")
  else()
    set(RONDO_ROOT "${CMAKE_CURRENT_LIST_DIR}/../build/root")
  endif()
endif()
get_filename_component(RONDO_ROOT "${RONDO_ROOT}" ABSOLUTE)
if(NOT EXISTS "${RONDO_ROOT}/usr/include")
  message(FATAL_ERROR "There is no private root at ${RONDO_ROOT}: call tools/bootstrap first, or set RONDO_ROOT.")
endif()
set(RONDO_ROOT "${RONDO_ROOT}" CACHE PATH "The private root")
list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES RONDO_ROOT)

find_program(RONDO_CLANGXX NAMES clang++-19 clang++-20 clang++-21 clang++-22 REQUIRED)
string(REGEX MATCH "-[0-9]+$" rondo_clang_suffix "${RONDO_CLANGXX}")
set(CMAKE_CXX_COMPILER "${RONDO_CLANGXX}")
set(rondo_linker "-fuse-ld=lld${rondo_clang_suffix}")

file(REAL_PATH "${RONDO_ROOT}/usr" rondo_usr)
if(NOT rondo_usr STREQUAL "/usr")
  set(rondo_triplet "${CMAKE_HOST_SYSTEM_PROCESSOR}-linux-gnu")
  file(GLOB rondo_gcc_dir LIST_DIRECTORIES true "${RONDO_ROOT}/usr/lib/gcc/${rondo_triplet}/*")
  list(SORT rondo_gcc_dir COMPARE NATURAL)
  list(POP_BACK rondo_gcc_dir rondo_gcc_dir)
  file(GLOB RONDO_LOADER "${RONDO_ROOT}/usr/lib64/ld-linux-*.so.*" "${RONDO_ROOT}/usr/lib/ld-linux-*.so.*"
       "${RONDO_ROOT}/usr/lib/${rondo_triplet}/ld-linux-*.so.*")
  list(GET RONDO_LOADER 0 RONDO_LOADER)
  set(RONDO_LIBRARY_DIR "${RONDO_ROOT}/usr/lib/${rondo_triplet}")

  set(CMAKE_SYSROOT "${RONDO_ROOT}")
  set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
  set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
  set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
  set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
  set(CMAKE_CXX_FLAGS_INIT "--gcc-install-dir=${rondo_gcc_dir}")
  # An rpath of the old kind: it also holds for the libraries' own dependencies.
  set(CMAKE_EXE_LINKER_FLAGS_INIT "${rondo_linker} -Wl,--dynamic-linker=${RONDO_LOADER} -Wl,--disable-new-dtags -Wl,-rpath,${RONDO_LIBRARY_DIR}")
  set(CMAKE_SKIP_RPATH ON)
else()
  set(CMAKE_EXE_LINKER_FLAGS_INIT "${rondo_linker}")
endif()
