using System.CommandLine;
using ReId.Contracts;
using ReId.Model.Datasets;
using ReId.Model.Embedding;
using ReId.Model.Evaluation;

namespace ReId.Cli.Commands.Eval;

/// <summary>The options of <c>reid eval</c> and <c>reid calibrate</c> that name a data set and the model that embeds it.</summary>
/// <param name="otherwise">What else could be given in place of a data set, for messages.</param>
internal sealed class DataSetArguments(string otherwise)
{
    private readonly Option<string?> _dataset = new("--dataset")
    {
        Description = "Layout of the data set",
        HelpName = string.Join('|', DataSetCatalog.All.Select(reader => reader.Name)),
    };

    private readonly Option<FileSystemInfo?> _root = new("--root")
    {
        Description = "Where it is: a folder, or the CSV file",
        HelpName = "DIR|FILE.csv",
    };

    private readonly Option<string?> _weights = CommonOptions.Weights();
    private readonly Option<string> _device = CommonOptions.Device();
    private readonly Option<string?> _engine = CommonOptions.Engine();
    private readonly Option<int> _batch = CommonOptions.Count("--batch", "Pictures per forward pass", 32);
    private readonly Option<int> _threads = new("--threads") { Description = "Threads for embedding; 0 for one per core", HelpName = "N" };
    private readonly Option<bool> _flip = new("--flip") { Description = "Average each vector with that of the mirror image" };
    private readonly Option<DirectoryInfo?> _save = new("--save-features")
    {
        Description = "Write the features and labels to this folder too, for --query-features …",
        HelpName = "DIR",
    };

    private Option[] All => [_dataset, _root, _weights, _device, _engine, _batch, _threads, _flip, _save];

    public void AddTo(Command command) => Array.ForEach(All, command.Options.Add);

    /// <summary>The first of these options that was given; null when none was.</summary>
    public string? FirstGiven(ParseResult parsed) =>
        All.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false })?.Name;

    /// <summary>Reads the lists; nothing is embedded yet.</summary>
    public DataSet Read(ParseResult parsed, bool cameras)
    {
        var name = parsed.GetValue(_dataset) ?? throw new UsageException(
            $"--dataset is missing: name the layout with --root and --weights, or give {otherwise}.");
        if (!DataSetCatalog.All.Any(reader => reader.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
        {
            throw new UsageException(
                $"--dataset '{name}' is unknown: choose one of {string.Join(", ", DataSetCatalog.All.Select(reader => reader.Name))}.");
        }

        var root = parsed.GetValue(_root) ?? throw new UsageException(
            $"--root is missing: for {name} it is {DataSetCatalog.Get(name).Root}.");
        return Path.Exists(root.FullName)
            ? DataSetCatalog.Read(name, root.FullName, new DataSetOptions { Cameras = cameras })
            : throw new ReIdException($"--root '{root}' does not exist; for {name} it is {DataSetCatalog.Get(name).Root}.");
    }

    public async Task<DataSetFeatures> EmbedAsync(
        ParseResult parsed, DataSet data, IProgress<EvaluationProgress> progress, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_save) is { } target)
        {
            FeatureFolder.RequireWritable(target.FullName);
        }

        var options = Embedder(parsed);
        var features = await DataSetFeatures.EmbedAsync(data, options, progress, cancellationToken).ConfigureAwait(false);
        if (parsed.GetValue(_save) is { } folder)
        {
            FeatureFolder.Save(folder.FullName, features);
        }

        return features;
    }

    /// <summary>The model and where it runs.</summary>
    public EmbedderOptions Embedder(ParseResult parsed) =>
        CommonOptions.Embedder(parsed.GetValue(_weights), parsed.GetValue(_device)!, parsed.GetValue(_engine)) with
        {
            BatchSize = parsed.GetValue(_batch),
            Threads = parsed.GetValue(_threads),
            FlipAverage = parsed.GetValue(_flip),
        };

    /// <summary>The folder of --root, for pair lists, which know no layout.</summary>
    public string PairRoot(ParseResult parsed)
    {
        foreach (var option in new Option[] { _dataset, _save })
        {
            if (parsed.GetResult(option) is { Implicit: false })
            {
                throw new UsageException($"{option.Name} and --pairs exclude each other: the list names the pictures below --root.");
            }
        }

        var root = parsed.GetValue(_root) ?? throw new UsageException(
            "--root is missing: for --pairs it is the folder that holds a folder for each name.");
        return Directory.Exists(root.FullName)
            ? root.FullName
            : throw new ReIdException($"--root '{root}' is no folder; for --pairs it holds a folder for each name.");
    }
}
