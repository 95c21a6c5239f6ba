using System.Text.Json;
using ReId.Model.Embedding;
using ReId.Model.Files;
using ReId.Model.Preprocessing;

namespace ReId.Model.Golden.Pictures;

/// <summary>
/// Decoding, resizing and normalising a picture, compared with PIL's two filters, which ReId follows. The file's OpenCV
/// numbers are those of a resize that ReId does not do.
/// </summary>
internal sealed class ResizeCheck : IGoldenCheck
{
    private const int Channels = 3;
    private static readonly string[] s_filters = ["bilinear", "bicubic"];

    public string Group => "preprocess";

    public bool Handles(string name) => name == "resize_normalize";

    public string? Run(GoldenCase golden, GoldenComparison comparison, GoldenCheckOptions options)
    {
        var picture = Path.Combine(
            Path.GetDirectoryName(Path.GetFullPath(golden.Path))!, Path.GetFileName(golden.Inputs.GetProperty("png").GetString()!));
        var encoded = FileBytes.Read(picture);
        foreach (var filter in s_filters)
        {
            var info = Info(golden.Options, filter);
            using var batch = new PixelBatch(1, info.InputHeight, info.InputWidth);
            new PicturePreparer(info).Prepare(encoded, batch, 0);
            Compare(golden, info, batch.Slot(0), comparison);
        }

        return null;
    }

    private static ModelInfo Info(JsonElement options, string filter) => new()
    {
        Architecture = filter,
        Dimension = 1,
        Resize = filter,
        InputHeight = options.GetProperty("height").GetInt32(),
        InputWidth = options.GetProperty("width").GetInt32(),
        Mean = [.. options.GetProperty("mean").EnumerateArray().Select(v => v.GetSingle())],
        Std = [.. options.GetProperty("std").EnumerateArray().Select(v => v.GetSingle())],
    };

    private static void Compare(GoldenCase golden, ModelInfo info, ReadOnlySpan<byte> pixels, GoldenComparison comparison)
    {
        var expected = golden.Expected.GetProperty($"pil_{info.Resize}");
        var (levels, normal) = (golden.Tolerances.GetProperty("rgb").GetDouble(), golden.Tolerances.GetProperty("normalized").GetDouble());
        var points = golden.Inputs.GetProperty("points_y_x");
        for (var i = 0; i < points.GetArrayLength(); i++)
        {
            var (y, x) = (points[i][0].GetInt32(), points[i][1].GetInt32());
            for (var c = 0; c < Channels; c++)
            {
                var level = pixels[(((y * info.InputWidth) + x) * Channels) + c];
                comparison.Add($"{info.Resize}, channel {c} at {y}, {x}", level, expected.GetProperty("rgb")[i][c].GetDouble(), levels);
                comparison.Add(
                    $"{info.Resize}, normalised channel {c} at {y}, {x}", ((level / 255f) - info.Mean[c]) / info.Std[c],
                    expected.GetProperty("normalized")[i][c].GetDouble(), normal);
            }
        }

        var means = expected.GetProperty("sum_per_channel");
        for (var c = 0; c < Channels; c++)
        {
            var sum = 0L;
            for (var i = c; i < pixels.Length; i += Channels)
            {
                sum += pixels[i];
            }

            var count = pixels.Length / Channels;
            comparison.Add($"{info.Resize}, mean of channel {c}", sum / (double)count, means[c].GetDouble() / count, levels);
        }
    }
}
