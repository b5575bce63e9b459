#pragma once
#include <string>
#include <variant>
#include <vector>

#include "policy/value.hpp"

namespace select_model {

struct CheckedPolicy;

/// Answers that show what a finding claims, as a requirements file would hold them, and the offer that it is
/// about.
struct Example {
  struct Answer {
    std::string question;
    std::variant<bool, std::string, std::vector<std::string>> value;
  };
  std::vector<Answer> answers;
  std::string offer;  // empty: about none
};

/// A value for each question; those that are not given, or are what they are by default, are left out.
Example example_of(const CheckedPolicy& policy, const std::vector<Value>& answers, std::string offer);
/// As lines of YAML.
std::string to_yaml(const Example& example);
/// A quantity so that it can be read again, exactly: `200K`, `$0.01`, `300ms`, `85%`, `80 tokens/s`.
std::string to_written(const Rational& value, const Type& type);

}  // namespace select_model
