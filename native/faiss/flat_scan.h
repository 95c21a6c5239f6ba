#pragma once
#include <faiss/IndexFlat.h>

namespace reid::faiss_abi {

// Whether one search of n queries is better divided by vectors than, as FAISS does, by queries: a single query keeps
// one core busy there and leaves the others idle.
bool worth_dividing(const ::faiss::Index& index, std::int64_t n);

// An exact search whose vectors are scanned in as many parts as there are threads. Results as of IndexFlat::search.
void divided_search(
    const ::faiss::IndexFlat& index,
    std::int64_t n,
    const float* x,
    std::int64_t k,
    const ::faiss::IDSelector* selector,
    float* distances,
    std::int64_t* labels);

}  // namespace reid::faiss_abi
