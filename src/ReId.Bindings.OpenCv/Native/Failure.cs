using System.Runtime.InteropServices;
using ReId.Bindings;

namespace OpenCvSharp.Native;

/// <summary>The one place where a native status becomes an exception.</summary>
internal static class Failure
{
    public static void ThrowIfAny(int status)
    {
        if (status != (int)NativeStatus.Ok)
        {
            throw Read((NativeStatus)status);
        }
    }

    private static Exception Read(NativeStatus status)
    {
        NativeMethods.reid_cv_last_error(out var what, out var code, out var function, out var message, out var file, out var line);
        return status switch
        {
            NativeStatus.EngineError when code != 0 =>
                new OpenCVException((ErrorCode)code, Text(function), Text(message), Text(file), line),
            NativeStatus.OutOfMemory => new OutOfMemoryException(Text(what)),
            _ => new OpenCvSharpException(Text(what)),
        };
    }

    private static string Text(IntPtr utf8) => Marshal.PtrToStringUTF8(utf8) ?? "";
}
