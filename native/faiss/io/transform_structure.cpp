#include "faiss/io/structure.h"

namespace reid::faiss_io {
namespace {

// Elements seen, to be compared with the dimensions, which FAISS writes after them.
struct Found {
    std::uint64_t matrix = 0;
    std::uint64_t bias = 0;
    bool has_bias = false;
};

std::uint64_t skip_floats(Cursor& cursor, const char* what) {
    auto count = cursor.read_count(what, sizeof(float));
    cursor.skip(count * sizeof(float), what);
    return count;
}

Found check_linear(Cursor& cursor) {
    Found found;
    found.has_bias = cursor.read_bool("the bias flag is neither 0 nor 1");
    found.matrix = skip_floats(cursor, "the transform's matrix");
    found.bias = skip_floats(cursor, "the transform's bias");
    return found;
}

std::int64_t read_dimensions(Cursor& cursor, std::int64_t d_in, bool& trained) {
    auto stated = cursor.read_int("the transform's input dimension", 1, kGreatestDimension);
    auto d_out = cursor.read_int("the transform's output dimension", 1, kGreatestDimension);
    trained = cursor.read_bool("the training flag is neither 0 nor 1");
    check(stated == d_in, "the transform does not fit the dimension before it");
    return d_out;
}

std::int64_t finish_linear(Cursor& cursor, const Found& found, std::int64_t d_in, bool used) {
    bool trained = false;
    auto d_out = read_dimensions(cursor, d_in, trained);
    check(trained || !used, "a transform was never trained");
    if (trained) {
        check(found.matrix == static_cast<std::uint64_t>(d_in * d_out), "the transform's matrix has another size");
        check(!found.has_bias || found.bias == static_cast<std::uint64_t>(d_out), "the transform's bias has another size");
    }
    return d_out;
}

}  // namespace

std::int64_t check_transform(Cursor& cursor, std::int64_t d_in, bool used) {
    auto code = cursor.read<std::uint32_t>();
    bool trained = false;
    switch (code) {
        case fourcc("Pcam"):
            cursor.skip(2 * sizeof(float), "the PCA");  // eigen power, epsilon
            cursor.read_bool("the rotation flag is neither 0 nor 1");
            cursor.read_int("the balanced bins", 0, kGreatestDimension);
            skip_floats(cursor, "the PCA's mean");
            skip_floats(cursor, "the PCA's eigenvalues");
            skip_floats(cursor, "the PCA's matrix");
            return finish_linear(cursor, check_linear(cursor), d_in, used);
        case fourcc("rrot"):
        case fourcc("LTra"):
            return finish_linear(cursor, check_linear(cursor), d_in, used);
        case fourcc("VNrm"): {
            cursor.read<float>();
            auto d_out = read_dimensions(cursor, d_in, trained);
            check(d_out == d_in, "a normalisation changes the dimension");
            return d_out;
        }
        case fourcc("VCnt"): {
            auto mean = skip_floats(cursor, "the mean");
            auto d_out = read_dimensions(cursor, d_in, trained);
            check(d_out == d_in && (trained || !used), "a centering transform was never trained");
            check(!trained || mean == static_cast<std::uint64_t>(d_in), "the mean has another size");
            return d_out;
        }
        case fourcc("RmDT"): {
            auto map = cursor.read_vector<std::int32_t>("the dimension map");
            auto d_out = read_dimensions(cursor, d_in, trained);
            check(map.size() == static_cast<std::uint64_t>(d_out), "the dimension map has another size");
            for (auto from : map) {
                check(from >= -1 && from < d_in, "the dimension map points outside the vector");
            }
            return d_out;
        }
        default:
            damaged("\"" + fourcc_text(code) + "\" is no transform that can be read here");
    }
}

}  // namespace reid::faiss_io
