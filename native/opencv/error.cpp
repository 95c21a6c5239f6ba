#include "abi.h"

namespace reid::cv_abi {

ErrorDetails& last_details() noexcept {
    static thread_local ErrorDetails details;
    return details;
}

void remember(const cv::Exception& e) {
    last_details() = {e.code, e.line, e.func, e.err, e.file};
}

}  // namespace reid::cv_abi

// The strings live until the next call on the same thread. A code of 0 means that the failure was not OpenCV's.
REID_EXPORT void reid_cv_last_error(const char** what, int* code, const char** function, const char** message,
                                    const char** file, int* line) {
    const auto& details = reid::cv_abi::last_details();
    *what = reid::last_error().c_str();
    *code = details.code;
    *function = details.function.c_str();
    *message = details.message.c_str();
    *file = details.file.c_str();
    *line = details.line;
}

REID_EXPORT const char* reid_cv_version() { return CV_VERSION; }
