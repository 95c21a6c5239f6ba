// Gradients: what the dispatcher does not offer as an operator.
#include <ATen/core/grad_mode.h>
#include <c10/core/InferenceMode.h>

#include "engine.h"

using reid::torch::optional_tensor;
using reid::torch::tensor;

REID_EXPORT int reid_torch_set_requires_grad(void* handle, int32_t required) {
    return reid::torch::guard([&] { tensor(handle).set_requires_grad(required != 0); });
}

// The gradient, or null where there is none yet.
REID_EXPORT int reid_torch_grad(void* handle, void** gradient) {
    return reid::torch::guard([&] { *reid::require(gradient, "gradient") = reid::torch::own(tensor(handle).grad()); });
}

REID_EXPORT int reid_torch_clear_grad(void* handle) {
    return reid::torch::guard([&] { tensor(handle).mutable_grad() = at::Tensor(); });
}

REID_EXPORT int reid_torch_backward(void* handle, void* gradient, int32_t retain_graph, int32_t create_graph) {
    return reid::torch::guard(
        [&] { tensor(handle).backward(optional_tensor(gradient), retain_graph != 0, create_graph != 0); });
}

// The mode belongs to the calling thread.
REID_EXPORT int reid_torch_grad_enabled(int32_t* enabled) {
    return reid::torch::guard([&] { *reid::require(enabled, "enabled") = at::GradMode::is_enabled() ? 1 : 0; });
}

REID_EXPORT int reid_torch_set_grad_enabled(int32_t enabled) {
    return reid::torch::guard([&] { at::GradMode::set_enabled(enabled != 0); });
}

// The guard that comes back must be left on the thread that entered it, inner ones first.
REID_EXPORT int reid_torch_inference_enter(int32_t enabled, void** mode) {
    return reid::torch::guard([&] { *reid::require(mode, "mode") = new c10::InferenceMode(enabled != 0); });
}

REID_EXPORT int reid_torch_inference_leave(void* mode) {
    return reid::torch::guard([&] { delete static_cast<c10::InferenceMode*>(mode); });
}

REID_EXPORT int reid_torch_inference_enabled(int32_t* enabled) {
    return reid::torch::guard([&] { *reid::require(enabled, "enabled") = c10::InferenceMode::is_enabled() ? 1 : 0; });
}
