using ReId.Model.Losses.Parts;
using TorchSharp;

namespace ReId.Model.Miners;

/// <summary>
/// Soft mining (AGW, Ye et al. 2020, arXiv:2001.04193): far positives and near negatives weigh more. Positives weigh
/// softmax(d), negatives softmax(−d), over the valid entries of a row.
/// </summary>
/// <remarks>
/// A masked softmax in the log domain: the form exp(−d)/Σexp(−d) that other libraries use loses its weights to underflow
/// when negatives are far.
/// </remarks>
public static class TripletWeights
{
    /// <summary>Weights of the positives and the negatives of each anchor; differentiable. Rows sum to 1, or to 0 without any.</summary>
    /// <param name="distances">N×N.</param>
    /// <param name="labels">N identities.</param>
    /// <param name="selfInPositives">Whether the anchor counts among its positives (at distance 0), as the AGW code does.</param>
    public static (torch.Tensor Positive, torch.Tensor Negative) Of(torch.Tensor distances, torch.Tensor labels, bool selfInPositives = false)
    {
        ArgumentNullException.ThrowIfNull(distances);
        ArgumentNullException.ThrowIfNull(labels);
        var masks = LabelMasks.Of(labels);
        var positive = selfInPositives ? masks.Negative.logical_not() : masks.Positive;
        return (Masked.Softmax(distances, positive), Masked.Softmax(distances.neg(), masks.Negative));
    }
}
