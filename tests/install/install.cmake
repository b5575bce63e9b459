# Installs the build into an empty prefix and builds and runs a consumer of it from another folder; then one that takes
# the source tree with add_subdirectory.

select_model_exists(has_public_header engine/select_model.hpp)
if(NOT has_public_header OR NOT SELECT_MODEL_INSTALL OR SELECT_MODEL_SANITIZE)
  return()
endif()
foreach(way installed subdirectory)
  add_test(NAME install_${way}
           COMMAND ${CMAKE_COMMAND}
                   -D way=${way}
                   -D source_dir=${PROJECT_SOURCE_DIR}
                   -D build_dir=${PROJECT_BINARY_DIR}
                   -D scratch_dir=${CMAKE_CURRENT_BINARY_DIR}/install/${way}
                   -D compiler=${CMAKE_CXX_COMPILER}
                   -D generator=${CMAKE_GENERATOR}
                   -D werror=${SELECT_MODEL_WERROR}
                   -P ${CMAKE_CURRENT_LIST_DIR}/run.cmake)
  set_tests_properties(install_${way} PROPERTIES LABELS install FIXTURES_REQUIRED built TIMEOUT 900)
endforeach()
