#include <faiss/impl/io.h>
#include <faiss/index_io.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

#include "faiss/index.h"
#include "faiss/io/checksum.h"

using namespace reid;
using namespace reid::faiss_abi;
using namespace reid::faiss_io;

namespace {

[[noreturn]] void fail_with_errno(const std::string& what) {
    throw std::runtime_error(what + ": " + std::strerror(errno));
}

// Passes FAISS's bytes on and keeps their checksum.
class Summing final : public ::faiss::IOWriter {
   public:
    explicit Summing(::faiss::IOWriter& to) : to_(to) {}

    std::size_t operator()(const void* bytes, std::size_t size, std::size_t count) override {
        crc_.add(bytes, size * count);
        total_ += size * count;
        return to_(bytes, size, count);
    }

    void finish() {
        auto trailer = make_trailer(total_, crc_.value());
        if (to_(&trailer, sizeof(trailer), 1) != 1) {
            throw std::runtime_error("the checksum could not be written");
        }
    }

   private:
    ::faiss::IOWriter& to_;
    Crc32c crc_;
    std::uint64_t total_ = 0;
};

class ToFile final : public ::faiss::IOWriter {
   public:
    explicit ToFile(const char* path) : path_(path), file_(std::fopen(path, "wb"), &std::fclose) {
        if (!file_) {
            fail_with_errno("cannot create \"" + path_ + "\"");
        }
    }

    std::size_t operator()(const void* bytes, std::size_t size, std::size_t count) override {
        if (count > 0 && std::fwrite(bytes, size, count, file_.get()) != count) {
            fail_with_errno("cannot write \"" + path_ + "\"");
        }
        return count;
    }

    // A full disk may be noticed only when the buffer is flushed.
    void close() {
        if (std::fclose(file_.release()) != 0) {
            fail_with_errno("cannot write \"" + path_ + "\"");
        }
    }

   private:
    std::string path_;
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_;
};

class ToSink final : public ::faiss::IOWriter {
   public:
    ToSink(ByteSink sink, void* context) : sink_(sink), context_(context) {}

    std::size_t operator()(const void* bytes, std::size_t size, std::size_t count) override {
        auto total = static_cast<std::int64_t>(size * count);
        if (total > 0 && sink_(context_, static_cast<const std::uint8_t*>(bytes), total) != 0) {
            throw std::runtime_error("the receiver of the index's bytes stopped");
        }
        return count;
    }

   private:
    ByteSink sink_;
    void* context_;
};

void write_through(const Index& index, ::faiss::IOWriter& to) {
    require_operation(index, Write, "be written");
    Summing summing(to);
    ::faiss::write_index(index.engine.get(), &summing);
    summing.finish();
}

}  // namespace

int reid_faiss_write(const reid_faiss_index* index, const char* path) {
    return guard([&] {
        require_operation(*require(index, "index"), Write, "be written");
        ToFile file(require(path, "path"));
        write_through(*index, file);
        file.close();
    });
}

int reid_faiss_write_to(const reid_faiss_index* index, ByteSink sink, void* context) {
    return guard([&] {
        ToSink to(require(sink, "sink"), context);
        ::faiss::BufferedIOWriter buffered(&to);
        write_through(*require(index, "index"), buffered);
    });
}
