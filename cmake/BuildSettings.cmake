# What every source of ours is compiled with: the target `select_model_build`.

if(PROJECT_IS_TOP_LEVEL AND NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Debug, Release, RelWithDebInfo or MinSizeRel" FORCE)
endif()
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

find_program(SELECT_MODEL_CCACHE ccache)
mark_as_advanced(SELECT_MODEL_CCACHE)
if(SELECT_MODEL_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # The sloppiness that ccache asks for with precompiled headers: no source of ours looks at the time. Comments count,
  # since the compiler compares the headers themselves with those that it precompiled.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros CCACHE_COMMENTS=1
                                  ${SELECT_MODEL_CCACHE})
endif()

add_library(select_model_build INTERFACE)
target_compile_features(select_model_build INTERFACE cxx_std_20)
target_include_directories(select_model_build INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_definitions(select_model_build INTERFACE
                           SELECT_MODEL_VERSION="${PROJECT_VERSION}"
                           $<$<CONFIG:Debug>:_GLIBCXX_ASSERTIONS>)
target_compile_options(select_model_build INTERFACE
                       -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wold-style-cast
                       -Wnon-virtual-dtor -Woverloaded-virtual -Wextra-semi
                       $<$<BOOL:${SELECT_MODEL_WERROR}>:-Werror>
                       $<$<NOT:$<BOOL:${SELECT_MODEL_BATCHES}>>:-Wshadow> # a source shadows nothing of its neighbours in the batch
                       -ffp-contract=off # the same bytes on every machine
                       $<$<CONFIG:Release>:$<IF:$<BOOL:$<TARGET_PROPERTY:SELECT_MODEL_COLD>>,-O1,-O2>>) # select_model_hot() has more

# What nearly every source includes, read once. Each still includes what it uses: the preset clang builds without.
set(select_model_common_headers <algorithm> <cmath> <functional> <map> <memory> <optional> <set> <span> <string>
                                <string_view> <unordered_map> <variant> <vector> <fmt/format.h>)
set(select_model_engine_headers)
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
  target_compile_options(select_model_build INTERFACE -fpch-preprocess) # for ccache
  # Headers of ours, too, where ccache can move them from one clone to another; clang remembers where they lay.
  list(APPEND select_model_common_headers <policy/checked_policy.hpp>)
  list(APPEND select_model_engine_headers <engine/program.hpp> <engine/rationale.hpp>)
endif()

if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # What g++ 12 sees of these in the standard library's strings (GCC bug 105651 and its kin), and in the clean-up
  # of a half-made aggregate with a shared pointer in it, is not there.
  target_compile_options(select_model_build INTERFACE -Wno-restrict -Wno-array-bounds
                         -Wno-stringop-overflow -Wno-stringop-overread -Wno-maybe-uninitialized)
endif()

if(SELECT_MODEL_FUZZ)
  if(NOT CMAKE_CXX_COMPILER_ID MATCHES Clang)
    message(FATAL_ERROR "SELECT_MODEL_FUZZ needs clang: configure with -DCMAKE_CXX_COMPILER=clang++")
  endif()
  set(SELECT_MODEL_SANITIZE address undefined)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
if(SELECT_MODEL_SANITIZE)
  string(REPLACE ";" "," sanitizers "${SELECT_MODEL_SANITIZE}")
  add_compile_options(-fsanitize=${sanitizers} -fno-sanitize-recover=all -fno-omit-frame-pointer -g1)
  add_link_options(-fsanitize=${sanitizers})
endif()
