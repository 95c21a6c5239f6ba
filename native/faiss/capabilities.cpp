#include <faiss/IndexFlat.h>
#include <faiss/IndexFlatCodes.h>
#include <faiss/IndexHNSW.h>
#include <faiss/IndexIDMap.h>
#include <faiss/IndexIVF.h>
#include <faiss/IndexIVFFlat.h>
#include <faiss/IndexIVFPQ.h>
#include <faiss/IndexPQ.h>
#include <faiss/IndexPreTransform.h>
#include <faiss/IndexRefine.h>
#include <faiss/IndexScalarQuantizer.h>
#include <faiss/impl/FaissException.h>

#include "faiss/index.h"

namespace reid::faiss_abi {
namespace {

std::string bare_type_name(const ::faiss::Index& index) {
    std::string name = ::faiss::demangle_cpp_symbol(typeid(index).name());
    if (dynamic_cast<const ::faiss::IndexIDMap2*>(&index) != nullptr) {
        return "IDMap2";
    }
    if (dynamic_cast<const ::faiss::IndexIDMap*>(&index) != nullptr) {
        return "IDMap";
    }
    if (dynamic_cast<const ::faiss::IndexFlat*>(&index) != nullptr) {
        return "Flat";  // FAISS reads FlatIP back where the factory had made a Flat
    }
    if (dynamic_cast<const ::faiss::IndexRefine*>(&index) != nullptr) {
        return "Refine";  // and RefineFlat for a Refine
    }
    const std::string prefix = "faiss::Index";
    return name.compare(0, prefix.size(), prefix) == 0 ? name.substr(prefix.size()) : name;
}

// The kinds whose every operation is tested here and whose files io/ can check; FAISS has more (fast-scan, LSH,
// additive quantizers), which can be built and searched but promise nothing else.
bool is_plain_ivf(const ::faiss::Index& index) {
    const auto& type = typeid(index);
    return type == typeid(::faiss::IndexIVFFlat) || type == typeid(::faiss::IndexIVFPQ) ||
           type == typeid(::faiss::IndexIVFScalarQuantizer);
}

bool is_plain_codes(const ::faiss::Index& index) {
    return dynamic_cast<const ::faiss::IndexFlat*>(&index) != nullptr || typeid(index) == typeid(::faiss::IndexPQ) ||
           typeid(index) == typeid(::faiss::IndexScalarQuantizer);
}

std::uint32_t operations_of(const ::faiss::Index& index, bool mapped);

// FAISS's map from positions to ids follows removals only where the index below closes its gaps by shifting. An
// inverted file does not shift: the map would silently point at other vectors.
std::uint32_t operations_of_id_map(const ::faiss::IndexIDMap& map, bool mapped) {
    std::uint32_t below = operations_of(*map.index, mapped);
    std::uint32_t operations = (below & (RangeSearch | FilteredSearch | Write)) | AddWithIds;
    if (dynamic_cast<const ::faiss::IndexFlatCodes*>(map.index) != nullptr) {
        operations |= Remove | Merge;
    }
    if (dynamic_cast<const ::faiss::IndexIDMap2*>(&map) != nullptr) {
        operations |= below & Reconstruct;
    }
    return operations;
}

std::uint32_t operations_of(const ::faiss::Index& index, bool mapped) {
    if (auto* map = dynamic_cast<const ::faiss::IndexIDMap*>(&index)) {
        return operations_of_id_map(*map, mapped);
    }
    if (auto* chain = dynamic_cast<const ::faiss::IndexPreTransform*>(&index)) {
        std::uint32_t below = operations_of(*chain->index, mapped) & ~std::uint32_t{Merge};
        // Only an outermost id map is taken off for a filtered search (filter.h).
        bool mapped_below = dynamic_cast<const ::faiss::IndexIDMap*>(chain->index) != nullptr;
        return mapped_below ? below & ~std::uint32_t{FilteredSearch} : below;
    }
    if (dynamic_cast<const ::faiss::IndexRefine*>(&index) != nullptr) {
        return SequentialAdd | Reconstruct | Write;
    }
    if (dynamic_cast<const ::faiss::IndexIVF*>(&index) != nullptr) {
        if (!is_plain_ivf(index)) {
            return SequentialAdd | AddWithIds;
        }
        std::uint32_t reading = RangeSearch | FilteredSearch | Reconstruct;
        return mapped ? reading : reading | SequentialAdd | AddWithIds | Remove | Merge | Write;
    }
    if (dynamic_cast<const ::faiss::IndexHNSW*>(&index) != nullptr) {
        return SequentialAdd | Reconstruct | Write;
    }
    if (is_plain_codes(index)) {
        std::uint32_t operations = SequentialAdd | Reconstruct | Remove | Merge | Write;
        bool exact = dynamic_cast<const ::faiss::IndexFlat*>(&index) != nullptr;
        return exact ? operations | RangeSearch | FilteredSearch : operations;
    }
    return SequentialAdd;
}

std::string kind_of(const ::faiss::Index& index) {
    std::string name = bare_type_name(index);
    if (auto* map = dynamic_cast<const ::faiss::IndexIDMap*>(&index)) {
        return name + "," + kind_of(*map->index);
    }
    if (auto* chain = dynamic_cast<const ::faiss::IndexPreTransform*>(&index)) {
        return name + "," + kind_of(*chain->index);
    }
    if (auto* refine = dynamic_cast<const ::faiss::IndexRefine*>(&index)) {
        return name + "," + kind_of(*refine->base_index);
    }
    return name;
}

::faiss::Index* below(::faiss::Index& index) {
    if (auto* map = dynamic_cast<::faiss::IndexIDMap*>(&index)) {
        return map->index;
    }
    if (auto* chain = dynamic_cast<::faiss::IndexPreTransform*>(&index)) {
        return chain->index;
    }
    if (auto* refine = dynamic_cast<::faiss::IndexRefine*>(&index)) {
        return refine->base_index;
    }
    return nullptr;
}

template <class T>
T* find(::faiss::Index& index) {
    for (::faiss::Index* at = &index; at != nullptr; at = below(*at)) {
        if (auto* found = dynamic_cast<T*>(at)) {
            return found;
        }
    }
    return nullptr;
}

}  // namespace

Traits traits_of(const ::faiss::Index& index, bool mapped) { return {operations_of(index, mapped), kind_of(index)}; }

std::unique_ptr<Index> wrap(std::unique_ptr<::faiss::Index> engine, bool mapped) {
    auto index = std::make_unique<Index>();
    index->ivf = find_ivf(*engine);
    index->hnsw = find_hnsw(*engine);
    // Only the lists of an inverted file are mapped; every other index is read whole.
    index->mapped = mapped && index->ivf != nullptr;
    index->operations = operations_of(*engine, index->mapped);
    index->engine = std::move(engine);
    return index;
}

void require_operation(const Index& index, Operation operation, const char* what) {
    if ((index.operations & operation) == 0) {
        throw std::invalid_argument(
            "an index of kind " + kind_of(*index.engine) + (index.mapped ? " that is memory-mapped" : "") +
            " cannot " + what);
    }
}

::faiss::IndexIVF* find_ivf(::faiss::Index& index) { return find<::faiss::IndexIVF>(index); }

::faiss::IndexHNSW* find_hnsw(::faiss::Index& index) { return find<::faiss::IndexHNSW>(index); }

void prepare_training(::faiss::Index& index) {
    if (auto* ivf = find_ivf(index)) {
        ivf->cp.min_points_per_centroid = 1;
        if (auto* pq = dynamic_cast<::faiss::IndexIVFPQ*>(ivf)) {
            pq->pq.cp.min_points_per_centroid = 1;
            pq->do_polysemous_training = false;
        }
    }
    if (auto* pq = find<::faiss::IndexPQ>(index)) {
        pq->pq.cp.min_points_per_centroid = 1;
        pq->do_polysemous_training = false;
    }
}

}  // namespace reid::faiss_abi
