using ReId.Model.Studies.Running;
using ReId.Model.Training.Recipes;

namespace ReId.Model.Studies;

/// <summary>One of the things that a study compares.</summary>
public sealed record StudyMember
{
    /// <summary>Its name in tables, charts and files.</summary>
    public required string Name { get; init; }

    /// <summary>Members of one group share a chart.</summary>
    public string Group { get; init; } = "";

    /// <summary>Its place along the chart's axis; null where it has none.</summary>
    public double? Place { get; init; }

    /// <summary>More columns of the table: name and text.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Facts { get; init; } = [];

    /// <summary>How it is trained, but for seed and length; null where nothing is trained.</summary>
    public Recipe? Recipe { get; init; }

    /// <summary>What is done to the queries before they are embedded; null for nothing.</summary>
    public QueryChange? Change { get; init; }

    /// <summary>True where only the speed of the forward pass is measured.</summary>
    public bool ForwardOnly { get; init; }

    /// <summary>True where it is compared only if the user names it, or asks for all.</summary>
    public bool OnRequest { get; init; }
}
