#include "policy/check_names.hpp"

namespace select_model::checking {

Declared& Names::add(const std::string& name, Declared declared) {
  by_name_[name].push_back(declared_.size());
  order_.push_back(name);
  return declared_.emplace_back(std::move(declared));
}

Declared* Names::find(const std::string& name, std::size_t file) {
  const auto found = by_name_.find(name);
  if (found == by_name_.end()) return nullptr;
  Declared* inherited = nullptr;
  for (const std::size_t index : found->second) {
    Declared& declared = declared_[index];
    if (declared.file == file) return &declared;
    if (!inherited && sight_[file][declared.file]) inherited = &declared;
  }
  return inherited;
}

const Declared* Names::first(const std::string& name) const {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? nullptr : &declared_[found->second.front()];
}

std::vector<std::string> Names::visible(const View& view) const {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < order_.size(); ++i) {
    if (sight_[view.file][declared_[i].file] && !stands_below(declared_[i], view)) names.push_back(order_[i]);
  }
  return names;
}

bool stands_below(const Declared& declared, const View& view) {
  return view.within && declared.file == view.file && declared.place.span.begin >= view.within->begin;
}

}  // namespace select_model::checking
