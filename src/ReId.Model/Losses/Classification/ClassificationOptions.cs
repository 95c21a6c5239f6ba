using ReId.Model.Losses.Options;

namespace ReId.Model.Losses.Classification;

/// <summary>What every loss that classifies has.</summary>
public abstract record ClassificationOptions : LossOptions
{
    /// <summary>Label smoothing ε.</summary>
    [LossOption("Label smoothing ε: the target gets 1 − ε + ε/K, the others ε/K.", Min = 0, Max = 1)]
    public double LabelSmoothing { get; init; }
}
