using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using ReId.Ingest;
using ReId.Ingest.Detection;
using ReId.Ingest.Detection.Boxes;

namespace ReId.Cli.Commands;

/// <summary>Which detector finds the people, and what it needs for that.</summary>
internal sealed class DetectorArguments
{
    private readonly Option<string> _detector = CommonOptions.Detector();

    private readonly Option<FileInfo?> _weights = new("--detector-weights")
    {
        Description = "ONNX model of the detector, for yolox, nanodet and onnx",
        HelpName = "FILE",
    };

    private readonly Option<FileInfo?> _boxes = new("--boxes")
    {
        Description = "File of boxes for --detector boxes: MOT text (frame,id,x,y,w,h,score) or JSON",
        HelpName = "FILE",
    };

    private readonly Option<float?> _score = new("--detector-score")
    {
        Description = "Score from which a detection is a person (default: the detector's own); weaker ones only continue a tracklet",
        HelpName = "S",
    };

    public DetectorArguments() => _score.Validators.Add(result =>
    {
        if (result.Tokens is [var token]
            && float.TryParse(token.Value, CultureInfo.InvariantCulture, out var given) && given is not (>= 0 and <= 1))
        {
            result.AddError($"--detector-score must lie between 0 and 1, not {token.Value}.");
        }
    });

    public void AddTo(Command command)
    {
        command.Add(_detector);
        command.Add(_weights);
        command.Add(_boxes);
        command.Add(_score);
    }

    /// <summary>Name and options; the detector is made once, so that whatever is wrong with it is said before anything is opened.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="sources">How many sources it will look at.</param>
    /// <exception cref="UsageException">There is no such detector, or its options do not fit.</exception>
    public (string Name, PersonDetectorOptions Options) Read(ParseResult parsed, int sources)
    {
        using var services = new ServiceCollection().AddReIdIngest().BuildServiceProvider();
        var catalog = services.GetRequiredService<PersonDetectorCatalog>();
        var name = parsed.GetValue(_detector)!;
        if (!catalog.Names.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            throw new UsageException($"--detector '{name}' is unknown: choose one of {string.Join(", ", catalog.Names)}.");
        }

        var options = new PersonDetectorOptions
        {
            Weights = Wanted(parsed, _weights, name, catalog, DetectorNeeds.Weights),
            Boxes = Wanted(parsed, _boxes, name, catalog, DetectorNeeds.Boxes),
            Score = parsed.GetValue(_score),
        };
        catalog.Create(name, options).Dispose();
        if (sources > 1 && options.Boxes is { } boxes && !BoxesFile.Read(boxes).NamesCameras)
        {
            throw new UsageException(
                $"--boxes '{boxes}' does not say which camera its boxes are of, but there are {sources} sources: ingest them one by one, or use JSON with a camera in each box.");
        }

        return (name, options);
    }

    private static string? Wanted(
        ParseResult parsed, Option<FileInfo?> option, string detector, PersonDetectorCatalog catalog, DetectorNeeds purpose)
    {
        var file = parsed.GetValue(option);
        var needed = catalog.Needs(detector) == purpose;
        if (needed && file is null)
        {
            throw new UsageException($"--detector {detector} needs {option.Name} FILE.");
        }

        if (!needed && file is not null)
        {
            var users = catalog.Names.Where(name => catalog.Needs(name) == purpose);
            throw new UsageException($"{option.Name} is given, but --detector {detector} does not use it: choose --detector {string.Join(" or ", users)}.");
        }

        return file?.ToString();
    }
}
