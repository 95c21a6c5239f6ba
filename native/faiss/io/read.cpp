#include <faiss/impl/io.h>
#include <faiss/index_io.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

#include "faiss/index.h"
#include "faiss/io/checksum.h"
#include "faiss/io/structure.h"

using namespace reid;
using namespace reid::faiss_abi;
using namespace reid::faiss_io;

namespace {

class FileSource final : public Source {
   public:
    explicit FileSource(const char* path) : path_(path), file_(std::fopen(path, "rb"), &std::fclose) {
        struct stat facts {};
        if (!file_ || ::fstat(::fileno(file_.get()), &facts) != 0) {
            throw std::runtime_error(std::string("cannot open: ") + std::strerror(errno));
        }
        if (!S_ISREG(facts.st_mode)) {
            throw std::runtime_error("it is no ordinary file");
        }
        size_ = static_cast<std::uint64_t>(facts.st_size);
    }

    std::uint64_t size() const override { return size_; }

    void read_at(std::uint64_t offset, void* buffer, std::size_t count) const override {
        auto* to = static_cast<char*>(buffer);
        while (count > 0) {
            auto got = ::pread(::fileno(file_.get()), to, count, static_cast<off_t>(offset));
            if (got < 0 && errno == EINTR) {
                continue;
            }
            if (got <= 0) {
                throw std::runtime_error(
                    got < 0 ? std::string("cannot read: ") + std::strerror(errno) : "it became shorter while it was read");
            }
            to += got;
            offset += static_cast<std::uint64_t>(got);
            count -= static_cast<std::size_t>(got);
        }
    }

    // FAISS maps lists only out of its own kind of file reader. It does not close this one.
    ::faiss::FileIOReader reader() const { return ::faiss::FileIOReader(file_.get()); }

   private:
    std::string path_;
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_;
    std::uint64_t size_ = 0;
};

class MemorySource final : public Source {
   public:
    MemorySource(const std::uint8_t* bytes, std::uint64_t size) : bytes_(bytes), size_(size) {}

    std::uint64_t size() const override { return size_; }

    void read_at(std::uint64_t offset, void* buffer, std::size_t count) const override {
        std::memcpy(buffer, bytes_ + offset, count);
    }

   private:
    const std::uint8_t* bytes_;
    std::uint64_t size_;
};

class MemoryReader final : public ::faiss::IOReader {
   public:
    explicit MemoryReader(const MemorySource& source) : source_(source) {}

    std::size_t operator()(void* out, std::size_t size, std::size_t count) override {
        if (size == 0) {
            return count;
        }
        auto whole = std::min<std::uint64_t>(count, (source_.size() - position_) / size);
        source_.read_at(position_, out, whole * size);
        position_ += whole * size;
        return whole;
    }

   private:
    const MemorySource& source_;
    std::uint64_t position_ = 0;
};

// Nothing reaches FAISS before this has passed.
void check_bytes(const Source& source, bool require_checksum) {
    auto payload = verify_trailer(source);
    if (require_checksum && !payload.has_value()) {
        throw Damaged(
            "the index is damaged or foreign: its end is not the checksum that ReId writes; it was cut short, or "
            "another program wrote it, and then it can be read with a check of its structure alone");
    }
    Cursor cursor(source, payload.value_or(source.size()));
    check_index(cursor);
    check(!payload.has_value() || cursor.remaining() == 0, "there are bytes behind its end");
}

int read(const Source& source, ::faiss::IOReader& reader, bool require_checksum, bool mapped, reid_faiss_index** out) {
    check_bytes(source, require_checksum);
    std::unique_ptr<::faiss::Index> engine(::faiss::read_index(&reader, mapped ? ::faiss::IO_FLAG_MMAP : 0));
    prepare_training(*engine);
    *out = wrap(std::move(engine), mapped).release();
    return Ok;
}

}  // namespace

int reid_faiss_read(
    const char* path, std::int32_t require_checksum, std::int32_t memory_map, reid_faiss_index** out) {
    return guard([&] {
        FileSource source(require(path, "path"));
        auto reader = source.reader();
        reader.name = path;
        read(source, reader, require_checksum != 0, memory_map != 0, require(out, "out"));
    });
}

int reid_faiss_read_bytes(
    const std::uint8_t* bytes, std::int64_t count, std::int32_t require_checksum, reid_faiss_index** out) {
    return guard([&] {
        MemorySource source(require(bytes, "bytes"), static_cast<std::uint64_t>(count));
        MemoryReader reader(source);
        read(source, reader, require_checksum != 0, false, require(out, "out"));
    });
}
