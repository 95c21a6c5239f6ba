using System.Security.Cryptography;
using System.Text.Json;
using ReId.Contracts;
using ReId.Model.Backbones;
using ReId.Model.Inference;
using ReId.Model.Weights;
using TorchSharp;

namespace ReId.Model.Golden.Networks;

/// <summary>Features of a network with weights from a formula or a file, through the extractor that serves pictures.</summary>
internal sealed class FeatureCheck : IGoldenCheck
{
    private const string Ending = "_feature";
    private const string DefaultWeights = "../../data/weights/reid";

    public string Group => "osnet";

    public bool Handles(string name) => name.EndsWith(Ending, StringComparison.Ordinal);

    public string? Run(GoldenCase golden, GoldenComparison comparison, GoldenCheckOptions options)
    {
        var architecture = golden.Name[..^Ending.Length];
        if (Model(golden, architecture, options, out var missing) is not { } model)
        {
            return missing;
        }

        var (expected, dimension) = GoldenCase.Matrix(golden.Expected.GetProperty("feature"));
        var features = new float[expected.Length];
        int[] shape = GoldenCase.Integers(golden.Inputs.GetProperty("shape"));
        using (var extractor = new TorchFeatureExtractor(model))
        using (var input = torch.tensor(FormulaInput.Create(shape[0], shape[2], shape[3]), [.. shape.Select(s => (long)s)]))
        {
            comparison.Add("dimension", model.Info.Dimension, dimension, 0);
            if (model.Info.Dimension != dimension)
            {
                return null;
            }

            extractor.Extract(input, features);
        }

        var (absolute, relative) = (golden.AbsoluteTolerance, Optional(golden.Tolerances, "rel"));
        for (var i = 0; i < features.Length; i++)
        {
            comparison.Add($"feature {i}", features[i], expected[i], absolute + (relative * Math.Abs(expected[i])));
        }

        return null;
    }

    private static ModelFile? Model(GoldenCase golden, string architecture, GoldenCheckOptions options, out string? missing)
    {
        missing = null;
        if (!golden.Options.TryGetProperty("weights", out var name))
        {
            using var module = BackboneCatalog.Get(architecture).Create();
            FormulaWeights.Fill(module);
            return new ModelFile(StateLoader.SaveState(module), BackboneArchitecture.Describe(architecture).Info);
        }

        var folder = options.WeightsFolder ?? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(golden.Path))!, DefaultWeights);
        var file = Path.GetFullPath(Path.Combine(folder, Path.GetFileName(name.GetString()!)));
        if (!File.Exists(file))
        {
            missing = $"it needs {file}, which is not there";
            return null;
        }

        CheckHash(golden, file);
        return new ModelImporter().Read(file, architecture);
    }

    private static void CheckHash(GoldenCase golden, string file)
    {
        if (golden.Options.TryGetProperty("weights_sha256", out var wanted))
        {
            using var stream = File.OpenRead(file);
            if (!string.Equals(Convert.ToHexString(SHA256.HashData(stream)), wanted.GetString(), StringComparison.OrdinalIgnoreCase))
            {
                throw new ReIdException($"{file} is not the file that the case was made with: its SHA-256 differs");
            }
        }
    }

    private static double Optional(JsonElement tolerances, string name) =>
        tolerances.TryGetProperty(name, out var value) ? value.GetDouble() : 0;
}
