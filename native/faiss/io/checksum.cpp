#include "faiss/io/checksum.h"

#include <algorithm>
#include <array>
#include <cstring>

#if defined(__x86_64__)
#include <nmmintrin.h>
#endif

namespace reid::faiss_io {
namespace {

constexpr char kMagic[8] = {'r', 'e', 'i', 'd', 'c', 'r', 'c', '1'};

std::array<std::uint32_t, 256> make_table() {
    constexpr std::uint32_t kCastagnoli = 0x82f63b78;
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t i = 0; i < 256; i++) {
        std::uint32_t value = i;
        for (int bit = 0; bit < 8; bit++) {
            value = (value >> 1) ^ ((value & 1) != 0 ? kCastagnoli : 0);
        }
        table[i] = value;
    }
    return table;
}

std::uint32_t by_table(std::uint32_t state, const unsigned char* bytes, std::size_t count) {
    static const auto table = make_table();
    for (std::size_t i = 0; i < count; i++) {
        state = (state >> 8) ^ table[(state ^ bytes[i]) & 0xff];
    }
    return state;
}

#if defined(__x86_64__)
__attribute__((target("sse4.2"))) std::uint32_t by_instruction(
    std::uint32_t state, const unsigned char* bytes, std::size_t count) {
    std::uint64_t wide = state;
    std::size_t i = 0;
    for (; i + 8 <= count; i += 8) {
        std::uint64_t word;
        std::memcpy(&word, bytes + i, sizeof(word));
        wide = _mm_crc32_u64(wide, word);
    }
    auto narrow = static_cast<std::uint32_t>(wide);
    for (; i < count; i++) {
        narrow = _mm_crc32_u8(narrow, bytes[i]);
    }
    return narrow;
}
#endif

std::uint32_t crc_of(const void* bytes, std::size_t count) {
    Crc32c crc;
    crc.add(bytes, count);
    return crc.value();
}

}  // namespace

void Crc32c::add(const void* bytes, std::size_t count) {
    auto* at = static_cast<const unsigned char*>(bytes);
#if defined(__x86_64__)
    if (__builtin_cpu_supports("sse4.2")) {
        state_ = by_instruction(state_, at, count);
        return;
    }
#endif
    state_ = by_table(state_, at, count);
}

Trailer make_trailer(std::uint64_t payload, std::uint32_t crc) {
    Trailer trailer{};
    std::memcpy(trailer.magic, kMagic, sizeof(kMagic));
    trailer.payload = payload;
    trailer.crc = crc;
    trailer.own_crc = crc_of(&trailer, offsetof(Trailer, own_crc));
    return trailer;
}

std::optional<std::uint64_t> verify_trailer(const Source& source) {
    if (source.size() < sizeof(Trailer)) {
        return std::nullopt;
    }
    Trailer trailer;
    auto payload = source.size() - sizeof(Trailer);
    source.read_at(payload, &trailer, sizeof(trailer));
    if (std::memcmp(trailer.magic, kMagic, sizeof(kMagic)) != 0) {
        return std::nullopt;
    }
    check(trailer.own_crc == crc_of(&trailer, offsetof(Trailer, own_crc)), "its checksum is damaged itself");
    check(trailer.payload == payload, "it has another length than it was written with");
    Crc32c crc;
    std::vector<unsigned char> buffer(1 << 20);
    for (std::uint64_t at = 0; at < payload; at += buffer.size()) {
        auto count = static_cast<std::size_t>(std::min<std::uint64_t>(buffer.size(), payload - at));
        source.read_at(at, buffer.data(), count);
        crc.add(buffer.data(), count);
    }
    check(crc.value() == trailer.crc, "its bytes do not agree with its checksum");
    return payload;
}

}  // namespace reid::faiss_io
