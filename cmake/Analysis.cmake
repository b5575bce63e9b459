# Whether the analysis is built: it asks Z3, which is loaded only by the commands that analyse, and so is not linked.
# Only its header and the name of its library are needed here.

set(SELECT_MODEL_ANALYSIS AUTO CACHE STRING "Build the analysis of `check` and `prove`, which needs Z3: AUTO, ON or OFF")
set_property(CACHE SELECT_MODEL_ANALYSIS PROPERTY STRINGS AUTO ON OFF)

set(select_model_solver solver_absent.cpp)
if(NOT SELECT_MODEL_ANALYSIS STREQUAL "OFF")
  find_path(SELECT_MODEL_Z3_INCLUDE z3.h PATH_SUFFIXES z3)
  find_library(SELECT_MODEL_Z3 NAMES z3)
  mark_as_advanced(SELECT_MODEL_Z3_INCLUDE SELECT_MODEL_Z3)
  if(SELECT_MODEL_Z3_INCLUDE AND SELECT_MODEL_Z3)
    # The name under which it is installed where there is no compiler: libz3.so.4.
    file(REAL_PATH ${SELECT_MODEL_Z3} library)
    cmake_path(GET library FILENAME library)
    set(select_model_solver solver.cpp)
    set_source_files_properties(policy/solver.cpp PROPERTIES
                                COMPILE_DEFINITIONS "SELECT_MODEL_Z3_LIBRARY=\"${library}\";SELECT_MODEL_Z3_PATH=\"${SELECT_MODEL_Z3}\"")
    # Said of a folder that is searched anyway, it would be searched too early for the standard library's own headers.
    if(NOT SELECT_MODEL_Z3_INCLUDE IN_LIST CMAKE_CXX_IMPLICIT_INCLUDE_DIRECTORIES)
      set_source_files_properties(policy/solver.cpp PROPERTIES INCLUDE_DIRECTORIES ${SELECT_MODEL_Z3_INCLUDE})
    endif()
  elseif(SELECT_MODEL_ANALYSIS STREQUAL "ON")
    message(FATAL_ERROR "SELECT_MODEL_ANALYSIS is ON and Z3 is not here (Debian: libz3-dev)")
  else()
    message(STATUS "Z3 is not here (Debian: libz3-dev): no analysis in `check`")
  endif()
endif()

set(select_model_other_solver solver.cpp)
if(select_model_solver STREQUAL "solver.cpp")
  set(select_model_other_solver solver_absent.cpp)
endif()
