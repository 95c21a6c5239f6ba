#include <opencv2/videoio.hpp>

#include "abi.h"

using namespace reid::cv_abi;
using reid::require;

REID_EXPORT int reid_cv_capture_new(cv::VideoCapture** out) {
    return guard([&] { *require(out, "out") = new cv::VideoCapture(); });
}

REID_EXPORT void reid_cv_capture_delete(cv::VideoCapture* capture) { reid::destroy(capture); }

REID_EXPORT int reid_cv_capture_open(cv::VideoCapture* capture, const char* path, int api, int* opened) {
    return guard([&] { *require(opened, "opened") = require(capture, "capture")->open(require(path, "fileName"), api); });
}

REID_EXPORT int reid_cv_capture_is_opened(const cv::VideoCapture* capture, int* opened) {
    return guard([&] { *require(opened, "opened") = require(capture, "capture")->isOpened(); });
}

REID_EXPORT int reid_cv_capture_release(cv::VideoCapture* capture) {
    return guard([&] { require(capture, "capture")->release(); });
}

REID_EXPORT int reid_cv_capture_grab(cv::VideoCapture* capture, int* grabbed) {
    return guard([&] { *require(grabbed, "grabbed") = require(capture, "capture")->grab(); });
}

REID_EXPORT int reid_cv_capture_retrieve(cv::VideoCapture* capture, cv::Mat* image, int flag, int* retrieved) {
    return guard([&] { *require(retrieved, "retrieved") = require(capture, "capture")->retrieve(*require(image, "image"), flag); });
}

REID_EXPORT int reid_cv_capture_read(cv::VideoCapture* capture, cv::Mat* image, int* read) {
    return guard([&] { *require(read, "read") = require(capture, "capture")->read(*require(image, "image")); });
}

REID_EXPORT int reid_cv_capture_get(const cv::VideoCapture* capture, int property, double* value) {
    return guard([&] { *require(value, "value") = require(capture, "capture")->get(property); });
}

REID_EXPORT int reid_cv_capture_set(cv::VideoCapture* capture, int property, double value, int* accepted) {
    return guard([&] { *require(accepted, "accepted") = require(capture, "capture")->set(property, value); });
}

REID_EXPORT int reid_cv_capture_open_with(cv::VideoCapture* capture, const char* path, int api, const int* values,
                                          int count, int* opened) {
    return guard([&] {
        *require(opened, "opened") =
            require(capture, "capture")->open(require(path, "fileName"), api, parameters(values, count));
    });
}

REID_EXPORT int reid_cv_capture_open_index(cv::VideoCapture* capture, int index, int api, int* opened) {
    return guard([&] { *require(opened, "opened") = require(capture, "capture")->open(index, api); });
}
