// OpenCV and FFmpeg write their view of a bad file to stderr, in the middle of our progress bars. The caller gets the
// same facts as a status or an exception, so both are silenced unless the user asked for them in the environment. libpng
// and libjpeg have no such switch: what would make them speak is refused before it reaches them (ImageBytes in
// ReId.Ingest, PictureHeader in ReId.Model).
#include <cstdlib>

#include <opencv2/core/utils/logger.hpp>

namespace {

__attribute__((constructor)) void silence() {
    if (std::getenv("OPENCV_LOG_LEVEL") == nullptr) {
        cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT);
    }
    if (std::getenv("OPENCV_FFMPEG_DEBUG") == nullptr) {
        setenv("OPENCV_FFMPEG_LOGLEVEL", "-8", 0);  // AV_LOG_QUIET
    }
}

}  // namespace
