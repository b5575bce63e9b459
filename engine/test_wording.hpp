#pragma once
#include <string>

#include "engine/test_report.hpp"

/// Sentences of a report of tests that several of its renderings share.
namespace select_model::test_wording {

/// `expected first gpt-4o, got nothing`: the first that failed, of a test that did.
std::string first_failure(const ReportedTest& test);
/// `error[unknown-model]`.
std::string title_of(const Diagnostic& problem);
/// The message with its help, on two lines.
std::string text_of(const Diagnostic& problem);
/// `p.policy:3:5`; empty where it has no place.
std::string place_of(const Diagnostic& problem);

}  // namespace select_model::test_wording
