// FAISS's own names for the loops. All that any other object of libfaiss.a needs from distances_simd.cpp.o stands
// here, so the linker never takes that object; were one name missing it would, and the doubled symbols end the link.
#include <faiss/utils/distances.h>

#include "faiss/simd/kernels.h"

namespace faiss {

using reid::simd::active;

float fvec_inner_product(const float* x, const float* y, size_t d) { return active().inner_product(x, y, d); }

float fvec_L2sqr(const float* x, const float* y, size_t d) { return active().l2sqr(x, y, d); }

float fvec_norm_L2sqr(const float* x, size_t d) { return active().inner_product(x, x, d); }

float fvec_L1(const float* x, const float* y, size_t d) { return active().l1(x, y, d); }

float fvec_Linf(const float* x, const float* y, size_t d) { return active().linf(x, y, d); }

void fvec_inner_products_ny(float* ip, const float* x, const float* y, size_t d, size_t ny) {
    active().inner_products_ny(ip, x, y, d, ny);
}

void fvec_L2sqr_ny(float* dis, const float* x, const float* y, size_t d, size_t ny) {
    active().l2sqr_ny(dis, x, y, d, ny);
}

size_t fvec_L2sqr_ny_nearest(float* buffer, const float* x, const float* y, size_t d, size_t ny) {
    active().l2sqr_ny(buffer, x, y, d, ny);
    size_t nearest = 0;
    for (size_t i = 1; i < ny; i++) {
        if (buffer[i] < buffer[nearest]) {
            nearest = i;
        }
    }
    return nearest;
}

// y holds d rows of coordinates, row j starting at y + j * d_offset; |x|^2 is the same for all and left out.
size_t fvec_L2sqr_ny_nearest_y_transposed(
    float* buffer, const float* x, const float* y, const float* y_sqlen, size_t d, size_t d_offset, size_t ny) {
    for (size_t i = 0; i < ny; i++) {
        buffer[i] = y_sqlen[i];
    }
    for (size_t j = 0; j < d; j++) {
        active().madd(ny, buffer, -2 * x[j], y + j * d_offset, buffer);
    }
    size_t nearest = 0;
    for (size_t i = 1; i < ny; i++) {
        if (buffer[i] < buffer[nearest]) {
            nearest = i;
        }
    }
    return nearest;
}

void fvec_madd(size_t n, const float* a, float bf, const float* b, float* c) { active().madd(n, a, bf, b, c); }

int fvec_madd_and_argmin(size_t n, const float* a, float bf, const float* b, float* c) {
    active().madd(n, a, bf, b, c);
    size_t least = 0;
    for (size_t i = 1; i < n; i++) {
        if (c[i] < c[least]) {
            least = i;
        }
    }
    return n == 0 ? -1 : static_cast<int>(least);
}

void fvec_add(size_t d, const float* a, const float* b, float* c) { active().madd(d, a, 1.0f, b, c); }

void fvec_add(size_t d, const float* a, float b, float* c) {
    for (size_t i = 0; i < d; i++) {
        c[i] = a[i] + b;
    }
}

void fvec_sub(size_t d, const float* a, const float* b, float* c) { active().madd(d, a, -1.0f, b, c); }

}  // namespace faiss
