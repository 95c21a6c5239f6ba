using Microsoft.Extensions.DependencyInjection;
using OpenCvSharp;
using ReId.Ingest;
using ReId.Ingest.Detection;
using ReId.Ingest.Sources;

namespace ReId.Benchmarks.Rounds;

/// <summary>A detector alone, on frames that are decoded already.</summary>
internal sealed class DetectJob : IRoundJob
{
    private readonly ServiceProvider _services = new ServiceCollection().AddReIdIngest().BuildServiceProvider();
    private readonly IPersonDetector _detector;
    private readonly List<Frame> _frames;

    /// <param name="name">Name of the detector.</param>
    /// <param name="weights">Its ONNX file; <c>-</c> for none.</param>
    /// <param name="video">Path of the footage.</param>
    /// <param name="frames">Frames of a round.</param>
    /// <param name="step">Of how many frames of the footage one is taken.</param>
    /// <param name="threads">OpenCV's threads.</param>
    public DetectJob(string name, string weights, string video, int frames, int step, int threads)
    {
        Cv2.SetNumThreads(threads);
        _detector = _services.GetRequiredService<PersonDetectorCatalog>()
            .Create(name, new PersonDetectorOptions { Weights = weights == "-" ? null : weights });
        _frames = ReadAsync(video, frames, step).GetAwaiter().GetResult();
    }

    public long? Run() => _frames.Sum(frame => (long)_detector.Detect(frame).Count);

    public void Dispose()
    {
        _frames.ForEach(frame => frame.Dispose());
        _detector.Dispose();
        _services.Dispose();
    }

    private static async Task<List<Frame>> ReadAsync(string video, int count, int step)
    {
        using var source = FrameSources.Open(video);
        var frames = new List<Frame>();
        await foreach (var frame in source.ReadAsync(CancellationToken.None))
        {
            if (frame.Number % step != 0)
            {
                frame.Dispose();
                continue;
            }

            frames.Add(frame);
            if (frames.Count == count)
            {
                return frames;
            }
        }

        throw new InvalidOperationException($"{video} has {frames.Count} of the {count} frames");
    }
}
