namespace ReId.Model.Studies;

/// <summary>What a study is made with and where its files go.</summary>
public sealed record StudySettings
{
    /// <summary>The study.</summary>
    public required IStudy Study { get; init; }

    /// <summary>Layout of the data set, for the recipes that are written.</summary>
    public required string Dataset { get; init; }

    /// <summary>Where the data set is.</summary>
    public required string Root { get; init; }

    /// <summary>Folder of the study.</summary>
    public required StudyFolder Folder { get; init; }

    /// <summary>Wall-clock time in all, divided evenly among the runs; default 30 minutes.</summary>
    public TimeSpan Budget { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Images that each run trains with, rounded up to whole batches; null to derive them from the budget.</summary>
    public int? Images { get; init; }

    /// <summary>Seeds that each member is trained with; null for those of the study.</summary>
    public IReadOnlyList<int>? Seeds { get; init; }

    /// <summary>Height of the network's input, pixels.</summary>
    public int Height { get; init; } = 128;

    /// <summary>Width of the network's input, pixels.</summary>
    public int Width { get; init; } = 64;

    /// <summary>Model file to begin with, or the model that is evaluated; null to begin with drawn values.</summary>
    public string? Weights { get; init; }

    /// <summary>Names of the members to compare; empty for the usual ones, <c>all</c> alone for every one.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary><c>cpu</c> (default), <c>cuda</c> or <c>cuda:N</c>.</summary>
    public string Device { get; init; } = "cpu";

    /// <summary>Threads of one operator; 0 (default) for one per core.</summary>
    public int Threads { get; init; }

    /// <summary>Go on after the last finished member.</summary>
    public bool Resume { get; init; }

    /// <summary>The seeds that are run: a single 0 where nothing is drawn.</summary>
    internal IReadOnlyList<int> RunSeeds => Study.Trains ? Seeds ?? Study.Seeds : [0];
}
