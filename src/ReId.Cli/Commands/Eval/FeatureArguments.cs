using System.CommandLine;
using ReId.Model.Evaluation.Labels;

namespace ReId.Cli.Commands.Eval;

/// <summary>The four files of <c>reid eval</c> without a data set.</summary>
internal sealed class FeatureArguments
{
    private readonly Option<FileInfo?> _queryFeatures = File("--query-features", "Features of the queries (.npy, N×D)", "q.npy");
    private readonly Option<FileInfo?> _queryLabels = File("--query-labels", "Their labels (CSV: identity,camera)", "q.csv");
    private readonly Option<FileInfo?> _galleryFeatures = File("--gallery-features", "Features of the gallery (.npy, M×D)", "g.npy");
    private readonly Option<FileInfo?> _galleryLabels = File("--gallery-labels", "Their labels (CSV: identity,camera)", "g.csv");

    private Option<FileInfo?>[] All => [_queryFeatures, _queryLabels, _galleryFeatures, _galleryLabels];

    public void AddTo(Command command) => Array.ForEach(All, command.Options.Add);

    /// <summary>The first of the four that was given; null when none was.</summary>
    public string? FirstGiven(ParseResult parsed) =>
        All.FirstOrDefault(option => parsed.GetValue(option) is not null)?.Name;

    public FeatureFiles Read(ParseResult parsed, bool cameras)
    {
        var paths = Array.ConvertAll(All, option =>
        {
            var file = parsed.GetValue(option) ?? throw new UsageException(
                $"{option.Name} is missing: {string.Join(", ", All.Select(o => o.Name))} go together.");
            InputFile.MustExist(option.Name, file);
            return file.FullName;
        });
        return new FeatureFiles(paths[0], paths[1], paths[2], paths[3], cameras);
    }

    private static Option<FileInfo?> File(string name, string description, string help) =>
        new(name) { Description = description, HelpName = help };
}
