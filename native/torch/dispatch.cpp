// Operators: looked up by schema name in the ATen dispatcher, called boxed. Autograd, autocast and every backend hang
// on the dispatcher, so a boxed call does all that a call from C++ or Python does.
#include <ATen/core/dispatch/Dispatcher.h>

#include <map>
#include <memory>
#include <mutex>

#include "engine.h"

namespace reid::torch {
namespace {

struct Operator {
    explicit Operator(c10::OperatorHandle found) : handle(std::move(found)) {}
    c10::OperatorHandle handle;
};

// Operators live as long as the process: callers keep the pointers in static fields.
Operator* find(const std::string& name, const std::string& overload) {
    static std::mutex mutex;
    static auto& found = *new std::map<std::pair<std::string, std::string>, std::unique_ptr<Operator>>();
    const std::lock_guard<std::mutex> lock(mutex);
    auto& entry = found[{name, overload}];
    if (entry == nullptr) {
        auto schema = c10::Dispatcher::singleton().findSchema({name, overload});
        if (!schema.has_value()) {
            found.erase({name, overload});
            throw std::invalid_argument("libtorch has no operator " + name + (overload.empty() ? "" : "." + overload));
        }
        entry = std::make_unique<Operator>(*schema);
    }
    return entry.get();
}

template <class T>
std::vector<T> list(const reid_value& value) {
    const auto* first = static_cast<const T*>(value.payload.pointer);
    return std::vector<T>(first, first + value.length);
}

c10::IValue unpack(const reid_value& value) {
    switch (value.tag) {
        case REID_NONE:
            return {};
        case REID_TENSOR:
            return value.payload.pointer == nullptr ? c10::IValue() : c10::IValue(optional_tensor(value.payload.pointer));
        case REID_INT:
            return value.payload.integer;
        case REID_DOUBLE:
            return value.payload.real;
        case REID_BOOL:
            return value.payload.integer != 0;
        case REID_STRING:
            return std::string(static_cast<const char*>(value.payload.pointer), static_cast<size_t>(value.length));
        case REID_INT_LIST:
            return list<int64_t>(value);
        case REID_TENSOR_LIST: {
            c10::List<at::Tensor> tensors;
            tensors.reserve(static_cast<size_t>(value.length));
            for (const void* handle : list<const void*>(value)) {
                tensors.push_back(optional_tensor(handle));
            }
            return tensors;
        }
        case REID_OPTIONAL_TENSOR_LIST: {
            c10::List<c10::optional<at::Tensor>> tensors;
            tensors.reserve(static_cast<size_t>(value.length));
            for (const void* handle : list<const void*>(value)) {
                tensors.push_back(handle == nullptr ? c10::optional<at::Tensor>() : optional_tensor(handle));
            }
            return tensors;
        }
        case REID_DEVICE: {
            const auto type = static_cast<c10::DeviceType>(static_cast<int32_t>(value.payload.integer));
            return c10::Device(type, static_cast<c10::DeviceIndex>(value.payload.integer >> 32));
        }
        case REID_OBJECT:
            return *require(static_cast<const c10::IValue*>(value.payload.pointer), "object");
        default:
            throw std::invalid_argument("unknown tag " + std::to_string(value.tag) + " of an argument");
    }
}

reid_value pack(c10::IValue&& result) {
    reid_value value{REID_NONE, 0, {0}};
    if (result.isTensor()) {
        value.tag = REID_TENSOR;
        value.payload.pointer = own(std::move(result).toTensor());
    } else if (result.isInt()) {
        value.tag = REID_INT;
        value.payload.integer = result.toInt();
    } else if (result.isDouble()) {
        value.tag = REID_DOUBLE;
        value.payload.real = result.toDouble();
    } else if (result.isBool()) {
        value.tag = REID_BOOL;
        value.payload.integer = result.toBool() ? 1 : 0;
    } else if (result.isTensorList()) {
        auto tensors = std::move(result).toTensorVector();
        auto handles = std::make_unique<at::Tensor*[]>(tensors.size());
        for (size_t i = 0; i < tensors.size(); i++) {
            handles[i] = own(std::move(tensors[i]));
        }
        value.tag = REID_TENSOR_LIST;
        value.length = static_cast<int32_t>(tensors.size());
        value.payload.pointer = handles.release();
    } else if (!result.isNone()) {
        value.tag = REID_OBJECT;
        value.payload.pointer = new c10::IValue(std::move(result));
    }
    return value;
}

// Arguments that the caller leaves off at the end take the defaults of the schema.
void append_defaults(const c10::FunctionSchema& schema, std::vector<c10::IValue>& stack) {
    const auto& arguments = schema.arguments();
    for (size_t i = stack.size(); i < arguments.size(); i++) {
        if (!arguments[i].default_value().has_value()) {
            throw std::invalid_argument(schema.name() + " needs its argument '" + arguments[i].name() + "'");
        }
        stack.push_back(*arguments[i].default_value());
    }
}

}  // namespace
}  // namespace reid::torch

using reid::torch::Operator;

REID_EXPORT int reid_torch_op(const char* name, const char* overload, void** op) {
    return reid::torch::guard([&] {
        *reid::require(op, "op") = nullptr;
        *op = reid::torch::find(reid::require(name, "name"), overload == nullptr ? "" : overload);
    });
}

// Returned tensors, objects and the array of a returned list belong to the caller (reid_torch_list_free frees the array
// only). A capacity of 0 drops the results, which is what an in-place operator's caller wants.
REID_EXPORT int reid_torch_call(void* op, const reid_value* arguments, int32_t argument_count, reid_value* results,
                                int32_t capacity, int32_t* result_count) {
    return reid::torch::guard([&] {
        // 1. The schema says what is called; more arguments or results than it has are the caller's bug.
        auto& target = *reid::require(static_cast<Operator*>(op), "op");
        const auto& schema = target.handle.schema();
        if (static_cast<size_t>(argument_count) > schema.arguments().size()) {
            throw std::invalid_argument(schema.name() + " takes " + std::to_string(schema.arguments().size()) +
                                        " arguments, not " + std::to_string(argument_count));
        }
        if (capacity != 0 && static_cast<size_t>(capacity) < schema.returns().size()) {
            throw std::invalid_argument(schema.name() + " returns " + std::to_string(schema.returns().size()) +
                                        " values, there is room for " + std::to_string(capacity));
        }
        // 2. Unbox the arguments, call, box the results.
        std::vector<c10::IValue> stack;
        stack.reserve(schema.arguments().size());
        for (int32_t i = 0; i < argument_count; i++) {
            stack.push_back(reid::torch::unpack(arguments[i]));
        }
        reid::torch::append_defaults(schema, stack);
        target.handle.callBoxed(&stack);
        *reid::require(result_count, "result_count") = static_cast<int32_t>(stack.size());
        for (size_t i = 0; capacity != 0 && i < stack.size(); i++) {
            results[i] = reid::torch::pack(std::move(stack[i]));
        }
    });
}

REID_EXPORT int reid_torch_list_free(void* list) {
    return reid::torch::guard([&] { delete[] static_cast<at::Tensor**>(list); });
}

REID_EXPORT int reid_torch_object_free(void* object) {
    return reid::torch::guard([&] { delete static_cast<c10::IValue*>(object); });
}
