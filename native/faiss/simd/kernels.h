// The distance loops that FAISS spends its time in. Debian compiles FAISS for plain SSE2 without vectorising them, so
// this library brings its own: the linker takes our faiss::fvec_* instead of the archive's distances_simd.cpp.o.
#pragma once
#include <cstddef>

namespace reid::simd {

// One implementation for one instruction set. Lengths are in floats, no alignment is required, d and ny may be 0.
struct Kernels {
    const char* name;
    float (*inner_product)(const float* x, const float* y, std::size_t d);
    float (*l2sqr)(const float* x, const float* y, std::size_t d);
    float (*l1)(const float* x, const float* y, std::size_t d);
    float (*linf)(const float* x, const float* y, std::size_t d);
    // out[i] = the distance between x and row i of y (ny rows of d).
    void (*inner_products_ny)(float* out, const float* x, const float* y, std::size_t d, std::size_t ny);
    void (*l2sqr_ny)(float* out, const float* x, const float* y, std::size_t d, std::size_t ny);
    // out[i * stride + j] = the inner product of row i of x (nx rows of d) and row j of y (ny rows of d).
    void (*products)(
        float* out, std::size_t stride, const float* x, std::size_t nx, const float* y, std::size_t ny, std::size_t d);
    // out = a + factor * b
    void (*madd)(std::size_t n, const float* a, float factor, const float* b, float* out);
};

extern const Kernels generic;
extern const Kernels avx2;
extern const Kernels avx512;

// Whether this CPU (and its operating system) can run a set.
bool can_run(const Kernels& kernels);

// The widest set that this CPU runs.
const Kernels& active();

}  // namespace reid::simd
