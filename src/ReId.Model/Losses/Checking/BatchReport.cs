using ReId.Model.Distances;
using ReId.Model.Losses.Parts;
using ReId.Model.Miners;
using TorchSharp;

namespace ReId.Model.Losses.Checking;

/// <summary>What a batch looks like, whatever the loss: for the trainer's log and <c>reid losses check</c>.</summary>
/// <param name="Triplets">Easy, semi-hard and hard triplets.</param>
/// <param name="MeanPositive">Mean distance of positive pairs; 0 without any.</param>
/// <param name="MeanNegative">Mean distance of negative pairs; 0 without any.</param>
/// <param name="MeanNorm">Mean length of the embeddings.</param>
public sealed record BatchReport(TripletCategories Triplets, double MeanPositive, double MeanNegative, double MeanNorm)
{
    /// <summary>Measures a batch.</summary>
    /// <param name="embeddings">N×D.</param>
    /// <param name="labels">N identities.</param>
    /// <param name="distance">What to measure with.</param>
    /// <param name="margin">Margin of the triplet categories.</param>
    public static BatchReport Of(torch.Tensor embeddings, torch.Tensor labels, IDistance distance, double margin)
    {
        ArgumentNullException.ThrowIfNull(distance);
        LossInput.Check(nameof(BatchReport), embeddings, labels);
        using var noGrad = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var precise = LossInput.Precise(embeddings);
        var distances = distance.Matrix(precise, precise);
        var masks = LabelMasks.Of(labels);
        return new BatchReport(
            TripletCategories.Count(distances, labels, margin),
            (double)Masked.Mean(distances, masks.Positive),
            (double)Masked.Mean(distances, masks.Negative),
            (double)precise.norm(1).mean());
    }
}
