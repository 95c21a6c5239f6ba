using System.Runtime.InteropServices;

namespace ReId.Bindings.Faiss.Interop;

/// <summary>The one place where a status of the native library becomes an exception.</summary>
internal static class NativeError
{
    public static void Check(int status)
    {
        if (status != (int)NativeStatus.Ok)
        {
            Throw((NativeStatus)status);
        }
    }

    private static unsafe void Throw(NativeStatus status)
    {
        var message = Marshal.PtrToStringUTF8((nint)NativeMethods.reid_faiss_last_error()) ?? "FAISS failed without a message";
        throw status == NativeStatus.OutOfMemory
            ? new OutOfMemoryException("FAISS ran out of memory.")
            : new FaissException(message, status);
    }
}
