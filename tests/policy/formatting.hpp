#pragma once
#include <ostream>
#include <string>

#include <gtest/gtest.h>

#include "parsing.hpp"
#include "policy/format.hpp"
#include "tests/support/format_properties.hpp"

/// What the tests of the formatter share.
namespace select_model::testing {

/// The formatted text; where it does not parse, what is wrong.
inline std::string formatted(const std::string& text) {
  const auto policy = parse_text(text);
  return policy ? format(*policy) : summary_of(text);
}

struct Formatted {
  const char* name;
  const char* text;
  const char* formatted;
};
inline std::ostream& operator<<(std::ostream& out, const Formatted& one) { return out << one.name; }
inline std::string name_of(const ::testing::TestParamInfo<Formatted>& one) { return one.param.name; }

inline void expect_formatted(const Formatted& one) {
  EXPECT_EQ(formatted(one.text), one.formatted);
  EXPECT_EQ(format_fault(one.text), "");
}

}  // namespace select_model::testing
