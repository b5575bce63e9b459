#pragma once
#include "engine/run.hpp"

namespace select_model {

/// Decides where required answers are missing (section 4 of the language): without them where nothing that
/// decides reads them, with all of their values where those are few, else not at all.
void select_incomplete(const Program& program, const Inputs& inputs, Date today, Workspace& workspace,
                       Decision& decision, std::size_t top);

}  // namespace select_model
