#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include <fmt/format.h>

#include "policy/builtin.hpp"
#include "policy/checker.hpp"
#include "policy/grammar.hpp"

namespace select_model {

namespace {

constexpr std::string_view builtin_guide = "builtin:guide";
/// Far more than any organisation stacks; a reader that makes up files must not keep us busy for ever.
constexpr std::size_t most_files = 256;

std::string normal(const std::string& path) {
  return path == builtin_guide ? path : std::filesystem::path(path).lexically_normal().string();
}

std::string beside(const std::string& file, const std::string& path) {
  if (path == builtin_guide || file == builtin_guide) return path;
  return normal((std::filesystem::path(file).parent_path() / path).string());
}

/// Walks the files depth first, so that a base is finished before what extends it.
class LayerLoader {
 public:
  explicit LayerLoader(const ReadFile& read) : read_(read) {}

  Result<PolicyLayers> load(const std::string& path) {
    const auto last = visit(path, {});
    if (partly_ && last) check_remains();
    Result<PolicyLayers> result{std::nullopt, std::move(diagnostics_)};
    if (!has_errors(result.diagnostics)) result.value = std::move(layers_);
    sort_by_place(result.diagnostics);
    return result;
  }

 private:
  /// One `extends` that has been entered and not yet left.
  struct Entered {
    std::string file;
    Place extends;
  };

  std::variant<FileText, FileError> text_of(const std::string& path) const {
    if (path == builtin_guide) return FileText{std::string(builtin_guide_policy())};
    return read_(path);
  }

  /// The index of the file in the layers, or nothing where it or a base of it has errors.
  std::optional<std::size_t> visit(const std::string& path, const Place& from) {
    const std::string key = normal(path);
    if (const auto known = known_.find(key); known != known_.end()) return known->second;
    if (known_.size() == most_files) {
      report({Code::limit,
              fmt::format("a policy of more than {} files", most_files),
              from,
              "merge some of its layers",
              {}});
      return std::nullopt;
    }
    known_[key] = std::nullopt;

    const auto read = text_of(path);
    if (const auto* failed = std::get_if<FileError>(&read)) {
      report({Code::missing_file, fmt::format("cannot read `{}`: {}", path, failed->reason), from, "", {}});
      return std::nullopt;
    }
    const auto& text = std::get<FileText>(read);
    if (const auto other = other_name(text.identity, key)) return visit_again(*other, key, from);
    auto parsed = parse_partly(std::make_shared<Source>(path, text.text));
    std::ranges::move(parsed.whole.diagnostics, std::back_inserter(diagnostics_));
    if (!parsed.whole && !parsed.remains) return std::nullopt;
    if (parsed.remains) {
      partly_ = true;
      lost_.merge(parsed.remains->lost);
    }
    ast::Policy policy = parsed.whole ? std::move(*parsed.whole.value) : std::move(parsed.remains->policy);

    std::vector<std::size_t> bases;
    bool complete = true;
    for (const ast::Declaration& declaration : policy.declarations) {
      const auto* extends = std::get_if<ast::Extends>(&declaration);
      if (!extends) continue;
      const auto base = enter(path, *extends, policy.source);
      complete = complete && base;
      if (base && std::ranges::find(bases, *base) == bases.end()) bases.push_back(*base);
    }
    if (!complete) return std::nullopt;
    layers_.files.push_back(std::move(policy));
    layers_.bases.push_back(std::move(bases));
    return known_[key] = layers_.files.size() - 1;
  }

  /// The name by which the file was met before, where that was another.
  std::optional<std::string> other_name(const std::string& identity, const std::string& key) {
    if (identity.empty()) return std::nullopt;
    const auto [met, is_new] = names_.emplace(identity, key);
    return is_new ? std::nullopt : std::optional(met->second);
  }

  std::optional<std::size_t> visit_again(const std::string& name, const std::string& key, const Place& from) {
    const auto opened = std::ranges::find(entered_, name, &Entered::file);
    if (opened != entered_.end()) report_cycle(name, opened->extends, from);
    return known_[key] = known_[name];
  }

  std::optional<std::size_t> enter(const std::string& file, const ast::Extends& extends,
                                   const SourcePtr& source) {
    const Place place{source, extends.path.span};
    const std::string base = beside(file, extends.path.text);
    entered_.push_back({normal(file), place});
    const auto opened = std::ranges::find(entered_, normal(base), &Entered::file);
    std::optional<std::size_t> index;
    if (opened != entered_.end()) {
      report_cycle(base, opened->extends, place);
    } else {
      index = visit(base, place);
    }
    entered_.pop_back();
    return index;
  }

  /// What the syntax errors left is checked, too, once every file could be read. What may follow from what
  /// they took away is not reported: a name of which they may have held the declaration, and all that looks
  /// at the whole.
  void check_remains() {
    const bool all_read = std::ranges::all_of(
        diagnostics_, [](const Diagnostic& mistake) { return mistake.code == Code::syntax; });
    if (!all_read) return;
    for (Diagnostic& finding : check(layers_).diagnostics) {
      if (stands_by_itself(finding)) report(std::move(finding));
    }
  }

  bool stands_by_itself(const Diagnostic& finding) const {
    switch (finding.code) {
      case Code::type_mismatch:
      case Code::unit_mismatch:
      case Code::unguarded_optional:
      case Code::model_in_condition:
      case Code::out_of_range:
        return true;
      case Code::unknown_name:
        return finding.place.source && !is_lost(finding.place.source->slice(finding.place.span));
      default:
        return false;
    }
  }

  /// Whether one of its words is among the lost: `a-b` may be a difference.
  bool is_lost(std::string_view name) const {
    for (std::size_t begin = 0; begin < name.size();) {
      const std::size_t dash = name.find('-', begin);
      const std::size_t end = std::min(dash, name.size());
      if (lost_.contains(name.substr(begin, end - begin)) || lost_.contains(name.substr(0, end))) return true;
      begin = end + 1;
    }
    return false;
  }

  void report_cycle(const std::string& file, const Place& start, const Place& end) {
    Diagnostic diagnostic{
        Code::extends_cycle, fmt::format("`{}` extends itself", file), start, "remove one `extends`", {}};
    if (start.source != end.source || start.span != end.span) {
      diagnostic.message += " by way of others";
      diagnostic.related.push_back({end, "this closes the circle"});
    }
    report(std::move(diagnostic));
  }

  void report(Diagnostic diagnostic) { diagnostics_.push_back(std::move(diagnostic)); }

  const ReadFile& read_;
  PolicyLayers layers_;
  Diagnostics diagnostics_;
  std::map<std::string, std::optional<std::size_t>> known_;
  std::map<std::string, std::string> names_;  // by identity: the name under which it was first met
  std::vector<Entered> entered_;
  bool partly_ = false;                      // some file has syntax errors
  std::set<std::string, std::less<>> lost_;  // the words that stand in them
};

}  // namespace

Result<PolicyLayers> load_layers(const std::string& path, const ReadFile& read) {
  return LayerLoader(read).load(path);
}

}  // namespace select_model
