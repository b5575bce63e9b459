#pragma once
#include <algorithm>
#include <cctype>
#include <string>

#include <gtest/gtest.h>

namespace select_model::testing {

/// What a test of a file or folder is called: its path, with `_` for what a name cannot hold.
inline std::string test_name(const ::testing::TestParamInfo<std::string>& info) {
  std::string name = info.param;
  std::ranges::replace_if(
      name, [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); }, '_');
  return name;
}

}  // namespace select_model::testing
