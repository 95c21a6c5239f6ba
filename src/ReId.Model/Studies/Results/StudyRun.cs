using System.Text.Json.Serialization;

namespace ReId.Model.Studies.Results;

/// <summary>What came of one run.</summary>
public sealed record StudyRun
{
    /// <summary>Name of the member.</summary>
    public required string Member { get; init; }

    /// <summary>Its seed; 0 where nothing is drawn.</summary>
    public int Seed { get; init; }

    /// <summary>Share of the queries whose first result is right; null when the run failed.</summary>
    public double? Rank1 { get; init; }

    /// <summary>Mean average precision; null when the run failed.</summary>
    [JsonPropertyName("mAP")]
    public double? MAp { get; init; }

    /// <summary>Images that it trained with.</summary>
    public int Images { get; init; }

    /// <summary>Time of the run with its evaluation, seconds.</summary>
    public double Seconds { get; init; }

    /// <summary>Images per second of the training.</summary>
    public double ImagesPerSecond { get; init; }

    /// <summary>Why there are no scores; null when there are.</summary>
    public string? Problem { get; init; }
}
