# How all C++ of the project is compiled.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g1 -DNDEBUG")

# V8 is built without run-time type information and exceptions: so is what derives from its classes.
add_compile_options(-Wall -Wextra -fno-rtti -fno-exceptions -fvisibility=hidden -ffunction-sections -fdata-sections)
add_link_options(-Wl,--gc-sections -Wl,--as-needed)
if(CMAKE_HOST_SYSTEM_PROCESSOR STREQUAL "x86_64")
  add_compile_options(-march=x86-64-v2)
endif()

# The cache serves all checkouts on a machine: names of files are hashed relative to the checkout, and what a
# compilation knows of a precompiled header is the digest that rondo_precompile() writes.
find_program(RONDO_CCACHE ccache)
if(RONDO_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1
      CCACHE_PCH_EXTSUM=1 CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${RONDO_CCACHE})
  add_compile_options(-Xclang -fno-pch-timestamp)
  # Without the header's own name, which the cache does not make relative.
  set(CMAKE_CXX_COMPILE_OPTIONS_USE_PCH -Xclang -include-pch -Xclang <PCH_FILE>)
endif()
add_compile_options(-fdebug-compilation-dir=.)

# A build with -DRONDO_SANITIZE=address,undefined is what tools/check-memory makes.
set(RONDO_SANITIZE "" CACHE STRING "Sanitizers to build with, as for -fsanitize=")
if(RONDO_SANITIZE)
  add_compile_options(-fsanitize=${RONDO_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${RONDO_SANITIZE})
endif()

# rondo_precompile(TARGET HEADER): compiles HEADER, which includes no file of ours, once for all files of TARGET.
function(rondo_precompile target header)
  target_precompile_headers(${target} PRIVATE "${header}")
  # All that the result depends on: the header, the compiler and its options, the libraries.
  file(READ "${header}" digest)
  string(TOUPPER "${CMAKE_BUILD_TYPE}" type)
  get_directory_property(options COMPILE_OPTIONS)
  string(APPEND digest "${CMAKE_CXX_COMPILER_VERSION} ${CMAKE_CXX_FLAGS} ${CMAKE_CXX_FLAGS_${type}} ${options}")
  foreach(file packages.txt usr/include/nodejs/deps/v8/include/v8-version.h usr/include/uv/version.h)
    if(EXISTS "${RONDO_ROOT}/${file}")
      file(SHA256 "${RONDO_ROOT}/${file}" sum)
      string(APPEND digest "${sum}")
    endif()
  endforeach()
  string(SHA256 digest "${digest}")
  file(WRITE "${CMAKE_BINARY_DIR}/CMakeFiles/${target}.dir/cmake_pch.hxx.pch.sum" "${digest}")
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${header}")
endfunction()
