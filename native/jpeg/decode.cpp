// JPEG to BGR by libjpeg-turbo, with the settings of OpenCV's decoder and so with its bytes, but without its per-pixel
// loop that swaps colours. Only plain pictures are taken; the caller gives every other one to OpenCV.
#include <csetjmp>
#include <cstdio>

#include <jpeglib.h>

#include "common/guard.h"

namespace {

constexpr int Channels = 3;
constexpr int RowsAtOnce = 8;
constexpr int ExifMarker = JPEG_APP0 + 1;

struct Errors {
    jpeg_error_mgr manager;  // first, so that libjpeg's pointer to it is a pointer to this
    std::jmp_buf escape;
};

// libjpeg would end the process; a jump is the way out that its documentation names.
void leave(j_common_ptr picture) { std::longjmp(reinterpret_cast<Errors*>(picture->err)->escape, 1); }

// Warnings are counted by libjpeg; nobody wants them on stderr.
void stay_silent(j_common_ptr) {}

// Colour of three components without a turn to apply: EXIF can hold one.
bool is_plain(const jpeg_decompress_struct& picture, int width, int height) {
    return picture.jpeg_color_space == JCS_YCbCr && picture.marker_list == nullptr &&
           picture.image_width == static_cast<JDIMENSION>(width) && picture.image_height == static_cast<JDIMENSION>(height);
}

// A function of its own without any C++ object: a jump would skip its destructor.
bool decode(const unsigned char* data, unsigned long length, unsigned char* out, int width, int height) {
    // Zeroed, so that destroying it is right however early libjpeg gives up.
    jpeg_decompress_struct picture = {};
    Errors errors;
    picture.err = jpeg_std_error(&errors.manager);
    errors.manager.error_exit = leave;
    errors.manager.output_message = stay_silent;
    if (setjmp(errors.escape) != 0) {
        jpeg_destroy_decompress(&picture);
        return false;
    }

    jpeg_create_decompress(&picture);
    jpeg_mem_src(&picture, data, length);
    jpeg_save_markers(&picture, ExifMarker, 0xffff);
    if (jpeg_read_header(&picture, TRUE) != JPEG_HEADER_OK || !is_plain(picture, width, height)) {
        jpeg_destroy_decompress(&picture);
        return false;
    }

    picture.out_color_space = JCS_EXT_BGR;
    jpeg_start_decompress(&picture);
    const size_t row = static_cast<size_t>(width) * Channels;
    while (picture.output_scanline < picture.output_height) {
        JSAMPROW rows[RowsAtOnce];
        JDIMENSION count = 0;
        for (; count < RowsAtOnce && picture.output_scanline + count < picture.output_height; count++) {
            rows[count] = out + (picture.output_scanline + count) * row;
        }

        jpeg_read_scanlines(&picture, rows, count);
    }

    jpeg_finish_decompress(&picture);
    // What is damaged decodes with a warning; what to make of it is decided in one place, by OpenCV.
    const bool whole = picture.err->num_warnings == 0;
    jpeg_destroy_decompress(&picture);
    return whole;
}

}  // namespace

REID_EXPORT int reid_jpeg_decode(const unsigned char* data, long long length, unsigned char* out, long long capacity,
                                 int width, int height, int* decoded) {
    return reid::guard([&] {
        reid::require(data, "data");
        reid::require(out, "out");
        if (length < 0 || width <= 0 || height <= 0 || capacity / Channels / width < height) {
            throw std::invalid_argument("the target is smaller than the picture");
        }

        *reid::require(decoded, "decoded") = decode(data, static_cast<unsigned long>(length), out, width, height) ? 1 : 0;
    });
}

REID_EXPORT const char* reid_jpeg_last_error() { return reid::last_error().c_str(); }
