#pragma once
#include <string>
#include <variant>

#include "policy/checker.hpp"

/// Reading files, for whoever loads: the command and the library. Of a file larger than every limit only so
/// much is read that whoever parses it sees that it is too large; a device that never ends does not hang.
namespace select_model {

std::variant<FileText, FileError> read_path(const std::string& path);
/// An open descriptor to its end; it stays open.
std::variant<FileText, FileError> read_descriptor(int descriptor);
/// What an `errno` means to a person: `no such file`.
std::string reason_of(int error);

}  // namespace select_model
