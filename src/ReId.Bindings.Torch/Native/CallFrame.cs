using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp;

namespace ReId.Bindings.Torch.Native;

/// <summary>Lays the arguments of one call out on the stack, calls, and lets the handles go again.</summary>
internal static unsafe class CallFrame
{
    // Calls with more list entries than this (a cat of thousands of tensors) take their scratch from the heap.
    private const int StackScratch = 96;

    /// <summary>Calls an operator.</summary>
    /// <param name="op">The resolved operator.</param>
    /// <param name="arguments">Its arguments in schema order.</param>
    /// <param name="results">Room for its results; empty drops them.</param>
    [SkipLocalsInit]
    internal static void Run(nint op, ReadOnlySpan<Argument> arguments, Span<NativeValue> results)
    {
        // 1. Entries of lists lie in one scratch block that does not move.
        var needed = ScratchNeeded(arguments);
        if (needed <= StackScratch)
        {
            var scratch = stackalloc long[StackScratch];
            Run(op, arguments, results, scratch);
            return;
        }

        var rented = (long*)NativeMemory.Alloc((nuint)needed, sizeof(long));
        try
        {
            Run(op, arguments, results, rented);
        }
        finally
        {
            NativeMemory.Free(rented);
        }
    }

    private static void Run(nint op, ReadOnlySpan<Argument> arguments, Span<NativeValue> results, long* scratch)
    {
        var values = stackalloc NativeValue[arguments.Length];
        var held = 0;
        try
        {
            // 2. Every handle is held for the length of the call: a dispose on another thread cannot free it under us.
            for (; held < arguments.Length; held++)
            {
                values[held] = Pack(arguments[held], ref scratch);
            }

            // 3. One call, whatever the operator.
            fixed (NativeValue* room = results)
            {
                NativeError.Ensure(
                    NativeTorch.reid_torch_call(op, values, arguments.Length, room, results.Length, out _));
            }
        }
        finally
        {
            for (var i = 0; i < held; i++)
            {
                Release(arguments[i]);
            }
        }
    }

    private static int ScratchNeeded(ReadOnlySpan<Argument> arguments)
    {
        var needed = 0;
        foreach (ref readonly var argument in arguments)
        {
            needed += argument.Reference switch
            {
                Array list => list.Length,
                string text => text.Length / 8 + 1,
                _ => 0,
            };
        }

        return needed;
    }

    private static NativeValue Pack(in Argument argument, ref long* scratch)
    {
        var value = new NativeValue { Tag = argument.Tag, Payload = argument.Bits };
        switch (argument.Reference)
        {
            case NativeHandle handle:
                value.Payload = Hold(handle);
                break;
            case long[] numbers:
                value.Length = numbers.Length;
                value.Payload = (long)scratch;
                numbers.CopyTo(new Span<long>(scratch, numbers.Length));
                scratch += numbers.Length;
                break;
            case torch.Tensor?[] tensors:
                value.Length = tensors.Length;
                value.Payload = (long)scratch;
                scratch = HoldAll(tensors, scratch);
                break;
            case string text:
                // Names of modes and equations: ASCII, one byte a character.
                value.Length = text.Length;
                value.Payload = (long)scratch;
                for (var i = 0; i < text.Length; i++)
                {
                    ((byte*)scratch)[i] = checked((byte)text[i]);
                }

                scratch += text.Length / 8 + 1;
                break;
        }

        return value;
    }

    private static long* HoldAll(torch.Tensor?[] tensors, long* scratch)
    {
        var held = 0;
        try
        {
            for (; held < tensors.Length; held++)
            {
                scratch[held] = tensors[held] is { } tensor ? Hold(tensor.NativeHandle) : 0;
            }
        }
        catch
        {
            ReleaseAll(tensors.AsSpan(0, held));
            throw;
        }

        return scratch + tensors.Length;
    }

    private static long Hold(NativeHandle handle)
    {
        var held = false;
        handle.DangerousAddRef(ref held);
        return handle.DangerousGetHandle();
    }

    private static void Release(in Argument argument)
    {
        if (argument.Reference is NativeHandle handle)
        {
            handle.DangerousRelease();
        }
        else if (argument.Reference is torch.Tensor?[] tensors)
        {
            ReleaseAll(tensors);
        }
    }

    private static void ReleaseAll(ReadOnlySpan<torch.Tensor?> tensors)
    {
        foreach (var tensor in tensors)
        {
            tensor?.NativeHandle.DangerousRelease();
        }
    }
}
