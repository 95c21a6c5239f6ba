using OpenCvSharp;
using ReId.Model.Augmentation;

namespace ReId.Model.Tests.Loading;

/// <summary>Leaves pictures as they are, and knows how many threads were in it at once.</summary>
internal sealed class ThreadCounter : IAugmentation
{
    private int _inside;
    private int _calls;
    private int _greatest;

    public string Name => "thread_counter";

    public int Calls => _calls;

    public int Greatest => _greatest;

    public void Apply(Mat picture, Random random)
    {
        var inside = Interlocked.Increment(ref _inside);
        Interlocked.Increment(ref _calls);
        for (var seen = Volatile.Read(ref _greatest); inside > seen; seen = Volatile.Read(ref _greatest))
        {
            Interlocked.CompareExchange(ref _greatest, inside, seen);
        }

        // Long enough that threads that are allowed in do meet.
        Thread.Sleep(1);
        Interlocked.Decrement(ref _inside);
    }
}
