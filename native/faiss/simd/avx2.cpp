// Compiled with -mavx2 -mfma.
#define REID_SIMD_WIDTH 8
#define REID_SIMD_NAME avx2
#include "faiss/simd/kernels.inl"
