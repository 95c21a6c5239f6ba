// For every x86-64 (SSE2), and for other processors.
#define REID_SIMD_WIDTH 4
#define REID_SIMD_NAME generic
#include "faiss/simd/kernels.inl"
