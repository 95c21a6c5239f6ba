// Checks the structure of a written index before FAISS reads it. FAISS's reader trusts its input: it allocates what
// a number in the file says, divides by others, and its searches follow stored positions without a bounds check.
#pragma once
#include "faiss/io/source.h"

namespace reid::faiss_io {

// What the rest of a file must agree with.
struct Shape {
    std::int64_t d = 0;
    std::int64_t ntotal = 0;
    bool trained = false;
    std::int64_t greatest_label = -1;  // of all labels that a search can return
    bool labels_are_positions = false;
};

constexpr std::int64_t kGreatestDimension = 1 << 20;
constexpr std::int64_t kGreatestTotal = std::int64_t{1} << 40;

std::string fourcc_text(std::uint32_t code);

constexpr std::uint32_t fourcc(const char (&text)[5]) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(text[0])) |
           static_cast<std::uint32_t>(static_cast<unsigned char>(text[1])) << 8 |
           static_cast<std::uint32_t>(static_cast<unsigned char>(text[2])) << 16 |
           static_cast<std::uint32_t>(static_cast<unsigned char>(text[3])) << 24;
}

// One index with everything inside it; throws Damaged.
Shape check_index(Cursor& cursor, int depth = 0);

// The fields that every index begins with.
Shape check_header(Cursor& cursor);

// The indexes with inverted lists, behind their code.
Shape check_ivf_flat(Cursor& cursor, int depth);
Shape check_ivf_pq(Cursor& cursor, int depth);
Shape check_ivf_sq(Cursor& cursor, int depth);

// The navigation graph of an HNSW index over `ntotal` vectors.
void check_graph(Cursor& cursor, std::int64_t ntotal);

// A step of IndexPreTransform from d_in dimensions; returns the dimensions that it gives.
std::int64_t check_transform(Cursor& cursor, std::int64_t d_in, bool trained);

// The inverted lists; returns their sizes and raises shape.greatest_label to the greatest id stored.
std::vector<std::uint64_t> check_lists(Cursor& cursor, std::uint64_t nlist, std::uint64_t code_size, Shape& shape);

// Bytes of one code.
std::uint64_t check_product_quantizer(Cursor& cursor, std::int64_t d);
std::uint64_t check_scalar_quantizer(Cursor& cursor, std::int64_t d, bool trained);

}  // namespace reid::faiss_io
