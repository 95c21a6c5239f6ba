namespace ReId.Model.Miners;

/// <summary>What the miners of the catalogue are made with.</summary>
public sealed record TripletMinerOptions
{
    /// <summary>Width of the semi-hard band, in units of the distance. Default 0.2.</summary>
    public double Margin { get; init; } = 0.2;

    /// <summary>Which of the semi-hard negatives. Default: a random one, as in FaceNet.</summary>
    public SemiHardChoice Choice { get; init; }

    /// <summary>What happens to a pair without a semi-hard negative. Default: it is left out.</summary>
    public SemiHardFallback Fallback { get; init; }

    /// <summary>Seed of the random choices. Default 0.</summary>
    public int Seed { get; init; }
}
