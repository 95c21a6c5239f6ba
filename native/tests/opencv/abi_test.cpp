// The C ABI seen as a foreign caller sees it: opaque pointers, status codes, no OpenCV header.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

struct Mat;
struct Capture;
struct Buffer;
struct Hog;
struct Net;
struct Extent {
    int width, height;
};
struct Box {
    int x, y, width, height;
};
struct Color {
    double v[4];
};
struct MatHeader {
    int flags, dims, rows, cols;
    unsigned char* data;
    size_t step, total;
};

extern "C" {
int reid_cv_mat_new(Mat**);
int reid_cv_mat_new_filled(int, int, int, Color, Mat**);
int reid_cv_mat_submat(const Mat*, Box, Mat**);
int reid_cv_mat_header(const Mat*, MatHeader*);
int reid_cv_mat_clone(const Mat*, Mat**);
void reid_cv_mat_delete(Mat*);
int reid_cv_resize(const Mat*, Mat*, Extent, double, double, int);
int reid_cv_imencode(const char*, const Mat*, const int*, int, Buffer**, const unsigned char**, int*, int*);
int reid_cv_imdecode(const unsigned char*, int, int, Mat**);
void reid_cv_buffer_delete(Buffer*);
int reid_cv_capture_new(Capture**);
int reid_cv_capture_open(Capture*, const char*, int, int*);
void reid_cv_capture_delete(Capture*);
int reid_cv_hog_default_people_detector(float*, int, int*);
int reid_cv_mat_size(const Mat*, int, int*);
int reid_cv_net_read_onnx(const char*, size_t, Net**);
int reid_cv_net_set_input(Net*, const Mat*, const char*);
int reid_cv_net_forward(Net*, const char* const*, int, void**);
int reid_cv_blob_from_image(const Mat*, double, Extent, Color, int, int, Mat**);
void reid_cv_last_error(const char**, int*, const char**, const char**, const char**, int*);
}

namespace {

constexpr int cv_8uc3 = 16;

void check(bool holds, const char* what, int line) {
    if (!holds) {
        std::fprintf(stderr, "line %d: %s\n", line, what);
        std::exit(1);
    }
}
#define CHECK(condition) check((condition), #condition, __LINE__)

std::string last_message(int* code) {
    const char *what, *function, *message, *file;
    int line;
    reid_cv_last_error(&what, code, &function, &message, &file, &line);
    return what;
}

void pixels_survive_a_lossless_round_trip() {
    Mat *mat, *back;
    CHECK(reid_cv_mat_new_filled(4, 6, cv_8uc3, {{10, 20, 30, 0}}, &mat) == 0);
    Buffer* buffer;
    const unsigned char* bytes;
    int length, encoded;
    CHECK(reid_cv_imencode(".png", mat, nullptr, 0, &buffer, &bytes, &length, &encoded) == 0 && encoded == 1);
    CHECK(reid_cv_imdecode(bytes, length, 1, &back) == 0);
    MatHeader header;
    CHECK(reid_cv_mat_header(back, &header) == 0);
    CHECK(header.rows == 4 && header.cols == 6 && header.step == 18);
    CHECK(header.data[0] == 10 && header.data[1] == 20 && header.data[2] == 30);
    reid_cv_buffer_delete(buffer);
    reid_cv_mat_delete(back);
    reid_cv_mat_delete(mat);
}

void a_region_shares_the_pixels_and_a_clone_does_not() {
    Mat *mat, *roi, *clone;
    CHECK(reid_cv_mat_new_filled(4, 4, cv_8uc3, {{1, 1, 1, 0}}, &mat) == 0);
    CHECK(reid_cv_mat_submat(mat, {1, 1, 2, 2}, &roi) == 0);
    CHECK(reid_cv_mat_clone(roi, &clone) == 0);
    reid_cv_mat_delete(mat);
    MatHeader a, b;
    CHECK(reid_cv_mat_header(roi, &a) == 0 && reid_cv_mat_header(clone, &b) == 0);
    CHECK(a.step == 12 && b.step == 6 && a.data[0] == 1 && a.data != b.data);
    reid_cv_mat_delete(roi);
    reid_cv_mat_delete(clone);
}

void a_refusal_is_a_status_with_opencvs_words() {
    Mat *empty, *target, *none;
    CHECK(reid_cv_mat_new(&empty) == 0 && reid_cv_mat_new(&target) == 0);
    CHECK(reid_cv_resize(empty, target, {2, 2}, 0, 0, 1) == 2);
    int code;
    CHECK(last_message(&code).find("ssize.empty()") != std::string::npos && code == -215);
    CHECK(reid_cv_resize(nullptr, target, {2, 2}, 0, 0, 1) == 1);
    CHECK(last_message(&code) == "src is null" && code == 0);
    CHECK(reid_cv_mat_new_filled(-1, 2, cv_8uc3, {}, &none) == 2);
    CHECK(reid_cv_imdecode(nullptr, 0, 1, &none) == 2);
    reid_cv_mat_delete(empty);
    reid_cv_mat_delete(target);
}

void a_file_that_is_no_video_does_not_open() {
    Capture* capture;
    CHECK(reid_cv_capture_new(&capture) == 0);
    int opened = 1;
    CHECK(reid_cv_capture_open(capture, "/nonexistent.avi", 0, &opened) == 0 && opened == 0);
    reid_cv_capture_delete(capture);
}

void the_people_detector_has_one_weight_per_feature_and_a_bias() {
    int count = 0;
    CHECK(reid_cv_hog_default_people_detector(nullptr, 0, &count) == 0);
    CHECK(count == 3781);
}

void a_blob_has_four_dimensions() {
    Mat *image, *blob;
    CHECK(reid_cv_mat_new_filled(4, 6, cv_8uc3, {{1, 2, 3, 0}}, &image) == 0);
    CHECK(reid_cv_blob_from_image(image, 1, {0, 0}, {}, 0, 0, &blob) == 0);
    const int expected[] = {1, 3, 4, 6};
    for (int i = 0; i < 4; i++) {
        int length = 0;
        CHECK(reid_cv_mat_size(blob, i, &length) == 0 && length == expected[i]);
    }
    int length = 0;
    CHECK(reid_cv_mat_size(blob, 4, &length) == 1 && reid_cv_mat_size(blob, -1, &length) == 1);
    reid_cv_mat_delete(blob);
    reid_cv_mat_delete(image);
}

void what_is_no_network_is_a_status() {
    Net* net = nullptr;
    CHECK(reid_cv_net_read_onnx(nullptr, 0, &net) == 1 && net == nullptr);
    CHECK(reid_cv_net_read_onnx("no network", 10, &net) != 0 && net == nullptr);
    void* outputs = nullptr;
    CHECK(reid_cv_net_set_input(nullptr, nullptr, "") == 1);
    CHECK(reid_cv_net_forward(nullptr, nullptr, 0, &outputs) == 1 && outputs == nullptr);
}

}  // namespace

int main() {
    pixels_survive_a_lossless_round_trip();
    a_region_shares_the_pixels_and_a_clone_does_not();
    a_refusal_is_a_status_with_opencvs_words();
    a_file_that_is_no_video_does_not_open();
    the_people_detector_has_one_weight_per_feature_and_a_bias();
    a_blob_has_four_dimensions();
    what_is_no_network_is_a_status();
    std::puts("opencv abi: ok");
}
