using System.Runtime.InteropServices;

namespace ReId.Bindings.Faiss;

/// <summary>Hears of each iteration from native code, passes it on, and says whether to stop.</summary>
internal sealed class KMeansWatcher(IProgress<FaissKMeansProgress>? progress, CancellationToken cancellation)
{
    /// <summary>What the receiver of the progress threw.</summary>
    public Exception? Failure { get; private set; }

    [UnmanagedCallersOnly]
    public static int Hear(IntPtr context, int iteration, float objective)
    {
        var watcher = (KMeansWatcher)GCHandle.FromIntPtr(context).Target!;
        return watcher.Goes(new FaissKMeansProgress(iteration, objective)) ? 0 : 1;
    }

    private bool Goes(FaissKMeansProgress done)
    {
        try
        {
            progress?.Report(done);
            return !cancellation.IsCancellationRequested;
        }
        catch (Exception failure)
        {
            Failure = failure;
            return false;
        }
    }
}
