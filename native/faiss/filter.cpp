#include "faiss/filter.h"

#include <faiss/IndexHNSW.h>
#include <faiss/IndexIDMap.h>
#include <faiss/IndexIVF.h>

#include "faiss/index.h"

namespace reid::faiss_abi {
namespace {

bool bit(const std::uint8_t* bits, std::int64_t bytes, std::int64_t first, std::int64_t id) {
    // Unsigned, so that an id below the first one is far beyond the last.
    std::uint64_t at = static_cast<std::uint64_t>(id) - static_cast<std::uint64_t>(first);
    return id >= first && (at >> 3) < static_cast<std::uint64_t>(bytes) && ((bits[at >> 3] >> (at & 7)) & 1) != 0;
}

}  // namespace

Selector::Selector(const Filter& filter, const std::vector<idx_t>* positions_to_ids)
    : filter_(filter), positions_to_ids_(positions_to_ids) {
    if (filter.has_ids != 0) {
        if (filter.id_count > 0) {
            require(filter.ids, "ids");
        }
        ids_.emplace(static_cast<std::size_t>(filter.id_count), filter.ids);
    }
}

bool Selector::is_member(idx_t id) const {
    if (positions_to_ids_ != nullptr) {
        id = (*positions_to_ids_)[static_cast<std::size_t>(id)];
    }
    const Filter& f = filter_;
    return (f.has_range == 0 || (id >= f.from && id < f.to)) &&
           (f.allowed == nullptr || bit(f.allowed, f.allowed_bytes, f.allowed_first, id)) &&
           (f.denied == nullptr || !bit(f.denied, f.denied_bytes, f.denied_first, id)) &&
           (!ids_.has_value() || ids_->is_member(id));
}

Unmapped::Unmapped(const Index& index) : whole(&index), engine(index.engine.get()) {
    if (auto* map = dynamic_cast<const ::faiss::IndexIDMap*>(engine)) {
        engine = map->index;
        positions_to_ids = &map->id_map;
    }
}

void Unmapped::to_ids(::faiss::Index::idx_t* labels, std::size_t count) const {
    if (positions_to_ids == nullptr) {
        return;
    }
    for (std::size_t i = 0; i < count; i++) {
        labels[i] = labels[i] < 0 ? labels[i] : (*positions_to_ids)[static_cast<std::size_t>(labels[i])];
    }
}

CallParameters::CallParameters(const Unmapped& index, const SearchOptions* options) {
    if (options == nullptr) {
        return;
    }
    // IndexPreTransform hands the parameters on to what it wraps.
    if (auto* ivf = index.whole->ivf) {
        auto parameters = std::make_unique<::faiss::SearchParametersIVF>();
        parameters->nprobe = options->nprobe > 0 ? static_cast<std::size_t>(options->nprobe) : ivf->nprobe;
        parameters->max_codes = ivf->max_codes;
        parameters_ = std::move(parameters);
    } else if (auto* hnsw = index.whole->hnsw) {
        auto parameters = std::make_unique<::faiss::SearchParametersHNSW>();
        parameters->efSearch = options->ef_search > 0 ? options->ef_search : hnsw->hnsw.efSearch;
        parameters->check_relative_distance = hnsw->hnsw.check_relative_distance;
        parameters_ = std::move(parameters);
    } else if (options->has_filter != 0) {
        parameters_ = std::make_unique<::faiss::SearchParameters>();
    }
    if (options->has_filter != 0) {
        selector_ = std::make_unique<Selector>(options->filter, index.positions_to_ids);
        parameters_->sel = selector_.get();
    }
}

}  // namespace reid::faiss_abi
