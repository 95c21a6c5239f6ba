// A few bytes behind FAISS's own, which FAISS never reads: an index of ours is still an ordinary FAISS file.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>

#include "faiss/io/source.h"

namespace reid::faiss_io {

// CRC-32C of a stream, taken in pieces.
class Crc32c {
   public:
    void add(const void* bytes, std::size_t count);
    std::uint32_t value() const { return ~state_; }

   private:
    std::uint32_t state_ = 0xffffffff;
};

struct Trailer {
    char magic[8];
    std::uint64_t payload;  // bytes of the index before this trailer
    std::uint32_t crc;      // of the payload
    std::uint32_t own_crc;  // of this trailer up to here
};
static_assert(sizeof(Trailer) == 24, "the trailer is part of the file format");

Trailer make_trailer(std::uint64_t payload, std::uint32_t crc);

// Size of the index in front of the trailer when it is there and agrees with every byte; nothing when there is no
// trailer; throws Damaged when there is one and it disagrees.
std::optional<std::uint64_t> verify_trailer(const Source& source);

}  // namespace reid::faiss_io
