using ReId.Contracts;

namespace ReId.Model.Reranking;

/// <summary>Parameters of k-reciprocal re-ranking.</summary>
public sealed record KReciprocalOptions
{
    /// <summary>The greatest k1 and k2: the neighbours of every picture are kept.</summary>
    public const int GreatestK = 1000;

    /// <summary>Neighbours that must agree mutually; 20 by default.</summary>
    public int K1 { get; init; } = 20;

    /// <summary>Neighbours over which the sparse vectors are averaged; 6 by default, 1 for none.</summary>
    public int K2 { get; init; } = 6;

    /// <summary>Share of the original distance in the result, 0 to 1; 0.3 by default.</summary>
    public double Lambda { get; init; } = 0.3;

    /// <summary>
    /// Start from squared distances, which are then squared again: what torchreid feeds, so its published numbers need
    /// it. False (default) is the authors' own way: Euclidean distances, squared once.
    /// </summary>
    public bool SquaredInput { get; init; }

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="ReIdException">A value is out of its range.</exception>
    public void Check()
    {
        if (K1 is < 1 or > GreatestK || K2 is < 1 or > GreatestK)
        {
            throw new ReIdException($"--k1 and --k2 must be from 1 to {GreatestK}, not {K1} and {K2}.");
        }

        if (!(Lambda is >= 0 and <= 1))
        {
            throw new ReIdException(FormattableString.Invariant($"--lambda must be from 0 to 1, not {Lambda}."));
        }
    }
}
