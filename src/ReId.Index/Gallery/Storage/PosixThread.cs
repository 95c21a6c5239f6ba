using System.Runtime.InteropServices;

namespace ReId.Index.Storage;

/// <summary>What Linux offers and .NET does not: a thread that gives way.</summary>
internal static partial class PosixThread
{
    private const int ThisThread = 0; // PRIO_PROCESS with id 0: on Linux the calling thread.
    private const int Niceness = 10;

    /// <summary>Lowers the priority of the calling thread and of those that it starts. Where that fails nothing is lost.</summary>
    public static void GiveWay() => _ = SetPriority(ThisThread, 0, Niceness);

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, int who, int niceness);
}
