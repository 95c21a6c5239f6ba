using TorchSharp;

namespace ReId.Model.Miners;

/// <summary>Chosen triplets as rows of a batch: three int64 vectors of one length. The caller disposes it.</summary>
/// <param name="Anchors">Rows of the anchors.</param>
/// <param name="Positives">Rows of another image of the anchor's identity.</param>
/// <param name="Negatives">Rows of another identity.</param>
public sealed record Triplets(torch.Tensor Anchors, torch.Tensor Positives, torch.Tensor Negatives) : IDisposable
{
    /// <summary>How many there are.</summary>
    public long Count => Anchors.shape[0];

    /// <inheritdoc/>
    public void Dispose()
    {
        Anchors.Dispose();
        Positives.Dispose();
        Negatives.Dispose();
    }

    internal Triplets MoveToOuterScope()
    {
        Anchors.MoveToOuterDisposeScope();
        Positives.MoveToOuterDisposeScope();
        Negatives.MoveToOuterDisposeScope();
        return this;
    }
}
