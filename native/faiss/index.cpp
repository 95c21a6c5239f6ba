#include "faiss/index.h"

#include <faiss/IndexFlat.h>
#include <faiss/IndexHNSW.h>
#include <faiss/IndexIDMap.h>
#include <faiss/IndexIVF.h>
#include <faiss/index_factory.h>

#include <algorithm>
#include <cstring>

#include "faiss/simd/kernels.h"

using namespace reid;
using namespace reid::faiss_abi;

#define REID_STRING_(x) #x
#define REID_STRING(x) REID_STRING_(x)

namespace {

// The factory makes an IndexFlat, a read file holds an IndexFlatIP or IndexFlatL2, and FAISS merges only equal types.
std::unique_ptr<::faiss::Index> settle_flat(std::unique_ptr<::faiss::Index> engine) {
    if (typeid(*engine) == typeid(::faiss::IndexFlat)) {
        if (engine->metric_type == ::faiss::METRIC_L2) {
            return std::make_unique<::faiss::IndexFlatL2>(engine->d);
        }
        return std::make_unique<::faiss::IndexFlatIP>(engine->d);
    }
    auto* map = dynamic_cast<::faiss::IndexIDMap*>(engine.get());
    if (map != nullptr && map->own_fields) {
        std::unique_ptr<::faiss::Index> below(map->index);
        map->index = nullptr;
        map->index = settle_flat(std::move(below)).release();
    }
    return engine;
}

}  // namespace

const char* reid_faiss_last_error() { return last_error().c_str(); }

const char* reid_faiss_version() {
    return REID_STRING(FAISS_VERSION_MAJOR) "." REID_STRING(FAISS_VERSION_MINOR) "." REID_STRING(FAISS_VERSION_PATCH);
}

const char* reid_faiss_simd() { return simd::active().name; }

int reid_faiss_create(std::int32_t d, const char* description, std::int32_t metric, reid_faiss_index** out) {
    return guard([&] {
        require(out, "out");
        if (d < 1) {
            throw std::invalid_argument("the dimension must be at least 1");
        }
        if (metric != ::faiss::METRIC_INNER_PRODUCT && metric != ::faiss::METRIC_L2) {
            throw std::invalid_argument("the metric must be inner product (0) or squared L2 (1)");
        }
        std::unique_ptr<::faiss::Index> engine(
            ::faiss::index_factory(d, require(description, "description"), static_cast<::faiss::MetricType>(metric)));
        prepare_training(*engine);
        *out = wrap(settle_flat(std::move(engine)), false).release();
    });
}

void reid_faiss_free(reid_faiss_index* index) { reid::destroy(index); }

int reid_faiss_info(const reid_faiss_index* index, Info* out) {
    return guard([&] {
        require(out, "out");
        const ::faiss::Index& engine = *require(index, "index")->engine;
        *out = {
            engine.ntotal,
            engine.d,
            engine.metric_type,
            engine.is_trained ? 1 : 0,
            index->operations,
            index->ivf != nullptr ? static_cast<std::int32_t>(index->ivf->nprobe) : 0,
            index->hnsw != nullptr ? index->hnsw->hnsw.efSearch : 0,
        };
    });
}

int reid_faiss_kind(const reid_faiss_index* index, char* buffer, std::int32_t size) {
    return guard([&] {
        require(buffer, "buffer");
        std::string kind = traits_of(*require(index, "index")->engine, index->mapped).kind;
        if (size < 1) {
            throw std::invalid_argument("the buffer holds no character");
        }
        std::size_t length = std::min(kind.size(), static_cast<std::size_t>(size) - 1);
        std::memcpy(buffer, kind.data(), length);
        buffer[length] = '\0';
    });
}

int reid_faiss_train(reid_faiss_index* index, std::int64_t n, const float* x) {
    return guard([&] {
        apply_threads();
        require(index, "index")->engine->train(n, require(x, "x"));
    });
}

int reid_faiss_add(reid_faiss_index* index, std::int64_t n, const float* x, const std::int64_t* ids) {
    return guard([&] {
        require(index, "index");
        require_operation(
            *index,
            ids != nullptr ? AddWithIds : SequentialAdd,
            ids != nullptr ? "add vectors with ids; wrap it in an IDMap2" : "add vectors without ids");
        if (!index->engine->is_trained) {
            throw std::invalid_argument("the index must be trained before vectors are added");
        }
        apply_threads();
        if (ids != nullptr) {
            index->engine->add_with_ids(n, require(x, "x"), ids);
        } else {
            index->engine->add(n, require(x, "x"));
        }
    });
}

int reid_faiss_reset(reid_faiss_index* index) {
    return guard([&] {
        if (require(index, "index")->mapped) {
            throw std::invalid_argument("a memory-mapped index cannot be emptied");
        }
        index->engine->reset();
    });
}

int reid_faiss_set_nprobe(reid_faiss_index* index, std::int32_t nprobe) {
    return guard([&] {
        auto* ivf = require(index, "index")->ivf;
        if (ivf == nullptr || nprobe < 1) {
            throw std::invalid_argument(ivf == nullptr ? "only an IVF index has nprobe" : "nprobe must be at least 1");
        }
        ivf->nprobe = static_cast<std::size_t>(nprobe);
    });
}

int reid_faiss_set_ef_search(reid_faiss_index* index, std::int32_t ef_search) {
    return guard([&] {
        auto* hnsw = require(index, "index")->hnsw;
        if (hnsw == nullptr || ef_search < 1) {
            throw std::invalid_argument(
                hnsw == nullptr ? "only an HNSW index has efSearch" : "efSearch must be at least 1");
        }
        hnsw->hnsw.efSearch = ef_search;
    });
}

int reid_faiss_enable_reconstruction(reid_faiss_index* index) {
    return guard([&] {
        require(index, "index");
        require_operation(*index, Reconstruct, "give vectors back");
        if (auto* ivf = index->ivf) {
            ivf->set_direct_map_type(::faiss::DirectMap::Hashtable);
        }
    });
}
