using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ReId.Index.Storage;

/// <summary>What POSIX offers and .NET does not: flushing a directory.</summary>
internal static partial class PosixFile
{
    private const int ReadOnly = 0;
    private const int CloseOnExec = 0x80000;
    private const int NotSupported = 22; // EINVAL: file systems without the notion

    public static void Flush(string folder)
    {
        using var handle = new SafeFileHandle(Open(folder, ReadOnly | CloseOnExec), ownsHandle: true);
        if (handle.IsInvalid || (Fsync(handle) != 0 && Marshal.GetLastPInvokeError() != NotSupported))
        {
            var error = Marshal.GetLastPInvokeError();
            throw new IOException($"{folder} cannot be flushed: {Marshal.GetPInvokeErrorMessage(error)}", error);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial nint Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(SafeFileHandle file);
}
