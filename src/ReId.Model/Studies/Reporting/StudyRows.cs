using System.Globalization;
using ReId.Model.Studies.Results;

namespace ReId.Model.Studies.Reporting;

/// <summary>The table of a study as text, for the terminal and for the page.</summary>
public sealed class StudyRows
{
    private const string Nothing = "-";

    private readonly StudyOutcome _outcome;
    private readonly string[] _facts;
    private readonly bool _forward;

    /// <summary>Prepares the columns.</summary>
    /// <param name="outcome">What was found.</param>
    public StudyRows(StudyOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        _outcome = outcome;
        _facts = [.. outcome.Members.SelectMany(one => one.Member.Facts.Select(fact => fact.Key)).Distinct()];
        _forward = outcome.Members.Any(one => one.Forward is not null);
    }

    /// <summary>Heads of the columns; the first is the member's name.</summary>
    public IReadOnlyList<string> Columns =>
    [
        "member", .. _facts, "rank-1", "mAP",
        .. _outcome.Settings.Study.Trains ? new[] { "images/s" } : [],
        .. _forward ? new[] { "forward/s" } : [],
    ];

    /// <summary>A row for each member; the best mAP is marked.</summary>
    public IEnumerable<(bool Best, string[] Cells)> All()
    {
        var most = _outcome.Members.Max(one => one.MAp?.Mean);
        foreach (var one in _outcome.Members)
        {
            string[] cells =
            [
                one.Member.Name,
                .. _facts.Select(name => one.Member.Facts.FirstOrDefault(fact => fact.Key == name).Value ?? Nothing),
                Score(one.Rank1), Score(one.MAp),
                .. _outcome.Settings.Study.Trains ? new[] { Rate(one.ImagesPerSecond) } : [],
                .. _forward ? new[] { Rate(one.Forward) } : [],
            ];
            yield return (one.MAp is { } score && score.Mean == most, cells);
        }
    }

    /// <summary>Members with something to be said of them.</summary>
    public IEnumerable<(string Member, string Text)> Remarks() =>
        _outcome.Members.Where(one => one.Remark is not null).Select(one => (one.Member.Name, one.Remark!));

    /// <summary>What was done, in names and values.</summary>
    public IEnumerable<(string Name, string Value)> Conditions()
    {
        var culture = CultureInfo.InvariantCulture;
        var settings = _outcome.Settings;
        yield return ("protocol", _outcome.Protocol);
        if (settings.Study.Trains)
        {
            yield return ("training", _outcome.Training);
            yield return ("seeds", string.Join(", ", settings.RunSeeds));
            yield return ("budget", settings.Images is { } images
                ? string.Create(culture, $"--images {images} for each run")
                : string.Create(culture, $"{Time(settings.Budget.TotalSeconds)} in all, images by the speed of {_outcome.Plan.Slowest}, the slowest"));
        }

        if (settings.Weights is { } weights)
        {
            yield return (settings.Study.Trains ? "begun with" : "model", weights);
        }

        yield return ("machine", Machine.Describe(settings.Device));
        yield return ("time", Time(_outcome.Seconds) + (_outcome.Complete ? "" : ", interrupted: --resume goes on"));
    }

    private static string Score(SeedScore? score) => score is null
        ? Nothing
        : score.Deviation is { } deviation
            ? string.Create(CultureInfo.InvariantCulture, $"{score.Mean:0.0000} ± {deviation:0.0000}")
            : string.Create(CultureInfo.InvariantCulture, $"{score.Mean:0.0000}");

    private static string Rate(double? rate) => rate is { } value
        ? value.ToString(value < 100 ? "0.0" : "0", CultureInfo.InvariantCulture)
        : Nothing;

    private static string Time(double seconds) => seconds < 120
        ? string.Create(CultureInfo.InvariantCulture, $"{seconds:0} s")
        : string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0.#} min");
}
