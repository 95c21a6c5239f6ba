using System.Runtime.InteropServices;
using OpenCvSharp;
using ReId.Ingest.Sources;
using ReId.Model.Embedding;

namespace ReId.Benchmarks.Rounds;

/// <summary>Every frame of a video or a folder of pictures, decoded and let go.</summary>
internal sealed class DecodeJob : IRoundJob
{
    private readonly string _path;

    public DecodeJob(string path, int threads)
    {
        Cv2.SetNumThreads(threads);
        _path = path;
    }

    public long? Run() => SumAsync().GetAwaiter().GetResult();

    public void Dispose()
    {
    }

    /// <summary>The pixels in the middle, so that both sides must have decoded the same.</summary>
    private async Task<long> SumAsync()
    {
        using var source = FrameSources.Open(_path);
        var sum = 0L;
        await foreach (var frame in source.ReadAsync(CancellationToken.None))
        {
            using (frame)
            {
                var middle = PixelBatch.Channels * ((frame.Image.Height / 2 * frame.Image.Width) + (frame.Image.Width / 2));
                for (var channel = 0; channel < PixelBatch.Channels; channel++)
                {
                    sum += Marshal.ReadByte(frame.Image.Data, middle + channel);
                }
            }
        }

        return sum;
    }
}
