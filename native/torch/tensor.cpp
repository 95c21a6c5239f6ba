// Tensor handles: lifetime, shape and data.
#include "engine.h"

using reid::torch::tensor;

REID_EXPORT int reid_torch_tensor_free(void* handle) {
    return reid::torch::guard([&] { delete static_cast<at::Tensor*>(handle); });
}

// A second handle on the same tensor (not a copy of its data).
REID_EXPORT int reid_torch_tensor_alias(void* handle, void** alias) {
    return reid::torch::guard([&] { *reid::require(alias, "alias") = reid::torch::own(tensor(handle)); });
}

// A tensor on memory of the caller, who keeps it alive as long as any view of the tensor lives.
REID_EXPORT int reid_torch_tensor_from_blob(void* data, const int64_t* sizes, int32_t dimensions, int32_t dtype,
                                            void** out) {
    return reid::torch::guard([&] {
        const at::IntArrayRef shape(reid::require(sizes, "sizes"), static_cast<size_t>(dimensions));
        const auto options = at::TensorOptions().dtype(static_cast<c10::ScalarType>(dtype));
        *reid::require(out, "out") = reid::torch::own(at::from_blob(reid::require(data, "data"), shape, options));
    });
}

REID_EXPORT int reid_torch_tensor_info(void* handle, reid_tensor_info* info) {
    return reid::torch::guard([&] {
        const auto& self = tensor(handle);
        *reid::require(info, "info") = reid_tensor_info{
            self.dim(),
            self.numel(),
            static_cast<int64_t>(self.element_size()),
            static_cast<int32_t>(self.scalar_type()),
            static_cast<int32_t>(self.device().type()),
            self.device().index(),
            self.requires_grad(),
            self.is_leaf(),
            self.layout() == at::kStrided && self.is_contiguous(),
            self.layout() == at::kStrided && self.is_contiguous(at::MemoryFormat::ChannelsLast),
        };
    });
}

// Both arrays hold as many entries as reid_torch_tensor_info reported dimensions; strides may be null.
REID_EXPORT int reid_torch_tensor_shape(void* handle, int64_t* sizes, int64_t* strides) {
    return reid::torch::guard([&] {
        const auto& self = tensor(handle);
        std::copy(self.sizes().begin(), self.sizes().end(), sizes);
        if (strides != nullptr) {
            std::copy(self.strides().begin(), self.strides().end(), strides);
        }
    });
}

REID_EXPORT int reid_torch_tensor_data(void* handle, void** data) {
    return reid::torch::guard([&] { *reid::require(data, "data") = tensor(handle).data_ptr(); });
}
