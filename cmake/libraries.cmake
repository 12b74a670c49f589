# The C and C++ libraries of the private root as imported targets (lib::uv, lib::ssl, ...), and in RONDO_LIBRARIES
# those that the program is linked to.
find_package(V8 13.6 REQUIRED)
find_package(Threads REQUIRED)

# rondo_library(NAME HEADER [NAMES...]): target lib::NAME for the library NAME (or the first of NAMES found).
function(rondo_library name header)
  find_path(LIB_${name}_INCLUDE "${header}" REQUIRED)
  find_library(LIB_${name} NAMES ${ARGN} ${name} REQUIRED)
  mark_as_advanced(LIB_${name}_INCLUDE LIB_${name})
  add_library(lib::${name} UNKNOWN IMPORTED GLOBAL)
  set_target_properties(lib::${name} PROPERTIES IMPORTED_LOCATION "${LIB_${name}}")
  set(RONDO_LIBRARIES ${RONDO_LIBRARIES} lib::${name} PARENT_SCOPE)
endfunction()

# What the program itself is linked to.
set(RONDO_LIBRARIES)
rondo_library(uv uv.h)
rondo_library(llhttp llhttp.h)
rondo_library(nghttp2 nghttp2/nghttp2.h)
rondo_library(wslay wslay/wslay.h)
rondo_library(ssl openssl/ssl.h)
rondo_library(crypto openssl/crypto.h)
rondo_library(cares ares.h)
rondo_library(ada ada.h ada-url0 ada-url)
rondo_library(simdutf simdutf.h)
rondo_library(simdjson simdjson.h)
rondo_library(icuuc unicode/uversion.h)
rondo_library(icui18n unicode/ucol.h)
rondo_library(z zlib.h)
rondo_library(brotlienc brotli/encode.h)
rondo_library(brotlidec brotli/decode.h)
rondo_library(zstd zstd.h)
rondo_library(hdr_histogram hdr/hdr_histogram.h)
rondo_library(sqlite3 sqlite3.h)
rondo_library(uring liburing.h)

# What the tests are linked to.
set(program_libraries ${RONDO_LIBRARIES})
rondo_library(gtest gtest/gtest.h)
rondo_library(gtest_main gtest/gtest.h)
set(RONDO_LIBRARIES ${program_libraries} Threads::Threads)
