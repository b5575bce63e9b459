# Third parties stay behind one source file each and never show in a header of ours.
cmake_minimum_required(VERSION 3.22)

# what is included, and the only files that may
set(rules
    "boost/multiprecision/" "policy/rational\\.cpp"
    "boost/"                "policy/(lexer|grammar)\\.cpp"
    "yaml-cpp/"             "catalog/read_yaml\\.cpp"
    "nlohmann/"             "(catalog/read_json|engine/json_writer)\\.cpp"
    "CLI/"                  "cli/options\\.cpp"
    "fmt/"                  ".*\\.cpp"
    "z3"                    "policy/solver\\.cpp"
    "dlfcn"                 "policy/solver\\.cpp" # which loads it
    "[a-z0-9_]+>"           ".*" # the standard library
    "(fcntl|immintrin|poll|signal|termios|unistd|sys/[a-z]+)\\.h>" ".*\\.cpp")

set(wrong "")
foreach(folder policy catalog engine cli)
  file(GLOB_RECURSE files RELATIVE ${source_dir} ${source_dir}/${folder}/*.[chi]*)
  foreach(file IN LISTS files)
    file(STRINGS ${source_dir}/${file} lines REGEX "^[ \t]*#[ \t]*include[ \t]*[<\"]")
    foreach(line IN LISTS lines)
      if(line MATCHES "\"(policy|catalog|engine|cli)/")
        continue()
      endif()
      string(REGEX REPLACE "^[^<\"]*[<\"]" "" included "${line}")
      set(remaining ${rules})
      set(allowed "^$") # what no rule knows is allowed nowhere
      while(remaining)
        list(POP_FRONT remaining what where)
        if(included MATCHES "^${what}")
          set(allowed "^(${where})$")
          break()
        endif()
      endwhile()
      if(NOT file MATCHES "${allowed}")
        string(APPEND wrong "  ${file}: ${line}\n")
      endif()
    endforeach()
  endforeach()
endforeach()
if(wrong)
  message(FATAL_ERROR "third parties where they may not be (${CMAKE_CURRENT_LIST_FILE} says where they may):\n${wrong}")
endif()
