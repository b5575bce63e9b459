# What is built into the binary: the guide's policy and the diagnostics' explanations as text, the guide's catalogue
# prepared by select_model_embed (YAML is too slow to read at every start). Target select_model_builtins.

set(builtins "")
set(generated ${PROJECT_BINARY_DIR}/generated)
file(MAKE_DIRECTORY ${generated})

select_model_exists(has_policy_builtins policy/builtin.hpp)
if(has_policy_builtins)
  file(GLOB guide_policy CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/policy/builtin/guide.policy)
  embed_text(OUTPUT ${generated}/guide_policy.cpp HEADER policy/builtin.hpp FUNCTION builtin_guide_policy
             FILES ${guide_policy})
  file(GLOB explanations CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/docs/diagnostics/*.md)
  embed_text(OUTPUT ${generated}/explanations.cpp HEADER policy/builtin.hpp FUNCTION builtin_explanation
             TABLE FILES ${explanations})
  list(APPEND builtins ${generated}/guide_policy.cpp ${generated}/explanations.cpp)
else()
  message(STATUS "policy/builtin.hpp is not there: no policy and no explanations are built in")
endif()
set(policy_builtins ${builtins})

select_model_exists(has_embed catalog/embed/main.cpp)
if(has_embed)
  # The tool is linked from the layers themselves; the catalogue that it is about to make is empty in it.
  set(no_catalog ${generated}/no_catalog.cpp)
  file(CONFIGURE OUTPUT ${no_catalog} CONTENT [=[
#include "catalog/builtin.hpp"

namespace select_model {
std::string_view builtin_guide_catalog_json() { return {}; }
}
]=])
  add_executable(select_model_embed ${PROJECT_SOURCE_DIR}/catalog/embed/main.cpp ${no_catalog} ${policy_builtins})
  target_link_libraries(select_model_embed PRIVATE select_model_build select_model_policy select_model_catalog)

  set(guide_catalog ${PROJECT_SOURCE_DIR}/catalog/builtin/guide.yaml)
  add_custom_command(
    OUTPUT ${generated}/guide_catalog.cpp
    COMMAND select_model_embed ${guide_catalog} ${generated}/guide_catalog.cpp
    DEPENDS select_model_embed ${guide_catalog}
    COMMENT "Preparing the guide's catalogue" VERBATIM)
  set_source_files_properties(${generated}/guide_catalog.cpp PROPERTIES COMPILE_OPTIONS -Wno-overlength-strings)
  list(APPEND builtins ${generated}/guide_catalog.cpp)
else()
  message(STATUS "catalog/embed/main.cpp is not there: no catalogue is built in")
endif()

if(NOT builtins)
  set(builtins ${generated}/nothing_is_built_in.cpp)
  file(TOUCH ${builtins})
endif()
add_library(select_model_builtins OBJECT ${builtins})
target_link_libraries(select_model_builtins PRIVATE select_model_build)
