// Exercises every export of libreid_torch. No framework: a failed check prints itself and ends the program.
#include "torch/abi.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

extern "C" {
const char* reid_torch_last_error();
int reid_torch_op(const char* name, const char* overload, void** op);
int reid_torch_call(void* op, const reid_value* arguments, int32_t argument_count, reid_value* results,
                    int32_t capacity, int32_t* result_count);
int reid_torch_list_free(void* list);
int reid_torch_object_free(void* object);
int reid_torch_tensor_free(void* tensor);
int reid_torch_tensor_alias(void* tensor, void** alias);
int reid_torch_tensor_from_blob(void* data, const int64_t* sizes, int32_t dimensions, int32_t dtype, void** tensor);
int reid_torch_tensor_info(void* tensor, reid_tensor_info* info);
int reid_torch_tensor_shape(void* tensor, int64_t* sizes, int64_t* strides);
int reid_torch_tensor_data(void* tensor, void** data);
int reid_torch_set_requires_grad(void* tensor, int32_t required);
int reid_torch_grad(void* tensor, void** gradient);
int reid_torch_clear_grad(void* tensor);
int reid_torch_backward(void* tensor, void* gradient, int32_t retain_graph, int32_t create_graph);
int reid_torch_grad_enabled(int32_t* enabled);
int reid_torch_set_grad_enabled(int32_t enabled);
int reid_torch_inference_enter(int32_t enabled, void** mode);
int reid_torch_inference_leave(void* mode);
int reid_torch_inference_enabled(int32_t* enabled);
int reid_torch_autocast_enter(int32_t device_type, int32_t dtype, void** scope);
int reid_torch_autocast_leave(void* scope);
int reid_torch_threads(int32_t* count);
int reid_torch_set_threads(int32_t count);
int reid_torch_manual_seed(int64_t seed);
int reid_torch_cuda_devices(int32_t* count);
int reid_torch_keep_memory(int32_t on);
int reid_torch_kept_memory(int64_t* bytes);
}

#define CHECK(condition)                                                                                  \
    do {                                                                                                  \
        if (!(condition)) {                                                                               \
            std::fprintf(stderr, "%s:%d: %s\nlast error: %s\n", __FILE__, __LINE__, #condition,           \
                         reid_torch_last_error());                                                        \
            std::exit(1);                                                                                 \
        }                                                                                                 \
    } while (false)

namespace {

constexpr int32_t Float32 = 6;
constexpr int32_t Int64 = 4;

reid_value of_tensor(void* tensor) {
    reid_value value{REID_TENSOR, 0, {0}};
    value.payload.pointer = tensor;
    return value;
}

reid_value of_int(int64_t number) {
    reid_value value{REID_INT, 0, {0}};
    value.payload.integer = number;
    return value;
}

reid_value of_double(double number) {
    reid_value value{REID_DOUBLE, 0, {0}};
    value.payload.real = number;
    return value;
}

reid_value of_list(int32_t tag, const void* entries, int32_t length) {
    reid_value value{tag, length, {0}};
    value.payload.pointer = entries;
    return value;
}

reid_value call(const char* name, const char* overload, std::initializer_list<reid_value> arguments) {
    void* op = nullptr;
    CHECK(reid_torch_op(name, overload, &op) == reid::Ok);
    reid_value result{REID_NONE, 0, {0}};
    int32_t count = 0;
    CHECK(reid_torch_call(op, arguments.begin(), static_cast<int32_t>(arguments.size()), &result, 1, &count) == reid::Ok);
    CHECK(count == 1);
    return result;
}

void* handle(const reid_value& value) {
    CHECK(value.tag == REID_TENSOR);
    return const_cast<void*>(value.payload.pointer);
}

void* matrix(float* data, int64_t rows, int64_t columns) {
    const int64_t sizes[] = {rows, columns};
    void* tensor = nullptr;
    CHECK(reid_torch_tensor_from_blob(data, sizes, 2, Float32, &tensor) == reid::Ok);
    return tensor;
}

float* floats(void* tensor) {
    void* data = nullptr;
    CHECK(reid_torch_tensor_data(tensor, &data) == reid::Ok);
    return static_cast<float*>(data);
}

void free_tensor(void* tensor) { CHECK(reid_torch_tensor_free(tensor) == reid::Ok); }

void tensors_share_and_report_memory() {
    float data[] = {1, 2, 3, 4, 5, 6};
    void* tensor = matrix(data, 2, 3);
    CHECK(floats(tensor) == data);

    reid_tensor_info info{};
    CHECK(reid_torch_tensor_info(tensor, &info) == reid::Ok);
    CHECK(info.dimensions == 2 && info.elements == 6 && info.element_size == 4 && info.dtype == Float32);
    CHECK(info.device_type == 0 && info.is_contiguous == 1 && info.is_leaf == 1 && info.requires_grad == 0);

    int64_t sizes[2];
    int64_t strides[2];
    CHECK(reid_torch_tensor_shape(tensor, sizes, strides) == reid::Ok);
    CHECK(sizes[0] == 2 && sizes[1] == 3 && strides[0] == 3 && strides[1] == 1);
    CHECK(reid_torch_tensor_shape(tensor, sizes, nullptr) == reid::Ok);

    void* alias = nullptr;
    CHECK(reid_torch_tensor_alias(tensor, &alias) == reid::Ok);
    free_tensor(tensor);
    CHECK(floats(alias)[5] == 6);
    free_tensor(alias);
}

void calls_carry_every_kind_of_value() {
    float data[] = {1, 2, 3, 4};
    void* a = matrix(data, 2, 2);

    // Defaults of the schema fill what is left off: alpha of add.
    void* sum = handle(call("aten::add", "Tensor", {of_tensor(a), of_tensor(a)}));
    CHECK(floats(sum)[3] == 8);

    void* scaled = handle(call("aten::mul", "Scalar", {of_tensor(a), of_double(0.5)}));
    CHECK(floats(scaled)[0] == 0.5f);

    const int64_t shape[] = {4};
    void* flat = handle(call("aten::view", "", {of_tensor(a), of_list(REID_INT_LIST, shape, 1)}));
    CHECK(floats(flat) == data);

    const void* both[] = {a, sum};
    void* joined = handle(call("aten::cat", "", {of_list(REID_TENSOR_LIST, both, 2), of_int(0)}));
    reid_tensor_info info{};
    CHECK(reid_torch_tensor_info(joined, &info) == reid::Ok);
    CHECK(info.elements == 8);

    const reid_value parts = call("aten::unbind", "int", {of_tensor(a), of_int(0)});
    CHECK(parts.tag == REID_TENSOR_LIST && parts.length == 2);
    auto** handles = static_cast<void**>(const_cast<void*>(parts.payload.pointer));
    CHECK(floats(handles[1])[0] == 3);
    free_tensor(handles[0]);
    free_tensor(handles[1]);
    CHECK(reid_torch_list_free(handles) == reid::Ok);

    // A null entry of an optional list is None: a[:, [1]].
    int64_t one = 1;
    const int64_t single[] = {1};
    void* index = nullptr;
    CHECK(reid_torch_tensor_from_blob(&one, single, 1, Int64, &index) == reid::Ok);
    const void* indices[] = {nullptr, index};
    void* column =
        handle(call("aten::index", "Tensor", {of_tensor(a), of_list(REID_OPTIONAL_TENSOR_LIST, indices, 2)}));
    CHECK(floats(column)[0] == 2 && floats(column)[1] == 4);

    const reid_value number = call("aten::_local_scalar_dense", "", {of_tensor(index)});
    CHECK(number.tag == REID_INT && number.payload.integer == 1);
    const reid_value equal = call("aten::equal", "", {of_tensor(a), of_tensor(a)});
    CHECK(equal.tag == REID_BOOL && equal.payload.integer == 1);

    const reid_value mode = of_list(REID_STRING, "floor", 5);
    void* divided = handle(call("aten::div", "Scalar_mode", {of_tensor(a), of_double(2), mode}));
    CHECK(floats(divided)[2] == 1);

    reid_value device{REID_DEVICE, 0, {0}};
    device.payload.integer = static_cast<int64_t>(0xffffffff00000000ULL);
    const reid_value none{REID_NONE, 0, {0}};
    void* zeros = handle(call("aten::zeros", "", {of_list(REID_INT_LIST, shape, 1), of_int(Float32), none, device}));
    CHECK(floats(zeros)[3] == 0);

    for (void* tensor : {a, sum, scaled, flat, joined, index, column, divided, zeros}) {
        free_tensor(tensor);
    }
}

void in_place_results_may_be_dropped() {
    float data[] = {-1, 2};
    void* a = matrix(data, 1, 2);
    void* op = nullptr;
    CHECK(reid_torch_op("aten::relu_", "", &op) == reid::Ok);
    const reid_value argument = of_tensor(a);
    int32_t count = 0;
    CHECK(reid_torch_call(op, &argument, 1, nullptr, 0, &count) == reid::Ok);
    CHECK(data[0] == 0 && data[1] == 2);
    free_tensor(a);
}

void gradients_flow() {
    float data[] = {1, 2, 3, 4};
    void* a = matrix(data, 2, 2);
    CHECK(reid_torch_set_requires_grad(a, 1) == reid::Ok);
    void* squared = handle(call("aten::mul", "Tensor", {of_tensor(a), of_tensor(a)}));
    void* sum = handle(call("aten::sum", "", {of_tensor(squared)}));
    CHECK(reid_torch_backward(sum, nullptr, 0, 0) == reid::Ok);
    void* gradient = nullptr;
    CHECK(reid_torch_grad(a, &gradient) == reid::Ok);
    CHECK(gradient != nullptr && floats(gradient)[3] == 8);
    free_tensor(gradient);
    CHECK(reid_torch_clear_grad(a) == reid::Ok);
    CHECK(reid_torch_grad(a, &gradient) == reid::Ok && gradient == nullptr);

    // A second pass through a freed graph is libtorch's error, in its words and without its stack.
    CHECK(reid_torch_backward(sum, nullptr, 0, 0) == reid::EngineError);
    CHECK(std::strstr(reid_torch_last_error(), "second time") != nullptr);
    CHECK(std::strstr(reid_torch_last_error(), "frame #") == nullptr);
    for (void* tensor : {a, squared, sum}) {
        free_tensor(tensor);
    }
}

void modes_are_entered_and_left() {
    int32_t enabled = 0;
    CHECK(reid_torch_grad_enabled(&enabled) == reid::Ok && enabled == 1);
    CHECK(reid_torch_set_grad_enabled(0) == reid::Ok);
    CHECK(reid_torch_grad_enabled(&enabled) == reid::Ok && enabled == 0);
    CHECK(reid_torch_set_grad_enabled(1) == reid::Ok);

    void* mode = nullptr;
    CHECK(reid_torch_inference_enter(1, &mode) == reid::Ok);
    CHECK(reid_torch_inference_enabled(&enabled) == reid::Ok && enabled == 1);
    CHECK(reid_torch_inference_leave(mode) == reid::Ok);
    CHECK(reid_torch_inference_enabled(&enabled) == reid::Ok && enabled == 0);
}

int32_t type_of_product(void* a) {
    void* product = handle(call("aten::mm", "", {of_tensor(a), of_tensor(a)}));
    reid_tensor_info info{};
    CHECK(reid_torch_tensor_info(product, &info) == reid::Ok);
    free_tensor(product);
    return info.dtype;
}

void autocast_is_entered_and_left() {
    constexpr int32_t Cpu = 0, Float16 = 5, BFloat16 = 15, Meta = 14;
    float data[] = {1, 2, 3, 4};
    void* a = matrix(data, 2, 2);
    CHECK(type_of_product(a) == Float32);

    void* outer = nullptr;
    void* inner = nullptr;
    CHECK(reid_torch_autocast_enter(Cpu, BFloat16, &outer) == reid::Ok);
    CHECK(type_of_product(a) == BFloat16);
    CHECK(reid_torch_autocast_enter(Cpu, BFloat16, &inner) == reid::Ok);
    CHECK(reid_torch_autocast_leave(inner) == reid::Ok);
    CHECK(type_of_product(a) == BFloat16);
    CHECK(reid_torch_autocast_leave(outer) == reid::Ok);
    CHECK(type_of_product(a) == Float32);

    CHECK(reid_torch_autocast_enter(Meta, Float16, &outer) == reid::InvalidArgument);
    CHECK(reid_torch_autocast_leave(nullptr) == reid::InvalidArgument);
    free_tensor(a);
}

void the_runtime_answers() {
    int32_t count = 0;
    CHECK(reid_torch_set_threads(2) == reid::Ok);
    CHECK(reid_torch_threads(&count) == reid::Ok && count == 2);
    CHECK(reid_torch_set_threads(0) == reid::InvalidArgument);
    CHECK(reid_torch_cuda_devices(&count) == reid::Ok && count >= 0);

    const int64_t shape[] = {3};
    float first[3];
    for (int pass = 0; pass < 2; pass++) {
        CHECK(reid_torch_manual_seed(42) == reid::Ok);
        void* drawn = handle(call("aten::rand", "", {of_list(REID_INT_LIST, shape, 1)}));
        CHECK(pass == 0 || std::memcmp(first, floats(drawn), sizeof first) == 0);
        std::memcpy(first, floats(drawn), sizeof first);
        free_tensor(drawn);
    }
}

void objects_pass_through() {
    void* op = nullptr;
    if (reid_torch_op("mkldnn_prepacked::conv2d_prepack", "", &op) != reid::Ok) {
        return;  // a libtorch without oneDNN
    }
    float data[] = {2};
    const int64_t ones[] = {1, 1, 1, 1};
    const int64_t zeros[] = {0, 0};
    void* weight = nullptr;
    CHECK(reid_torch_tensor_from_blob(data, ones, 4, Float32, &weight) == reid::Ok);
    const reid_value pair = of_list(REID_INT_LIST, ones, 2);
    const reid_value packed =
        call("mkldnn_prepacked::conv2d_prepack", "",
             {of_tensor(weight), reid_value{REID_NONE, 0, {0}}, pair, of_list(REID_INT_LIST, zeros, 2), pair, of_int(1),
              of_list(REID_INT_LIST, ones, 4), of_list(REID_STRING, "none", 4)});
    CHECK(packed.tag == REID_OBJECT);
    void* result = handle(call("mkldnn_prepacked::conv2d_run", "", {of_tensor(weight), packed}));
    CHECK(std::fabs(floats(result)[0] - 4) < 1e-6);
    free_tensor(result);
    free_tensor(weight);
    CHECK(reid_torch_object_free(const_cast<void*>(packed.payload.pointer)) == reid::Ok);
}

void* zeros(int64_t count) {
    const reid_value none{REID_NONE, 0, {0}};
    return handle(call("aten::zeros", "", {of_list(REID_INT_LIST, &count, 1), of_int(Float32), none, none, none}));
}

int64_t kept() {
    int64_t bytes = -1;
    CHECK(reid_torch_kept_memory(&bytes) == reid::Ok);
    return bytes;
}

void freed_memory_is_kept_and_given_back() {
    constexpr int64_t Large = 4 << 20;  // elements: 16 MiB
    void* before = zeros(Large);
    CHECK(reid_torch_keep_memory(1) == reid::Ok);
    void* first = zeros(Large);
    const void* place = floats(first);
    floats(first)[Large - 1] = 3;
    free_tensor(first);
    CHECK(kept() == Large * 4);

    // The same piece again, for a little less, cleared by whoever asked for zeros.
    void* again = zeros(Large - 1000);
    CHECK(floats(again) == place && floats(again)[0] == 0 && kept() == 0);
    // A small one and one from before are none of its business.
    free_tensor(zeros(10));
    free_tensor(before);
    CHECK(kept() == 0);

    // Half of the size is no reuse, and what is kept stays within a quarter of the most that lived at a time.
    free_tensor(again);
    void* other = zeros(Large / 2);
    CHECK(floats(other) != place && kept() <= Large);

    // What cannot be had, 256 TiB, is refused and changes no bound: of two more pieces only a quarter stays beside.
    void* op = nullptr;
    CHECK(reid_torch_op("aten::empty", "memory_format", &op) == reid::Ok);
    const int64_t huge = int64_t{1} << 46;
    const reid_value none{REID_NONE, 0, {0}};
    const reid_value asked[] = {of_list(REID_INT_LIST, &huge, 1), of_int(Float32), none, none, none, none};
    reid_value result{};
    int32_t count = 0;
    CHECK(reid_torch_call(op, asked, 6, &result, 1, &count) != reid::Ok);
    void* more[] = {zeros(Large), zeros(Large)};
    free_tensor(more[0]);
    free_tensor(more[1]);
    void* large = zeros(Large * 3);
    CHECK(kept() <= (Large * 3 + Large / 2) * 4 / 4);
    free_tensor(large);
    CHECK(reid_torch_keep_memory(0) == reid::Ok);
    CHECK(kept() == 0);
    floats(other)[Large / 2 - 1] = 1;
    free_tensor(other);
    CHECK(kept() == 0);
}

void mistakes_are_answered_not_fatal() {
    void* op = nullptr;
    CHECK(reid_torch_op("aten::no_such_operator", "", &op) == reid::InvalidArgument && op == nullptr);
    CHECK(std::string(reid_torch_last_error()) == "libtorch has no operator aten::no_such_operator");
    CHECK(reid_torch_op(nullptr, "", &op) == reid::InvalidArgument);
    CHECK(reid_torch_tensor_info(nullptr, nullptr) == reid::InvalidArgument);
    CHECK(reid_torch_tensor_free(nullptr) == reid::Ok);

    float data[] = {1, 2, 3, 4, 5, 6};
    void* a = matrix(data, 2, 3);
    CHECK(reid_torch_op("aten::mm", "", &op) == reid::Ok);
    const reid_value arguments[] = {of_tensor(a), of_tensor(a), of_tensor(a)};
    reid_value result{};
    int32_t count = 0;
    CHECK(reid_torch_call(op, arguments, 2, &result, 1, &count) == reid::EngineError);
    CHECK(std::strstr(reid_torch_last_error(), "shapes cannot be multiplied") != nullptr);
    CHECK(reid_torch_call(op, arguments, 3, &result, 1, &count) == reid::InvalidArgument);
    CHECK(reid_torch_call(op, arguments, 1, &result, 1, &count) == reid::InvalidArgument);
    const reid_value nonsense[] = {of_tensor(a), reid_value{99, 0, {0}}};
    CHECK(reid_torch_call(op, nonsense, 2, &result, 1, &count) == reid::InvalidArgument);
    free_tensor(a);
}

}  // namespace

int main() {
    tensors_share_and_report_memory();
    calls_carry_every_kind_of_value();
    in_place_results_may_be_dropped();
    gradients_flow();
    modes_are_entered_and_left();
    autocast_is_entered_and_left();
    the_runtime_answers();
    objects_pass_through();
    freed_memory_is_kept_and_given_back();
    mistakes_are_answered_not_fatal();
    std::puts("ok");
    return 0;
}
