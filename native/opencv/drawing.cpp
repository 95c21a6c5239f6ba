#include <opencv2/imgproc.hpp>

#include "abi.h"

using namespace reid::cv_abi;
using reid::require;

REID_EXPORT int reid_cv_rectangle(cv::Mat* mat, Box box, Color color, int thickness, int line_type, int shift) {
    return guard([&] { cv::rectangle(*require(mat, "img"), rect(box), scalar(color), thickness, line_type, shift); });
}

REID_EXPORT int reid_cv_line(cv::Mat* mat, Point2 from, Point2 to, Color color, int thickness, int line_type,
                             int shift) {
    return guard(
        [&] { cv::line(*require(mat, "img"), point(from), point(to), scalar(color), thickness, line_type, shift); });
}

REID_EXPORT int reid_cv_put_text(cv::Mat* mat, const char* text, Point2 origin, int font, double scale, Color color,
                                 int thickness, int line_type, int bottom_left_origin) {
    return guard([&] {
        cv::putText(*require(mat, "img"), require(text, "text"), point(origin), font, scale, scalar(color), thickness,
                    line_type, bottom_left_origin != 0);
    });
}

REID_EXPORT int reid_cv_get_text_size(const char* text, int font, double scale, int thickness, int* base_line,
                                      Extent* out) {
    return guard([&] {
        const auto extent = cv::getTextSize(require(text, "text"), font, scale, thickness, require(base_line, "baseLine"));
        *require(out, "out") = {extent.width, extent.height};
    });
}
