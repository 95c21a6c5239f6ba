#include "faiss/io/structure.h"

namespace reid::faiss_io {
namespace {

void check_layer_widths(const std::vector<std::int32_t>& cumulative) {
    check(cumulative.size() >= 2 && cumulative.size() <= 256 && cumulative[0] == 0, "the graph's layers are malformed");
    for (std::size_t i = 1; i < cumulative.size(); i++) {
        check(cumulative[i] > cumulative[i - 1], "the graph's layers are malformed");
    }
}

// The neighbours of one vector, layer by layer. A search that arrives at a neighbour goes on in the same layer there,
// so the neighbour must have that layer.
void check_neighbours(
    const std::int32_t* neighbours,
    std::int32_t layers,
    const std::vector<std::int32_t>& cumulative,
    const std::vector<std::int32_t>& levels) {
    for (std::int32_t layer = 0; layer < layers; layer++) {
        for (auto i = cumulative[layer]; i < cumulative[layer + 1]; i++) {
            auto other = neighbours[i];
            check(other >= -1 && (other < 0 || static_cast<std::size_t>(other) < levels.size()),
                  "the graph points at a vector that does not exist");
            check(other < 0 || levels[other] > layer, "the graph points at a vector that is not in the same layer");
        }
    }
}

}  // namespace

void check_graph(Cursor& cursor, std::int64_t ntotal) {
    auto count = static_cast<std::uint64_t>(ntotal);
    cursor.read_vector<double>("the layer probabilities");
    auto cumulative = cursor.read_vector<std::int32_t>("the layer widths");
    check_layer_widths(cumulative);

    auto levels = cursor.read_vector<std::int32_t>("the levels");
    auto offsets = cursor.read_vector<std::uint64_t>("the graph's offsets");
    check(levels.size() == count && offsets.size() == count + 1, "the graph has another size than the index");
    auto neighbours = cursor.read_vector<std::int32_t>("the graph's neighbours");

    std::uint64_t expected = 0;
    for (std::uint64_t i = 0; i < count; i++) {
        check(levels[i] >= 1 && static_cast<std::size_t>(levels[i]) < cumulative.size(), "a level is out of range");
        check(offsets[i] == expected, "the graph's offsets are not those of its levels");
        expected += static_cast<std::uint64_t>(cumulative[levels[i]]);
    }
    check(offsets[count] == expected && neighbours.size() == expected, "the graph's offsets are not those of its levels");
    for (std::uint64_t i = 0; i < count; i++) {
        check_neighbours(neighbours.data() + offsets[i], levels[i], cumulative, levels);
    }

    auto entry = cursor.read<std::int32_t>();
    auto top = cursor.read<std::int32_t>();
    if (count == 0) {
        check(entry == -1, "an empty graph has an entry point");
    } else {
        check(entry >= 0 && static_cast<std::uint64_t>(entry) < count, "the graph's entry point does not exist");
        check(top == levels[entry] - 1, "the graph's height is not that of its entry point");
    }
    cursor.read_int("efConstruction", 1, 1 << 20);
    cursor.read_int("efSearch", 1, 1 << 20);
    cursor.read_int("the beam width", 1, 1 << 16);
}

}  // namespace reid::faiss_io
