# cmake --install: a folder that runs from any place, on a machine without the private root (src/launcher.cc).
add_executable(launcher src/launcher.cc)
target_link_options(launcher PRIVATE -static -Wl,--no-dynamic-linker)

install(PROGRAMS "$<TARGET_FILE:launcher>" DESTINATION bin RENAME rondo)
install(PROGRAMS "$<TARGET_FILE:rondo>" DESTINATION lib/rondo RENAME program)
install(CODE "
  set(program \"$<TARGET_FILE:rondo>\")
  set(strip \"${CMAKE_STRIP}\")
  set(root \"${RONDO_ROOT}\")
  set(built_rpath \"${RONDO_LIBRARY_DIR}\")")
install(SCRIPT cmake/install_libraries.cmake)
install(FILES LICENSE README.md "${bundles}/internal/deps/THIRD_PARTY.txt" DESTINATION share/doc/rondo)
