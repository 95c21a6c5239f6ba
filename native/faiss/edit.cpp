#include <faiss/IndexIDMap.h>
#include <faiss/IndexIVF.h>

#include "faiss/filter.h"
#include "faiss/index.h"

using namespace reid;
using namespace reid::faiss_abi;

int reid_faiss_remove(reid_faiss_index* index, const Filter* filter, std::int64_t* removed) {
    return guard([&] {
        require(removed, "removed");
        require_operation(*require(index, "index"), Remove, "remove vectors");
        Selector selector(*require(filter, "filter"));
        apply_threads();
        *removed = static_cast<std::int64_t>(index->engine->remove_ids(selector));
    });
}

int reid_faiss_reconstruct(const reid_faiss_index* index, std::int64_t n, const std::int64_t* ids, float* out) {
    return guard([&] {
        require_operation(*require(index, "index"), Reconstruct, "give vectors back");
        const ::faiss::Index& engine = *index->engine;
        auto* ivf = index->ivf;
        if (ivf != nullptr && ivf->direct_map.no()) {
            throw std::invalid_argument(
                "an IVF index gives vectors back only after reconstruction was enabled, which keeps a map of all ids");
        }
        bool by_position = ivf == nullptr && dynamic_cast<const ::faiss::IndexIDMap*>(&engine) == nullptr;
        for (std::int64_t i = 0; i < n; i++) {
            // Where ids are positions FAISS does not check them in every kind of index.
            if (by_position && (ids[i] < 0 || ids[i] >= engine.ntotal)) {
                throw std::invalid_argument(
                    "id " + std::to_string(ids[i]) + " is not in the index, which holds " +
                    std::to_string(engine.ntotal) + " vectors");
            }
            engine.reconstruct(ids[i], require(out, "out") + i * engine.d);
        }
    });
}

int reid_faiss_merge(reid_faiss_index* target, reid_faiss_index* source) {
    return guard([&] {
        if (require(target, "target") == require(source, "source")) {
            throw std::invalid_argument("an index cannot be merged with itself");
        }
        require_operation(*target, Merge, "take in another index");
        require_operation(*source, Merge, "be merged into another index");
        apply_threads();
        target->engine->check_compatible_for_merge(*source->engine);
        target->engine->merge_from(*source->engine, 0);
    });
}
