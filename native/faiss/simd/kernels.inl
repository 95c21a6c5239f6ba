// The kernels themselves, once, for any vector width. A file that includes this defines REID_SIMD_WIDTH (floats in a
// vector) and REID_SIMD_NAME and is compiled with the flags of its instruction set. Nothing but plain C++ may be used
// here: a function of the standard library instantiated under -mavx2 could be the copy that the linker keeps for
// everyone, and the library would no longer start on an older CPU.
#include <cstddef>

#include "faiss/simd/kernels.h"

namespace reid::simd {
namespace {

constexpr std::size_t W = REID_SIMD_WIDTH;
typedef float vec __attribute__((vector_size(W * sizeof(float))));
typedef float unaligned __attribute__((vector_size(W * sizeof(float)), aligned(4), may_alias));

inline vec load(const float* p) { return *reinterpret_cast<const unaligned*>(p); }
inline void store(float* p, vec v) { *reinterpret_cast<unaligned*>(p) = v; }

inline float sum(vec v) {
    float lane[W];
    store(lane, v);
    for (std::size_t half = W / 2; half > 0; half /= 2) {
        for (std::size_t i = 0; i < half; i++) {
            lane[i] += lane[i + half];
        }
    }
    return lane[0];
}

typedef int places __attribute__((vector_size(W * sizeof(int))));

// The sums of neighbouring lanes, of a in the lower half and of b in the upper.
inline vec fold(vec a, vec b) {
    places even = {}, odd = {};
    for (std::size_t i = 0; i < W; i++) {
        even[i] = static_cast<int>(2 * i);
        odd[i] = static_cast<int>(2 * i + 1);
    }
    return __builtin_shuffle(a, b, even) + __builtin_shuffle(a, b, odd);
}

// The sums of W vectors, one a lane: four additions for a vector where one by one would be W.
inline vec sums(vec* v) {
    for (std::size_t count = W; count > 1; count /= 2) {
        for (std::size_t i = 0; i < count / 2; i++) {
            v[i] = fold(v[2 * i], v[2 * i + 1]);
        }
    }
    return v[0];
}

inline vec absolute(vec v) { return v < 0.0f ? -v : v; }

// What one pair of elements adds to a distance, for a vector and for the tail.
struct Product {
    static vec of(vec a, vec b) { return a * b; }
    static float of(float a, float b) { return a * b; }
};
struct SquaredDifference {
    static vec of(vec a, vec b) { return (a - b) * (a - b); }
    static float of(float a, float b) { return (a - b) * (a - b); }
};
struct Difference {
    static vec of(vec a, vec b) { return absolute(a - b); }
    static float of(float a, float b) { return __builtin_fabsf(a - b); }
};

// Four accumulators: one alone would wait for its own addition (latency 4, two started a cycle).
template <class Term>
inline float reduce(const float* x, const float* y, std::size_t d) {
    vec a0 = {}, a1 = {}, a2 = {}, a3 = {};
    std::size_t i = 0;
    for (; i + 4 * W <= d; i += 4 * W) {
        a0 += Term::of(load(x + i), load(y + i));
        a1 += Term::of(load(x + i + W), load(y + i + W));
        a2 += Term::of(load(x + i + 2 * W), load(y + i + 2 * W));
        a3 += Term::of(load(x + i + 3 * W), load(y + i + 3 * W));
    }
    for (; i + W <= d; i += W) {
        a0 += Term::of(load(x + i), load(y + i));
    }
    float tail = 0;
    for (; i < d; i++) {
        tail += Term::of(x[i], y[i]);
    }
    return sum((a0 + a1) + (a2 + a3)) + tail;
}

// Short rows (the sub-vectors of a product quantizer) would spend their time in the horizontal sum, so W rows are
// taken together, one lane each, and no sum across lanes is left.
template <class Term>
inline void reduce_short_rows(float* out, const float* x, const float* y, std::size_t d, std::size_t ny) {
    std::size_t row = 0;
    for (; row + W <= ny; row += W) {
        const float* block = y + row * d;
        vec total = {};
        for (std::size_t j = 0; j < d; j++) {
            vec column = {};
            for (std::size_t lane = 0; lane < W; lane++) {
                column[lane] = block[lane * d + j];
            }
            vec same = {};
            same += x[j];
            total += Term::of(same, column);
        }
        store(out + row, total);
    }
    for (; row < ny; row++) {
        out[row] = reduce<Term>(x, y + row * d, d);
    }
}

template <class Term>
inline void reduce_rows(float* out, const float* x, const float* y, std::size_t d, std::size_t ny) {
    if (d < 2 * W) {
        reduce_short_rows<Term>(out, x, y, d, ny);
        return;
    }
    for (std::size_t row = 0; row < ny; row++) {
        out[row] = reduce<Term>(x, y + row * d, d);
    }
}

float inner_product(const float* x, const float* y, std::size_t d) { return reduce<Product>(x, y, d); }

float l2sqr(const float* x, const float* y, std::size_t d) { return reduce<SquaredDifference>(x, y, d); }

float l1(const float* x, const float* y, std::size_t d) { return reduce<Difference>(x, y, d); }

float linf(const float* x, const float* y, std::size_t d) {
    vec best = {};
    std::size_t i = 0;
    for (; i + W <= d; i += W) {
        vec term = Difference::of(load(x + i), load(y + i));
        best = term > best ? term : best;
    }
    float lane[W];
    store(lane, best);
    float most = 0;
    for (float value : lane) {
        most = value > most ? value : most;
    }
    for (; i < d; i++) {
        float term = Difference::of(x[i], y[i]);
        most = term > most ? term : most;
    }
    return most;
}

void inner_products_ny(float* out, const float* x, const float* y, std::size_t d, std::size_t ny) {
    reduce_rows<Product>(out, x, y, d, ny);
}

void l2sqr_ny(float* out, const float* x, const float* y, std::size_t d, std::size_t ny) {
    reduce_rows<SquaredDifference>(out, x, y, d, ny);
}

// Sixteen accumulators where there are 32 registers, eight where there are 16: each element that is loaded is used
// as often as there are rows on the other side.
constexpr std::size_t M = W == 16 ? 4 : 2;
constexpr std::size_t N = 4;

inline void tile(float* out, std::size_t stride, const float* x, const float* y, std::size_t d) {
    vec total[M * N] = {};
    std::size_t i = 0;
    for (; i + W <= d; i += W) {
        vec column[N];
        for (std::size_t n = 0; n < N; n++) {
            column[n] = load(y + n * d + i);
        }
        for (std::size_t m = 0; m < M; m++) {
            vec row = load(x + m * d + i);
            for (std::size_t n = 0; n < N; n++) {
                total[m * N + n] += row * column[n];
            }
        }
    }
    float found[M * N];
    for (std::size_t first = 0; first < M * N; first += W) {
        store(found + first, sums(total + first));
    }
    for (std::size_t m = 0; m < M; m++) {
        for (std::size_t n = 0; n < N; n++) {
            float product = found[m * N + n];
            for (std::size_t j = i; j < d; j++) {
                product += x[m * d + j] * y[n * d + j];
            }
            out[m * stride + n] = product;
        }
    }
}

void products(
    float* out, std::size_t stride, const float* x, std::size_t nx, const float* y, std::size_t ny, std::size_t d) {
    std::size_t column = 0;
    for (; column + N <= ny; column += N) {
        std::size_t row = 0;
        for (; row + M <= nx; row += M) {
            tile(out + row * stride + column, stride, x + row * d, y + column * d, d);
        }
        for (; row < nx; row++) {
            for (std::size_t n = column; n < column + N; n++) {
                out[row * stride + n] = inner_product(x + row * d, y + n * d, d);
            }
        }
    }
    for (; column < ny; column++) {
        for (std::size_t row = 0; row < nx; row++) {
            out[row * stride + column] = inner_product(x + row * d, y + column * d, d);
        }
    }
}

void madd(std::size_t n, const float* a, float factor, const float* b, float* out) {
    std::size_t i = 0;
    for (; i + W <= n; i += W) {
        store(out + i, load(a + i) + factor * load(b + i));
    }
    for (; i < n; i++) {
        out[i] = a[i] + factor * b[i];
    }
}

}  // namespace

#define REID_STRING_(x) #x
#define REID_STRING(x) REID_STRING_(x)

extern const Kernels REID_SIMD_NAME;
const Kernels REID_SIMD_NAME = {
    REID_STRING(REID_SIMD_NAME), inner_product, l2sqr, l1, linf, inner_products_ny, l2sqr_ny, products, madd,
};

}  // namespace reid::simd
