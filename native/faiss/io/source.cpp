#include "faiss/io/source.h"

namespace reid::faiss_io {

void damaged(const std::string& what) { throw Damaged("the index is damaged: " + what); }

std::uint64_t product(std::uint64_t a, std::uint64_t b, const char* what) {
    if (a != 0 && b > (std::uint64_t{1} << 62) / a) {
        damaged(std::string(what) + " is impossibly large");
    }
    return a * b;
}

void Cursor::read_into(void* buffer, std::size_t count) {
    if (count > remaining()) {
        damaged("it ends after " + std::to_string(size_) + " bytes, in the middle of its data");
    }
    if (count > 0) {
        source_.read_at(position_, buffer, count);
    }
    position_ += count;
}

bool Cursor::read_bool(const char* what) {
    auto value = read<std::uint8_t>();
    check(value <= 1, what);
    return value == 1;
}

std::int32_t Cursor::read_int(const char* what, std::int64_t least, std::int64_t most) {
    auto value = read<std::int32_t>();
    if (value < least || value > most) {
        damaged(std::string(what) + " is " + std::to_string(value));
    }
    return value;
}

std::uint64_t Cursor::read_size(const char* what, std::uint64_t least, std::uint64_t most) {
    auto value = read<std::uint64_t>();
    if (value < least || value > most) {
        damaged(std::string(what) + " is " + std::to_string(value));
    }
    return value;
}

std::uint64_t Cursor::read_count(const char* what, std::size_t element) {
    auto count = read<std::uint64_t>();
    if (count > remaining() / element) {
        damaged(std::string(what) + " claims " + std::to_string(count) + " entries, more than the file holds");
    }
    return count;
}

void Cursor::skip(std::uint64_t bytes, const char* what) {
    if (bytes > remaining()) {
        damaged(std::string(what) + " ends past the end of the file");
    }
    position_ += bytes;
}

void Cursor::skip_vector(const char* what, std::size_t element, std::uint64_t expected) {
    auto count = read_count(what, element);
    if (count != expected) {
        damaged(
            std::string(what) + " has " + std::to_string(count) + " entries instead of " + std::to_string(expected));
    }
    skip(count * element, what);
}

}  // namespace reid::faiss_io
