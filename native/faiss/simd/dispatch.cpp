#include "faiss/simd/kernels.h"

namespace reid::simd {

bool can_run(const Kernels& kernels) {
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (&kernels == &avx512) {
        return __builtin_cpu_supports("avx512f");
    }
    if (&kernels == &avx2) {
        return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    }
#endif
    return &kernels == &generic;
}

namespace {

// Constant-initialised, so a kernel called before the constructor below ran is slow, never wrong.
const Kernels* chosen = &generic;

__attribute__((constructor)) void choose() {
    chosen = can_run(avx512) ? &avx512 : can_run(avx2) ? &avx2 : &generic;
}

}  // namespace

const Kernels& active() { return *chosen; }

}  // namespace reid::simd
