#pragma once
#include <cstdint>

namespace reid::faiss_abi {

// The k rows of y nearest to each row of x by squared L2 distance (or of the largest inner product), nearest first; -1
// where y has fewer.
void nearest(
    std::int64_t d,
    std::int64_t n,
    const float* x,
    std::int64_t count,
    const float* y,
    std::int64_t k,
    bool inner,
    float* distances,
    std::int64_t* ids);

}  // namespace reid::faiss_abi
