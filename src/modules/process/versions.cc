#include <ada.h>
#include <ares.h>
#include <brotli/decode.h>
#include <llhttp.h>
#include <nghttp2/nghttp2.h>
#include <simdjson.h>
#include <simdutf.h>
#include <sqlite3.h>
#include <unicode/uversion.h>
#include <uv.h>
#include <zlib.h>
#include <zstd.h>

#include "modules/process/process.h"

namespace rondo::modules::process {

std::vector<std::pair<std::string, std::string>> library_versions() {
  auto three = [](int a, int b, int c) {
    return std::to_string(a) + "." + std::to_string(b) + "." + std::to_string(c);
  };
  // no "openssl" while node:crypto and node:tls lack parts: programs take it for "all of them is there"
  uint32_t brotli = BrotliDecoderVersion();
  return {
      {"ada", ADA_VERSION},
      {"ares", ares_version(nullptr)},
      {"brotli",
       three(static_cast<int>(brotli >> 24), static_cast<int>(brotli >> 12 & 0xfff), static_cast<int>(brotli & 0xfff))},
      {"icu", U_ICU_VERSION},
      {"llhttp", three(LLHTTP_VERSION_MAJOR, LLHTTP_VERSION_MINOR, LLHTTP_VERSION_PATCH)},
      {"nghttp2", nghttp2_version(0)->version_str},
      {"rondo", "0.1.0"},
      {"simdjson", SIMDJSON_VERSION},
      {"simdutf", SIMDUTF_VERSION},
      {"sqlite", sqlite3_libversion()},
      {"uv", uv_version_string()},
      {"zlib", zlibVersion()},
      {"zstd", ZSTD_versionString()},
  };
}

}  // namespace rondo::modules::process
