#include "faiss/io/structure.h"

namespace reid::faiss_io {
namespace {

struct Ivf {
    Shape shape;
    std::uint64_t nlist;
    std::vector<std::int64_t> places;  // list << 32 | offset, of the direct map
};

void append_map(Cursor& cursor, Ivf& ivf) {
    auto type = cursor.read<std::uint8_t>();
    check(type <= 2, "the kind of direct map is unknown");
    ivf.places = cursor.read_vector<std::int64_t>("the direct map");
    check(type == 1 ? ivf.places.size() == static_cast<std::uint64_t>(ivf.shape.ntotal) : ivf.places.empty(),
          "the direct map has another length than the index");
    if (type == 2) {
        auto count = cursor.read_count("the direct map", 2 * sizeof(std::int64_t));
        for (std::uint64_t i = 0; i < count; i++) {
            cursor.read<std::int64_t>();  // the id
            ivf.places.push_back(cursor.read<std::int64_t>());
        }
    }
}

Ivf check_ivf_header(Cursor& cursor, int depth) {
    Ivf ivf;
    ivf.shape = check_header(cursor);
    ivf.nlist = cursor.read_size("the number of lists", 1, std::uint64_t{1} << 31);
    cursor.read_size("nprobe", 1, std::uint64_t{1} << 31);
    Shape quantizer = check_index(cursor, depth + 1);
    check(quantizer.d == ivf.shape.d && quantizer.labels_are_positions, "the coarse quantizer does not fit the index");
    check(static_cast<std::uint64_t>(quantizer.ntotal) == (ivf.shape.trained ? ivf.nlist : 0) ||
              (!ivf.shape.trained && ivf.shape.ntotal == 0 && static_cast<std::uint64_t>(quantizer.ntotal) <= ivf.nlist),
          "the coarse quantizer has another number of centroids than the index has lists");
    check(ivf.shape.trained || ivf.shape.ntotal == 0, "it holds vectors but was never trained");
    append_map(cursor, ivf);
    return ivf;
}

Shape check_ivf_lists(Cursor& cursor, Ivf& ivf, std::uint64_t code_size) {
    auto sizes = check_lists(cursor, ivf.nlist, code_size, ivf.shape);
    for (auto place : ivf.places) {
        auto list = static_cast<std::uint64_t>(place) >> 32;
        auto offset = static_cast<std::uint64_t>(place) & 0xffffffff;
        check(place == -1 || (list < ivf.nlist && offset < sizes[list]), "the direct map points outside the lists");
    }
    return ivf.shape;
}

}  // namespace

Shape check_ivf_flat(Cursor& cursor, int depth) {
    Ivf ivf = check_ivf_header(cursor, depth);
    return check_ivf_lists(cursor, ivf, static_cast<std::uint64_t>(ivf.shape.d) * sizeof(float));
}

Shape check_ivf_pq(Cursor& cursor, int depth) {
    Ivf ivf = check_ivf_header(cursor, depth);
    cursor.read_bool("the residual flag is neither 0 nor 1");
    auto stated = cursor.read<std::uint64_t>();
    auto code_size = check_product_quantizer(cursor, ivf.shape.d);
    check(stated == code_size, "the code size does not fit the quantizer");
    return check_ivf_lists(cursor, ivf, code_size);
}

Shape check_ivf_sq(Cursor& cursor, int depth) {
    Ivf ivf = check_ivf_header(cursor, depth);
    auto code_size = check_scalar_quantizer(cursor, ivf.shape.d, ivf.shape.trained);
    check(cursor.read<std::uint64_t>() == code_size, "the code size does not fit the quantizer");
    cursor.read_bool("the residual flag is neither 0 nor 1");
    return check_ivf_lists(cursor, ivf, code_size);
}

}  // namespace reid::faiss_io
