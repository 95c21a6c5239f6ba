using TorchSharp;

namespace ReId.Bindings.Torch.Native;

/// <summary>
/// An ATen operator, named by its schema. Kept in static readonly fields: the look-up happens once, at the first call;
/// arguments left off at the end take the defaults of the schema.
/// </summary>
internal sealed class Operator(string name, string overload = "")
{
    private nint _handle;

    private nint Handle => _handle != 0 ? _handle : Resolve();

    /// <summary>Whether this libtorch has the operator.</summary>
    internal bool Exists() => NativeTorch.reid_torch_op(name, overload, out _handle) == NativeStatus.Ok;

    /// <summary>Calls an operator whose result is one tensor.</summary>
    internal torch.Tensor Call(params ReadOnlySpan<Argument> arguments)
    {
        Span<NativeValue> results = stackalloc NativeValue[1];
        CallFrame.Run(Handle, arguments, results);
        return torch.Tensor.FromResult(results[0]);
    }

    /// <summary>Calls an operator for its effect; what it returns (an in-place operator: its own input) is dropped.</summary>
    internal void Run(params ReadOnlySpan<Argument> arguments) => CallFrame.Run(Handle, arguments, default);

    /// <summary>Calls an operator with two tensors as its result.</summary>
    internal (torch.Tensor, torch.Tensor) CallPair(params ReadOnlySpan<Argument> arguments)
    {
        Span<NativeValue> results = stackalloc NativeValue[2];
        CallFrame.Run(Handle, arguments, results);
        return (torch.Tensor.FromResult(results[0]), torch.Tensor.FromResult(results[1]));
    }

    /// <summary>Calls an operator whose result is a list of tensors.</summary>
    internal unsafe torch.Tensor[] CallList(params ReadOnlySpan<Argument> arguments)
    {
        Span<NativeValue> results = stackalloc NativeValue[1];
        CallFrame.Run(Handle, arguments, results);
        var pointers = new ReadOnlySpan<nint>((void*)results[0].Payload, results[0].Length);
        var tensors = new torch.Tensor[pointers.Length];
        for (var i = 0; i < tensors.Length; i++)
        {
            tensors[i] = new torch.Tensor(new TensorHandle(pointers[i]));
        }

        NativeError.Ensure(NativeTorch.reid_torch_list_free((nint)results[0].Payload));
        return tensors;
    }

    /// <summary>Calls an operator whose result is a truth value.</summary>
    internal bool CallBool(params ReadOnlySpan<Argument> arguments)
    {
        Span<NativeValue> results = stackalloc NativeValue[1];
        CallFrame.Run(Handle, arguments, results);
        return results[0].Payload != 0;
    }

    /// <summary>Calls an operator whose result is a number: an integer (or truth value) or a double.</summary>
    internal Scalar CallScalar(params ReadOnlySpan<Argument> arguments)
    {
        Span<NativeValue> results = stackalloc NativeValue[1];
        CallFrame.Run(Handle, arguments, results);
        return results[0].Tag switch
        {
            ValueTag.Double => BitConverter.Int64BitsToDouble(results[0].Payload),
            ValueTag.Bool => results[0].Payload != 0,
            _ => results[0].Payload,
        };
    }

    /// <summary>Calls an operator whose result only other operators understand.</summary>
    internal ObjectHandle CallObject(params ReadOnlySpan<Argument> arguments)
    {
        Span<NativeValue> results = stackalloc NativeValue[1];
        CallFrame.Run(Handle, arguments, results);
        return new ObjectHandle((nint)results[0].Payload);
    }

    private nint Resolve()
    {
        NativeError.Ensure(NativeTorch.reid_torch_op(name, overload, out var found));
        return _handle = found;
    }
}
