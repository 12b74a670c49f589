# FindV8: targets V8::V8 and V8::headers (what compiling needs), and V8_VERSION.
#
# Takes Debian's libnode (whose libv8.so is a link to it) or any other V8, such as a monolith. Only v8:: and
# v8_inspector:: symbols of it may be used (tools/lint looks at the built program).
find_path(V8_INCLUDE_DIR NAMES v8-fast-api-calls.h PATH_SUFFIXES nodejs/deps/v8/include v8 v8/include)
find_library(V8_LIBRARY NAMES v8_monolith v8 node)

if(V8_INCLUDE_DIR)
  foreach(part MAJOR MINOR BUILD)
    if(part STREQUAL "BUILD")
      set(name V8_BUILD_NUMBER)
    else()
      set(name V8_${part}_VERSION)
    endif()
    file(STRINGS "${V8_INCLUDE_DIR}/v8-version.h" line REGEX "#define ${name} ")
    string(REGEX MATCH "[0-9]+$" V8_VERSION_${part} "${line}")
  endforeach()
  set(V8_VERSION "${V8_VERSION_MAJOR}.${V8_VERSION_MINOR}.${V8_VERSION_BUILD}")
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(V8 REQUIRED_VARS V8_LIBRARY V8_INCLUDE_DIR VERSION_VAR V8_VERSION)
mark_as_advanced(V8_INCLUDE_DIR V8_LIBRARY)

if(V8_FOUND AND NOT TARGET V8::V8)
  add_library(V8::headers INTERFACE IMPORTED)
  target_include_directories(V8::headers INTERFACE "${V8_INCLUDE_DIR}")
  # V8 is built without run-time type information: what derives from its classes has to be, too.
  target_compile_options(V8::headers INTERFACE -fno-rtti)
  add_library(V8::V8 UNKNOWN IMPORTED)
  set_target_properties(V8::V8 PROPERTIES IMPORTED_LOCATION "${V8_LIBRARY}")
  target_link_libraries(V8::V8 INTERFACE V8::headers)
endif()
