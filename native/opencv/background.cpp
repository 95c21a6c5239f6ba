#include <opencv2/video/background_segm.hpp>

#include "abi.h"

using namespace reid::cv_abi;
using reid::require;

using Subtractor = cv::Ptr<cv::BackgroundSubtractorMOG2>;

REID_EXPORT int reid_cv_mog2_new(int history, double var_threshold, int detect_shadows, Subtractor** out) {
    return guard([&] {
        *require(out, "out") = new Subtractor(cv::createBackgroundSubtractorMOG2(history, var_threshold, detect_shadows != 0));
    });
}

REID_EXPORT void reid_cv_mog2_delete(Subtractor* subtractor) { reid::destroy(subtractor); }

REID_EXPORT int reid_cv_mog2_apply(Subtractor* subtractor, const cv::Mat* image, cv::Mat* mask, double learning_rate) {
    return guard([&] {
        (*require(subtractor, "subtractor"))->apply(*require(image, "image"), *require(mask, "fgmask"), learning_rate);
    });
}
