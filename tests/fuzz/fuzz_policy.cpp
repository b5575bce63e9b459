#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>

#include "policy/grammar.hpp"

// Any bytes are a policy or a list of diagnostics, each of which can be printed.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace select_model;
  const auto source =
      std::make_shared<Source>("fuzz.policy", std::string(reinterpret_cast<const char*>(data), size));
  const auto policy = parse(source);
  if (policy.value.has_value() == has_errors(policy.diagnostics)) std::abort();
  constexpr std::size_t printed_at_most = 20;  // a thousand slips in one input print alike
  for (std::size_t i = 0; i < policy.diagnostics.size() && i < printed_at_most; ++i) {
    const Diagnostic& diagnostic = policy.diagnostics[i];
    if (diagnostic.place.span.end > size || diagnostic.place.span.begin > diagnostic.place.span.end)
      std::abort();
    const std::string text = to_text(diagnostic, true);
    if (text.find("boost") != std::string::npos && source->text().find("boost") == std::string_view::npos)
      std::abort();
  }
  if (!policy) return 0;
  for (const ast::Declaration& declaration : policy->declarations) {
    const auto* let = std::get_if<ast::Let>(&declaration);
    if (!let) continue;
    // What is printed reads back as what it was printed from.
    const std::string printed = to_text(let->value);
    const auto again = parse(std::make_shared<Source>("again.policy", "policy again let again = " + printed));
    if (!again || to_text(std::get<ast::Let>(again->declarations[0]).value) != printed) std::abort();
  }
  return 0;
}
