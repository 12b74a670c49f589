# Part of cmake --install: the program's libraries and loader beside it, and their licences.
#
# Given: program (as built), strip (the tool), root (the private root), built_rpath (where the built program looks
# for its libraries).
set(place "$ENV{DESTDIR}${CMAKE_INSTALL_PREFIX}/lib/rondo")
execute_process(COMMAND "${strip}" --strip-debug "${place}/program" COMMAND_ERROR_IS_FATAL ANY)
file(RPATH_CHANGE FILE "${place}/program" OLD_RPATH "${built_rpath}" NEW_RPATH "$ORIGIN")

# The loader itself says which files it loads.
set(ENV{LD_TRACE_LOADED_OBJECTS} 1)
execute_process(COMMAND "${program}" OUTPUT_VARIABLE loaded COMMAND_ERROR_IS_FATAL ANY)
unset(ENV{LD_TRACE_LOADED_OBJECTS})
string(REGEX MATCHALL "[^\n]+" lines "${loaded}")
foreach(line ${lines})
  if(line MATCHES "not found")
    message(FATAL_ERROR "a library is missing: ${line}")
  elseif(line MATCHES "/ld-linux[^ /]* ")
    string(REGEX MATCH "/[^ ]+" path "${line}")
    file(REAL_PATH "${path}" path)
    file(INSTALL "${path}" DESTINATION "${place}/loader" TYPE PROGRAM RENAME rondo)
  elseif(line MATCHES "^[ \t]*([^ ]+) => (/[^ ]+)")
    file(REAL_PATH "${CMAKE_MATCH_2}" path)
    file(INSTALL "${path}" DESTINATION "${place}" TYPE FILE RENAME "${CMAKE_MATCH_1}")
  endif()
endforeach()

file(GLOB licences "${root}/usr/share/doc/*/copyright")
foreach(licence ${licences})
  get_filename_component(package "${licence}" DIRECTORY)
  get_filename_component(package "${package}" NAME)
  file(REAL_PATH "${licence}" licence)
  if(NOT EXISTS "${licence}")
    continue() # a link into a package of JavaScript that the root does without
  endif()
  file(INSTALL "${licence}" DESTINATION "$ENV{DESTDIR}${CMAKE_INSTALL_PREFIX}/share/doc/rondo/libraries" RENAME "${package}")
endforeach()
