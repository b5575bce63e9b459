# The checks of the house: what a folder may include, and where a third party may be seen.

foreach(check includes_go_down third_parties)
  add_test(NAME house_${check}
           COMMAND ${CMAKE_COMMAND} -D source_dir=${PROJECT_SOURCE_DIR} -P ${CMAKE_CURRENT_LIST_DIR}/${check}.cmake)
  set_tests_properties(house_${check} PROPERTIES LABELS house)
endforeach()
