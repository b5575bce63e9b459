#pragma once
#include <string>
#include <string_view>

/// Text made safe for the language that it stands in. Control characters are made visible first, except in
/// JSON, which has its own escapes.
namespace select_model::markup {

/// Between the tags of XML, or in an attribute in double quotes.
std::string xml(std::string_view text);
/// Prose in Markdown, in a table or outside.
std::string markdown(std::string_view text);
/// Code in Markdown, whatever backticks it holds; in a table a bar would end the cell.
std::string markdown_code(std::string_view text);
/// A message in Markdown: what stands in backticks is code, everything else is only text.
std::string markdown_message(std::string_view text);
/// The message of a workflow command of GitHub: `::error::MESSAGE`. Line breaks stay.
std::string github_message(std::string_view text);
/// The value of a property of one: `::error file=VALUE::`.
std::string github_property(std::string_view text);

}  // namespace select_model::markup
