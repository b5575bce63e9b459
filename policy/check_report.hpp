#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/diagnostic.hpp"

namespace select_model::checking {

/// What to say of a name that is not known, and its mend where only one can have been meant.
struct Hint {
  std::string help;  // "did you mean `x`?", or nothing
  std::vector<Edit> fix;
};

/// Gathers what the checker finds, and words that findings share.
class Report {
 public:
  void add(Code code, Place place, std::string message, std::string help = {},
           std::vector<Related> related = {}, std::vector<Edit> fix = {});
  /// A large policy full of mistakes gets fewer hints, so that it stays quick.
  Hint did_you_mean(std::string_view name, Span span,
                    const std::function<std::vector<std::string>()>& candidates);
  /// All findings. Of a policy that is mostly mistakes only the first thousand, and at `whole` that there are
  /// more.
  Diagnostics take(Place whole);

 private:
  Diagnostics diagnostics_;
  bool more_errors_ = false;
  std::size_t comparisons_left_ = 20'000'000;  // of characters: a fraction of a second
};

}  // namespace select_model::checking
