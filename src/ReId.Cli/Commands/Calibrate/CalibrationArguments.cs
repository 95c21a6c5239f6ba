using System.CommandLine;
using System.Globalization;
using ReId.Cli.Commands.Eval;
using ReId.Contracts;
using ReId.Model.Calibration;
using ReId.Model.Datasets;
using ReId.Model.Embedding;
using ReId.Model.Evaluation.Labels;

namespace ReId.Cli.Commands.Calibrate;

/// <summary>The options of <c>reid calibrate</c> beside those of a data set.</summary>
internal sealed class CalibrationArguments
{
    private const string Test = "test";
    private const string Train = "train";

    private readonly Option<FileInfo?> _features = new("--features")
    {
        Description = "Features in place of a data set (.npy, N×D); the result goes to --out",
        HelpName = "f.npy",
    };

    private readonly Option<FileInfo?> _labels = new("--labels") { Description = "Their labels (CSV: identity,camera)", HelpName = "l.csv" };
    private readonly Option<double> _prior = Share("--prior", "Probability of 'the same' before the pictures are seen", 0.5);
    private readonly Option<double> _heldOut = Share("--held-out", "Share of the identities that is only measured on", 0.3);

    private readonly Option<int> _seed = new("--seed")
    {
        Description = "Seed of the division of the identities",
        DefaultValueFactory = _ => 1,
        HelpName = "N",
    };

    private readonly Option<bool> _noCameras = new("--no-cameras")
    {
        Description = "Count pairs of one identity by one camera too",
    };

    private readonly Option<string> _split = new("--split")
    {
        Description = "Pictures to fit on: test is query and gallery, train those to train with",
        DefaultValueFactory = _ => Test,
        HelpName = $"{Test}|{Train}",
    };

    private readonly Option<FileInfo?> _out = new("--out")
    {
        Description = "Where to write the calibration; by default beside the model, as <model>.calibration.json",
        HelpName = "FILE",
    };

    public void AddTo(Command command) =>
        Array.ForEach<Option>([_features, _labels, _prior, _heldOut, _seed, _noCameras, _split, _out], command.Options.Add);

    public CalibrationOptions Read(ParseResult parsed) => new()
    {
        Prior = parsed.GetValue(_prior),
        HeldOut = parsed.GetValue(_heldOut),
        Seed = parsed.GetValue(_seed),
    };

    public bool Cameras(ParseResult parsed) => !parsed.GetValue(_noCameras);

    /// <summary>The pictures of a data set that --split names, as queries and gallery.</summary>
    /// <exception cref="ReIdException">The data set has no such pictures.</exception>
    public DataSet Split(ParseResult parsed, DataSet data)
    {
        var split = parsed.GetValue(_split)!;
        return split switch
        {
            Test => data,
            Train when data.Train.Count == 0 => throw new ReIdException(
                $"{data.Name} has no pictures to train with: leave {_split.Name} out, or calibrate on a set that has them."),
            Train => data with { Name = $"{data.Name}, train", Query = data.Train, Gallery = data.Train },
            _ => throw new UsageException($"{_split.Name} '{split}' is unknown: choose {Test} or {Train}."),
        };
    }

    /// <summary>The file to write, and the model beside which it lies, if it does.</summary>
    public (string File, string? Model) Target(ParseResult parsed, DataSetArguments data)
    {
        var given = parsed.GetValue(_out)?.FullName;
        if (HasFeatures(parsed))
        {
            return (data.FirstGiven(parsed) ?? (parsed.GetResult(_split) is { Implicit: false } ? _split.Name : null)) is { } other
                ? throw new UsageException($"{_features.Name} and {other} exclude each other: calibrate on a data set, or on features from files.")
                : (given ?? throw new UsageException("--out is missing: features from files belong to no model that the result could lie beside."), null);
        }

        var weights = data.Embedder(parsed).Weights;
        return given is not null ? (given, null)
            : BuiltInWeights.Rooted(weights) is var file && Path.IsPathRooted(file) ? (ModelCalibration.PathFor(file), weights)
            : throw new UsageException($"--out is missing: --weights {weights} is no file that the calibration could lie beside.");
    }

    public bool HasFeatures(ParseResult parsed) => parsed.GetValue(_features) is not null || parsed.GetValue(_labels) is not null;

    public string Name(ParseResult parsed) => parsed.GetValue(_features)!.Name;

    public LabelledFeatures LoadFeatures(ParseResult parsed) =>
        LabelledFeatures.Load(Existing(parsed, _features), Existing(parsed, _labels), Cameras(parsed));

    private string Existing(ParseResult parsed, Option<FileInfo?> option)
    {
        var file = parsed.GetValue(option) ?? throw new UsageException($"{option.Name} is missing: {_features.Name} and {_labels.Name} go together.");
        InputFile.MustExist(option.Name, file);
        return file.FullName;
    }

    private static Option<double> Share(string name, string description, double value)
    {
        var option = new Option<double>(name) { Description = description, DefaultValueFactory = _ => value, HelpName = "P" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token]
                && double.TryParse(token.Value, CultureInfo.InvariantCulture, out var given) && given is not (> 0 and < 1))
            {
                result.AddError($"{name} must be above 0 and below 1, not {token.Value}.");
            }
        });
        return option;
    }
}
