#include <opencv2/objdetect.hpp>

#include "abi.h"

using namespace reid::cv_abi;
using reid::require;

namespace {

struct Detections {
    std::vector<cv::Rect> boxes;
    std::vector<double> weights;
};

}  // namespace

REID_EXPORT int reid_cv_hog_new(cv::HOGDescriptor** out) {
    return guard([&] { *require(out, "out") = new cv::HOGDescriptor(); });
}

REID_EXPORT void reid_cv_hog_delete(cv::HOGDescriptor* hog) { reid::destroy(hog); }

REID_EXPORT int reid_cv_hog_descriptor_size(const cv::HOGDescriptor* hog, int* size) {
    return guard([&] { *require(size, "size") = static_cast<int>(require(hog, "hog")->getDescriptorSize()); });
}

// Copies up to capacity coefficients and reports how many there are.
REID_EXPORT int reid_cv_hog_default_people_detector(float* values, int capacity, int* count) {
    return guard([&] {
        const auto detector = cv::HOGDescriptor::getDefaultPeopleDetector();
        *require(count, "count") = static_cast<int>(detector.size());
        for (int i = 0; i < std::min(capacity, *count); i++) {
            require(values, "values")[i] = detector[i];
        }
    });
}

REID_EXPORT int reid_cv_hog_set_svm_detector(cv::HOGDescriptor* hog, const float* values, int count) {
    return guard([&] {
        require(hog, "hog")->setSVMDetector(std::vector<float>(require(values, "svmDetector"), values + count));
    });
}

REID_EXPORT int reid_cv_hog_detect_multi_scale(const cv::HOGDescriptor* hog, const cv::Mat* image, double hit_threshold,
                                               Extent win_stride, Extent padding, double scale, int group_threshold,
                                               Detections** out, int* count) {
    return guard([&] {
        require(count, "count");
        require(out, "out");
        auto found = std::make_unique<Detections>();
        require(hog, "hog")->detectMultiScale(*require(image, "img"), found->boxes, found->weights, hit_threshold,
                                              size(win_stride), size(padding), scale, group_threshold);
        *count = static_cast<int>(found->boxes.size());
        *out = found.release();
    });
}

REID_EXPORT int reid_cv_detections_copy(const Detections* found, Box* boxes, double* weights) {
    return guard([&] {
        require(found, "detections");
        for (size_t i = 0; i < found->boxes.size(); i++) {
            const auto& b = found->boxes[i];
            require(boxes, "boxes")[i] = {b.x, b.y, b.width, b.height};
            require(weights, "weights")[i] = i < found->weights.size() ? found->weights[i] : 0;
        }
    });
}

REID_EXPORT void reid_cv_detections_delete(Detections* found) { reid::destroy(found); }
