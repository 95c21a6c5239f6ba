using ReId.Contracts;
using ReId.Model.Distances;
using ReId.Model.Losses.Options;
using TorchSharp;

namespace ReId.Model.Losses.Pairs;

/// <summary>Options of <see cref="NPairLoss"/>.</summary>
public sealed record NPairOptions : LossOptions
{
    /// <summary>Weight of the penalty on the length of embeddings.</summary>
    [LossOption("Weight r of the penalty ¼·r·(mean‖a‖² + mean‖p‖²).", Min = 0)]
    public double L2Reg { get; init; } = 0.002;

    /// <summary>Whether embeddings are brought to length 1 first.</summary>
    [LossOption("Divide each embedding by its norm first.")]
    public bool Normalize { get; init; }

    /// <summary>Whether every image is an anchor once, or the first of each identity only.</summary>
    [LossOption("Let every image of an identity be the anchor once (the mean of the rounds); else the first pair only.")]
    public bool Rotate { get; init; } = true;
}

/// <summary>
/// One pair (anchor, positive) of each identity; mean over pairs i of log(1 + Σ over j≠i of e^(aᵢ·pⱼ − aᵢ·pᵢ)) plus
/// ¼·r·(mean‖a‖² + mean‖p‖²) (Sohn 2016). Inner products, not normalised. Identities with more than two images rotate:
/// in round r image r is the anchor and the next one its positive. Fewer than two identities with a pair: 0.
/// </summary>
/// <param name="options">Its options.</param>
public sealed class NPairLoss(NPairOptions options) : Loss(Kind.Name, options)
{
    private const double Quarter = 0.25;

    private readonly NPairOptions _options = options;

    /// <summary>With the default options.</summary>
    public NPairLoss()
        : this(new NPairOptions())
    {
    }

    /// <summary>Name, formula, source and options.</summary>
    public static ILossKind Kind { get; } = new LossKind<NPairOptions>(
        "n_pair",
        "mean over pairs of log(1 + Σ e^(aᵢ·pⱼ − aᵢ·pᵢ)) + ¼·r·(mean‖a‖² + mean‖p‖²)",
        "Sohn 2016, Improved deep metric learning with multi-class N-pair loss objective",
        options => new NPairLoss(options));

    /// <summary>The loss on given pairs, one of each identity.</summary>
    /// <param name="embeddings">N×D.</param>
    /// <param name="labels">N identities.</param>
    /// <param name="anchors">Rows of the anchors, int64.</param>
    /// <param name="positives">Rows of their positives, int64, as many.</param>
    /// <exception cref="ReIdException">Another number of positives than anchors, or a row outside the batch.</exception>
    public LossOutput Evaluate(torch.Tensor embeddings, torch.Tensor labels, torch.Tensor anchors, torch.Tensor positives)
    {
        LossInput.Check(Name, embeddings, labels);
        LossInput.CheckRows(Name, embeddings.shape[0], anchors, positives);
        return Scoped(() => new LossTerms(OfPairs(Prepared(embeddings), anchors, positives)));
    }

    /// <inheritdoc/>
    protected internal override LossTerms Compute(torch.Tensor embeddings, torch.Tensor labels)
    {
        var prepared = Prepared(embeddings);
        var turns = PairRotation.Of(labels);
        var values = Enumerable.Range(0, _options.Rotate ? turns.Rounds : 1)
            .Select(round => OfPairs(prepared, turns.Images(round), turns.Images(round + 1)));
        return new LossTerms(torch.stack(values).mean());
    }

    private torch.Tensor Prepared(torch.Tensor embeddings)
    {
        var precise = LossInput.Precise(embeddings);
        return _options.Normalize ? VectorNorm.Normalize(precise) : precise;
    }

    private torch.Tensor OfPairs(torch.Tensor embeddings, torch.Tensor anchors, torch.Tensor positives)
    {
        if (anchors.shape[0] < 2)
        {
            return embeddings.sum() * 0.0;
        }

        var a = embeddings.index_select(0, anchors);
        var p = embeddings.index_select(0, positives);
        var value = a.matmul(p.t()).log_softmax(1).diag().mean().neg();
        return _options.L2Reg == 0
            ? value
            : value + ((a.square().sum(1).mean() + p.square().sum(1).mean()) * (Quarter * _options.L2Reg));
    }
}
