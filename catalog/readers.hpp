#pragma once
#include <cstddef>
#include <optional>
#include <string_view>

#include "catalog/document.hpp"
#include "catalog/mistakes.hpp"

/// The two syntaxes behind `read_document`. Both keep to the same limits and report keys that are given
/// twice; only then may there be both a document and mistakes. The text is valid UTF-8 without control
/// characters.
namespace select_model {

/// `text` stands for the source's text and has its offsets (a part of it may be blanked out).
std::optional<Node> read_yaml(const SourcePtr& source, std::string_view text, Mistakes& mistakes);
std::optional<Node> read_json(const SourcePtr& source, Mistakes& mistakes);

/// `read_document` for those who go on after keys that are given twice.
std::optional<Node> read_document(const SourcePtr& source, std::size_t max_bytes, Mistakes& mistakes);
/// One YAML value in a part of a text; the rest is blanked out.
std::optional<Node> read_value_text(const SourcePtr& source, std::size_t from, Mistakes& mistakes);

constexpr std::size_t max_requirements_bytes = std::size_t{1} << 20;
constexpr std::size_t max_catalog_bytes = std::size_t{64} << 20;

}  // namespace select_model
