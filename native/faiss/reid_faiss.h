// The C ABI of libreid_faiss. Every function that can fail returns a reid::Status; reid_faiss_last_error() then holds
// the message of the calling thread. Vectors are rows of float32, n of them, d floats each; ids are int64.
#pragma once
#include <cstddef>
#include <cstdint>

#include "common/guard.h"

namespace reid::faiss_abi {

struct Index;        // an index; searches may run concurrently, everything else needs it alone
struct RangeResult;  // what a range search found

// What an index can do, found out once from its type; mirrored by FaissOperations in C#.
enum Operation : std::uint32_t {
    AddWithIds = 1 << 0,
    Remove = 1 << 1,
    RangeSearch = 1 << 2,
    FilteredSearch = 1 << 3,
    Reconstruct = 1 << 4,
    Merge = 1 << 5,
    Write = 1 << 6,
    SequentialAdd = 1 << 7,
};

struct Info {
    std::int64_t ntotal;
    std::int32_t d;
    std::int32_t metric;  // 0 inner product, 1 squared L2
    std::int32_t is_trained;
    std::uint32_t operations;
    std::int32_t nprobe;     // 0: not an IVF index
    std::int32_t ef_search;  // 0: not an HNSW index
};

// Which ids may be found or are to be removed. All given conditions hold together; a zeroed struct means every id.
struct Filter {
    std::int64_t from;  // ids in [from, to) when has_range
    std::int64_t to;
    std::int32_t has_range;
    std::int32_t has_ids;
    const std::uint8_t* allowed;  // bit i set: id allowed_first + i may be found; ids outside may not
    std::int64_t allowed_bytes;
    std::int64_t allowed_first;
    const std::uint8_t* denied;  // bit i set: id denied_first + i may not be found; ids outside may
    std::int64_t denied_bytes;
    std::int64_t denied_first;
    const std::int64_t* ids;  // only these, when has_ids
    std::int64_t id_count;
};

struct SearchOptions {
    Filter filter;
    std::int32_t has_filter;
    std::int32_t nprobe;     // 0: the index's own
    std::int32_t ef_search;  // 0: the index's own
};

struct KMeansOptions {
    std::int32_t clusters;
    std::int32_t iterations;
    std::int32_t redo;
    std::int32_t seed;
    std::int32_t spherical;
    std::int32_t max_points_per_centroid;
};

// Called after each k-means iteration with the objective so far; another return value than 0 stops the run.
typedef std::int32_t (*KMeansProgress)(void* context, std::int32_t iteration, float objective);

// Takes the next bytes of a written index; another return value than 0 stops the writing.
typedef std::int32_t (*ByteSink)(void* context, const std::uint8_t* bytes, std::int64_t count);

}  // namespace reid::faiss_abi

using reid_faiss_index = reid::faiss_abi::Index;
using reid_faiss_range = reid::faiss_abi::RangeResult;

// --- library
REID_EXPORT const char* reid_faiss_last_error();
REID_EXPORT const char* reid_faiss_version();
REID_EXPORT const char* reid_faiss_simd();
REID_EXPORT int reid_faiss_get_threads(std::int32_t* out);
REID_EXPORT int reid_faiss_set_threads(std::int32_t count);

// The same for calls that the calling thread makes; 0 for what holds everywhere. Leaves OpenBLAS alone.
REID_EXPORT int reid_faiss_get_threads_here(std::int32_t* out);
REID_EXPORT int reid_faiss_set_threads_here(std::int32_t count);

// --- index
REID_EXPORT int reid_faiss_create(
    std::int32_t d, const char* description, std::int32_t metric, reid_faiss_index** out);
REID_EXPORT void reid_faiss_free(reid_faiss_index* index);
REID_EXPORT int reid_faiss_info(const reid_faiss_index* index, reid::faiss_abi::Info* out);
REID_EXPORT int reid_faiss_kind(const reid_faiss_index* index, char* buffer, std::int32_t size);
REID_EXPORT int reid_faiss_train(reid_faiss_index* index, std::int64_t n, const float* x);
REID_EXPORT int reid_faiss_add(reid_faiss_index* index, std::int64_t n, const float* x, const std::int64_t* ids);
REID_EXPORT int reid_faiss_reset(reid_faiss_index* index);
REID_EXPORT int reid_faiss_set_nprobe(reid_faiss_index* index, std::int32_t nprobe);
REID_EXPORT int reid_faiss_set_ef_search(reid_faiss_index* index, std::int32_t ef_search);
REID_EXPORT int reid_faiss_enable_reconstruction(reid_faiss_index* index);

// --- search
REID_EXPORT int reid_faiss_search(
    const reid_faiss_index* index,
    std::int64_t n,
    const float* x,
    std::int64_t k,
    const reid::faiss_abi::SearchOptions* options,
    float* distances,
    std::int64_t* ids);
REID_EXPORT int reid_faiss_range_search(
    const reid_faiss_index* index,
    std::int64_t n,
    const float* x,
    float radius,
    const reid::faiss_abi::SearchOptions* options,
    reid_faiss_range** out);
REID_EXPORT int reid_faiss_range_size(const reid_faiss_range* range, std::int64_t* queries, std::int64_t* results);
REID_EXPORT int reid_faiss_range_copy(
    const reid_faiss_range* range, std::int64_t* limits, float* distances, std::int64_t* ids);
REID_EXPORT void reid_faiss_range_free(reid_faiss_range* range);

// --- edit
REID_EXPORT int reid_faiss_remove(
    reid_faiss_index* index, const reid::faiss_abi::Filter* filter, std::int64_t* removed);
REID_EXPORT int reid_faiss_reconstruct(
    const reid_faiss_index* index, std::int64_t n, const std::int64_t* ids, float* out);
REID_EXPORT int reid_faiss_merge(reid_faiss_index* target, reid_faiss_index* source);

// --- vectors of no index
// The k of y nearest to each of x by squared L2 distance; ids are places in y, -1 where y has fewer.
REID_EXPORT int reid_faiss_knn(
    std::int32_t d,
    std::int64_t n,
    const float* x,
    std::int64_t count,
    const float* y,
    std::int64_t k,
    float* distances,
    std::int64_t* ids);
// Compares the members of a cell with each other and with its visitors, who are not among them, and keeps the k nearest
// of every row. heaps has k words for each row of all, first the largest: the bits of the squared L2 distance above,
// the row below; 0x7F800000FFFFFFFF where there is none yet. members and visitors are rows.
REID_EXPORT int reid_faiss_meet(
    std::int32_t d,
    const float* rows,
    const std::int32_t* members,
    std::int64_t count,
    const std::int32_t* visitors,
    std::int64_t n,
    std::int32_t k,
    std::uint64_t* heaps);

// --- files
REID_EXPORT int reid_faiss_write(const reid_faiss_index* index, const char* path);
REID_EXPORT int reid_faiss_write_to(const reid_faiss_index* index, reid::faiss_abi::ByteSink sink, void* context);
REID_EXPORT int reid_faiss_read(
    const char* path, std::int32_t require_checksum, std::int32_t memory_map, reid_faiss_index** out);
REID_EXPORT int reid_faiss_read_bytes(
    const std::uint8_t* bytes, std::int64_t count, std::int32_t require_checksum, reid_faiss_index** out);

// --- clustering
REID_EXPORT int reid_faiss_kmeans(
    std::int64_t n,
    std::int32_t d,
    const float* x,
    const reid::faiss_abi::KMeansOptions* options,
    reid::faiss_abi::KMeansProgress progress,
    void* context,
    float* centroids,
    std::int64_t* assignments,
    float* distances,
    float* objective);
