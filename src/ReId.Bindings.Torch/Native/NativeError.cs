using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace ReId.Bindings.Torch.Native;

/// <summary>The one place where status codes become exceptions.</summary>
internal static class NativeError
{
    /// <summary>Throws unless the call succeeded.</summary>
    /// <exception cref="ExternalException">libtorch refused; the message is libtorch's own.</exception>
    /// <exception cref="ArgumentException">The binding passed what the ABI does not take.</exception>
    /// <exception cref="OutOfMemoryException">Native memory ran out.</exception>
    internal static void Ensure(NativeStatus status)
    {
        if (status != NativeStatus.Ok)
        {
            Throw(status);
        }
    }

    [DoesNotReturn]
    private static unsafe void Throw(NativeStatus status)
    {
        var message = Marshal.PtrToStringUTF8((nint)NativeTorch.reid_torch_last_error()) ?? string.Empty;
        throw status switch
        {
            NativeStatus.InvalidArgument => new ArgumentException(message),
            NativeStatus.OutOfMemory => new OutOfMemoryException(message),
            // TorchSharp throws this type for every error of libtorch; callers of either catch the same.
            _ => new ExternalException(message),
        };
    }
}
