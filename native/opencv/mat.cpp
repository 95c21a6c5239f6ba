#include "abi.h"

using namespace reid::cv_abi;
using reid::require;

REID_EXPORT int reid_cv_mat_new(cv::Mat** out) {
    return guard([&] { give(out, cv::Mat()); });
}

REID_EXPORT int reid_cv_mat_new_sized(int rows, int cols, int type, cv::Mat** out) {
    return guard([&] { give(out, cv::Mat(rows, cols, type)); });
}

REID_EXPORT int reid_cv_mat_new_filled(int rows, int cols, int type, Color value, cv::Mat** out) {
    return guard([&] { give(out, cv::Mat(rows, cols, type, scalar(value))); });
}

// The matrix borrows the memory: the caller keeps it alive.
REID_EXPORT int reid_cv_mat_wrap(int rows, int cols, int type, void* data, size_t step, cv::Mat** out) {
    return guard([&] { give(out, cv::Mat(rows, cols, type, require(data, "data"), step)); });
}

REID_EXPORT void reid_cv_mat_delete(cv::Mat* mat) { reid::destroy(mat); }

REID_EXPORT int reid_cv_mat_header(const cv::Mat* mat, MatHeader* out) {
    return guard([&] {
        require(mat, "mat");
        *require(out, "out") = {mat->flags, mat->dims, mat->rows, mat->cols, mat->data,
                                mat->dims > 0 ? mat->step[0] : 0, mat->total()};
    });
}

// Length of one dimension; matrices of more than two have no rows and columns.
REID_EXPORT int reid_cv_mat_size(const cv::Mat* mat, int dimension, int* length) {
    return guard([&] {
        require(mat, "mat");
        if (dimension < 0 || dimension >= mat->dims) {
            throw std::invalid_argument("dim is not a dimension of the matrix");
        }
        *require(length, "length") = mat->size[dimension];
    });
}

REID_EXPORT int reid_cv_mat_create(cv::Mat* mat, int rows, int cols, int type) {
    return guard([&] { require(mat, "mat")->create(rows, cols, type); });
}

REID_EXPORT int reid_cv_mat_clone(const cv::Mat* mat, cv::Mat** out) {
    return guard([&] { give(out, require(mat, "mat")->clone()); });
}

// Shares the pixels; OpenCV's reference count keeps them alive after the parent is gone.
REID_EXPORT int reid_cv_mat_submat(const cv::Mat* mat, Box roi, cv::Mat** out) {
    return guard([&] { give(out, (*require(mat, "mat"))(rect(roi))); });
}

REID_EXPORT int reid_cv_mat_copy_to(const cv::Mat* mat, cv::Mat* target, const cv::Mat* mask) {
    return guard([&] {
        require(mat, "mat");
        require(target, "target");
        mask == nullptr ? mat->copyTo(*target) : mat->copyTo(*target, *mask);
    });
}

REID_EXPORT int reid_cv_mat_set_to(cv::Mat* mat, Color value, const cv::Mat* mask) {
    return guard([&] { require(mat, "mat")->setTo(scalar(value), mask == nullptr ? cv::noArray() : *mask); });
}

REID_EXPORT int reid_cv_mat_convert_to(const cv::Mat* mat, cv::Mat* target, int type, double alpha, double beta) {
    return guard([&] { require(mat, "mat")->convertTo(*require(target, "target"), type, alpha, beta); });
}
