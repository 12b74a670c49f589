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

find_program(RONDO_CCACHE ccache)
if(RONDO_CCACHE)
  # A precompiled header's time stamp says nothing about its content; ccache has to be told.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
      CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${RONDO_CCACHE})
  add_compile_options(-Xclang -fno-pch-timestamp)
endif()

# A build with -DRONDO_SANITIZE=address,undefined is what tools/check-memory makes.
set(RONDO_SANITIZE "" CACHE STRING "Sanitizers to build with, as for -fsanitize=")
if(RONDO_SANITIZE)
  add_compile_options(-fsanitize=${RONDO_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${RONDO_SANITIZE})
endif()
