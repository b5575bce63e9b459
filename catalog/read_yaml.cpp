#include <algorithm>
#include <array>
#include <map>
#include <sstream>
#include <utility>

#include <fmt/format.h>
#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include "catalog/document_builder.hpp"
#include "catalog/readers.hpp"
#include "catalog/yaml_scan.hpp"

namespace select_model {

namespace {

// yaml-cpp holds all tokens of a flow collection before it gives the first, 100 bytes each.
constexpr std::size_t most_indicators = 2'000'000;
constexpr std::size_t most_aliases = 10'000;
constexpr std::size_t most_alias_nodes = 250'000;

constexpr std::string_view not_closed = "a text in quotes is not closed";

/// Thrown through yaml-cpp, which knows no other way to stop; the mistake has been reported.
struct Stop {};

std::size_t count_nodes(const Node& node) {
  std::size_t count = 1;
  if (const auto* list = std::get_if<ListNode>(&node.content)) {
    for (const Node& item : list->items) count += count_nodes(item);
  } else if (const auto* map = std::get_if<MapNode>(&node.content)) {
    for (const Entry& entry : map->entries) count += 1 + count_nodes(entry.value);
  }
  return count;
}

enum class Tag { none, text, plain, other };
Tag tag_of(const std::string& tag) {
  static constexpr std::string_view core = "tag:yaml.org,2002:";
  if (tag.empty() || tag == "?") return Tag::none;
  if (tag == "!") return Tag::text;
  if (!std::string_view(tag).starts_with(core)) return Tag::other;
  const std::string_view kind = std::string_view(tag).substr(core.size());
  if (kind == "str") return Tag::text;
  const bool known =
      kind == "int" || kind == "float" || kind == "bool" || kind == "null" || kind == "map" || kind == "seq";
  return known ? Tag::plain : Tag::other;
}

class YamlHandler : public YAML::EventHandler {
 public:
  YamlHandler(const SourcePtr& source, std::string_view text, Mistakes& mistakes)
      : scan_(text),
        offset_(text.starts_with("\xEF\xBB\xBF") ? 3 : 0),
        builder_(source, mistakes),
        mistakes_(mistakes) {}

  std::optional<Node> take() { return builder_.take(); }
  /// Where a text in quotes begins that never ends.
  Place unclosed(const YAML::Mark& mark) const {
    const auto quote = scan_.next_quote(builder_.last_end());
    return quote ? place(*quote, scan_.line_end(*quote)) : place(mark);
  }
  std::string closing_help(const Place& open) const { return scan_.closing_help(open.span.begin); }
  std::optional<Place> indenting_tab(const YAML::Mark& mark) const {
    const auto tab = scan_.indenting_tab(position(mark));
    return tab ? std::optional(place(*tab, *tab + 1)) : std::nullopt;
  }
  Place place(const YAML::Mark& mark) const {
    const std::size_t begin = position(mark);
    return place(begin, std::max(scan_.word_end(begin), std::min(begin + 1, scan_.size())));
  }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (!begun_) {
      begun_ = true;
      return;
    }
    const Place here = place(mark);
    if (scan_.from(position(mark)).starts_with("---"))
      fail(Code::syntax, "a second document begins: a file holds one", here, "put it into a file of its own");
    fail(Code::syntax,
         fmt::format("expected the end of the file, found {}",
                     shown(scan_.from(here.span.begin).substr(0, here.span.end - here.span.begin))),
         here);
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const std::size_t begin = scan_.skip_properties(position(mark));
    std::size_t length = 0;
    for (const std::string_view word : {"null", "Null", "NULL", "~"}) {
      if (scan_.from(begin).starts_with(word)) length = word.size();
    }
    if (builder_.wants_key()) {
      if (length == 0)
        fail(Code::syntax, "a key is missing", place(begin, begin), "write its name before the `:`");
      go_on(builder_.key(std::string(scan_.from(begin).substr(0, length)), span(begin, begin + length)));
      return;
    }
    go_on(builder_.add({NullNode{}, place(begin, begin + length)}));
    remember(anchor);
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const std::size_t begin = position(mark);
    const Place here = place(begin, scan_.word_end(begin));
    const auto found = anchored_.find(anchor);
    if (found == anchored_.end()) fail(Code::syntax, "an alias that stands inside what it means", here);
    if (++aliases_ > most_aliases)
      fail(Code::limit, fmt::format("more than {} aliases in one file", most_aliases), here);
    const auto& [node, nodes] = found->second;
    if (builder_.wants_key()) {
      const auto* scalar = std::get_if<ScalarNode>(&node.content);
      if (!scalar) fail(Code::syntax, "a key must be text", here, "write its name out");
      go_on(builder_.key(scalar->text, here.span));
      return;
    }
    spend(nodes, here);
    Node copy = node;
    copy.place = here;
    go_on(builder_.add(std::move(copy), nodes));
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    const std::size_t begin = scan_.skip_properties(position(mark));
    const std::size_t end = scan_.scalar_end(begin, value);
    const bool text = check_tag(tag, mark) == Tag::text;
    if (!scan_.is_closed(begin))
      fail(Code::syntax, std::string(not_closed), place(begin, scan_.line_end(begin)),
           scan_.closing_help(begin));
    if (builder_.wants_key()) {
      if (value == "<<" && !text)
        fail(Code::syntax, "merge keys (`<<`) are not read", place(begin, end), "write the keys out");
      go_on(builder_.key(value, span(begin, end)));
      if (anchor != YAML::NullAnchor) remember(anchor, {ScalarNode{value, text}, place(begin, end)}, 1);
      return;
    }
    go_on(builder_.add({ScalarNode{value, text}, place(begin, end)}));
    remember(anchor);
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override {
    open(false, mark, tag, anchor, style);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override {
    open(true, mark, tag, anchor, style);
  }
  void OnMapEnd() override { close(); }

 private:
  struct Open {
    YAML::anchor_t anchor;
    char closing;  // of a flow collection
    std::size_t line_end;
  };

  std::size_t position(const YAML::Mark& mark) const {
    return std::min(mark.pos < 0 ? 0 : static_cast<std::size_t>(mark.pos) + offset_, scan_.size());
  }
  static Span span(std::size_t begin, std::size_t end) {
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }
  Place place(std::size_t begin, std::size_t end) const { return builder_.place(span(begin, end)); }

  [[noreturn]] void fail(Code code, std::string message, Place where, std::string help = {}) {
    mistakes_.add(code, std::move(message), std::move(where), std::move(help));
    throw Stop{};
  }
  static void go_on(bool may) {
    if (!may) throw Stop{};
  }

  Tag check_tag(const std::string& tag, const YAML::Mark& mark) {
    const Tag kind = tag_of(tag);
    if (kind == Tag::other)
      fail(Code::syntax, fmt::format("the tag {} is not known", shown(tag)), place(mark), "remove it");
    return kind;
  }

  void open(bool is_map, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
            YAML::EmitterStyle::value style) {
    check_tag(tag, mark);
    const std::size_t begin = scan_.skip_properties(position(mark));
    if (builder_.wants_key()) {
      if (!scan_.is_closed(begin))
        fail(Code::syntax, fmt::format("a `{}` is not closed", scan_.from(begin).front()),
             place(begin, begin + 1), scan_.closing_help(begin));
      fail(Code::syntax, fmt::format("a key must be text, found a {}", is_map ? "map" : "list"), place(mark),
           "write a name before the `:`");
    }
    const bool flow = style == YAML::EmitterStyle::Flow && begin < scan_.size();
    open_.push_back({anchor, flow ? (is_map ? '}' : ']') : '\0', flow ? 0 : scan_.line_end(begin)});
    go_on(builder_.open(is_map, span(begin, std::min(begin + (flow ? 1 : 0), scan_.size()))));
  }

  /// A list or map in block style is marked by its first line: all of it would be no place to look at.
  void close() {
    const Open top = open_.back();
    open_.pop_back();
    std::size_t end = top.line_end;
    if (top.closing != '\0') end = scan_.flow_end(builder_.last_end(), top.closing);
    const std::size_t reached = std::max<std::size_t>(builder_.last_end(), top.closing != '\0' ? end : 0);
    go_on(builder_.close(static_cast<std::uint32_t>(end), static_cast<std::uint32_t>(reached)));
    remember(top.anchor);
  }

  void spend(std::size_t nodes, const Place& where) {
    alias_nodes_ += nodes;
    if (alias_nodes_ > most_alias_nodes)
      fail(Code::limit, fmt::format("aliases stand for more than {} values", most_alias_nodes), where);
  }
  void remember(YAML::anchor_t anchor) {
    if (anchor != YAML::NullAnchor) remember(anchor, *builder_.last(), count_nodes(*builder_.last()));
  }
  void remember(YAML::anchor_t anchor, Node node, std::size_t nodes) {
    spend(nodes, node.place);
    anchored_.insert_or_assign(anchor, std::pair(std::move(node), nodes));
  }

  YamlScan scan_;
  std::size_t offset_;
  DocumentBuilder builder_;
  Mistakes& mistakes_;
  std::vector<Open> open_;
  std::map<YAML::anchor_t, std::pair<Node, std::size_t>> anchored_;
  std::size_t aliases_ = 0;
  std::size_t alias_nodes_ = 0;
  bool begun_ = false;
};

struct Wording {
  std::string_view theirs;
  std::string_view message;
  std::string_view help;
};
/// yaml-cpp's messages in our voice, by how they begin.
constexpr std::array<Wording, 18> wordings{{
    {"end of map not found", "this does not belong to the map above",
     "check the indentation, and quote text that holds `: ` or ` #`"},
    {"end of map flow not found", "a `{` is not closed", "expected `,` or `}` here"},
    {"end of sequence not found", "this does not belong to the list above", "check the indentation"},
    {"end of sequence flow not found", "a `[` is not closed", "expected `,` or `]` here"},
    {"illegal flow end", "nothing is open that this could close", "remove it, or put the text in quotes"},
    {"illegal block entry", "a `-` where no list can begin", "check the indentation"},
    {"illegal map key", "a key where none can stand", "check the indentation, or put the text in quotes"},
    {"illegal map value", "a `:` where none can stand", "check the indentation, or put the text in quotes"},
    {"unknown token", "no value begins so", "put the text in quotes"},
    {"illegal tab", "a tab in the indentation", "indent with spaces"},
    {"the referenced anchor is not defined", "an alias without an anchor",
     "put the text in quotes if it only begins with `*`"},
    {"alias not found after *", "an alias without a name",
     "put the text in quotes if it only begins with `*`"},
    {"anchor not found after &", "an anchor without a name",
     "put the text in quotes if it only begins with `&`"},
    {"illegal character found while scanning alias", "no name of an alias",
     "put the text in quotes if it only begins with `*`"},
    {"illegal character found while scanning anchor", "no name of an anchor",
     "put the text in quotes if it only begins with `&`"},
    {"unknown escape character", "no such escape in a text", "in single quotes a backslash means itself"},
    {"bad character found while scanning hex number", "no such escape in a text",
     "in single quotes a backslash means itself"},
    {"illegal document indicator in scalar", "a document ends inside a text in quotes",
     "end the text with a quote, or indent its lines"},
}};

void report(const YAML::Exception& error, const YamlHandler& handler, Mistakes& mistakes) {
  const std::string_view theirs = error.msg;
  if (theirs.starts_with("illegal EOF in scalar")) {
    const Place unclosed = handler.unclosed(error.mark);
    mistakes.add(Code::syntax, std::string(not_closed), unclosed, handler.closing_help(unclosed));
    return;
  }
  if (const auto tab = handler.indenting_tab(error.mark)) {
    mistakes.add(Code::syntax, "a tab in the indentation", *tab, "indent with spaces");
    return;
  }
  const auto known = std::find_if(wordings.begin(), wordings.end(),
                                  [&](const Wording& w) { return theirs.starts_with(w.theirs); });
  if (known != wordings.end()) {
    mistakes.add(Code::syntax, std::string(known->message), handler.place(error.mark),
                 std::string(known->help));
  } else {
    mistakes.add(Code::syntax, fmt::format("not YAML: {}", theirs), handler.place(error.mark));
  }
}

bool is_within_reach(std::string_view text, const SourcePtr& source, Mistakes& mistakes) {
  std::size_t indicators = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    static constexpr std::string_view counted = "[]{},\"'&*!";
    if (counted.find(text[at]) == std::string_view::npos || ++indicators <= most_indicators) continue;
    const auto begin = static_cast<std::uint32_t>(at);
    mistakes.add(Code::limit,
                 fmt::format("more than {} brackets, commas and quotes in a YAML file", most_indicators),
                 {source, {begin, begin + 1}}, "write a file of that size as JSON");
    return false;
  }
  return true;
}

/// To yaml-cpp such a line does not end: a comment takes in all that follows.
bool has_line_feeds(std::string_view text, const SourcePtr& source, Mistakes& mistakes) {
  for (std::size_t at = text.find('\r'); at != std::string_view::npos; at = text.find('\r', at + 1)) {
    if (at + 1 < text.size() && text[at + 1] == '\n') continue;
    const auto begin = static_cast<std::uint32_t>(at);
    mistakes.add(Code::syntax, "a carriage return without a line feed ends no line",
                 {source, {begin, begin + 1}}, "save the file with line feeds (LF, or CR and LF)");
    return false;
  }
  return true;
}

}  // namespace

std::optional<Node> read_yaml(const SourcePtr& source, std::string_view text, Mistakes& mistakes) {
  if (!is_within_reach(text, source, mistakes) || !has_line_feeds(text, source, mistakes))
    return std::nullopt;
  YamlHandler handler(source, text, mistakes);
  try {
    std::istringstream stream{std::string(text)};
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(handler)) {
    }
  } catch (const Stop&) {
    return std::nullopt;
  } catch (const YAML::DeepRecursion& error) {
    mistakes.add(Code::limit,
                 fmt::format("lists and maps are nested deeper than {}", DocumentBuilder::deepest),
                 handler.place(error.mark));
    return std::nullopt;
  } catch (const YAML::Exception& error) {
    report(error, handler, mistakes);
    return std::nullopt;
  }
  if (auto document = handler.take()) return document;
  return Node{NullNode{}, {source, {}}};
}

}  // namespace select_model
