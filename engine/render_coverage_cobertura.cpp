#include <algorithm>
#include <filesystem>
#include <map>

#include <fmt/format.h>

#include "engine/markup.hpp"
#include "engine/render_coverage.hpp"

namespace select_model {

namespace {

using markup::xml;

struct Rates {
  CoverageShare lines, sides;
  void add(const Rates& other) {
    lines.covered += other.lines.covered;
    lines.total += other.lines.total;
    sides.covered += other.sides.covered;
    sides.total += other.sides.total;
  }
};

Rates rates_of(const FileCoverage& file) {
  Rates rates;
  for (const CoverageLine& line : lines_of(file)) {
    ++rates.lines.total;
    rates.lines.covered += line.tests > 0;
  }
  rates.sides = share_of(file);
  return rates;
}

/// Four digits, rounded down: only what is whole is 1.
std::string rate(const CoverageShare& share) {
  if (share.covered == share.total) return "1";
  return fmt::format("0.{:04}", share.covered * 10'000 / share.total);
}

std::string attributes(const Rates& rates) {
  return fmt::format(R"(line-rate="{}" branch-rate="{}")", rate(rates.lines), rate(rates.sides));
}

std::string line_element(const CoverageLine& line) {
  CoverageShare sides;
  std::string conditions;
  for (std::size_t i = 0; i < line.items.size(); ++i) {
    const CoverageShare share = share_of(*line.items[i]);
    sides.covered += share.covered;
    sides.total += share.total;
    conditions += fmt::format("                <condition number=\"{}\" type=\"jump\" coverage=\"{}%\"/>\n",
                              i, share.covered * 100 / share.total);
  }
  return fmt::format(
      "            <line number=\"{}\" hits=\"{}\" branch=\"true\" condition-coverage=\"{}% ({}/{})\">\n"
      "              <conditions>\n{}              </conditions>\n"
      "            </line>\n",
      line.number, line.tests, sides.covered * 100 / sides.total, sides.covered, sides.total, conditions);
}

std::string class_element(const FileCoverage& file) {
  const std::string name = std::filesystem::path(file.file).stem().string();
  std::string text = fmt::format(
      "        <class name=\"{}\" filename=\"{}\" {} complexity=\"0\">\n"
      "          <methods/>\n          <lines>\n",
      xml(name), xml(file.file), attributes(rates_of(file)));
  for (const CoverageLine& line : lines_of(file)) text += line_element(line);
  return text + "          </lines>\n        </class>\n";
}

}  // namespace

// http://cobertura.sourceforge.net/xml/coverage-04.dtd; a package is a folder, a class a file. `timestamp` is
// demanded there; no clock is read.
std::string render_cobertura(const Coverage& coverage) {
  Rates all;
  std::map<std::string, std::vector<const FileCoverage*>> packages;
  for (const FileCoverage& file : coverage) {
    all.add(rates_of(file));
    packages[std::filesystem::path(file.file).parent_path().generic_string()].push_back(&file);
  }
  std::string text = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<!DOCTYPE coverage SYSTEM \"http://cobertura.sourceforge.net/xml/coverage-04.dtd\">\n"
      "<coverage {} lines-covered=\"{}\" lines-valid=\"{}\" branches-covered=\"{}\" branches-valid=\"{}\""
      " complexity=\"0\" version=\"select-model\" timestamp=\"0\">\n"
      "  <sources>\n    <source>.</source>\n  </sources>\n  <packages>\n",
      attributes(all), all.lines.covered, all.lines.total, all.sides.covered, all.sides.total);
  for (const auto& [folder, files] : packages) {
    Rates rates;
    for (const FileCoverage* file : files) rates.add(rates_of(*file));
    text += fmt::format("    <package name=\"{}\" {} complexity=\"0\">\n      <classes>\n",
                        xml(folder.empty() ? "." : folder), attributes(rates));
    for (const FileCoverage* file : files) text += class_element(*file);
    text += "      </classes>\n    </package>\n";
  }
  return text + "  </packages>\n</coverage>\n";
}

}  // namespace select_model
