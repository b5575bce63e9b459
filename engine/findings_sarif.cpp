#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/findings.hpp"
#include "policy/builtin.hpp"
#include "policy/utf8.hpp"

/// https://docs.oasis-open.org/sarif/sarif/v2.1.0/
namespace select_model {

namespace {

using Json = nlohmann::ordered_json;

/// RFC 3986: what is not unreserved is written by its bytes.
std::string percent_encoded(std::string_view path) {
  std::string uri;
  for (const char c : path) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::string_view("-._~/").find(c) != std::string_view::npos;
    uri += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return uri;
}

/// Relative to where the command ran, as code scanning wants it. What is built in has a name of its own.
std::string uri_of(std::string_view path) {
  if (path.starts_with("builtin:")) return std::string(path);
  while (path.starts_with("./")) path.remove_prefix(2);
  return (path.starts_with('/') ? "file://" : "") + percent_encoded(path);
}

Json region_json(const Source& source, Span span) {
  const EditorSpan region = editor_span(source, span);
  Json json;
  json["startLine"] = region.line;
  json["startColumn"] = region.column;
  json["endLine"] = region.end_line;
  json["endColumn"] = region.end_column;
  return json;
}

/// An object of one key: in braces alone it would be read as an array.
Json with(const char* key, Json value) {
  Json json;
  json[key] = std::move(value);
  return json;
}

Json file_json(const Source& source) { return with("uri", uri_of(source.name())); }

Json location_json(const Place& place) {
  Json json;
  json["physicalLocation"]["artifactLocation"] = file_json(*place.source);
  json["physicalLocation"]["region"] = region_json(*place.source, place.span);
  return json;
}

Json text_json(std::string_view text) { return with("text", text); }

/// Of a page of docs/diagnostics: the paragraph behind its title and its severity, as one line.
std::string first_paragraph(std::string_view page) {
  for (int heads = 0; heads < 2 && !page.empty(); ++heads)
    page.remove_prefix(std::min(page.find("\n\n"), page.size() - 2) + 2);
  std::string text(page.substr(0, page.find("\n\n")));
  std::ranges::replace(text, '\n', ' ');
  return text;
}

const char* level_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::note:
      return "note";
  }
  return "none";
}

Json rule_json(Code code) {
  const CodeInfo& about = info(code);
  const std::string_view page = builtin_explanation(about.word);
  Json json;
  json["id"] = about.word;
  json["shortDescription"] = text_json(about.meaning);
  if (!page.empty()) {
    json["fullDescription"] = text_json(first_paragraph(page));
    json["help"] = text_json(page);
    json["help"]["markdown"] = page;
  }
  json["defaultConfiguration"] = with("level", level_of(about.severity));
  return json;
}

Json fix_json(const Diagnostic& finding) {
  Json change;
  change["artifactLocation"] = file_json(*finding.place.source);
  for (const Edit& edit : finding.fix) {
    Json replacement;
    replacement["deletedRegion"] = region_json(*finding.place.source, edit.span);
    if (!edit.replacement.empty()) replacement["insertedContent"] = text_json(edit.replacement);
    change["replacements"].push_back(std::move(replacement));
  }
  Json json;
  if (!finding.help.empty()) json["description"] = text_json(finding.help);
  json["artifactChanges"] = Json::array({std::move(change)});
  return json;
}

class Sarif {
 public:
  explicit Sarif(const Findings& findings) : findings_(findings) {}

  Json render() {
    Json results = Json::array();
    for (const Diagnostic& finding : findings_.open) results.push_back(result(finding));
    for (const AcceptedFinding& accepted : findings_.accepted) results.push_back(suppressed(accepted));
    Json run;
    run["tool"] = with("driver", driver());
    run["artifacts"] = Json::array();
    for (const std::string& file : findings_.files)
      run["artifacts"].push_back(with("location", with("uri", uri_of(file))));
    run["columnKind"] = "unicodeCodePoints";
    run["results"] = std::move(results);
    Json json;
    json["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json";
    json["version"] = "2.1.0";
    json["runs"] = Json::array({std::move(run)});
    return json;
  }

 private:
  /// With the rules that results have named by now.
  Json driver() const {
    Json json;
    json["name"] = "select-model";
    json["version"] = SELECT_MODEL_VERSION;
    json["rules"] = Json::array();
    for (const Code code : rules_) json["rules"].push_back(rule_json(code));
    return json;
  }

  Json suppressed(const AcceptedFinding& accepted) {
    Json suppression = with("kind", "inSource");
    suppression["status"] = "accepted";
    suppression["justification"] = accepted.reason;
    suppression["location"] = location_json(accepted.comment);
    Json json = result(accepted.finding);
    json["suppressions"] = Json::array({std::move(suppression)});
    return json;
  }

  std::size_t rule_index(Code code) {
    const auto known = std::ranges::find(rules_, code);
    if (known != rules_.end()) return static_cast<std::size_t>(known - rules_.begin());
    rules_.push_back(code);
    return rules_.size() - 1;
  }

  Json result(const Diagnostic& finding) {
    Json json;
    json["ruleId"] = info(finding.code).word;
    json["ruleIndex"] = rule_index(finding.code);
    json["level"] = level_of(finding.severity);
    std::string message = finding.message;
    Json related = Json::array();
    for (const Related& second : finding.related) {
      if (!second.place.source) {
        message += "\n" + second.message;
        continue;
      }
      related.push_back(location_json(second.place));
      related.back()["id"] = related.size();
      related.back()["message"] = text_json(second.message);
    }
    if (!finding.help.empty()) message += "\nhelp: " + finding.help;
    if (finding.example) message += "\nexample: " + to_text(*finding.example);
    json["message"] = text_json(message);
    json["locations"] = Json::array();
    if (finding.place.source) json["locations"].push_back(location_json(finding.place));
    if (!related.empty()) json["relatedLocations"] = std::move(related);
    if (finding.place.source && !finding.fix.empty()) json["fixes"] = Json::array({fix_json(finding)});
    return json;
  }

  const Findings& findings_;
  std::vector<Code> rules_;  // in the order of their first result
};

}  // namespace

std::string render_sarif(const Findings& findings) {
  return Sarif(findings).render().dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace select_model
