using System.Text.Json;
using ReId.Contracts;
using ReId.Model.Files;

namespace ReId.Model.Calibration;

/// <summary>A calibration as a JSON file. The keys are a contract: docs/calibration.md lists them.</summary>
internal static class CalibrationFile
{
    private const string Format = "reid-calibration-1";

    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web) { WriteIndented = true, RespectNullableAnnotations = true };

    public static void Write(string path, ModelCalibration calibration) =>
        AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, ToJson(calibration), s_options));

    public static ModelCalibration Read(string path, string? modelId)
    {
        Content content;
        try
        {
            content = JsonSerializer.Deserialize<Content>(FileBytes.Read(path), s_options)
                ?? throw new ReIdException($"{path} is no calibration: it holds null.");
        }
        catch (JsonException e)
        {
            throw new ReIdException($"{path} is no calibration: {e.Message.TrimEnd('.')}.", e);
        }

        if (content.Format != Format)
        {
            throw new ReIdException($"{path} is no calibration that this version reads: its format is '{content.Format}', not '{Format}'.");
        }

        // A calibration of vectors from files names no model: nobody can vouch that it fits.
        if (modelId is not null && content.Model != modelId)
        {
            throw new ReIdException(
                $"{path} belongs to {(content.Model is { } other ? $"the model {other}" : "no model")}, not to {modelId}: run './reid calibrate' for this one.");
        }

        return FromJson(path, content);
    }

    private static Content ToJson(ModelCalibration calibration) => new()
    {
        Format = Format,
        Model = calibration.Model,
        Source = calibration.Source,
        FlipAverage = calibration.FlipAverage,
        CrossCamera = calibration.CrossCamera,
        Prior = calibration.Prior,
        Seed = calibration.Seed,
        Similarities = calibration.Map.Similarities,
        LogLikelihoodRatios = calibration.Map.LogRatios,
        Thresholds = calibration.Thresholds,
        ExpectedCalibrationError = calibration.Reliability.ExpectedCalibrationError,
        Reliability = calibration.Reliability.Rows,
        Fitted = calibration.Fitted,
        HeldOut = calibration.HeldOut,
    };

    private static ModelCalibration FromJson(string path, Content content)
    {
        if (content.Prior is not (> 0 and < 1))
        {
            throw new ReIdException($"{path} is damaged: its prior must be above 0 and below 1.");
        }

        SimilarityMap map;
        try
        {
            map = new SimilarityMap(content.Similarities, content.LogLikelihoodRatios);
        }
        catch (ReIdException e)
        {
            throw new ReIdException($"{path} is damaged: its similarities and logLikelihoodRatios must be finite, ascending and equally many.", e);
        }

        return new ModelCalibration
        {
            Model = content.Model,
            Source = content.Source,
            FlipAverage = content.FlipAverage,
            CrossCamera = content.CrossCamera,
            Prior = content.Prior,
            Seed = content.Seed,
            Map = map,
            Thresholds = content.Thresholds,
            Reliability = new Reliability(content.Reliability, content.ExpectedCalibrationError),
            Fitted = content.Fitted,
            HeldOut = content.HeldOut,
        };
    }

    /// <summary>The keys of the file.</summary>
    private sealed record Content
    {
        public required string Format { get; init; }

        public string? Model { get; init; }

        public required string Source { get; init; }

        public bool FlipAverage { get; init; }

        public bool CrossCamera { get; init; }

        public double Prior { get; init; }

        public int Seed { get; init; }

        public required IReadOnlyList<double> Similarities { get; init; }

        public required IReadOnlyList<double> LogLikelihoodRatios { get; init; }

        public required IReadOnlyList<CalibratedThreshold> Thresholds { get; init; }

        public double ExpectedCalibrationError { get; init; }

        public required IReadOnlyList<ReliabilityBin> Reliability { get; init; }

        public required CalibrationPart Fitted { get; init; }

        public required CalibrationPart HeldOut { get; init; }
    }
}
