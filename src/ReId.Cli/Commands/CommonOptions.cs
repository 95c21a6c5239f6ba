using System.CommandLine;
using System.Globalization;
using ReId.Contracts;
using ReId.Index;
using ReId.Model.Embedding;

namespace ReId.Cli.Commands;

/// <summary>Options that several commands share, so that they read the same everywhere.</summary>
internal static class CommonOptions
{
    private const string EngineVariable = "REID_ENGINE";

    public static Option<DirectoryInfo> Data() => new("--data")
    {
        Description = "Directory of the gallery",
        DefaultValueFactory = _ => new DirectoryInfo("reid-data"),
        HelpName = "DIR",
    };

    public static Option<string?> Weights() => new("--weights")
    {
        Description = $"Model file (.safetensors or .onnx); '{BuiltInWeights.Synthetic}', the network that comes with the program; '{BuiltInWeights.Colour}', the weight-free colour descriptor; or a network and colour side by side: FILE{BuiltInWeights.WithColour}, or {BuiltInWeights.Default} (default)",
        HelpName = $"FILE|{BuiltInWeights.Default}|{BuiltInWeights.Colour}",
    };

    public static Option<string> Device() => new("--device")
    {
        Description = "Where the network runs: cpu or cuda",
        DefaultValueFactory = _ => "cpu",
        HelpName = "cpu|cuda",
    };

    public static Option<string?> Engine()
    {
        var option = new Option<string?>("--engine")
        {
            Description = $"What runs the network: auto, onnx (ONNX Runtime) or torch (libtorch); default: ${EngineVariable}, else auto",
            HelpName = "NAME",
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !EmbedderOptions.Engines.Contains(token.Value, StringComparer.OrdinalIgnoreCase))
            {
                result.AddError($"--engine '{token.Value}' is unknown: choose one of {string.Join(", ", EmbedderOptions.Engines)}.");
            }
        });
        return option;
    }

    public static Option<string> Detector() => new("--detector")
    {
        Description = "Person detector: hog, none (the whole image is the crop), yolox, nanodet, onnx (either), or boxes (from a file)",
        DefaultValueFactory = _ => "hog",
        HelpName = "NAME",
    };

    public static Option<FileInfo?> Json() => new("--json")
    {
        Description = "Write the result as JSON to this file too",
        HelpName = "FILE",
    };

    /// <summary>An option that must be a whole number of at least one, and of at most <paramref name="most"/>.</summary>
    public static Option<int> Count(string name, string description, int value, int most = int.MaxValue)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => value, HelpName = "N" };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var given) && given < 1)
            {
                result.AddError($"{name} must be at least 1, not {given}.");
            }
            else if (result.Tokens is [var token] && int.TryParse(token.Value, out given) && given > most)
            {
                result.AddError($"{name} must be at most {most}, not {given}.");
            }
        });
        return option;
    }

    /// <summary>An option that must be a rate: a number above zero.</summary>
    public static Option<double?> Rate(string name, string description, double? value)
    {
        var option = new Option<double?>(name) { Description = description, DefaultValueFactory = _ => value, HelpName = "N" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token]
                && double.TryParse(token.Value, CultureInfo.InvariantCulture, out var given) && !(given > 0 && double.IsFinite(given)))
            {
                result.AddError($"{name} must be above 0, not {token.Value}.");
            }
        });
        return option;
    }

    /// <summary>
    /// Options of an embedder; without <paramref name="engine"/> the environment chooses it. What the user should know
    /// of the choice goes to stderr.
    /// </summary>
    public static EmbedderOptions Embedder(string? weights, string device, string? engine = null) => new()
    {
        Weights = weights ?? BuiltInWeights.Default,
        ByDefault = weights is null,
        Device = device,
        Engine = engine ?? EngineOfEnvironment(),
        Notice = sentence => Console.Error.WriteLine($"note: {sentence}"),
    };

    private static string EngineOfEnvironment()
    {
        var name = Environment.GetEnvironmentVariable(EngineVariable) is { Length: > 0 } set ? set : EmbedderOptions.Engines[0];
        return EmbedderOptions.Engines.Contains(name, StringComparer.OrdinalIgnoreCase)
            ? name
            : throw new UsageException(
                $"the environment's {EngineVariable} '{name}' is unknown: set one of {string.Join(", ", EmbedderOptions.Engines)}.");
    }

    /// <summary>Options of a gallery that must exist already: a query must not create an empty one.</summary>
    public static GalleryOptions ExistingGallery(DirectoryInfo directory) =>
        Gallery.Exists(directory.FullName)
            ? new GalleryOptions { Directory = directory.FullName, VectorDatabase = VectorsArgument.Read(), IndexKind = IndexArgument.Read(), Pictures = PicturesArgument.Read() }
            : throw new ReIdException($"--data '{directory}' is not a gallery: run './reid ingest … --data {directory}' first.");
}
