#pragma once

namespace select_model::cli {

/// What every command ends with; where several apply, the highest.
enum class ExitCode {
  yes = 0,           // a model is recommended, no error was found, every test passed
  no = 1,            // no eligible model, refused, an error of analysis, a failed test or none at all
  no_answer = 2,     // bad usage, a file that cannot be read or written, an invalid policy, catalogue or
                     // requirements file
  undetermined = 3,  // an answer that matters is missing
};

}  // namespace select_model::cli
