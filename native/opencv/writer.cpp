#include <opencv2/videoio.hpp>

#include "abi.h"

using namespace reid::cv_abi;
using reid::require;

REID_EXPORT int reid_cv_writer_new(cv::VideoWriter** out) {
    return guard([&] { *require(out, "out") = new cv::VideoWriter(); });
}

REID_EXPORT void reid_cv_writer_delete(cv::VideoWriter* writer) { reid::destroy(writer); }

REID_EXPORT int reid_cv_writer_open(cv::VideoWriter* writer, const char* path, int fourcc, double fps, Extent frame,
                                    int is_color, int* opened) {
    return guard([&] {
        *require(opened, "opened") =
            require(writer, "writer")->open(require(path, "fileName"), fourcc, fps, size(frame), is_color != 0);
    });
}

REID_EXPORT int reid_cv_writer_is_opened(const cv::VideoWriter* writer, int* opened) {
    return guard([&] { *require(opened, "opened") = require(writer, "writer")->isOpened(); });
}

REID_EXPORT int reid_cv_writer_write(cv::VideoWriter* writer, const cv::Mat* image) {
    return guard([&] { require(writer, "writer")->write(*require(image, "image")); });
}

REID_EXPORT int reid_cv_writer_release(cv::VideoWriter* writer) {
    return guard([&] { require(writer, "writer")->release(); });
}
