#include "faiss/knn.h"

#include <faiss/utils/Heap.h>
#include <omp.h>

#include <algorithm>
#include <vector>

#include "faiss/index.h"
#include "faiss/simd/kernels.h"

using namespace reid;
using namespace reid::faiss_abi;

namespace {

using Nearest = ::faiss::CMax<float, std::int64_t>;

// Rows of either side that are multiplied at once: at 512 floats each side is 64 kB and stays in a core's own cache.
constexpr std::int64_t kBlock = 32;

// Below this the threads' waking costs more than the products.
constexpr std::int64_t kFewestFloats = std::int64_t{1} << 21;

void block(
    std::int64_t d,
    std::int64_t n,
    const float* x,
    std::int64_t count,
    const float* y,
    const float* norms,
    std::int64_t k,
    bool inner,
    float* distances,
    std::int64_t* ids) {
    const auto& kernels = simd::active();
    float products[kBlock * kBlock];
    float own[kBlock];
    for (std::int64_t i = 0; i < n; i++) {
        own[i] = kernels.inner_product(x + i * d, x + i * d, d);
        ::faiss::heap_heapify<Nearest>(k, distances + i * k, ids + i * k);
    }
    for (std::int64_t first = 0; first < count; first += kBlock) {
        auto width = std::min(kBlock, count - first);
        kernels.products(products, kBlock, x, n, y + first * d, width, d);
        for (std::int64_t i = 0; i < n; i++) {
            float* best = distances + i * k;
            for (std::int64_t j = 0; j < width; j++) {
                // The largest product is nearest.
                float product = products[i * kBlock + j];
                float distance = inner ? -product : std::max(own[i] + norms[first + j] - 2 * product, 0.0f);
                if (distance < best[0]) {
                    ::faiss::heap_replace_top<Nearest>(k, best, ids + i * k, distance, first + j);
                }
            }
        }
    }
    for (std::int64_t i = 0; i < n; i++) {
        ::faiss::heap_reorder<Nearest>(k, distances + i * k, ids + i * k);
        for (std::int64_t j = 0; inner && j < k; j++) {
            distances[i * k + j] = -distances[i * k + j];
        }
    }
}

}  // namespace

// FAISS multiplies by the BLAS, which wakes and gathers its threads for every thousand rows of y. For the few hundred
// queries of a cell that waiting takes longer than the work; here a thread takes queries and goes through all of y.
void reid::faiss_abi::nearest(
    std::int64_t d,
    std::int64_t n,
    const float* x,
    std::int64_t count,
    const float* y,
    std::int64_t k,
    bool inner,
    float* distances,
    std::int64_t* ids) {
    std::vector<float> norms(count);
    auto blocks = (n + kBlock - 1) / kBlock;
#pragma omp parallel if (n * count * d >= kFewestFloats)
    {
#pragma omp for schedule(static)
        for (std::int64_t j = 0; j < count; j++) {
            norms[j] = simd::active().inner_product(y + j * d, y + j * d, d);
        }
#pragma omp for schedule(dynamic)
        for (std::int64_t at = 0; at < blocks; at++) {
            auto first = at * kBlock;
            block(d, std::min(kBlock, n - first), x + first * d, count, y, norms.data(), k, inner, distances + first * k,
                  ids + first * k);
        }
    }
}

int reid_faiss_knn(
    std::int32_t d,
    std::int64_t n,
    const float* x,
    std::int64_t count,
    const float* y,
    std::int64_t k,
    float* distances,
    std::int64_t* ids) {
    return guard([&] {
        if (d < 1 || n < 0 || count < 0 || k < 1) {
            throw std::invalid_argument("the dimension and k must be at least 1, and counts not negative");
        }
        if (n == 0) {
            return;
        }
        apply_threads();
        // Nothing to compare with needs no memory.
        nearest(
            d, n, require(x, "x"), count, count == 0 ? x : require(y, "y"), k, false, require(distances, "distances"),
            require(ids, "ids"));
    });
}
