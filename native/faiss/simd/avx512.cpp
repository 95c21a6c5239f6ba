// Compiled with -mavx512f.
#define REID_SIMD_WIDTH 16
#define REID_SIMD_NAME avx512
#include "faiss/simd/kernels.inl"
