include(CMakePackageConfigHelpers)

set(package ${CMAKE_INSTALL_LIBDIR}/cmake/select_model)
install(TARGETS select_model EXPORT select_model ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(FILES engine/select_model.hpp DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/select_model OPTIONAL)
if(TARGET select-model)
  install(TARGETS select-model RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()
install(FILES policy/builtin/guide.policy DESTINATION ${CMAKE_INSTALL_DATADIR}/select-model OPTIONAL)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})

install(EXPORT select_model NAMESPACE select_model:: FILE select_model-targets.cmake DESTINATION ${package})
configure_package_config_file(cmake/select_model-config.cmake.in ${PROJECT_BINARY_DIR}/select_model-config.cmake
                              INSTALL_DESTINATION ${package})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/select_model-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/select_model-config.cmake
              ${PROJECT_BINARY_DIR}/select_model-config-version.cmake
        DESTINATION ${package})
