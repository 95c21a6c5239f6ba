// Bytes of an index that nobody has vouched for, from a file or from memory, and a reader over them that never goes
// past the end and never allocates by a number that it read.
#pragma once
#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

namespace reid::faiss_io {

// Says what is wrong with the bytes; the text becomes the message of the FaissException in C#.
struct Damaged : std::runtime_error {
    using std::runtime_error::runtime_error;
};

class Source {
   public:
    virtual ~Source() = default;
    virtual std::uint64_t size() const = 0;
    // Fills the buffer or throws.
    virtual void read_at(std::uint64_t offset, void* buffer, std::size_t count) const = 0;
};

// A place in the bytes, moving forward.
class Cursor {
   public:
    Cursor(const Source& source, std::uint64_t size) : source_(source), size_(size) {}

    std::uint64_t position() const { return position_; }
    std::uint64_t remaining() const { return size_ - position_; }

    template <class T>
    T read() {
        T value;
        read_into(&value, sizeof(T));
        return value;
    }

    // FAISS writes a bool as one byte and reads it back as one; any other value would be undefined behaviour there.
    bool read_bool(const char* what);

    // An int32 that must lie in [least, most].
    std::int32_t read_int(const char* what, std::int64_t least, std::int64_t most);

    std::uint64_t read_size(const char* what, std::uint64_t least, std::uint64_t most);

    // The element count of a vector whose elements (of `element` bytes) follow; the count fits what is left.
    std::uint64_t read_count(const char* what, std::size_t element);

    void skip(std::uint64_t bytes, const char* what);

    // A whole vector: its count, then its elements.
    template <class T>
    std::vector<T> read_vector(const char* what) {
        std::vector<T> values(read_count(what, sizeof(T)));
        read_into(values.data(), values.size() * sizeof(T));
        return values;
    }

    // A vector that is not needed, only its count, which must be the expected one.
    void skip_vector(const char* what, std::size_t element, std::uint64_t expected);

    template <class T>
    void read_values(T* out, std::size_t count) {
        read_into(out, count * sizeof(T));
    }

   private:
    void read_into(void* buffer, std::size_t count);

    const Source& source_;
    std::uint64_t size_;
    std::uint64_t position_ = 0;
};

[[noreturn]] void damaged(const std::string& what);

inline void check(bool holds, const char* what) {
    if (!holds) {
        damaged(what);
    }
}

// a * b, refusing what does not fit 63 bits.
std::uint64_t product(std::uint64_t a, std::uint64_t b, const char* what);

}  // namespace reid::faiss_io
