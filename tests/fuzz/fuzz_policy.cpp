#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>

#include "policy/checker.hpp"
#include "policy/grammar.hpp"
#include "policy/lint.hpp"

namespace {

using namespace select_model;

/// Each lies within its text and can be printed.
void require_printable(const Diagnostics& diagnostics, const Source& written) {
  constexpr std::size_t printed_at_most = 20;  // a thousand slips in one input print alike
  for (std::size_t i = 0; i < diagnostics.size() && i < printed_at_most; ++i) {
    const Place& place = diagnostics[i].place;
    const std::size_t size = place.source ? place.source->text().size() : 0;
    if (place.span.end > size || place.span.begin > place.span.end) std::abort();
    const std::string text = to_text(diagnostics[i], true);
    if (text.find("boost") != std::string::npos && written.text().find("boost") == std::string_view::npos)
      std::abort();
  }
}

/// Resolved, typed and guarded; there are no files beside it that it could extend, but there is the guide.
void check_alone(const SourcePtr& source) {
  const ReadFile read = [&](const std::string& path) -> std::variant<FileText, FileError> {
    if (path != source->name()) return FileError{"no such file"};
    return FileText{std::string(source->text())};
  };
  const auto layers = load_layers(source->name(), read);
  if (layers.value.has_value() == has_errors(layers.diagnostics)) std::abort();
  require_printable(layers.diagnostics, *source);
  if (!layers) return;
  const auto checked = check(*layers);
  if (checked.value.has_value() == has_errors(checked.diagnostics)) std::abort();
  require_printable(checked.diagnostics, *source);
  if (!checked) return;
  const Diagnostics idle = lint(*checked, layers->files.back().source);
  if (has_errors(idle)) std::abort();
  require_printable(idle, *source);
}

}  // namespace

// Any bytes are a policy or a list of diagnostics, each of which can be printed; so is what checking it
// finds.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto source =
      std::make_shared<Source>("fuzz.policy", std::string(reinterpret_cast<const char*>(data), size));
  const auto policy = parse(source);
  if (policy.value.has_value() == has_errors(policy.diagnostics)) std::abort();
  require_printable(policy.diagnostics, *source);
  if (!policy) return 0;
  check_alone(source);
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
