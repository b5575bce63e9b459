# select_model_exists(VARIABLE FILE): whether FILE is in the tree; asked again at every build.
function(select_model_exists variable file)
  file(GLOB found CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${file})
  if(found)
    set(${variable} TRUE PARENT_SCOPE)
  else()
    set(${variable} FALSE PARENT_SCOPE)
  endif()
endfunction()

# select_model_layer(FOLDER [EXCEPT FILE…]): the objects of one folder, as target select_model_FOLDER.
function(select_model_layer folder)
  cmake_parse_arguments(layer "" "" "EXCEPT" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${folder}/*.cpp)
  foreach(file IN LISTS layer_EXCEPT)
    list(REMOVE_ITEM sources ${PROJECT_SOURCE_DIR}/${folder}/${file})
  endforeach()

  if(NOT sources)
    set(sources ${PROJECT_BINARY_DIR}/${folder}_is_empty.cpp)
    file(TOUCH ${sources})
  endif()

  add_library(select_model_${folder} OBJECT ${sources})
  target_link_libraries(select_model_${folder} PRIVATE select_model_build)
  if(folder STREQUAL "policy")
    target_precompile_headers(select_model_policy PRIVATE ${select_model_common_headers})
  elseif(folder STREQUAL "catalog")
    target_precompile_headers(select_model_catalog REUSE_FROM select_model_policy)
  elseif(folder STREQUAL "engine")
    target_precompile_headers(select_model_engine PRIVATE ${select_model_common_headers} ${select_model_engine_headers})
  else()
    target_precompile_headers(select_model_${folder} REUSE_FROM select_model_engine)
  endif()
endfunction()

# select_model_hot(FILE…): those that run for every offer of every decision; a …_avx2.cpp for x86-64 alone, where
# the others see SELECT_MODEL_AVX2.
function(select_model_hot)
  file(GLOB sources CONFIGURE_DEPENDS ${ARGN})
  set_source_files_properties(${sources} PROPERTIES COMPILE_OPTIONS $<$<CONFIG:Release>:-O3>
                                                    SKIP_PRECOMPILE_HEADERS TRUE)
  set(avx2 ${sources})
  list(FILTER avx2 INCLUDE REGEX "_avx2\\.cpp$")
  if(NOT avx2)
    return()
  endif()
  if(CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64|amd64)$")
    set_source_files_properties(${sources} PROPERTIES COMPILE_DEFINITIONS SELECT_MODEL_AVX2=1)
    set_property(SOURCE ${avx2} APPEND PROPERTY COMPILE_OPTIONS -mavx2 -mfma)
  else()
    set_source_files_properties(${avx2} PROPERTIES HEADER_FILE_ONLY TRUE) # not compiled
  endif()
endfunction()

# select_model_cold(FILE…): those that make a report or ask the solver, once for a person who waits for neither. They
# are half of all that there is to compile, and a fifth less of it this way.
function(select_model_cold)
  file(GLOB sources CONFIGURE_DEPENDS ${ARGN})
  set_source_files_properties(${sources} PROPERTIES COMPILE_OPTIONS $<$<CONFIG:Release>:-O1>)
endfunction()
