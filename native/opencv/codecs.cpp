#include <opencv2/imgcodecs.hpp>

#include "abi.h"

using namespace reid::cv_abi;
using reid::require;

REID_EXPORT int reid_cv_imdecode(const unsigned char* data, int length, int flags, cv::Mat** out) {
    return guard([&] {
        // An empty span arrives as a null pointer; OpenCV says what is wrong with it.
        const cv::Mat bytes(1, length, CV_8UC1, const_cast<unsigned char*>(data));
        give(out, cv::imdecode(bytes, flags));
    });
}

REID_EXPORT int reid_cv_imread(const char* path, int flags, cv::Mat** out) {
    return guard([&] { give(out, cv::imread(require(path, "path"), flags)); });
}

REID_EXPORT int reid_cv_imwrite(const char* path, const cv::Mat* mat, const int* params, int count, int* written) {
    return guard([&] {
        *require(written, "written") = cv::imwrite(require(path, "path"), *require(mat, "mat"), parameters(params, count));
    });
}

// The bytes are borrowed from *buffer, which the caller frees.
REID_EXPORT int reid_cv_imencode(const char* extension, const cv::Mat* mat, const int* params, int count,
                                 std::vector<unsigned char>** buffer, const unsigned char** data, int* length,
                                 int* encoded) {
    return guard([&] {
        auto bytes = std::make_unique<std::vector<unsigned char>>();
        *require(encoded, "encoded") =
            cv::imencode(require(extension, "extension"), *require(mat, "mat"), *bytes, parameters(params, count));
        *require(data, "data") = bytes->data();
        *require(length, "length") = static_cast<int>(bytes->size());
        *require(buffer, "buffer") = bytes.release();
    });
}

REID_EXPORT void reid_cv_buffer_delete(std::vector<unsigned char>* buffer) { reid::destroy(buffer); }
