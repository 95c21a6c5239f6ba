#include "faiss/flat_scan.h"

#include <faiss/impl/IDSelector.h>
#include <faiss/utils/Heap.h>
#include <faiss/utils/distances.h>
#include <omp.h>

#include <algorithm>
#include <exception>
#include <vector>

namespace reid::faiss_abi {
namespace {

// Below this the threads' waking costs more than the scan.
constexpr std::int64_t kFewestFloats = std::int64_t{1} << 21;

// The scan of a part counts from its own first vector.
class Shifted final : public ::faiss::IDSelector {
   public:
    Shifted(const ::faiss::IDSelector* whole, idx_t first) : whole_(whole), first_(first) {}

    bool is_member(idx_t id) const override { return whole_->is_member(first_ + id); }

   private:
    const ::faiss::IDSelector* whole_;
    idx_t first_;
};

void scan_part(
    const ::faiss::IndexFlat& index,
    std::int64_t first,
    std::int64_t count,
    std::int64_t n,
    const float* x,
    std::size_t k,
    const ::faiss::IDSelector* selector,
    float* distances,
    std::int64_t* labels) {
    const float* y = index.get_xb() + first * index.d;
    if (index.metric_type == ::faiss::METRIC_INNER_PRODUCT) {
        ::faiss::knn_inner_product(x, y, index.d, n, count, k, distances, labels, selector);
    } else {
        ::faiss::knn_L2sqr(x, y, index.d, n, count, k, distances, labels, nullptr, selector);
    }
    for (std::size_t i = 0; i < n * k; i++) {
        labels[i] = labels[i] < 0 ? labels[i] : labels[i] + first;
    }
}

// The best k of the parts' results for one query. Parts follow each other, and an equal one that comes later does not
// displace an earlier one.
void join(
    const ::faiss::IndexFlat& index,
    std::size_t k,
    const std::vector<std::pair<float, std::int64_t>>& found,
    float* distances,
    std::int64_t* labels) {
    auto ordered = found;
    bool greatest_first = index.metric_type == ::faiss::METRIC_INNER_PRODUCT;
    auto best = std::min(k, ordered.size());
    std::partial_sort(ordered.begin(), ordered.begin() + best, ordered.end(), [&](const auto& a, const auto& b) {
        return a.first != b.first ? (greatest_first ? a.first > b.first : a.first < b.first) : a.second < b.second;
    });
    for (std::size_t i = 0; i < k; i++) {
        float worst = greatest_first ? ::faiss::CMin<float, std::int64_t>::neutral()
                                     : ::faiss::CMax<float, std::int64_t>::neutral();
        distances[i] = i < best ? ordered[i].first : worst;
        labels[i] = i < best ? ordered[i].second : -1;
    }
}

}  // namespace

bool worth_dividing(const ::faiss::Index& index, std::int64_t n) {
    auto threads = static_cast<std::int64_t>(omp_get_max_threads());
    bool flat = dynamic_cast<const ::faiss::IndexFlat*>(&index) != nullptr;
    return flat && threads > 1 && 2 * n <= threads && index.ntotal * index.d >= kFewestFloats;
}

void divided_search(
    const ::faiss::IndexFlat& index,
    std::int64_t n,
    const float* x,
    std::int64_t k,
    const ::faiss::IDSelector* selector,
    float* distances,
    std::int64_t* labels) {
    auto parts = static_cast<std::int64_t>(omp_get_max_threads());
    auto width = static_cast<std::size_t>(k);
    auto cells = static_cast<std::size_t>(n) * width;
    std::vector<float> part_distances(parts * cells);
    std::vector<std::int64_t> part_labels(parts * cells, -1);
    std::vector<std::exception_ptr> failures(parts);

#pragma omp parallel for schedule(static, 1)
    for (std::int64_t part = 0; part < parts; part++) {
        try {
            auto first = index.ntotal * part / parts;
            Shifted shifted(selector, first);
            scan_part(index, first, index.ntotal * (part + 1) / parts - first, n, x, width,
                      selector != nullptr ? &shifted : nullptr, &part_distances[part * cells],
                      &part_labels[part * cells]);
        } catch (...) {
            failures[part] = std::current_exception();
        }
    }
    for (const auto& failure : failures) {
        if (failure) {
            std::rethrow_exception(failure);
        }
    }

    std::vector<std::pair<float, std::int64_t>> found;
    for (std::int64_t query = 0; query < n; query++) {
        found.clear();
        for (std::int64_t part = 0; part < parts; part++) {
            for (auto i = part * cells + query * width; i < part * cells + (query + 1) * width; i++) {
                if (part_labels[i] >= 0) {
                    found.emplace_back(part_distances[i], part_labels[i]);
                }
            }
        }
        join(index, width, found, distances + query * k, labels + query * k);
    }
}

}  // namespace reid::faiss_abi
