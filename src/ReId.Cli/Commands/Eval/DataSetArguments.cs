using System.CommandLine;
using ReId.Contracts;
using ReId.Model.Datasets;
using ReId.Model.Embedding;
using ReId.Model.Evaluation;

namespace ReId.Cli.Commands.Eval;

/// <summary>The options of <c>reid eval</c> that name a data set and the model that embeds it.</summary>
internal sealed class DataSetArguments
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
            "--dataset is missing: name the layout with --root and --weights, or give --query-features and its three companions.");
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

        EmbedderOptions options = CommonOptions.Embedder(
            parsed.GetValue(_weights), parsed.GetValue(_device)!, parsed.GetValue(_engine)) with
        {
            BatchSize = parsed.GetValue(_batch),
            Threads = parsed.GetValue(_threads),
            FlipAverage = parsed.GetValue(_flip),
        };
        var features = await DataSetFeatures.EmbedAsync(data, options, progress, cancellationToken).ConfigureAwait(false);
        if (parsed.GetValue(_save) is { } folder)
        {
            FeatureFolder.Save(folder.FullName, features);
        }

        return features;
    }
}
