# `ninja bench` builds the benchmarks; ./dev bench runs them.

find_package(benchmark QUIET)
file(GLOB bench_sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/bench/*.cpp)
if(NOT CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64|amd64)$")
  list(FILTER bench_sources EXCLUDE REGEX "_avx2\\.cpp$")
endif()
if(benchmark_FOUND AND bench_sources)
  add_executable(bench EXCLUDE_FROM_ALL ${bench_sources})
  set_target_properties(bench PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR})
  target_compile_definitions(bench PRIVATE SELECT_MODEL_SOURCE_DIR="${PROJECT_SOURCE_DIR}"
                                           SELECT_MODEL_BINARY="${PROJECT_BINARY_DIR}/select-model")
  target_link_libraries(bench PRIVATE select_model_build select_model benchmark::benchmark benchmark::benchmark_main
                                      Threads::Threads)
  if(CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64|amd64)$")
    target_compile_definitions(bench PRIVATE SELECT_MODEL_AVX2=1)
    set_source_files_properties(bench/by_hand_avx2.cpp PROPERTIES COMPILE_OPTIONS -mavx2)
  endif()
endif()
