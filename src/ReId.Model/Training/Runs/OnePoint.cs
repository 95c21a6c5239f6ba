using TorchSharp;

namespace ReId.Model.Training.Runs;

/// <summary>
/// A batch drawn together until it is all but one point: what a loss costs there is what it costs after a collapse. All
/// but one, because miners choose by the order of distances, and equal ones leave them nothing to choose.
/// </summary>
internal static class OnePoint
{
    // Its greatest distance, as a share of an embedding's length: small against any margin, large against rounding.
    private const double Size = 1e-4;

    // Longer embeddings lie no farther apart than this, and a batch that lies close already is drawn together all the same.
    private const double Farthest = 1e-3;
    private const double LeastShrinking = 0.01;

    /// <summary>The first embedding that is not 0, and the others close around it in the directions where they are.</summary>
    /// <param name="embeddings">N×D.</param>
    /// <param name="type">Type of the result.</param>
    public static torch.Tensor Near(torch.Tensor embeddings, torch.ScalarType type)
    {
        const double Smallest = 1e-30;
        using var scope = torch.NewDisposeScope();
        var values = embeddings.to_type(type);
        // Losses that normalise tear apart what lies around 0.
        var point = values.index_select(0, values.norm(1).gt(0.0).to_type(torch.ScalarType.Int64).argmax().unsqueeze(0));
        var apart = values - point;
        var share = ((point.norm() * Size).clamp_max(Farthest) / apart.norm(1).max().clamp_min(Smallest)).clamp_max(LeastShrinking);
        return (point + (apart * share)).MoveToOuterDisposeScope();
    }
}
