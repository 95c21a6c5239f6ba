using System.Globalization;
using ReId.Model.Embedding;

namespace ReId.Model.Weights.SafeTensors;

/// <summary>Maps <see cref="ModelInfo"/> to the strings of a safetensors file's metadata and back.</summary>
internal static class ModelMetadata
{
    public const string IdKey = "reid.model_id";
    private const string FormatKey = "reid.format";
    private const string Format = "1";
    private const string ArchitectureKey = "reid.architecture";
    private const string DimensionKey = "reid.dimension";
    private const string HeightKey = "reid.input_height";
    private const string WidthKey = "reid.input_width";
    private const string MeanKey = "reid.mean";
    private const string StdKey = "reid.std";
    private const string ResizeKey = "reid.resize";
    private const string OptionPrefix = "reid.option.";
    private const string TrainingPrefix = "reid.training.";

    public static Dictionary<string, string> Write(ModelInfo info)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            // Other tools take this as "tensors of PyTorch, C order".
            ["format"] = "pt",
            [FormatKey] = Format,
            [IdKey] = info.Id,
            [ArchitectureKey] = info.Architecture,
            [DimensionKey] = Text(info.Dimension),
            [HeightKey] = Text(info.InputHeight),
            [WidthKey] = Text(info.InputWidth),
            [MeanKey] = Text(info.Mean),
            [StdKey] = Text(info.Std),
            [ResizeKey] = info.Resize,
        };
        foreach (var (name, value) in info.Options)
        {
            metadata[OptionPrefix + name] = value;
        }

        foreach (var (name, value) in info.Training)
        {
            metadata[TrainingPrefix + name] = value;
        }

        return metadata;
    }

    public static ModelInfo Read(IReadOnlyDictionary<string, string> metadata)
    {
        if (!metadata.TryGetValue(FormatKey, out var format))
        {
            throw new WeightsFormatException(
                "it names no architecture; convert it with 'reid models import FILE --arch NAME --out M.safetensors'");
        }

        if (format != Format)
        {
            throw new WeightsFormatException(
                $"it was written in model format {format} and this program reads format {Format}; update the program");
        }

        return new ModelInfo
        {
            Id = Required(metadata, IdKey),
            Architecture = Required(metadata, ArchitectureKey),
            Dimension = Size(metadata, DimensionKey, 1 << 20),
            InputHeight = Size(metadata, HeightKey, 1 << 13),
            InputWidth = Size(metadata, WidthKey, 1 << 13),
            Mean = Channels(metadata, MeanKey, float.IsFinite, "finite"),
            Std = Channels(metadata, StdKey, v => float.IsFinite(v) && v > 0, "positive"),
            Resize = Required(metadata, ResizeKey),
            Options = Under(metadata, OptionPrefix),
            Training = Under(metadata, TrainingPrefix),
        };
    }

    private static Dictionary<string, string> Under(IReadOnlyDictionary<string, string> metadata, string prefix) => metadata
        .Where(m => m.Key.StartsWith(prefix, StringComparison.Ordinal))
        .ToDictionary(m => m.Key[prefix.Length..], m => m.Value, StringComparer.Ordinal);

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(IEnumerable<float> values) =>
        string.Join(',', values.Select(v => v.ToString("R", CultureInfo.InvariantCulture)));

    private static string Required(IReadOnlyDictionary<string, string> metadata, string key) =>
        metadata.TryGetValue(key, out var value) && value.Length > 0
            ? value
            : throw new WeightsFormatException($"its metadata lacks {key}");

    private static int Size(IReadOnlyDictionary<string, string> metadata, string key, int greatest)
    {
        var text = Required(metadata, key);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            && value >= 1 && value <= greatest
            ? value
            : throw new WeightsFormatException($"its metadata says {key} = {text}, not a number from 1 to {greatest}");
    }

    private static float[] Channels(
        IReadOnlyDictionary<string, string> metadata, string key, Func<float, bool> valid, string rule)
    {
        var text = Required(metadata, key);
        var parts = text.Split(',');
        var values = new float[PixelBatch.Channels];
        var good = parts.Length == values.Length;
        for (var i = 0; good && i < values.Length; i++)
        {
            good = float.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out values[i])
                && valid(values[i]);
        }

        return good ? values : throw new WeightsFormatException($"its metadata says {key} = {text}, not three {rule} numbers");
    }
}
