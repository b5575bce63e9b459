#include <algorithm>

#include <fmt/format.h>

#include "engine/render_coverage.hpp"
#include "policy/utf8.hpp"

namespace select_model {

// geninfo(1): BRDA is line, block, branch and how often it was taken, `-` where the block was never come to.
std::string render_lcov(const Coverage& coverage) {
  std::string text;
  for (const FileCoverage& file : coverage) {
    const std::vector<CoverageLine> lines = lines_of(file);
    const CoverageShare sides = share_of(file);
    text += fmt::format("TN:\nSF:{}\n", printable(file.file));
    for (const CoverageLine& line : lines) {
      for (std::size_t block = 0; block < line.items.size(); ++block) {
        const CoverageItem& item = *line.items[block];
        for (std::size_t side = 0; side < item.sides.size(); ++side) {
          const std::string taken = item.tests == 0 ? "-" : fmt::format("{}", item.sides[side].tests);
          text += fmt::format("BRDA:{},{},{},{}\n", line.number, block, side, taken);
        }
      }
    }
    text += fmt::format("BRF:{}\nBRH:{}\n", sides.total, sides.covered);
    for (const CoverageLine& line : lines) text += fmt::format("DA:{},{}\n", line.number, line.tests);
    const auto reached =
        std::ranges::count_if(lines, [](const CoverageLine& line) { return line.tests > 0; });
    text += fmt::format("LF:{}\nLH:{}\nend_of_record\n", lines.size(), reached);
  }
  return text;
}

}  // namespace select_model
