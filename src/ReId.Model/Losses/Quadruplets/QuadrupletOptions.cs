using ReId.Model.Losses.Options;

namespace ReId.Model.Losses.Quadruplets;

/// <summary>What a quadruplet loss measures with.</summary>
public enum QuadrupletMetric
{
    /// <summary>The distance of the options.</summary>
    Distance,

    /// <summary>The learned metric of the paper.</summary>
    Learned,
}

/// <summary>How the margins are found.</summary>
public enum QuadrupletMargins
{
    /// <summary>margin1 and margin2.</summary>
    Fixed,

    /// <summary>weight1 and weight2 times (mean negative − mean positive distance of the batch).</summary>
    Adaptive,
}

/// <summary>Options of the quadruplet losses; the distance is squared unless changed, as g² in the paper.</summary>
public record QuadrupletOptions : PairLossOptions
{
    /// <summary>Squared distances.</summary>
    public QuadrupletOptions() => Squared = true;

    /// <summary>The margin α₁ of the triplet term.</summary>
    [LossOption("Margin α₁ of the first term; the one that a margin schedule sets.", Min = 0)]
    public double Margin1 { get; init; } = 1;

    /// <summary>The margin α₂ of the quadruplet term.</summary>
    [LossOption("Margin α₂ of the second term; not above α₁, and in proportion to it under a margin schedule.", Min = 0)]
    public double Margin2 { get; init; } = 0.5;

    /// <summary>Fixed or adaptive margins.</summary>
    [LossOption("Fixed margins, or weight·(mean negative − mean positive distance of the batch, at least 0), which take no schedule.")]
    public QuadrupletMargins Margins { get; init; }

    /// <summary>Weight of the adaptive α₁.</summary>
    [LossOption("Weight w of the adaptive α₁.", Min = 0)]
    public double Weight1 { get; init; } = 1;

    /// <summary>Weight of the adaptive α₂.</summary>
    [LossOption("Weight w of the adaptive α₂.", Min = 0)]
    public double Weight2 { get; init; } = 0.5;

    /// <summary>The distance, or the learned metric.</summary>
    [LossOption("The distance, or the paper's learned metric (a layer with softmax on a pair).")]
    public QuadrupletMetric Metric { get; init; }

    internal override bool Learns => Metric == QuadrupletMetric.Learned;

    /// <inheritdoc/>
    protected override string? Contradiction(string loss) => base.Contradiction(loss)
        ?? (Margin2 > Margin1
            ? $"Option 'margin2' of loss '{loss}' must not be above 'margin1', but {Margin2} is above {Margin1}."
            : null);
}
