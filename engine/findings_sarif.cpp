#include <algorithm>

#include <fmt/format.h>

#include "engine/findings.hpp"
#include "engine/json_writer.hpp"
#include "policy/builtin.hpp"
#include "policy/utf8.hpp"

/// https://docs.oasis-open.org/sarif/sarif/v2.1.0/
namespace select_model {

namespace {

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

void write_region(JsonWriter& json, std::string_view name, const Source& source, Span span) {
  const EditorSpan region = editor_span(source, span);
  json.object(name, [&] {
    json.member("startLine", region.line);
    json.member("startColumn", region.column);
    json.member("endLine", region.end_line);
    json.member("endColumn", region.end_column);
  });
}

void write_file(JsonWriter& json, std::string_view name, std::string_view path) {
  json.object(name, [&] { json.member("uri", uri_of(path)); });
}

void write_location(JsonWriter& json, const Place& place) {
  json.object("physicalLocation", [&] {
    write_file(json, "artifactLocation", place.source->name());
    write_region(json, "region", *place.source, place.span);
  });
}

void write_text(JsonWriter& json, std::string_view name, std::string_view text) {
  json.object(name, [&] { json.member("text", text); });
}

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

void write_rule(JsonWriter& json, Code code) {
  const CodeInfo& about = info(code);
  const std::string_view page = builtin_explanation(about.word);
  json.member("id", about.word);
  write_text(json, "shortDescription", about.meaning);
  if (!page.empty()) {
    write_text(json, "fullDescription", first_paragraph(page));
    json.object("help", [&] {
      json.member("text", page);
      json.member("markdown", page);
    });
  }
  json.object("defaultConfiguration", [&] { json.member("level", level_of(about.severity)); });
}

void write_fix(JsonWriter& json, const Diagnostic& finding) {
  if (!finding.help.empty()) write_text(json, "description", finding.help);
  json.list("artifactChanges", [&] {
    json.object([&] {
      write_file(json, "artifactLocation", finding.place.source->name());
      json.array("replacements", finding.fix, [&](const Edit& edit) {
        json.object([&] {
          write_region(json, "deletedRegion", *finding.place.source, edit.span);
          if (!edit.replacement.empty()) write_text(json, "insertedContent", edit.replacement);
        });
      });
    });
  });
}

class Sarif {
 public:
  explicit Sarif(const Findings& findings) : findings_(findings) {
    for (const Diagnostic& finding : findings.open) add_rule(finding.code);
    for (const AcceptedFinding& accepted : findings.accepted) add_rule(accepted.finding.code);
  }

  std::string render() {
    json_.object([&] {
      json_.member("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
      json_.member("version", "2.1.0");
      json_.list("runs", [&] { json_.object([&] { write_run(); }); });
    });
    return json_.take();
  }

 private:
  void add_rule(Code code) {
    if (std::ranges::find(rules_, code) == rules_.end()) rules_.push_back(code);
  }

  void write_run() {
    json_.object("tool", [&] { json_.object("driver", [&] { write_driver(); }); });
    json_.array("artifacts", findings_.files,
                [&](const std::string& file) { json_.object([&] { write_file(json_, "location", file); }); });
    json_.member("columnKind", "unicodeCodePoints");
    json_.list("results", [&] {
      for (const Diagnostic& finding : findings_.open) json_.object([&] { write_result(finding); });
      for (const AcceptedFinding& accepted : findings_.accepted)
        json_.object([&] { write_suppressed(accepted); });
    });
  }

  void write_driver() {
    json_.member("name", "select-model");
    json_.member("version", SELECT_MODEL_VERSION);
    json_.array("rules", rules_, [&](Code code) { json_.object([&] { write_rule(json_, code); }); });
  }

  void write_suppressed(const AcceptedFinding& accepted) {
    write_result(accepted.finding);
    json_.list("suppressions", [&] {
      json_.object([&] {
        json_.member("kind", "inSource");
        json_.member("status", "accepted");
        json_.member("justification", accepted.reason);
        json_.object("location", [&] { write_location(json_, accepted.comment); });
      });
    });
  }

  void write_result(const Diagnostic& finding) {
    json_.member("ruleId", info(finding.code).word);
    json_.member("ruleIndex", std::ranges::find(rules_, finding.code) - rules_.begin());
    json_.member("level", level_of(finding.severity));
    write_text(json_, "message", message_of(finding));
    json_.list("locations", [&] {
      if (finding.place.source) json_.object([&] { write_location(json_, finding.place); });
    });
    write_related(finding);
    if (finding.place.source && !finding.fix.empty())
      json_.list("fixes", [&] { json_.object([&] { write_fix(json_, finding); }); });
  }

  /// With what stands nowhere, and so is no location.
  static std::string message_of(const Diagnostic& finding) {
    std::string message = finding.message;
    for (const Related& second : finding.related) {
      if (!second.place.source) message += "\n" + second.message;
    }
    if (!finding.help.empty()) message += "\nhelp: " + finding.help;
    if (finding.example) message += "\nexample: " + to_text(*finding.example);
    return message;
  }

  void write_related(const Diagnostic& finding) {
    const auto has_place = [](const Related& second) { return second.place.source != nullptr; };
    if (std::ranges::none_of(finding.related, has_place)) return;
    std::uint32_t id = 0;
    json_.list("relatedLocations", [&] {
      for (const Related& second : finding.related) {
        if (!has_place(second)) continue;
        json_.object([&] {
          write_location(json_, second.place);
          json_.member("id", ++id);
          write_text(json_, "message", second.message);
        });
      }
    });
  }

  const Findings& findings_;
  std::vector<Code> rules_;  // in the order of their first result
  JsonWriter json_;
};

}  // namespace

std::string render_sarif(const Findings& findings) { return Sarif(findings).render(); }

}  // namespace select_model
