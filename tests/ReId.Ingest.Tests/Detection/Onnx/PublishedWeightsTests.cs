using Microsoft.Extensions.DependencyInjection;
using ReId.Ingest.Detection;
using ReId.Ingest.Tests.Support.Accuracy;
using ReId.Testing;

namespace ReId.Ingest.Tests.Detection.Onnx;

/// <summary>The weights that others published, on frames of which the truth is known; skipped where they are absent.</summary>
public class PublishedWeightsTests
{
    // Measured on all 60 frames: yolox 0.44, nanodet 0.51 (people far away and behind others count in full).
    [Theory]
    [InlineData("yolox", "yolox_yolox_nano_416x416.onnx", 0.35)]
    [InlineData("nanodet", "nanodet_nanodet_m_416.onnx", 0.4)]
    [InlineData("onnx", "nanodet_nanodet_m_416.onnx", 0.4)]
    public void People_are_found_where_they_are(string name, string file, double floor)
    {
        var weights = RepositoryPaths.FindInShared(Path.Combine("data", "weights", "detector", file));
        Assert.SkipWhen(weights is null, $"{file} is not on this machine");
        var folder = MultiviewX.FolderOrSkip();
        using var services = new ServiceCollection().AddReIdIngest().BuildServiceProvider();
        using var detector = services.GetRequiredService<PersonDetectorCatalog>().Create(name, new PersonDetectorOptions { Weights = weights });
        var precision = new AveragePrecision();
        for (var camera = 1; camera <= MultiviewX.Cameras; camera++)
        {
            using var frame = MultiviewX.Frame(folder, camera, 0);
            precision.Add(
                detector.Detect(frame), [.. MultiviewX.Truth(folder, camera, 0, frame.Image.Size()).Select(t => t.Box)]);
        }

        Assert.True(precision.Value >= floor, $"AP {precision.Value:0.000}");
    }
}
