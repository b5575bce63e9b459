#include "cli/help.hpp"

namespace select_model::cli {

namespace {

constexpr std::string_view main_help = R"(select-model: which language model fits, and why

usage: select-model REQUIREMENTS [options]    the ranked recommendation
       select-model COMMAND …

REQUIREMENTS is a YAML or JSON file of answers; - is standard input.

commands:
  check POLICY…    mistakes in policies; what they can never do; their proofs
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

Types, units, names, ranges and guards of optional answers, through all layers.
By proof, for all answers: branches that nothing leads to, constraints that
nothing satisfies, and the policy's `prove` blocks (of builtin:guide where no
catalogue is given). With a catalogue also whether it holds the models that are
named, whether they can ever be chosen, and whether answers can leave none.

options:
  --catalog FILE   the catalogue; repeat it to lay one over another
  --today DATE     what `today` means in the policy (else the date in UTC)
  --format FORMAT  text (default, to standard error) or json (to standard output)
  --no-analysis    only the language; no analysis of what the policy means
  --timeout TIME   of the analysis of one policy (default 10s); what was not
                   settled by then is said to be
  --strict         a warning is an error too (exit 1)
  --color WHEN     auto (default), always or never
  -h, --help       this

exit codes:
  0  no error
  1  an error of analysis: a dead branch, constraints that nothing satisfies,
     a proof that does not hold, a model that the catalogue does not hold
  2  an error of language, bad usage, or a file that cannot be read
  3  a proof that could not be settled

examples:
  select-model check support_bot.policy
  select-model check policies/*.policy --catalog builtin:guide
  select-model check support_bot.policy --format json
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
