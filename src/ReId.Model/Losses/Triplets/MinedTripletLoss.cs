using ReId.Contracts;
using ReId.Model.Distances;
using ReId.Model.Losses.Options;
using ReId.Model.Losses.Parts;
using ReId.Model.Miners;
using TorchSharp;

namespace ReId.Model.Losses.Triplets;

/// <summary>A loss on chosen triplets: those of its miner, or those given.</summary>
public abstract class MinedTripletLoss : Loss, IIterationLoss
{
    private readonly Reduction _reduction;

    private protected MinedTripletLoss(string name, PairLossOptions options)
        : base(name, options)
    {
        Distance = options.CreateDistance();
        _reduction = options.Reduction;
    }

    /// <inheritdoc/>
    public override IDistance Distance { get; }

    /// <inheritdoc/>
    public override double CategoryMargin => !IsSoft && this is IMarginLoss loss ? loss.Margin : 0;

    /// <inheritdoc/>
    public long Iteration
    {
        get;
        set
        {
            field = value;
            (Miner as IRandomMiner)?.Restart(value);
        }
    }

    /// <summary>Chooses the triplets.</summary>
    private protected abstract ITripletMiner Miner { get; }

    /// <summary>The loss on given triplets, e.g. mined offline over a bag.</summary>
    /// <param name="embeddings">N×D.</param>
    /// <param name="labels">N identities.</param>
    /// <param name="triplets">Rows of the batch; the caller disposes them. None: 0.</param>
    /// <exception cref="ReIdException">Lists of different lengths, or a row outside the batch.</exception>
    public LossOutput Evaluate(torch.Tensor embeddings, torch.Tensor labels, Miners.Triplets triplets)
    {
        ArgumentNullException.ThrowIfNull(triplets);
        LossInput.Check(Name, embeddings, labels);
        LossInput.CheckRows(Name, embeddings.shape[0], triplets.Anchors, triplets.Positives, triplets.Negatives);
        return Scoped(() => FromTriplets(Matrix(embeddings), triplets));
    }

    /// <inheritdoc/>
    protected internal override LossTerms Compute(torch.Tensor embeddings, torch.Tensor labels)
    {
        var distances = Matrix(embeddings);
        using var mined = Miner.Mine(distances.detach(), labels);
        return FromTriplets(distances, mined);
    }

    /// <summary>The term of each triplet.</summary>
    private protected abstract torch.Tensor Term(torch.Tensor positive, torch.Tensor negative);

    private torch.Tensor Matrix(torch.Tensor embeddings)
    {
        var precise = LossInput.Precise(embeddings);
        return Distance.Matrix(precise, precise);
    }

    private LossTerms FromTriplets(torch.Tensor distances, Miners.Triplets triplets)
    {
        var count = distances.shape[0];
        var flat = distances.flatten();
        var rows = triplets.Anchors * count;
        var terms = Term(flat.index_select(0, rows + triplets.Positives), flat.index_select(0, rows + triplets.Negatives));
        return Terms.Reduce(terms, torch.ones_like(terms, torch.ScalarType.Bool), _reduction);
    }
}
