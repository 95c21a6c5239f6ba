// The engine as a whole: errors, version, threads, random numbers, devices.
#include <ATen/Parallel.h>
#include <c10/core/impl/DeviceGuardImplInterface.h>

#include "engine.h"

// Valid until the next failing call of this thread.
REID_EXPORT const char* reid_torch_last_error() { return reid::last_error().c_str(); }

REID_EXPORT int reid_torch_threads(int32_t* count) {
    return reid::torch::guard([&] { *reid::require(count, "count") = at::get_num_threads(); });
}

REID_EXPORT int reid_torch_set_threads(int32_t count) {
    return reid::torch::guard([&] {
        if (count < 1) {
            throw std::invalid_argument("the number of threads must be at least 1, not " + std::to_string(count));
        }
        at::set_num_threads(count);
    });
}

REID_EXPORT int reid_torch_manual_seed(int64_t seed) {
    return reid::torch::guard([&] { at::manual_seed(static_cast<uint64_t>(seed)); });
}

// 0 where libtorch was built without CUDA or no driver answers.
REID_EXPORT int reid_torch_cuda_devices(int32_t* count) {
    return reid::torch::guard([&] {
        *reid::require(count, "count") = 0;
        if (at::hasCUDA()) {
            *count = c10::impl::getDeviceGuardImpl(c10::DeviceType::CUDA)->deviceCount();
        }
    });
}
