#include <faiss/impl/AuxIndexStructures.h>

#include <algorithm>
#include <cstring>
#include <limits>

#include "faiss/filter.h"
#include "faiss/flat_scan.h"
#include "faiss/index.h"

using namespace reid;
using namespace reid::faiss_abi;

struct reid::faiss_abi::RangeResult {
    explicit RangeResult(std::int64_t n) : found(n) {}

    ::faiss::RangeSearchResult found;
};

namespace {

void require_searchable(const reid_faiss_index* index, const SearchOptions* options) {
    require(index, "index");
    if (options != nullptr && options->has_filter != 0) {
        require_operation(*index, FilteredSearch, "search with a filter");
    }
    if (!index->engine->is_trained) {
        throw std::invalid_argument("the index must be trained before it is searched");
    }
}

}  // namespace

int reid_faiss_search(
    const reid_faiss_index* index,
    std::int64_t n,
    const float* x,
    std::int64_t k,
    const SearchOptions* options,
    float* distances,
    std::int64_t* ids) {
    return guard([&] {
        require_searchable(index, options);
        if (k < 1) {
            throw std::invalid_argument("k must be at least 1");
        }
        // FAISS 1.7.3 leaves the results of twenty or more queries on an empty flat index as they were.
        if (index->engine->ntotal == 0) {
            bool greatest_first = index->engine->metric_type == ::faiss::METRIC_INNER_PRODUCT;
            float worst = greatest_first ? -std::numeric_limits<float>::max() : std::numeric_limits<float>::max();
            std::fill_n(require(distances, "distances"), n * k, worst);
            std::fill_n(require(ids, "ids"), n * k, -1);
            return;
        }
        Unmapped unmapped(*index);
        CallParameters parameters(unmapped, options);
        apply_threads();
        if (worth_dividing(*unmapped.engine, n)) {
            divided_search(
                dynamic_cast<const ::faiss::IndexFlat&>(*unmapped.engine), n, require(x, "x"), k, parameters.selector(),
                require(distances, "distances"), require(ids, "ids"));
        } else {
            unmapped.engine->search(
                n, require(x, "x"), k, require(distances, "distances"), require(ids, "ids"), parameters.get());
        }
        unmapped.to_ids(ids, static_cast<std::size_t>(n * k));
    });
}

int reid_faiss_range_search(
    const reid_faiss_index* index,
    std::int64_t n,
    const float* x,
    float radius,
    const SearchOptions* options,
    reid_faiss_range** out) {
    return guard([&] {
        require(out, "out");
        require_searchable(index, options);
        require_operation(*index, RangeSearch, "search by range");
        Unmapped unmapped(*index);
        CallParameters parameters(unmapped, options);
        apply_threads();
        auto result = std::make_unique<RangeResult>(n);
        if (index->engine->ntotal == 0) {
            std::fill_n(result->found.lims, n + 1, 0);
            result->found.do_allocation();
            *out = result.release();
            return;
        }
        unmapped.engine->range_search(n, require(x, "x"), radius, &result->found, parameters.get());
        unmapped.to_ids(result->found.labels, result->found.lims[n]);
        *out = result.release();
    });
}

int reid_faiss_range_size(const reid_faiss_range* range, std::int64_t* queries, std::int64_t* results) {
    return guard([&] {
        const auto& found = require(range, "range")->found;
        *require(queries, "queries") = static_cast<std::int64_t>(found.nq);
        *require(results, "results") = static_cast<std::int64_t>(found.lims[found.nq]);
    });
}

int reid_faiss_range_copy(
    const reid_faiss_range* range, std::int64_t* limits, float* distances, std::int64_t* ids) {
    return guard([&] {
        const auto& found = require(range, "range")->found;
        for (std::size_t i = 0; i <= found.nq; i++) {
            require(limits, "limits")[i] = static_cast<std::int64_t>(found.lims[i]);
        }
        std::size_t count = found.lims[found.nq];
        if (count > 0) {
            std::memcpy(require(distances, "distances"), found.distances, count * sizeof(float));
            std::memcpy(require(ids, "ids"), found.labels, count * sizeof(std::int64_t));
        }
    });
}

void reid_faiss_range_free(reid_faiss_range* range) { reid::destroy(range); }
