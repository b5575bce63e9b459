# What every source of ours is compiled with: the target `select_model_build`.

if(PROJECT_IS_TOP_LEVEL AND NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Debug, Release, RelWithDebInfo or MinSizeRel" FORCE)
endif()
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

find_program(SELECT_MODEL_CCACHE ccache)
mark_as_advanced(SELECT_MODEL_CCACHE)
if(SELECT_MODEL_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${SELECT_MODEL_CCACHE})
endif()

add_library(select_model_build INTERFACE)
target_compile_features(select_model_build INTERFACE cxx_std_20)
target_include_directories(select_model_build INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_definitions(select_model_build INTERFACE
                           SELECT_MODEL_VERSION="${PROJECT_VERSION}"
                           $<$<CONFIG:Debug>:_GLIBCXX_ASSERTIONS>)
target_compile_options(select_model_build INTERFACE
                       -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast
                       -Wnon-virtual-dtor -Woverloaded-virtual -Wextra-semi
                       $<$<BOOL:${SELECT_MODEL_WERROR}>:-Werror>
                       -ffp-contract=off) # the same bytes on every machine

if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # g++ 12 sees an overlap in "text" + std::string that is none (GCC bug 105651).
  target_compile_options(select_model_build INTERFACE -Wno-restrict)
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
