#include "engine/findings_json.hpp"

namespace select_model {

namespace {

void write_place(JsonWriter& json, const Place& place) {
  if (!place.source) {
    for (const char* key : {"file", "line", "column", "end_line", "end_column"}) json.member(key, nullptr);
    return;
  }
  const Position begin = place.source->position(place.span.begin);
  const Position end = place.source->position(place.span.end);
  json.member("file", place.source->name());
  json.member("line", begin.line);
  json.member("column", begin.column);
  json.member("end_line", end.line);
  json.member("end_column", end.column);
}

void write_members(JsonWriter& json, const Diagnostic& finding) {
  json.member("code", info(finding.code).word);
  json.member("severity", word_of(finding.severity));
  json.member("message", finding.message);
  write_place(json, finding.place);
  json.member("help", if_any(finding.help));
  json.array("related", finding.related, [&](const Related& related) {
    json.object([&] {
      json.member("message", related.message);
      write_place(json, related.place);
    });
  });
  if (finding.example) {
    json.object("example", [&] {
      write_answers(json, *finding.example);
      json.member("offer", if_any(finding.example->offer));
    });
  }
  if (finding.fix.empty() || !finding.place.source) return;
  json.array("fix", finding.fix, [&](const Edit& edit) {
    json.object([&] {
      write_place(json, {finding.place.source, edit.span});
      json.member("replacement", edit.replacement);
    });
  });
}

}  // namespace

void write_diagnostics(JsonWriter& json, std::string_view name, const Diagnostics& findings) {
  json.array(name, findings,
             [&](const Diagnostic& finding) { json.object([&] { write_members(json, finding); }); });
}

void write_answers(JsonWriter& json, const Example& example) {
  json.object("answers", [&] {
    for (const Example::Answer& answer : example.answers)
      std::visit([&](const auto& value) { json.member(answer.question, value); }, answer.value);
  });
}

std::string render_json(const Findings& findings) {
  JsonWriter json;
  json.object([&] {
    write_diagnostics(json, "diagnostics", findings.open);
    json.array("accepted", findings.accepted, [&](const AcceptedFinding& accepted) {
      json.object([&] {
        write_members(json, accepted.finding);
        json.member("reason", accepted.reason);
      });
    });
  });
  return json.take();
}

}  // namespace select_model
