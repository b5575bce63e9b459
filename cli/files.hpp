#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "policy/checker.hpp"
#include "policy/source.hpp"

/// Reading and writing: the only place of the program that does.
namespace select_model::cli {

/// So that no file that is opened later takes the number of a standard stream that was closed, and a reader
/// that goes away is an error of writing. Before anything else.
void secure_standard_streams();

/// So that a program that finds no more memory ends at once with one line and the code of no answer, wherever
/// that happens: an exception would find no way out of a destructor or another thread.
void end_where_memory_runs_out();
[[noreturn]] void end_for_want_of_memory();

/// The bytes of a file, or of standard input for `-` (once). Of a file larger than every limit only so much
/// is read that whoever reads it sees that it is too large.
std::variant<FileText, FileError> read_file(const std::string& path);

/// The whole text to standard output, or atomically to a file: it is there whole or not at all. Complains
/// where it cannot.
bool write_output(const std::optional<std::string>& path, std::string_view text);
/// Why the file could not be written, or nothing. A file that is there keeps its mode; a link is followed.
std::optional<std::string> write_file(const std::string& path, std::string_view text);

/// `error: …` and `help: …` on standard error.
void complain(const std::string& problem, const std::string& help);
void write_error(std::string_view text);

/// `path` as it stands in the file `beside`: relative to its folder, unless it is absolute or built in.
std::string resolve(const std::string& path, const std::string& beside);
/// The file of the same folder whose name was probably meant.
std::optional<std::string> nearest_file(const std::string& path);

}  // namespace select_model::cli
