#include <opencv2/dnn.hpp>

#include "abi.h"

using namespace reid::cv_abi;
using reid::require;

REID_EXPORT int reid_cv_net_read_onnx(const char* data, size_t length, cv::dnn::Net** out) {
    return guard([&] {
        require(out, "out");
        *out = new cv::dnn::Net(cv::dnn::readNetFromONNX(require(data, "onnxFileData"), length));
    });
}

REID_EXPORT void reid_cv_net_delete(cv::dnn::Net* net) { reid::destroy(net); }

// The names, each ended by a zero, in a buffer that the caller frees.
REID_EXPORT int reid_cv_net_output_names(const cv::dnn::Net* net, std::vector<unsigned char>** buffer,
                                         const unsigned char** data, int* length) {
    return guard([&] {
        auto bytes = std::make_unique<std::vector<unsigned char>>();
        for (const auto& name : require(net, "net")->getUnconnectedOutLayersNames()) {
            bytes->insert(bytes->end(), name.begin(), name.end());
            bytes->push_back(0);
        }
        *require(data, "data") = bytes->data();
        *require(length, "length") = static_cast<int>(bytes->size());
        *require(buffer, "buffer") = bytes.release();
    });
}

REID_EXPORT int reid_cv_net_set_input(cv::dnn::Net* net, const cv::Mat* blob, const char* name) {
    return guard([&] { require(net, "net")->setInput(*require(blob, "blob"), require(name, "name")); });
}

REID_EXPORT int reid_cv_net_forward(cv::dnn::Net* net, const char* const* names, int count,
                                    std::vector<cv::Mat>** out) {
    return guard([&] {
        require(out, "out");
        std::vector<cv::String> wanted;
        for (int i = 0; i < count; i++) {
            wanted.emplace_back(require(require(names, "outBlobNames")[i], "outBlobNames"));
        }
        auto results = std::make_unique<std::vector<cv::Mat>>();
        require(net, "net")->forward(*results, wanted);
        *out = results.release();
    });
}

// Shares the numbers with the network, which overwrites them in its next run.
REID_EXPORT int reid_cv_mats_get(const std::vector<cv::Mat>* mats, int index, cv::Mat* target) {
    return guard([&] { *require(target, "outputBlobs") = require(mats, "mats")->at(index); });
}

REID_EXPORT void reid_cv_mats_delete(std::vector<cv::Mat>* mats) { reid::destroy(mats); }

REID_EXPORT int reid_cv_blob_from_image(const cv::Mat* image, double scale_factor, Extent target, Color mean, int swap_rb,
                                        int crop, cv::Mat** out) {
    return guard([&] {
        give(out, cv::dnn::blobFromImage(*require(image, "image"), scale_factor, size(target), scalar(mean), swap_rb != 0,
                                         crop != 0));
    });
}
