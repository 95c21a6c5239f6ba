#include <omp.h>

#include <algorithm>
#include <cstring>
#include <limits>
#include <stdexcept>
#include <vector>

#include "faiss/index.h"
#include "faiss/simd/kernels.h"

using namespace reid;
using namespace reid::faiss_abi;

namespace {

// Rows of either side that are multiplied at once, as in knn.cpp.
constexpr std::int64_t kBlock = 32;

// Visitors whose distances to the members are kept at once: fewer where the members are many.
constexpr std::int64_t kVisitors = 2048;
constexpr std::int64_t kDistances = std::int64_t{1} << 24;

// A neighbour in one word, so that distance and then row decide: bits of a float that is not negative sort as it does.
std::uint64_t key_of(float distance, std::int32_t row) {
    std::uint32_t bits;
    std::memcpy(&bits, &distance, sizeof bits);
    return std::uint64_t{bits} << 32 | static_cast<std::uint32_t>(row);
}

float distance_of(std::uint64_t key) {
    auto bits = static_cast<std::uint32_t>(key >> 32);
    float distance;
    std::memcpy(&distance, &bits, sizeof distance);
    return distance;
}

// Puts a key in the place of a larger one of a heap whose largest key is first.
void put(std::uint64_t* heap, std::int32_t k, std::int32_t at, std::uint64_t key) {
    for (std::int32_t child; (child = 2 * at + 1) < k; at = child) {
        if (child + 1 < k && heap[child + 1] > heap[child]) {
            child++;
        }
        if (heap[child] <= key) {
            break;
        }
        heap[at] = heap[child];
    }
    heap[at] = key;
}

// Two rows meet once in the cell of each, and rounding may differ: the smaller distance stays, whichever came first,
// so that the outcome does not depend on the order of the cells.
void keep(std::uint64_t* heap, std::int32_t k, float distance, std::int32_t row) {
    auto key = key_of(distance, row);
    if (key >= heap[0] || !(distance < std::numeric_limits<float>::infinity())) {
        return;
    }
    for (std::int32_t i = 0; i < k; i++) {
        if (static_cast<std::uint32_t>(heap[i]) == static_cast<std::uint32_t>(row)) {
            if (key < heap[i]) {
                put(heap, k, i, key);
            }
            return;
        }
    }
    put(heap, k, 0, key);
}

bool any_within(const float* distances, std::int64_t count, float bound) {
    int found = 0;
    for (std::int64_t i = 0; i < count; i++) {
        found |= distances[i] <= bound;
    }
    return found != 0;
}

class Cell {
   public:
    Cell(std::int64_t d, const float* rows, const std::int32_t* members, std::int64_t count, std::int32_t k,
         std::uint64_t* heaps)
        : d_(d), rows_(rows), members_(members), count_(count), k_(k), heaps_(heaps), vectors_(count * d),
          norms_(count) {
#pragma omp parallel for schedule(static)
        for (std::int64_t i = 0; i < count; i++) {
            std::memcpy(&vectors_[i * d], row(members[i]), d * sizeof(float));
            norms_[i] = simd::active().inner_product(row(members[i]), row(members[i]), d);
        }
    }

    // Rows of the cell and others are compared once for both sides; the members with each other, each for itself.
    void visit(const std::int32_t* visitors, std::int64_t n, bool both) {
        auto most = std::clamp(kDistances / count_, kBlock, kVisitors);
        std::vector<float> distances(std::min(n, most) * count_);
        for (std::int64_t first = 0; first < n; first += most) {
            auto now = std::min(most, n - first);
            from_visitors(visitors + first, now, distances.data());
            if (both) {
                from_members(visitors + first, now, distances.data());
            }
        }
    }

   private:
    const float* row(std::int32_t at) const { return rows_ + at * d_; }
    std::uint64_t* heap(std::int32_t at) const { return heaps_ + std::int64_t{at} * k_; }

    void from_visitors(const std::int32_t* visitors, std::int64_t n, float* distances) const {
        auto blocks = (n + kBlock - 1) / kBlock;
#pragma omp parallel
        {
            std::vector<float> x(kBlock * d_);
#pragma omp for schedule(dynamic)
            for (std::int64_t at = 0; at < blocks; at++) {
                auto first = at * kBlock;
                block(visitors + first, std::min(kBlock, n - first), x.data(), distances + first * count_);
            }
        }
    }

    void block(const std::int32_t* visitors, std::int64_t n, float* x, float* distances) const {
        const auto& kernels = simd::active();
        float own[kBlock];
        for (std::int64_t i = 0; i < n; i++) {
            std::memcpy(x + i * d_, row(visitors[i]), d_ * sizeof(float));
            own[i] = kernels.inner_product(x + i * d_, x + i * d_, d_);
        }
        for (std::int64_t first = 0; first < count_; first += kBlock) {
            auto width = std::min(kBlock, count_ - first);
            kernels.products(distances + first, count_, x, n, &vectors_[first * d_], width, d_);
            for (std::int64_t i = 0; i < n; i++) {
                float* tile = distances + i * count_ + first;
                for (std::int64_t j = 0; j < width; j++) {
                    tile[j] = std::max(own[i] + norms_[first + j] - 2 * tile[j], 0.0f);
                }
                auto* best = heap(visitors[i]);
                if (any_within(tile, width, distance_of(best[0]))) {
                    for (std::int64_t j = 0; j < width; j++) {
                        if (members_[first + j] != visitors[i]) {
                            keep(best, k_, tile[j], members_[first + j]);
                        }
                    }
                }
            }
        }
    }

    // A pass of its own: no two threads have the same member, and each meets the visitors in their order.
    void from_members(const std::int32_t* visitors, std::int64_t n, const float* distances) const {
#pragma omp parallel for schedule(dynamic)
        for (std::int64_t first = 0; first < count_; first += kBlock) {
            auto width = std::min(kBlock, count_ - first);
            float bounds[kBlock];
            for (std::int64_t j = 0; j < width; j++) {
                bounds[j] = distance_of(heap(members_[first + j])[0]);
            }
            for (std::int64_t i = 0; i < n; i++) {
                const float* tile = distances + i * count_ + first;
                int found = 0;
                for (std::int64_t j = 0; j < width; j++) {
                    found |= tile[j] <= bounds[j];
                }
                for (std::int64_t j = 0; found != 0 && j < width; j++) {
                    if (tile[j] <= bounds[j]) {
                        keep(heap(members_[first + j]), k_, tile[j], visitors[i]);
                        bounds[j] = distance_of(heap(members_[first + j])[0]);
                    }
                }
            }
        }
    }

    std::int64_t d_;
    const float* rows_;
    const std::int32_t* members_;
    std::int64_t count_;
    std::int32_t k_;
    std::uint64_t* heaps_;
    std::vector<float> vectors_;
    std::vector<float> norms_;
};

}  // namespace

int reid_faiss_meet(
    std::int32_t d,
    const float* rows,
    const std::int32_t* members,
    std::int64_t count,
    const std::int32_t* visitors,
    std::int64_t n,
    std::int32_t k,
    std::uint64_t* heaps) {
    return guard([&] {
        if (d < 1 || n < 0 || count < 0 || k < 1) {
            throw std::invalid_argument("the dimension and k must be at least 1, and counts not negative");
        }
        if (count == 0) {
            return;
        }
        apply_threads();
        Cell cell(d, require(rows, "rows"), require(members, "members"), count, k, require(heaps, "heaps"));
        cell.visit(members, count, false);
        if (n > 0) {
            cell.visit(require(visitors, "visitors"), n, true);
        }
    });
}
