// What the files of this library share about an index.
#pragma once
#include <faiss/Index.h>

#include <memory>
#include <string>

#include "faiss/reid_faiss.h"

namespace faiss {
struct IndexHNSW;
struct IndexIVF;
}  // namespace faiss

namespace reid::faiss_abi {

struct Index {
    std::unique_ptr<::faiss::Index> engine;
    ::faiss::IndexIVF* ivf = nullptr;    // the one below the wrappers, or null
    ::faiss::IndexHNSW* hnsw = nullptr;  // likewise
    std::uint32_t operations = 0;
    bool mapped = false;  // its lists lie in a memory-mapped file and cannot change
};

struct Traits {
    std::uint32_t operations;
    std::string kind;  // "IDMap2,HNSWFlat": outermost first
};

// Looks through the wrappers once; `mapped` takes away what changes the lists.
Traits traits_of(const ::faiss::Index& index, bool mapped);

// Takes ownership and finds out what the index can do.
std::unique_ptr<Index> wrap(std::unique_ptr<::faiss::Index> engine, bool mapped);

// Throws std::invalid_argument with a sentence that names the kind of index when it cannot do this.
void require_operation(const Index& index, Operation operation, const char* what);

// The IVF or HNSW index below the wrappers, or null.
::faiss::IndexIVF* find_ivf(::faiss::Index& index);
::faiss::IndexHNSW* find_hnsw(::faiss::Index& index);

// FAISS warns on stderr, from deep inside a training, about few points per centroid; a library must not print. And
// it spends by far the most of a product quantizer's training (minutes) on an order of the codes that only polysemous
// search uses, which no index here does.
void prepare_training(::faiss::Index& index);

// OpenMP keeps its thread count per calling thread; every export that computes applies ours first.
void apply_threads();

}  // namespace reid::faiss_abi
