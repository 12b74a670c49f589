# rondo_link_whole(TARGET): links V8 and all libraries but those of C into the program, which stands at a fixed address. The
# dynamic loader took a third of the time that an empty program runs; so nothing is left for it to do.
#
# A library that has an archive (lib<name>.a) comes from it. Of the others, V8's first of all, tools/object-of-library makes an
# object file. Where that is not possible, the program is linked to shared libraries.
set(whole_tool "${CMAKE_CURRENT_LIST_DIR}/../tools/object-of-library")
set(whole_folder "${CMAKE_BINARY_DIR}/whole")
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${whole_tool}")

# Makes ${whole_folder}/NAME.{o,ld} of LIBRARY with the symbols that match EXPORT; appends what the linker needs to ${result}, or
# "impossible".
function(rondo_object_of result name library export)
  file(REAL_PATH "${library}" library)
  set(object "${whole_folder}/${name}.o")
  if("${library}" IS_NEWER_THAN "${object}" OR "${whole_tool}" IS_NEWER_THAN "${object}")
    file(MAKE_DIRECTORY "${whole_folder}")
    execute_process(COMMAND "${whole_tool}" "${library}" "${object}" "${whole_folder}/${name}.ld" --export "${export}"
                    RESULT_VARIABLE failed ERROR_VARIABLE reason)
    if(failed)
      message(STATUS "linked to shared libraries: ${reason}")
      file(REMOVE "${object}")
      set(${result} impossible PARENT_SCOPE)
      return()
    endif()
  endif()
  set(${result} ${${result}} "${object}" "-Wl,-T,${whole_folder}/${name}.ld" PARENT_SCOPE)
endfunction()

function(rondo_link_whole target)
  set(parts)
  if(NOT RONDO_SANITIZE AND CMAKE_HOST_SYSTEM_PROCESSOR STREQUAL "x86_64")
    # V8 comes first: see the tool.
    rondo_object_of(parts v8 "${V8_LIBRARY}" "^_Z(T[VIS])?N?[KRO]*(2v8|12v8_inspector|4absl29SetMutexDeadlock)")
    foreach(name ${RONDO_LIBRARY_NAMES})
      find_library(LIB_${name}_ARCHIVE NAMES lib${name}.a lib${name}_static.a)
      mark_as_advanced(LIB_${name}_ARCHIVE)
      if(parts STREQUAL "impossible")
        break()
      elseif(LIB_${name}_ARCHIVE)
        list(APPEND parts "${LIB_${name}_ARCHIVE}")
      else()
        rondo_object_of(parts ${name} "${LIB_${name}}" ".")
      endif()
    endforeach()
  else()
    set(parts impossible)
  endif()
  if(parts STREQUAL "impossible")
    target_link_libraries(${target} PRIVATE rondo-core V8::V8 ${RONDO_LIBRARIES})
    return()
  endif()
  list(POP_FRONT parts first)
  target_link_options(${target} PRIVATE "${first}" -no-pie -static-libstdc++ -static-libgcc)
  target_link_libraries(${target} PRIVATE rondo-core ${parts} Threads::Threads)
  set_property(TARGET ${target} APPEND PROPERTY LINK_DEPENDS "${first}")
endfunction()
