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
  fmt POLICY…      policies in the one style of the language
  diff OLD NEW     what changes for whom between two policies, or two catalogues
  tree POLICY      draw the decision tree, and the path that a request takes
  schema WHAT      JSON Schema of catalogues, decisions and requirements
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
what does nothing; branches that no test takes. By proof, for all answers:
branches that nothing leads to, constraints that nothing satisfies, and the
policy's `prove` blocks (of builtin:guide where no catalogue is given). With a
catalogue also whether it holds the models and members that the policy names,
which are going, whether they can ever be chosen, and whether answers can leave
none. A folder stands for all policies below it, - for standard input. Says
nothing where there is nothing to say.

options:
  --catalog FILE   the catalogue; repeat it to lay one over another
  --today DATE     what `today` means in the policy, and the day from which models
                   are going (else the date in UTC)
  --format FORMAT  text (default, findings to standard error), json, sarif, junit,
                   github or markdown
  --fix            mend the files where the mend is certain, then check them
  --fix --diff     show what that would change, and change nothing (exit 1)
  --no-analysis    no analysis of what the policy means
  --timeout TIME   of the analysis of one policy (default 10s); what was not
                   settled by then is said to be
  --emit-tests FILE
                   a `test` of each example that is found, to be read and kept
  --strict         a warning is an error too (exit 1)
  -v, --verbose    say what was checked
  --color WHEN     auto (default), always or never
  -h, --help       this

exit codes:
  0  no error
  1  an error of analysis: a dead branch, constraints that nothing satisfies,
     a proof that does not hold, a model that the catalogue does not hold
     with --fix --diff: something can be mended
  2  an error of language, bad usage, or a file that cannot be read
  3  a proof that could not be settled

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
       select-model test --emit REQUIREMENTS [POLICY]

POLICY is a file, - for standard input, or a folder: every policy below it.
Each test runs against the catalogue that it is `using`, else the one given here,
else builtin:guide. A failure shows what was expected, what came, and the path.

options:
  --run PATTERN        only tests with PATTERN in their names; `*` stands for any
                       text; repeat it for more
  --catalog FILE       the catalogue; repeat it to lay one over another
  --today DATE         `today` where neither test nor catalogue has a date
  --format FORMAT      text (default), json, junit, tap, github or markdown
  -o, --output FILE    the report there instead of to standard output
  --coverage[=FORMAT]  what the tests have seen of branches, constraints, gates
                       and ranks: text (default, on the source), json, lcov or
                       cobertura; of the files named here, not of their bases
  --coverage-output FILE
                       the coverage there instead of to standard output
  --fail-under N       exit 1 where less than N percent is covered
  --emit FILE          run nothing; write the test that gives what this
                       requirements file does and expects what is decided now
                       (the policy is the one given, else the file's, else
                       builtin:guide)
  --generate           run nothing; write the tests that are missing: of branches,
                       gates and constraints that no test has seen, and of both
                       sides of every limit that a condition sets an answer
  -v, --verbose        name the tests that pass, and policies that have none
  --color WHEN         auto (default), always or never
  -h, --help           this

exit codes:
  0  every test passed
  1  a test failed, there is none (or none that `--run` matches), one names a
     model that is not there, or too little is covered
  2  an invalid policy or catalogue, bad usage, or a file that cannot be read

examples:
  select-model test support_bot.policy
  select-model test policies --catalog ours.yaml --run "*budget*"
  select-model test policies --format junit -o report.xml \
      --coverage=cobertura --coverage-output coverage.xml --fail-under 90
  select-model test --emit requirements.yaml >> support_bot.policy
)";

constexpr std::string_view fmt_help = R"(select-model fmt: policies in one style

usage: select-model fmt POLICY… [options]

Rewrites each file that is not in the style of the language. A folder means
every *.policy below it; - is standard input, printed to standard output.
Comments stay where they belong, values as they are written, and what a policy
means is the same. A file with a syntax error is left as it is.

options:
  --check         write nothing; name the files that would change (exit 1)
  --diff          write nothing; show what would change
  --format FORMAT with --check: text (default), json, sarif, junit, github or
                  markdown
  --color WHEN    auto (default), always or never
  -h, --help      this

exit codes:
  0  all is in style, or is now; with --diff alone whatever it shows
  1  with --check: some file would change
  2  a syntax error, bad usage, or a file that cannot be read or written

examples:
  select-model fmt support_bot.policy
  select-model fmt --check --diff policies/
  select-model fmt - < support_bot.policy
)";

constexpr std::string_view diff_help = R"(select-model diff: what changes for whom

usage: select-model diff OLD NEW [options]
       select-model diff POLICY --catalog-old FILE --catalog-new FILE [options]

Compares what two policies mean, not how they are written: the branch, the
refusal, the set of eligible offers and the recommendation; and says for which
answers each change is seen.

options:
  --requirements PATH    a requirements file, or a folder of them: which of them
                         change, from what to what, and what it costs
  --catalog FILE         the catalogue of both; repeat it to lay one over another
                         (else builtin:guide)
  --catalog-old FILE     the catalogue of the old side alone; repeatable
  --catalog-new FILE     the catalogue of the new side alone; repeatable
  --today DATE           what `today` means in the policies (else the date in UTC)
  --timeout DURATION     how long the analysis may take (default 10s)
  --no-analysis          no analysis; only --requirements can then be settled
  --format FORMAT        text (default) or json
  -o, --output FILE      write there instead of standard output
  --color WHEN           auto (default), always or never
  -h, --help             this

exit codes:
  0  equivalent, or no requirements file changes
  1  something changes
  2  bad usage, or a file that is invalid or cannot be read
  3  not settled
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

constexpr std::string_view tree_help = R"(select-model tree: draw the decision tree of a policy

usage: select-model tree POLICY [options]
       select-model tree [POLICY] --requirements FILE [options]

With requirements or settings the path that they take is marked, with what the
conditions on it read, and what was decided. POLICY may be builtin:guide.

options:
  --format FORMAT      text (default), mermaid, dot, svg, or markdown: a table
                       with a row for each leaf
  --requirements FILE  the answers of a request; its `policy:` is drawn where
                       no POLICY is given
  --set NAME=VALUE     an answer, before the file's; repeatable
  --catalog FILE       the catalogue of that decision; repeat it to lay one
                       over another
  --today DATE         what `today` means in it (else the date in UTC)
  -o, --output FILE    write there instead of standard output
  --color WHEN         auto (default), always or never
  -h, --help           this

exit codes:
  0  the tree was drawn, whatever was decided
  2  an invalid file, bad usage, or a file that cannot be read or written

examples:
  select-model tree support_bot.policy
  select-model tree support_bot.policy --format svg -o tree.svg
  select-model tree builtin:guide --set task=code
)";

constexpr std::string_view schema_help =
    R"(select-model schema: JSON Schema, for editors and for other programs

usage: select-model schema catalog
       select-model schema decision
       select-model schema requirements [POLICY]

Prints JSON Schema 2020-12: of a catalogue, of what --format json prints, or of
the answers to a policy's questions (without POLICY, of builtin:guide's).

options:
  -o, --output FILE  write there instead of standard output
  --color WHEN       auto (default), always or never
  -h, --help         this

exit codes:
  0  the schema was printed
  2  an invalid policy, bad usage, or a file that cannot be read or written

examples:
  select-model schema requirements support_bot.policy -o requirements.schema.json
  select-model schema catalog -o catalog.schema.json
)";

}  // namespace

std::string_view help_of(std::string_view command) {
  if (command == "check") return check_help;
  if (command == "test") return test_help;
  if (command == "fmt") return fmt_help;
  if (command == "diff") return diff_help;
  if (command == "explain") return explain_help;
  if (command == "tree") return tree_help;
  if (command == "schema") return schema_help;
  return main_help;
}

}  // namespace select_model::cli
