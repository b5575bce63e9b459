// Compiled with -mavx2 on x86-64; elsewhere it is empty.
#ifdef __AVX2__
#include <cmath>
#include <immintrin.h>

#include "engine/kernels_constants.hpp"

namespace select_model::kernels {

namespace avx2 {
namespace {
#include "engine/kernels_body.inc"
}  // namespace
}  // namespace avx2

const Table& avx2_table() { return avx2::all; }

}  // namespace select_model::kernels
#endif
