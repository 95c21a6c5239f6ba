using System.Runtime.CompilerServices;
using OpenCvSharp;
using ReId.Contracts;
using ReId.Ingest.Sources;

namespace ReId.Ingest.Tests.Support;

/// <summary>A sequence of pictures that a test makes, ten a second, which may break at its end, or be a camera's that lost some.</summary>
internal sealed class MadeSource(int count, Func<int, Mat> picture, string? failure = null, bool live = false, long dropped = 0) : IFrameSource
{
    public string Camera => "made";

    public bool IsSequence => true;

    public TimeSpan Interval => TimeSpan.FromSeconds(0.1);

    public long? ExpectedFrames => count;

    public int Skipped => 0;

    public bool IsLive => live;

    public long Dropped => dropped;

    public IReadOnlyList<string> Warnings => [];

    public async IAsyncEnumerable<Frame> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var i = 0; i < count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
            yield return Frames.Of(picture(i), i, Camera);
        }

        if (failure is not null)
        {
            throw new ReIdException(failure);
        }
    }

    public void Dispose()
    {
    }
}
