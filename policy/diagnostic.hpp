#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "policy/example.hpp"
#include "policy/source.hpp"

namespace select_model {

enum class Severity { error, warning, note };
std::string_view word_of(Severity severity);

/// What a diagnostic is about. One line a code in diagnostic_codes.def: enumerator, its word, its severity,
/// what it means.
enum class Code {
#define SELECT_MODEL_CODE(name, word, severity, meaning) name,
#include "policy/diagnostic_codes.def"
#undef SELECT_MODEL_CODE
};

struct CodeInfo {
  Code code;
  std::string_view word;  // `unit-mismatch`
  Severity severity;
  std::string_view meaning;
};
std::span<const CodeInfo> all_codes();
const CodeInfo& info(Code code);
std::optional<Code> find_code(std::string_view word);

/// A second place that a diagnostic speaks of, and what stands there.
struct Related {
  Place place;
  std::string message;
};

/// One finding: what was seen and where, and what to write instead. Messages are lower case without a full
/// stop, code stands in backticks. Its severity is its code's, unless a command treats it otherwise
/// (`unknown-model` is an error in `check` and a warning in a decision).
struct Diagnostic {
  Code code;
  std::string message;
  Place place;
  std::string help;
  std::vector<Related> related;
  Severity severity = info(code).severity;
  std::optional<Example> example = {};
};
using Diagnostics = std::vector<Diagnostic>;

bool has_errors(const Diagnostics& diagnostics);
/// By file in order of first mention, then by place; equal places keep their order. Exact duplicates fall
/// together.
void sort_by_place(Diagnostics& diagnostics);
/// In rustc's manner, several lines, ended by a line break.
std::string to_text(const Diagnostic& diagnostic, bool color);

/// What a phase gives: its product where there is no error, and what there is to say either way.
template <typename T>
struct Result {
  std::optional<T> value;
  Diagnostics diagnostics;
  explicit operator bool() const { return value.has_value(); }
  T& operator*() { return *value; }
  const T& operator*() const { return *value; }
  T* operator->() { return &*value; }
  const T* operator->() const { return &*value; }
};

}  // namespace select_model
