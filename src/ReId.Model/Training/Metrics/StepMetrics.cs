using System.Collections.ObjectModel;
using System.Text.Json.Serialization;

namespace ReId.Model.Training.Metrics;

/// <summary>One step of the optimiser. What a trainer does not measure stays at its default.</summary>
public sealed record StepMetrics : MetricsLine
{
    /// <summary>The epoch that the step belongs to; the first is 1.</summary>
    public int Epoch { get; init; }

    /// <summary>Name of the recipe's stage; empty in a recipe without stages.</summary>
    public string Stage { get; init; } = "";

    /// <summary>The loss that was differentiated: the weighted sum of the terms.</summary>
    public required double Loss { get; init; }

    /// <summary>The unweighted terms of the loss by name; empty where there is only one.</summary>
    public IReadOnlyDictionary<string, double> Terms { get; init; } = new Dictionary<string, double>();

    /// <summary>
    /// What each watched term would cost if all embeddings of this batch were one point, by name (empty for the loss); for
    /// <see cref="CollapseWatch"/>, which asks for it only where distances have shrunk, and not for the log.
    /// </summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, double> Collapsed { get; init; } = ReadOnlyDictionary<string, double>.Empty;

    /// <summary>Share of the valid terms of the loss that is above 0, from 0 to 1; null where no term can be 0.</summary>
    public double? ActiveFraction { get; init; }

    /// <summary>Triplets of the batch whose loss is 0.</summary>
    public long Easy { get; init; }

    /// <summary>Triplets whose negative is farther than the positive, but by less than the margin.</summary>
    public long SemiHard { get; init; }

    /// <summary>Triplets whose negative is nearer than the positive.</summary>
    public long Hard { get; init; }

    /// <summary>Mean distance of the batch's pairs of one identity.</summary>
    public double PositiveDistance { get; init; }

    /// <summary>Mean distance of the batch's pairs of two identities.</summary>
    public double NegativeDistance { get; init; }

    /// <summary>Mean length of the embeddings, before any normalisation.</summary>
    public double Norm { get; init; }

    /// <summary>Length of the gradient of all weights, before clipping.</summary>
    public double GradientNorm { get; init; }

    /// <summary>Learning rate of the step.</summary>
    public double LearningRate { get; init; }

    /// <summary>Images a second, waiting for data included.</summary>
    public double ImagesPerSecond { get; init; }

    /// <summary>Share of the step's time that was spent waiting for data, from 0 to 1.</summary>
    public double DataWaitShare { get; init; }
}
