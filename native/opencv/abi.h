// What every file of this library shares: the guard that also keeps OpenCV's details of a failure, and the plain
// structs that cross the C ABI (mirrored by ReId.Bindings.OpenCv/Native).
#pragma once
#include <memory>
#include <string>
#include <vector>

#include <opencv2/core.hpp>

#include "common/guard.h"

namespace reid::cv_abi {

struct Point2 {
    int x, y;
};
struct Extent {
    int width, height;
};
struct Box {
    int x, y, width, height;
};
struct Color {
    double v[4];
};

// One call instead of one per property; the managed side reads the field it wants.
struct MatHeader {
    int flags, dims, rows, cols;
    void* data;
    size_t step, total;
};

struct ErrorDetails {
    int code = 0;
    int line = 0;
    std::string function, message, file;
};

ErrorDetails& last_details() noexcept;
void remember(const cv::Exception& e);

inline cv::Scalar scalar(Color c) { return {c.v[0], c.v[1], c.v[2], c.v[3]}; }
inline cv::Size size(Extent e) { return {e.width, e.height}; }
inline cv::Rect rect(Box b) { return {b.x, b.y, b.width, b.height}; }
inline cv::Point point(Point2 p) { return {p.x, p.y}; }

inline std::vector<int> parameters(const int* values, int count) {
    return count > 0 ? std::vector<int>(values, values + count) : std::vector<int>();
}

template <class Body>
int guard(Body&& body) noexcept {
    return reid::guard([&] {
        last_details() = {};
        try {
            body();
        } catch (const cv::Exception& e) {
            remember(e);
            throw;
        }
    });
}

// Results are handed out only when they are whole, so that a failed call leaves nothing to free.
inline void give(cv::Mat** out, cv::Mat&& mat) { *require(out, "out") = new cv::Mat(std::move(mat)); }

}  // namespace reid::cv_abi
