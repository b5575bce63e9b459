#pragma once
#include <map>
#include <string>
#include <vector>

#include "tests/properties/generator.hpp"

/// Policies about products of answers (volume × tokens), of which bounds hold under conditions; limits lie
/// at, or one step beside, what a product comes to.
namespace select_model::properties {

struct ProductCase {
  GeneratedCase made;
  std::map<std::string, std::vector<Value>> telling;  // by question: ends, limits and their neighbours
};

/// Each amount has some ten answers, so that all can be tried; `wide`: up to ten million.
ProductCase generate_products(std::uint64_t seed, bool wide);

}  // namespace select_model::properties
