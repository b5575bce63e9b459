#include "formatting.hpp"

namespace select_model::testing {
namespace {

// clang-format off
const Formatted cases[] = {
    {"comments_stay_beside_and_above",
     R"p(# head


# of it
policy p # beside
   # above
ask x: bool # one
ask longer: count, default 0 # two

# alone

must m:  # a gate
  x because "r" #~ code
  # at the end)p",
     R"p(# head

# of it
policy p  # beside
# above
ask x: bool                   # one
ask longer: count, default 0  # two

# alone

must m:  # a gate
  x
  because "r"  #~ code
# at the end
)p"},
    {"a_second_line_of_a_comment_stays_under_it",
     R"p(policy p
ask x: bool # one
            # and more
            # and more
must y: x)p",
     R"p(policy p
ask x: bool  # one
             # and more
             # and more
must y: x
)p"},
    {"comments_in_lists_and_blocks_keep_their_places",
     R"p(policy p
ask u: any of {soc2, # a
 hipaa,
 # about gdpr
 gdpr
 # last
 }, default {}
choose { # opener

  # first of all
  a when x -> m1 # why
  # closing

  otherwise g -> any
  # after
 }
rank by order { # only a comment
 minimize c
 # end
}
test "t" { # nothing
 })p",
     R"p(policy p
ask u: any of {
  soc2,  # a
  hipaa,
  # about gdpr
  gdpr
  # last
}, default {}
choose {  # opener
  # first of all
  a when x -> m1  # why
  # closing

  otherwise g -> any
  # after
}
rank by order {  # only a comment
  minimize c
  # end
}
test "t" {  # nothing
}
)p"},
    {"a_comment_in_an_expression_breaks_it",
     R"p(policy p
must m:
  a ==   # first
     # above b
  b and f(x, # x
  y) because "r")p",
     R"p(policy p
must m:
  a
      ==  # first
        # above b
        b
  and f(
    x,  # x
    y
  )
  because "r"
)p"},
    {"blank_lines_are_kept_one_by_one",
     R"p(policy p



ask a: bool
ask b: bool


ask c: bool
choose {

 a when b -> m


 otherwise z -> any

}


)p",
     R"p(policy p

ask a: bool
ask b: bool

ask c: bool
choose {
  a when b -> m

  otherwise z -> any
}
)p"}
};
// clang-format on

class FormatComments : public ::testing::TestWithParam<Formatted> {};

TEST_P(FormatComments, are_laid_out) { expect_formatted(GetParam()); }

INSTANTIATE_TEST_SUITE_P(policies, FormatComments, ::testing::ValuesIn(cases), name_of);

}  // namespace
}  // namespace select_model::testing
