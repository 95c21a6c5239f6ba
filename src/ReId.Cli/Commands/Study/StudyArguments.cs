using System.CommandLine;
using ReId.Contracts;
using ReId.Model.Datasets;
using ReId.Model.Studies;

namespace ReId.Cli.Commands.Study;

/// <summary>The options of <c>reid study</c>.</summary>
internal sealed class StudyArguments
{
    private readonly Option<FileSystemInfo?> _data = new("--data") { Description = "Where the data set is: a folder, or the CSV file", HelpName = "DIR|FILE.csv" };
    private readonly Option<string?> _dataset = new("--dataset")
    {
        Description = "Layout of the data set",
        HelpName = string.Join('|', DataSetCatalog.All.Select(reader => reader.Name)),
    };

    private readonly Option<string> _budget = new("--budget")
    {
        Description = "Wall-clock time in all, divided evenly among the runs: 90s, 30m, 2h",
        DefaultValueFactory = _ => "30m",
        HelpName = "TIME",
    };

    private readonly Option<int?> _images = new("--images") { Description = "Images that each run trains with, in place of a budget: the same scores every time", HelpName = "N" };
    private readonly Option<string?> _seeds = new("--seeds") { Description = "Seeds that each member is trained with; default 1,2,3 (madds: 1)", HelpName = "N,N…" };
    private readonly Option<string> _size = new("--size")
    {
        Description = "Height and width of the network's input",
        DefaultValueFactory = _ => "128x64",
        HelpName = "HxW",
    };

    private readonly Option<string[]> _only = new("--only")
    {
        Description = "Only these members of the study, by name, also those that are not compared without being named; all for every one",
        HelpName = "NAME",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string?> _weights = new("--weights") { Description = "Model file to begin with; for quality, the model to evaluate", HelpName = "FILE" };
    private readonly Option<DirectoryInfo?> _out = new("--out") { Description = "Folder of the study", HelpName = "DIR" };
    private readonly Option<string> _device = CommonOptions.Device();
    private readonly Option<int> _threads = new("--threads") { Description = "Threads of one operator; 0 for one per core", HelpName = "N" };
    private readonly Option<bool> _resume = new("--resume") { Description = "Go on with the study in --out after its last finished run" };

    private Option[] All => [_data, _dataset, _budget, _images, _seeds, _size, _only, _weights, _out, _device, _threads, _resume];

    // They are about training, which not every study does.
    private Option[] Trained => [_budget, _images, _seeds, _size];

    public void AddTo(Command command) => Array.ForEach(All, command.Options.Add);

    /// <summary>The first of these options that was given; null when none was.</summary>
    public string? FirstGiven(ParseResult parsed) => First(parsed, All);

    /// <summary>The settings; nothing is read yet but whether files are there.</summary>
    public StudySettings Read(ParseResult parsed, IStudy study)
    {
        if (!study.Trains && First(parsed, Trained) is { } useless)
        {
            throw new UsageException($"{useless} is about training, and the study '{study.Name}' evaluates a finished model: leave it out.");
        }

        var images = parsed.GetValue(_images);
        if (images is not null && First(parsed, [_budget]) is not null)
        {
            throw new UsageException("--images and --budget exclude each other: the budget decides the images where none are given.");
        }

        if (images < 1)
        {
            throw new UsageException($"--images must be at least 1, not {images}.");
        }

        if (parsed.GetValue(_threads) is < 0 and var threads)
        {
            throw new UsageException($"--threads must be at least 0, not {threads}.");
        }

        var weights = parsed.GetValue(_weights);
        if (!study.Trains && weights is null)
        {
            throw new UsageException($"--weights is missing: the study '{study.Name}' evaluates a finished model.");
        }

        var (height, width) = StudyValues.Size("--size", parsed.GetValue(_size)!);
        return new StudySettings
        {
            Study = study,
            Dataset = Layout(parsed).Name,
            Root = Root(parsed),
            Folder = new StudyFolder((parsed.GetValue(_out) ?? throw new UsageException("--out is missing: name a folder for the study.")).FullName),
            Budget = StudyValues.Time("--budget", parsed.GetValue(_budget)!),
            Images = images,
            Seeds = parsed.GetValue(_seeds) is { } seeds ? StudyValues.Seeds("--seeds", seeds) : null,
            Height = height,
            Width = width,
            Only = parsed.GetValue(_only) ?? [],
            Weights = weights,
            Device = parsed.GetValue(_device)!,
            Threads = parsed.GetValue(_threads),
            Resume = parsed.GetValue(_resume),
        };
    }

    /// <summary>Reads the lists.</summary>
    public DataSet Data(ParseResult parsed) => DataSetCatalog.Read(Layout(parsed).Name, Root(parsed));

    private IDataSetReader Layout(ParseResult parsed)
    {
        var names = DataSetCatalog.All.Select(reader => reader.Name);
        var name = parsed.GetValue(_dataset) ?? throw new UsageException($"--dataset is missing: choose one of {string.Join(", ", names)}.");
        return DataSetCatalog.All.FirstOrDefault(reader => reader.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new UsageException($"--dataset '{name}' is unknown: choose one of {string.Join(", ", names)}.");
    }

    private string Root(ParseResult parsed)
    {
        var layout = Layout(parsed);
        var root = parsed.GetValue(_data) ?? throw new UsageException($"--data is missing: for {layout.Name} it is {layout.Root}.");
        return Path.Exists(root.FullName)
            ? root.FullName
            : throw new ReIdException($"--data '{root}' does not exist; for {layout.Name} it is {layout.Root}.");
    }

    private static string? First(ParseResult parsed, Option[] options) =>
        options.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false })?.Name;
}
