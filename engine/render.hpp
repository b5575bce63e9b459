#pragma once
#include <cstddef>
#include <string>

#include "engine/rationale.hpp"

namespace select_model {

struct TextStyle {
  bool color = false;
  std::size_t top = 5;  // ranked offers shown; the rest are counted
  std::size_t width = 80;
};
/// For a person at a terminal.
std::string render_text(const Program& program, const Rationale& rationale, const TextStyle& style);
/// select-model/decision/1, the whole decision, ended by a line break. The same rationale gives the same
/// bytes.
std::string render_json(const Program& program, const Rationale& rationale);
/// For a pull request or a wiki page.
std::string render_markdown(const Program& program, const Rationale& rationale, std::size_t top);

}  // namespace select_model
