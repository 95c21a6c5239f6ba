using System.Runtime.InteropServices;

namespace ReId.Bindings.Torch.Native;

/// <summary>The exports of libreid_torch; every one but the error text returns a status.</summary>
internal static unsafe partial class NativeTorch
{
    private const string Library = "reid_torch";

    // Runs before the first call loads the library.
    static NativeTorch() => WaitPolicy.LetThreadsSleep();

    [LibraryImport(Library)]
    internal static partial byte* reid_torch_last_error();

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial NativeStatus reid_torch_op(string name, string overload, out nint op);

    [LibraryImport(Library)]
    internal static partial NativeStatus reid_torch_call(
        nint op, NativeValue* arguments, int argumentCount, NativeValue* results, int capacity, out int resultCount);

    [LibraryImport(Library)]
    internal static partial NativeStatus reid_torch_list_free(nint list);

    [LibraryImport(Library)]
    internal static partial NativeStatus reid_torch_object_free(nint value);

    [LibraryImport(Library)]
    internal static partial NativeStatus reid_torch_tensor_free(nint tensor);

    [LibraryImport(Library)]
    internal static partial NativeStatus reid_torch_tensor_alias(TensorHandle tensor, out nint alias);

    [LibraryImport(Library)]
    internal static partial NativeStatus reid_torch_tensor_from_blob(
        nint data, long* sizes, int dimensions, int dtype, out nint tensor);

    [LibraryImport(Library)]
    internal static partial NativeStatus reid_torch_tensor_info(TensorHandle tensor, out TensorInfo info);

    [LibraryImport(Library)]
    internal static partial NativeStatus reid_torch_tensor_shape(TensorHandle tensor, long* sizes, long* strides);

    [LibraryImport(Library)]
    internal static partial NativeStatus reid_torch_tensor_data(TensorHandle tensor, out nint data);

    [LibraryImport(Library)]
    internal static partial NativeStatus reid_torch_set_requires_grad(TensorHandle tensor, int required);

    [LibraryImport(Library)]
    internal static partial NativeStatus reid_torch_grad(TensorHandle tensor, out nint gradient);

    [LibraryImport(Library)]
    internal static partial NativeStatus reid_torch_clear_grad(TensorHandle tensor);

    [LibraryImport(Library)]
    internal static partial NativeStatus reid_torch_backward(
        TensorHandle tensor, TensorHandle gradient, int retainGraph, int createGraph);

    [LibraryImport(Library, EntryPoint = "reid_torch_backward")]
    internal static partial NativeStatus reid_torch_backward_of_scalar(
        TensorHandle tensor, nint noGradient, int retainGraph, int createGraph);

    [LibraryImport(Library)]
    internal static partial NativeStatus reid_torch_grad_enabled(out int enabled);

    [LibraryImport(Library)]
    internal static partial NativeStatus reid_torch_set_grad_enabled(int enabled);

    [LibraryImport(Library)]
    internal static partial NativeStatus reid_torch_inference_enter(int enabled, out nint mode);

    [LibraryImport(Library)]
    internal static partial NativeStatus reid_torch_inference_leave(nint mode);

    [LibraryImport(Library)]
    internal static partial NativeStatus reid_torch_inference_enabled(out int enabled);

    [LibraryImport(Library)]
    internal static partial NativeStatus reid_torch_autocast_enter(int deviceType, int dtype, out nint scope);

    [LibraryImport(Library)]
    internal static partial NativeStatus reid_torch_autocast_leave(nint scope);

    [LibraryImport(Library)]
    internal static partial NativeStatus reid_torch_threads(out int count);

    [LibraryImport(Library)]
    internal static partial NativeStatus reid_torch_set_threads(int count);

    [LibraryImport(Library)]
    internal static partial NativeStatus reid_torch_manual_seed(long seed);

    [LibraryImport(Library)]
    internal static partial NativeStatus reid_torch_cuda_devices(out int count);

    [LibraryImport(Library)]
    internal static partial NativeStatus reid_torch_keep_memory(int on);

    [LibraryImport(Library)]
    internal static partial NativeStatus reid_torch_kept_memory(out long bytes);
}
