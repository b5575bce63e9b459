#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "engine/select_model.hpp"

/// A whole decision: a policy, a catalogue and requirements in one input, parted by lines of `----`. Whatever
/// they hold, the library answers or explains, twice the same, and every rendering is made.
namespace {

std::vector<std::string> parts_of(std::string_view text) {
  constexpr std::string_view line = "\n----\n";
  std::vector<std::string> parts;
  for (std::size_t at = text.find(line); at != std::string_view::npos; at = text.find(line)) {
    parts.emplace_back(text.substr(0, at + 1));
    text.remove_prefix(at + line.size());
  }
  parts.emplace_back(text);
  parts.resize(3);
  return parts;
}

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::vector<std::string> parts = parts_of({reinterpret_cast<const char*>(data), size});
  const auto selector =
      select_model::Selector::from_text({"fuzz.policy", parts[0]}, {{"fuzz.yaml", parts[1]}});
  require(selector || !selector.problems.empty());
  if (!selector) return 0;
  const auto request = selector->read(parts[2]);
  require(request || !request.problems.empty());
  if (!request) return 0;
  const select_model::Day day{2026, 4, 1};
  const auto answer = selector->select(*request, day);
  require(answer.json() == selector->select(*request, day).json());
  require(!answer.text().empty() && !answer.markdown().empty());
  require((answer.best() != nullptr) ==
          (answer.outcome() == select_model::Recommendation::Outcome::recommended));
  return 0;
}
