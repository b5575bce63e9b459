# Turns text files into one .cpp that defines a function declared in HEADER:
#
#   embed_text(OUTPUT file.cpp HEADER "policy/builtin.hpp" FUNCTION name FILES one.txt)
#     std::string_view name();                       the text of the one file
#   embed_text(… TABLE FILES one.md two.md …)
#     std::string_view name(std::string_view key);   by the file's name without its ending; empty when there is none
#
# The file is the function when it is included, and the work itself when it is run with cmake -P.

if(NOT CMAKE_SCRIPT_MODE_FILE)
  set(embed_text_script ${CMAKE_CURRENT_LIST_FILE} CACHE INTERNAL "")
  function(embed_text)
    cmake_parse_arguments(embed "TABLE" "OUTPUT;HEADER;FUNCTION" "FILES" ${ARGN})
    string(REPLACE ";" "\n" list "${embed_FILES}")
    file(GENERATE OUTPUT ${embed_OUTPUT}.list CONTENT "${list}")
    add_custom_command(
      OUTPUT ${embed_OUTPUT}
      COMMAND ${CMAKE_COMMAND} -D output=${embed_OUTPUT} -D header=${embed_HEADER} -D function=${embed_FUNCTION}
              -D table=${embed_TABLE} -P ${embed_text_script}
      DEPENDS ${embed_FILES} ${embed_OUTPUT}.list ${embed_text_script}
      COMMENT "Embedding ${embed_FUNCTION}" VERBATIM)
    # No limit on a literal's length matters to the compilers that we support.
    set_source_files_properties(${embed_OUTPUT} PROPERTIES COMPILE_OPTIONS -Wno-overlength-strings)
  endfunction()
  return()
endif()
cmake_minimum_required(VERSION 3.22)

function(raw_string variable text)
  set(delimiter "TEXT")
  while(TRUE)
    string(FIND "${text}" ")${delimiter}\"" clash)
    if(clash EQUAL -1)
      break()
    endif()
    string(APPEND delimiter "_")
  endwhile()
  set(${variable} "R\"${delimiter}(${text})${delimiter}\"" PARENT_SCOPE)
endfunction()

file(STRINGS ${output}.list files)
set(entries "")
set(text_of_one "\"\"")
foreach(file IN LISTS files)
  file(READ ${file} text)
  raw_string(text_of_one "${text}")
  get_filename_component(key ${file} NAME_WE)
  string(APPEND entries "    {\"${key}\", ${text_of_one}sv},\n")
endforeach()

set(cpp "// Made by cmake/EmbedText.cmake.\n#include \"${header}\"\n\n#include <string_view>\n\nnamespace select_model {\n\n")
string(APPEND cpp "using namespace std::literals;\n\n")
if(table)
  string(APPEND cpp
         "namespace {\nstruct Entry {\n  std::string_view key;\n  std::string_view text;\n};\n"
         "constexpr Entry entries[] = {\n${entries}    {\"\"sv, \"\"sv}};\n}\n\n"
         "std::string_view ${function}(std::string_view key) {\n"
         "  for (const Entry& entry : entries) {\n    if (entry.key == key) return entry.text;\n  }\n  return {};\n}\n")
else()
  string(APPEND cpp "std::string_view ${function}() { return ${text_of_one}sv; }\n")
endif()
string(APPEND cpp "\n}\n")
file(WRITE ${output} "${cpp}")
