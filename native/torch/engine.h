// What the translation units of libreid_torch share: handles, and libtorch's errors without their C++ backtrace.
#pragma once
#include <ATen/ATen.h>

#include "abi.h"

namespace reid::torch {

// A tensor handle is a heap-held at::Tensor: one owner in C#, freed by reid_torch_tensor_free.
inline at::Tensor* own(at::Tensor tensor) {
    return tensor.defined() ? new at::Tensor(std::move(tensor)) : nullptr;
}

inline at::Tensor& tensor(void* handle) { return *require(static_cast<at::Tensor*>(handle), "tensor"); }

inline at::Tensor optional_tensor(const void* handle) {
    return handle == nullptr ? at::Tensor() : *static_cast<const at::Tensor*>(handle);
}

// reid::guard, with libtorch's own message: what() would append a page of C++ frames to it.
template <class Body>
int guard(Body&& body) noexcept {
    return reid::guard([&] {
        try {
            body();
        } catch (const c10::Error& error) {
            throw std::runtime_error(error.what_without_backtrace());
        }
    });
}

}  // namespace reid::torch
