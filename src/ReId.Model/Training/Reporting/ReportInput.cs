using ReId.Model.Training.Metrics;

namespace ReId.Model.Training.Reporting;

/// <summary>What a training report shows.</summary>
public sealed record ReportInput
{
    /// <summary>Heading of the report.</summary>
    public required string Title { get; init; }

    /// <summary>The recipe as it was used, YAML; empty for none.</summary>
    public string RecipeYaml { get; init; } = "";

    /// <summary>The metrics logs of the run, in their order (<see cref="MetricsLog"/>).</summary>
    public required IReadOnlyList<string> MetricsLogs { get; init; }

    /// <summary>Queries with what was found for them; empty for none.</summary>
    public IReadOnlyList<RankedRow> RankedRetrieval { get; init; } = [];

    /// <summary>Names and values for the table of the run: data set, backbone, device, …</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Summary { get; init; } = [];

    /// <summary>Sentences of interest, beside those that the log holds.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
