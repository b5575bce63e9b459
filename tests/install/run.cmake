cmake_minimum_required(VERSION 3.22)

function(run)
  execute_process(COMMAND ${ARGN} COMMAND_ECHO STDOUT RESULT_VARIABLE result)
  if(NOT result EQUAL 0)
    message(FATAL_ERROR "exit ${result}")
  endif()
endfunction()

set(from "")
set(build_type Release)
if(way STREQUAL "installed")
  file(REMOVE_RECURSE ${scratch_dir})
  run(${CMAKE_COMMAND} --install ${build_dir} --prefix ${scratch_dir}/prefix)
  set(from -D CMAKE_PREFIX_PATH=${scratch_dir}/prefix)
else()
  # Kept from run to run: it compiles the library again, and soonest in Debug.
  set(build_type Debug)
  set(from -D select_model_source_dir=${source_dir} -D SELECT_MODEL_WERROR=${werror})
endif()
# Not in place: nothing of the source tree around it may help the consumer.
file(COPY ${CMAKE_CURRENT_LIST_DIR}/consumer DESTINATION ${scratch_dir})
run(${CMAKE_COMMAND} -S ${scratch_dir}/consumer -B ${scratch_dir}/build -G ${generator}
    -D CMAKE_BUILD_TYPE=${build_type} -D CMAKE_CXX_COMPILER=${compiler} ${from})
run(${CMAKE_COMMAND} --build ${scratch_dir}/build)
run(${scratch_dir}/build/app)
