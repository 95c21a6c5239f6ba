using System.Runtime.InteropServices;

namespace ReId.Bindings.Faiss;

/// <summary>Carries the bytes of an index from native code into a stream, and the stream's failure back out.</summary>
internal sealed class ByteSink(Stream destination)
{
    /// <summary>What the stream threw; native code only learns that it should stop.</summary>
    public Exception? Failure { get; private set; }

    [UnmanagedCallersOnly]
    public static unsafe int Receive(IntPtr context, byte* bytes, long count)
    {
        var sink = (ByteSink)GCHandle.FromIntPtr(context).Target!;
        return sink.Write(bytes, count) ? 0 : 1;
    }

    private unsafe bool Write(byte* bytes, long count)
    {
        try
        {
            for (long at = 0; at < count;)
            {
                var piece = (int)Math.Min(count - at, 1 << 20);
                destination.Write(new ReadOnlySpan<byte>(bytes + at, piece));
                at += piece;
            }

            return true;
        }
        catch (Exception failure)
        {
            Failure = failure;
            return false;
        }
    }
}
