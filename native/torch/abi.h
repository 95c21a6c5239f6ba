// The C ABI of libreid_torch, mirrored by src/ReId.Bindings.Torch/Native. No function per operator: an operator is
// looked up once by its schema name and called with a stack of tagged values, so the ABI does not grow with its users.
#pragma once
#include <cstdint>

#include "common/guard.h"

extern "C" {

// What a value of the stack is. The numbers are part of the ABI (ReId.Bindings.Torch/Native/ValueTag.cs).
enum reid_tag : int32_t {
    REID_NONE = 0,
    REID_TENSOR = 1,        // payload.pointer: tensor handle (null = an undefined tensor, i.e. None)
    REID_INT = 2,           // payload.integer; also dtype, layout and memory format
    REID_DOUBLE = 3,        // payload.real
    REID_BOOL = 4,          // payload.integer
    REID_STRING = 5,        // payload.pointer: UTF-8, `length` bytes
    REID_INT_LIST = 6,      // payload.pointer: int64_t[length]
    REID_TENSOR_LIST = 8,   // payload.pointer: handle[length]
    REID_OPTIONAL_TENSOR_LIST = 9,  // the same, null handles are None (the indices of aten::index)
    REID_DEVICE = 10,       // payload.integer: type in the low 32 bits, index in the high 32 (-1 = none)
    REID_OBJECT = 11,       // payload.pointer: a value that only operators understand (packed weights, say)
};

struct reid_value {
    int32_t tag;
    int32_t length;
    union {
        int64_t integer;
        double real;
        const void* pointer;
    } payload;
};

struct reid_tensor_info {
    int64_t dimensions;
    int64_t elements;
    int64_t element_size;
    int32_t dtype;         // c10::ScalarType
    int32_t device_type;   // c10::DeviceType
    int32_t device_index;  // -1 where the device has no index
    uint8_t requires_grad;
    uint8_t is_leaf;
    uint8_t is_contiguous;
    uint8_t is_channels_last;
};
}
