#include <algorithm>

#include "faiss/io/structure.h"

namespace reid::faiss_io {
namespace {

constexpr int kDeepest = 8;

void check_inside(const Shape& inner, const Shape& outer, const char* what) {
    check(inner.d == outer.d && inner.ntotal == outer.ntotal, what);
}

// Codes lie one after another, so labels are positions.
Shape positions(Shape shape) {
    shape.greatest_label = shape.ntotal - 1;
    shape.labels_are_positions = true;
    return shape;
}

Shape check_flat(Cursor& cursor) {
    Shape shape = check_header(cursor);
    cursor.skip_vector("the vectors", sizeof(float), product(shape.ntotal, shape.d, "the number of vectors"));
    return positions(shape);
}

Shape check_pq(Cursor& cursor) {
    Shape shape = check_header(cursor);
    auto code_size = check_product_quantizer(cursor, shape.d);
    cursor.skip_vector("the codes", 1, product(shape.ntotal, code_size, "the number of codes"));
    cursor.read_int("the search type", 0, 0);  // polysemous codes are not in use here
    cursor.read_bool("the sign flag is neither 0 nor 1");
    cursor.read<std::int32_t>();
    return positions(shape);
}

Shape check_sq(Cursor& cursor) {
    Shape shape = check_header(cursor);
    auto code_size = check_scalar_quantizer(cursor, shape.d, shape.trained);
    cursor.skip_vector("the codes", 1, product(shape.ntotal, code_size, "the number of codes"));
    return positions(shape);
}

Shape check_id_map(Cursor& cursor, int depth) {
    Shape shape = check_header(cursor);
    Shape inner = check_index(cursor, depth + 1);
    check_inside(inner, shape, "the id map and the index inside it have different sizes");
    check(inner.greatest_label < shape.ntotal, "the index inside the id map returns positions outside the map");
    for (auto id : cursor.read_vector<std::int64_t>("the id map")) {
        shape.greatest_label = std::max(shape.greatest_label, id);
        shape.ntotal--;
    }
    check(shape.ntotal == 0, "the id map has another length than the index");
    shape.ntotal = inner.ntotal;
    return shape;
}

Shape check_hnsw(Cursor& cursor, int depth) {
    Shape shape = check_header(cursor);
    check_graph(cursor, shape.ntotal);
    Shape storage = check_index(cursor, depth + 1);
    check_inside(storage, shape, "the graph and its vectors have different sizes");
    check(storage.labels_are_positions, "the graph's vectors are kept in an index without positions");
    return positions(shape);
}

Shape check_transformed(Cursor& cursor, int depth) {
    Shape shape = check_header(cursor);
    auto steps = cursor.read_int("the number of transforms", 0, 16);
    auto d = shape.d;
    for (int i = 0; i < steps; i++) {
        d = check_transform(cursor, d, shape.trained);
    }
    Shape inner = check_index(cursor, depth + 1);
    check(inner.d == d && inner.ntotal == shape.ntotal, "the transform and the index behind it do not fit");
    inner.d = shape.d;
    inner.trained = shape.trained;
    return inner;
}

Shape check_refined(Cursor& cursor, int depth) {
    Shape shape = check_header(cursor);
    Shape base = check_index(cursor, depth + 1);
    Shape exact = check_index(cursor, depth + 1);
    check_inside(base, shape, "the refined index and its base have different sizes");
    check_inside(exact, shape, "the refined index and its exact vectors have different sizes");
    check(exact.labels_are_positions && base.greatest_label < shape.ntotal, "the refined index points outside itself");
    auto factor = cursor.read<float>();
    check(factor >= 1 && factor <= 10000, "the refinement factor is out of range");
    return positions(shape);
}

}  // namespace

std::string fourcc_text(std::uint32_t code) {
    std::string text;
    for (int i = 0; i < 4; i++) {
        auto c = static_cast<char>(code >> (8 * i));
        text += c >= 32 && c < 127 ? c : '?';
    }
    return text;
}

Shape check_header(Cursor& cursor) {
    Shape shape;
    shape.d = cursor.read_int("the dimension", 1, kGreatestDimension);
    shape.ntotal = cursor.read<std::int64_t>();
    check(shape.ntotal >= 0 && shape.ntotal <= kGreatestTotal, "the number of vectors is out of range");
    cursor.skip(2 * sizeof(std::int64_t), "the header");  // FAISS leaves room for two numbers that it ignores
    shape.trained = cursor.read_bool("the training flag is neither 0 nor 1");
    cursor.read_int("the metric", 0, 1);
    return shape;
}

Shape check_index(Cursor& cursor, int depth) {
    check(depth < kDeepest, "its indexes are nested too deeply");
    auto code = cursor.read<std::uint32_t>();
    switch (code) {
        case fourcc("IxFI"):
        case fourcc("IxF2"):
        case fourcc("IxFl"):
            return check_flat(cursor);
        case fourcc("IxPq"):
            return check_pq(cursor);
        case fourcc("IxSQ"):
            return check_sq(cursor);
        case fourcc("IxMp"):
        case fourcc("IxM2"):
            return check_id_map(cursor, depth);
        case fourcc("IHNf"):
        case fourcc("IHNs"):
            return check_hnsw(cursor, depth);
        case fourcc("IxPT"):
            return check_transformed(cursor, depth);
        case fourcc("IxRF"):
            return check_refined(cursor, depth);
        case fourcc("IwFl"):
            return check_ivf_flat(cursor, depth);
        case fourcc("IwPQ"):
            return check_ivf_pq(cursor, depth);
        case fourcc("IwSq"):
            return check_ivf_sq(cursor, depth);
        default:
            damaged("\"" + fourcc_text(code) + "\" is no kind of index that can be read here");
    }
}

}  // namespace reid::faiss_io
