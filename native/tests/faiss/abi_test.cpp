// The C ABI from outside: results against a plain scan, errors as codes with a message, damaged files refused.
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "checks.h"
#include "faiss/reid_faiss.h"

using namespace reid::faiss_abi;

namespace {

constexpr int kDimension = 24;
constexpr int kCount = 500;

std::vector<float> random_floats(std::size_t count) {
    std::mt19937 engine(3);
    std::normal_distribution<float> normal;
    std::vector<float> values(count);
    for (auto& value : values) {
        value = normal(engine);
    }
    return values;
}

reid_faiss_index* filled(const char* description, const std::vector<float>& vectors) {
    reid_faiss_index* index = nullptr;
    CHECK(reid_faiss_create(kDimension, description, 0, &index) == reid::Ok);
    CHECK(reid_faiss_train(index, kCount, vectors.data()) == reid::Ok);
    std::vector<std::int64_t> ids(kCount);
    for (int i = 0; i < kCount; i++) {
        ids[i] = 1000 + i;
    }
    CHECK(reid_faiss_add(index, kCount, vectors.data(), ids.data()) == reid::Ok);
    return index;
}

std::int64_t best_by_scan(const std::vector<float>& vectors, const float* query, std::int64_t from) {
    std::int64_t best = -1;
    double most = -1e30;
    for (int i = static_cast<int>(from); i < kCount; i++) {
        double product = 0;
        for (int j = 0; j < kDimension; j++) {
            product += static_cast<double>(query[j]) * vectors[i * kDimension + j];
        }
        if (product > most) {
            most = product;
            best = i;
        }
    }
    return best;
}

void finds_what_a_scan_finds(const std::vector<float>& vectors) {
    auto* index = filled("IDMap2,Flat", vectors);
    SearchOptions options{};
    options.has_filter = 1;
    options.filter.has_range = 1;
    options.filter.from = 1100;
    options.filter.to = 1000 + kCount;
    for (int q = 0; q < 20; q++) {
        const float* query = vectors.data() + q * kDimension;
        float score;
        std::int64_t id;
        CHECK(reid_faiss_search(index, 1, query, 1, nullptr, &score, &id) == reid::Ok);
        CHECK(id == 1000 + best_by_scan(vectors, query, 0));
        CHECK(reid_faiss_search(index, 1, query, 1, &options, &score, &id) == reid::Ok);
        CHECK(id == 1000 + best_by_scan(vectors, query, 100));
    }
    reid_faiss_free(index);
}

void errors_are_codes_with_messages(const std::vector<float>& vectors) {
    reid_faiss_index* index = nullptr;
    CHECK(reid_faiss_create(kDimension, "Nonsense7", 0, &index) == reid::EngineError);
    CHECK(index == nullptr && std::strlen(reid_faiss_last_error()) > 0);
    CHECK(reid_faiss_create(0, "Flat", 0, &index) == reid::InvalidArgument);
    CHECK(reid_faiss_create(8, "Flat", 9, &index) == reid::InvalidArgument);
    CHECK(reid_faiss_create(8, nullptr, 0, &index) == reid::InvalidArgument);
    CHECK(reid_faiss_train(nullptr, 1, vectors.data()) == reid::InvalidArgument);

    index = filled("IDMap2,HNSW8", vectors);
    std::int64_t removed = 0;
    Filter all{};
    CHECK(reid_faiss_remove(index, &all, &removed) == reid::InvalidArgument);
    CHECK(std::string(reid_faiss_last_error()).find("HNSW") != std::string::npos);
    reid_faiss_free(index);
}

void damaged_files_are_refused(const std::vector<float>& vectors) {
    char name[] = "/tmp/reid-faiss-abi-XXXXXX";
    ::close(::mkstemp(name));
    for (const char* kind : {"IDMap2,Flat", "IVF4,Flat", "IDMap2,HNSW8"}) {
        auto* index = filled(kind, vectors);
        CHECK(reid_faiss_write(index, name) == reid::Ok);
        reid_faiss_free(index);
        std::ifstream file(name, std::ios::binary);
        std::vector<char> bytes((std::istreambuf_iterator<char>(file)), {});
        auto* data = reinterpret_cast<std::uint8_t*>(bytes.data());
        auto size = static_cast<std::int64_t>(bytes.size());

        index = nullptr;
        CHECK(reid_faiss_read(name, 1, 0, &index) == reid::Ok);
        reid_faiss_free(index);
        for (std::int64_t cut = 0; cut < size; cut += 97) {
            CHECK(reid_faiss_read_bytes(data, cut, 1, &index) == reid::EngineError);
        }
        for (std::int64_t at = 0; at < size; at += 131) {
            data[at] ^= 1 << (at % 8);
            CHECK(reid_faiss_read_bytes(data, size, 1, &index) == reid::EngineError);
            data[at] ^= 1 << (at % 8);
        }
    }
    ::unlink(name);
}

}  // namespace

int main() {
    auto vectors = random_floats(static_cast<std::size_t>(kDimension) * kCount);
    finds_what_a_scan_finds(vectors);
    errors_are_codes_with_messages(vectors);
    damaged_files_are_refused(vectors);
    return 0;
}
