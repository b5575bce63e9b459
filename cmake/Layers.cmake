# select_model_exists(VARIABLE FILE): whether FILE is in the tree; asked again at every build.
function(select_model_exists variable file)
  file(GLOB found CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${file})
  if(found)
    set(${variable} TRUE PARENT_SCOPE)
  else()
    set(${variable} FALSE PARENT_SCOPE)
  endif()
endfunction()

# select_model_layer(FOLDER [EXCEPT FILE…] [ALONE FILE…] [HOT FILE…] [COLD FILE…]): the objects of one folder, as target
# select_model_FOLDER; those of COLD as select_model_FOLDER_cold. All are compiled in batches, but for ALONE and HOT.
# COLD is what makes a report or asks the solver, once for a person who waits for neither: half of all that there is to
# compile, and a fifth less of it with less optimisation.
function(select_model_layer folder)
  cmake_parse_arguments(layer "" "" "EXCEPT;ALONE;HOT;COLD" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${folder}/*.cpp)
  foreach(list IN ITEMS EXCEPT ALONE HOT COLD)
    list(TRANSFORM layer_${list} PREPEND ${PROJECT_SOURCE_DIR}/${folder}/)
    if(layer_${list})
      file(GLOB layer_${list} CONFIGURE_DEPENDS ${layer_${list}})
    endif()
  endforeach()
  list(REMOVE_ITEM sources "" ${layer_EXCEPT} ${layer_COLD})
  if(NOT sources)
    set(sources ${PROJECT_BINARY_DIR}/${folder}_is_empty.cpp)
    file(TOUCH ${sources})
  endif()
  set_source_files_properties(${layer_ALONE} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  select_model_hot(${layer_HOT})

  set(headers_of select_model_policy)
  if(folder MATCHES "engine|cli")
    set(headers_of select_model_engine)
  endif()
  select_model_objects(select_model_${folder} ${headers_of} ${sources})
  if(layer_COLD)
    select_model_objects(select_model_${folder}_cold ${headers_of} ${layer_COLD})
    set_target_properties(select_model_${folder}_cold PROPERTIES SELECT_MODEL_COLD ON)
  endif()
endfunction()

# select_model_objects(TARGET HEADERS-OF SOURCE…): an object library that shares the precompiled headers of another
# target, or makes them itself if it is that one.
function(select_model_objects target headers_of)
  add_library(${target} OBJECT ${ARGN})
  set_target_properties(${target} PROPERTIES UNITY_BUILD ${SELECT_MODEL_BATCHES} UNITY_BUILD_BATCH_SIZE 8)
  target_link_libraries(${target} PRIVATE select_model_build)
  if(NOT target STREQUAL headers_of)
    target_precompile_headers(${target} REUSE_FROM ${headers_of})
  elseif(target STREQUAL "select_model_engine")
    target_precompile_headers(${target} PRIVATE ${select_model_common_headers} ${select_model_engine_headers})
  else()
    target_precompile_headers(${target} PRIVATE ${select_model_common_headers})
  endif()
endfunction()

# select_model_hot(FILE…): those that run for every offer of every decision; a …_avx2.cpp for x86-64 alone, where
# the others see SELECT_MODEL_AVX2. What is compiled with flags of its own is in no batch.
function(select_model_hot)
  set(sources ${ARGN})
  if(NOT sources)
    return()
  endif()
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
