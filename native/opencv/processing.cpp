#include <opencv2/imgproc.hpp>

#include "abi.h"

using namespace reid::cv_abi;
using reid::require;

REID_EXPORT int reid_cv_resize(const cv::Mat* src, cv::Mat* dst, Extent target, double fx, double fy,
                               int interpolation) {
    return guard([&] { cv::resize(*require(src, "src"), *require(dst, "dst"), size(target), fx, fy, interpolation); });
}

REID_EXPORT int reid_cv_cvt_color(const cv::Mat* src, cv::Mat* dst, int code, int channels) {
    return guard([&] { cv::cvtColor(*require(src, "src"), *require(dst, "dst"), code, channels); });
}

REID_EXPORT int reid_cv_flip(const cv::Mat* src, cv::Mat* dst, int mode) {
    return guard([&] { cv::flip(*require(src, "src"), *require(dst, "dst"), mode); });
}

REID_EXPORT int reid_cv_laplacian(const cv::Mat* src, cv::Mat* dst, int depth, int ksize, double scale, double delta,
                                  int border) {
    return guard([&] { cv::Laplacian(*require(src, "src"), *require(dst, "dst"), depth, ksize, scale, delta, border); });
}

REID_EXPORT int reid_cv_mean_std_dev(const cv::Mat* src, const cv::Mat* mask, Color* mean, Color* deviation) {
    return guard([&] {
        cv::Scalar m, d;
        cv::meanStdDev(*require(src, "src"), m, d, mask == nullptr ? cv::noArray() : *mask);
        for (int i = 0; i < 4; i++) {
            require(mean, "mean")->v[i] = m[i];
            require(deviation, "stddev")->v[i] = d[i];
        }
    });
}

// One channel a call: the managed side owns each plane from the moment it exists.
REID_EXPORT int reid_cv_extract_channel(const cv::Mat* src, int channel, cv::Mat** out) {
    return guard([&] {
        cv::Mat plane;
        cv::extractChannel(*require(src, "src"), plane, channel);
        give(out, std::move(plane));
    });
}

REID_EXPORT int reid_cv_set_num_threads(int threads) {
    return guard([&] { cv::setNumThreads(threads); });
}

REID_EXPORT int reid_cv_get_num_threads(int* threads) {
    return guard([&] { *require(threads, "threads") = cv::getNumThreads(); });
}
