#include "cli/help.hpp"

namespace select_model::cli {

namespace {

constexpr std::string_view main_help = R"(select-model: which language model fits, and why

usage: select-model REQUIREMENTS [options]    the ranked recommendation
       select-model COMMAND …

REQUIREMENTS is a YAML or JSON file of answers; - is standard input.

commands:
  check POLICY…    types, units, names and guards of policies
  test POLICY…     run the test blocks of policies
  explain [CODE]   what a diagnostic means, with an example and its mend
  COMMAND --help   more about a command

options:
  --policy FILE        the policy (else the file's `policy:`, else builtin:guide)
  --catalog FILE       the catalogue; repeat it to lay one over another
                       (else the file's `catalog:`, else builtin:guide)
  --set NAME=VALUE     an answer, before the file's; read as YAML; repeatable
  --today DATE         what `today` means in the policy (else the date in UTC)
  --format FORMAT      text (default), json or markdown
  --top N              ranked offers that text and markdown show (default 5)
  -o, --output FILE    write there instead of standard output
  --color WHEN         auto (default), always or never; NO_COLOR is honoured
  --version            the version
  -h, --help           this

exit codes:
  0  a model is recommended
  1  no eligible model, or refused
  2  bad usage, or a file that is invalid or cannot be read or written
  3  undetermined: an answer that matters is missing

examples:
  select-model requirements.yaml
  select-model requirements.yaml --set task=code --set max_latency=2s
  select-model requirements.yaml --catalog builtin:guide --catalog ours.yaml
  echo 'task: chat' | select-model - --format json
)";

constexpr std::string_view check_help = R"(select-model check: find the mistakes in policies

usage: select-model check POLICY… [options]

Types, units, names, ranges and guards of optional answers, through all layers;
what does nothing; branches that no test takes. With a catalogue also whether it
holds the models and members that the policy names, and which are going. A folder
stands for all policies below it, - for standard input. Says nothing where there
is nothing to say.

options:
  --catalog FILE   the catalogue; repeat it to lay one over another
  --today DATE     the day from which models are going (else the date in UTC)
  --format FORMAT  text (default, findings to standard error), json, sarif, junit,
                   github or markdown
  --fix            mend the files where the mend is certain, then check them
  --fix --diff     show what that would change, and change nothing (exit 1)
  --no-analysis    no analysis of what the policy means
  --strict         a warning is an error too (exit 1)
  -v, --verbose    say what was checked
  --color WHEN     auto (default), always or never
  -h, --help       this

exit codes:
  0  no error
  1  an error of analysis: a model that the catalogue does not hold
     with --fix --diff: something can be mended
  2  an error of language, bad usage, or a file that cannot be read

examples:
  select-model check support_bot.policy
  select-model check policies --catalog builtin:guide --strict
  select-model check policies --format sarif > select-model.sarif
  select-model check support_bot.policy --fix --diff

A finding that is meant to be is accepted where it stands, or on the line above:
  # accept unused-question: the router will need it
)";

constexpr std::string_view test_help = R"(select-model test: run the test blocks of policies

usage: select-model test POLICY… [options]

Each test runs against the catalogue that it is `using`, else the one given here,
else builtin:guide. A failure shows what was expected, what came, and the path.

options:
  --catalog FILE   the catalogue; repeat it to lay one over another
  --today DATE     `today` where neither test nor catalogue has a date
  --format text    the only format
  -v, --verbose    show the tests that pass, too
  --color WHEN     auto (default), always or never
  -h, --help       this

exit codes:
  0  every test passed
  1  a test failed, there is none, or one names a model that is not there
  2  an invalid policy or catalogue, bad usage, or a file that cannot be read

examples:
  select-model test support_bot.policy
  select-model test policies/*.policy --catalog ours.yaml -v
)";

constexpr std::string_view explain_help = R"(select-model explain: what a diagnostic means

usage: select-model explain [CODE]

Prints what the code means, why it matters, an example of the mistake, and its
mend. Without a code it lists all of them.

options:
  --color WHEN  auto (default), always or never
  -h, --help    this

examples:
  select-model explain
  select-model explain unguarded-optional
)";

}  // namespace

std::string_view help_of(std::string_view command) {
  if (command == "check") return check_help;
  if (command == "test") return test_help;
  if (command == "explain") return explain_help;
  return main_help;
}

}  // namespace select_model::cli
