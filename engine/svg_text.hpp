#pragma once
#include <string>
#include <string_view>
#include <vector>

/// How wide text is in a drawing that takes its fonts from whoever shows it: an estimate, a little on the
/// wide side.
namespace select_model::svg {

struct Font {
  double size = 14;
  bool monospace = false;
  bool bold = false;
};
double width_of(std::string_view text, const Font& font);
/// Lines of at most `width`, broken between words; a word that is wider, inside it.
std::vector<std::string> wrap(std::string_view text, double width, const Font& font);

}  // namespace select_model::svg
