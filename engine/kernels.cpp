#include "engine/kernels.hpp"

#include <cmath>
#include <limits>

#include "engine/kernels_constants.hpp"

namespace select_model::kernels {

namespace portable {
namespace {
#include "engine/kernels_body.inc"
}  // namespace
}  // namespace portable

const Table& portable_table() { return portable::all; }

const Table& table() {
#if defined(__x86_64__) && defined(SELECT_MODEL_AVX2)
  static const Table& chosen = __builtin_cpu_supports("avx2") ? avx2_table() : portable::all;
  return chosen;
#else
  return portable::all;
#endif
}

}  // namespace select_model::kernels
