#include "cli/run.hpp"

int main(int argc, char** argv) {
  return static_cast<int>(select_model::cli::run({argv + (argc > 0 ? 1 : 0), argv + argc}));
}
