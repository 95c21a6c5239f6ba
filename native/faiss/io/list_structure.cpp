#include <algorithm>

#include "faiss/io/structure.h"

namespace reid::faiss_io {
namespace {

std::vector<std::uint64_t> read_list_sizes(Cursor& cursor, std::uint64_t nlist) {
    auto form = cursor.read<std::uint32_t>();
    if (form == fourcc("full")) {
        auto sizes = cursor.read_vector<std::uint64_t>("the list sizes");
        check(sizes.size() == nlist, "there are not as many list sizes as lists");
        return sizes;
    }
    check(form == fourcc("sprs"), "the form of the list sizes is unknown");
    auto pairs = cursor.read_vector<std::uint64_t>("the list sizes");
    check(pairs.size() % 2 == 0, "a list size is missing");
    // Sparse sizes name few of many lists; their number was bounded by the centroids that the file really holds.
    std::vector<std::uint64_t> sizes(nlist);
    for (std::size_t i = 0; i < pairs.size(); i += 2) {
        check(pairs[i] < nlist, "a list size is given for a list that does not exist");
        sizes[pairs[i]] = pairs[i + 1];
    }
    return sizes;
}

}  // namespace

std::vector<std::uint64_t> check_lists(Cursor& cursor, std::uint64_t nlist, std::uint64_t code_size, Shape& shape) {
    auto kind = cursor.read<std::uint32_t>();
    check(kind == fourcc("ilar"), "its lists are not stored in the file itself");
    check(cursor.read<std::uint64_t>() == nlist, "the number of lists is stated twice and differs");
    check(cursor.read<std::uint64_t>() == code_size, "the size of a code in the lists differs from the quantizer's");
    // An untrained index has no centroids that would bound nlist.
    check(shape.trained || nlist <= (std::uint64_t{1} << 20), "an untrained index claims too many lists");
    auto sizes = read_list_sizes(cursor, nlist);
    std::uint64_t total = 0;
    std::vector<std::int64_t> ids;
    for (auto size : sizes) {
        cursor.skip(product(size, code_size, "a list"), "a list");
        check(size <= cursor.remaining() / sizeof(std::int64_t), "a list ends past the end of the file");
        ids.resize(size);
        cursor.read_values(ids.data(), size);
        for (auto id : ids) {
            shape.greatest_label = std::max(shape.greatest_label, id);
        }
        total += size;
    }
    check(total == static_cast<std::uint64_t>(shape.ntotal), "the lists hold another number of vectors than stated");
    return sizes;
}

std::uint64_t check_product_quantizer(Cursor& cursor, std::int64_t d) {
    auto dimension = cursor.read<std::uint64_t>();
    auto parts = cursor.read_size("the number of sub-quantizers", 1, kGreatestDimension);
    auto bits = cursor.read_size("the bits of a sub-quantizer", 1, 16);
    check(dimension == static_cast<std::uint64_t>(d) && dimension % parts == 0, "the quantizer does not fit the index");
    cursor.skip_vector("the quantizer's centroids", sizeof(float), dimension << bits);
    return (parts * bits + 7) / 8;
}

std::uint64_t check_scalar_quantizer(Cursor& cursor, std::int64_t d, bool trained) {
    enum { Bits8, Bits4, Bits8Uniform, Bits4Uniform, Half, Bits8Direct, Bits6, Kinds };
    auto kind = cursor.read_int("the kind of scalar quantizer", 0, Kinds - 1);
    cursor.read_int("the range statistic", 0, 3);
    cursor.read<float>();
    auto dimension = cursor.read<std::uint64_t>();
    check(dimension == static_cast<std::uint64_t>(d), "the quantizer does not fit the index");
    auto stated = cursor.read<std::uint64_t>();
    auto bits = kind == Half ? 16u : kind == Bits4 || kind == Bits4Uniform ? 4u : kind == Bits6 ? 6u : 8u;
    auto code_size = (dimension * bits + 7) / 8;
    check(stated == code_size, "the code size does not fit the quantizer");
    auto ranges = kind == Half || kind == Bits8Direct ? 0
        : kind == Bits8Uniform || kind == Bits4Uniform ? 2
                                                       : 2 * dimension;
    cursor.skip_vector("the quantizer's ranges", sizeof(float), trained ? ranges : 0);
    return code_size;
}

}  // namespace reid::faiss_io
