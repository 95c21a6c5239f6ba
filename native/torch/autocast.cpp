// Automatic mixed precision: which operators of a device run in which type is libtorch's own list; this only says when.
#include <ATen/autocast_mode.h>
#include <torch/version.h>

#include <memory>

#include "engine.h"

namespace {

// One entered scope and what was there before it.
struct Autocast {
    at::DeviceType device;
    bool enabled_before;
    at::ScalarType type_before;
};

#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)
bool enabled(at::DeviceType device) { return at::autocast::is_autocast_enabled(device); }

at::ScalarType type(at::DeviceType device) { return at::autocast::get_autocast_dtype(device); }

void set(at::DeviceType device, bool enabled, at::ScalarType type) {
    at::autocast::set_autocast_dtype(device, type);
    at::autocast::set_autocast_enabled(device, enabled);
}
#else
bool enabled(at::DeviceType device) {
    return device == at::kCUDA ? at::autocast::is_enabled() : at::autocast::is_cpu_enabled();
}

at::ScalarType type(at::DeviceType device) {
    return device == at::kCUDA ? at::autocast::get_autocast_gpu_dtype() : at::autocast::get_autocast_cpu_dtype();
}

void set(at::DeviceType device, bool enabled, at::ScalarType type) {
    if (device == at::kCUDA) {
        at::autocast::set_autocast_gpu_dtype(type);
        at::autocast::set_enabled(enabled);
    } else {
        at::autocast::set_autocast_cpu_dtype(type);
        at::autocast::set_cpu_enabled(enabled);
    }
}
#endif

}  // namespace

// The scope that comes back must be left on the thread that entered it, inner ones first.
REID_EXPORT int reid_torch_autocast_enter(int32_t device_type, int32_t dtype, void** scope) {
    return reid::torch::guard([&] {
        reid::require(scope, "scope");
        const auto device = static_cast<at::DeviceType>(device_type);
        if (device != at::kCPU && device != at::kCUDA) {
            throw std::invalid_argument("autocast is for the CPU (0) and CUDA (1), not device type " +
                                        std::to_string(device_type));
        }
        auto entered = std::make_unique<Autocast>(Autocast{device, enabled(device), type(device)});
        set(device, true, static_cast<at::ScalarType>(dtype));
        at::autocast::increment_nesting();
        *scope = entered.release();
    });
}

// Leaving the outermost scope drops the weights that were converted inside it.
REID_EXPORT int reid_torch_autocast_leave(void* scope) {
    return reid::torch::guard([&] {
        const std::unique_ptr<Autocast> entered(reid::require(static_cast<Autocast*>(scope), "scope"));
        if (at::autocast::decrement_nesting() == 0) {
            at::autocast::clear_cache();
        }
        set(entered->device, entered->enabled_before, entered->type_before);
    });
}
