using ReId.Model.Distances;
using ReId.Model.Losses.Options;
using TorchSharp;
using TorchSharp.Modules;

namespace ReId.Model.Losses.Centers;

/// <summary>What reaches the centres in the backward pass of <see cref="CenterLoss"/>.</summary>
public enum CenterGradient
{
    /// <summary>The gradient of the loss.</summary>
    Plain,

    /// <summary>The paper's step Δc, so that plain SGD with the learning rate α makes the paper's update.</summary>
    Delta,

    /// <summary>Nothing: centres move by <see cref="CenterLoss.UpdateCenters"/> alone.</summary>
    None,
}

/// <summary>Options of <see cref="CenterLoss"/>.</summary>
public sealed record CenterOptions : LossOptions
{
    /// <summary>Sum (paper) or mean over the images.</summary>
    [LossOption("Sum over the images (paper), or their mean; mean_nonzero leaves images at their centre out.")]
    public Reduction Reduction { get; init; } = Reduction.Sum;

    /// <summary>Whether the square is halved.</summary>
    [LossOption("Halve the square (paper); re-ID code often does not.")]
    public bool Half { get; init; } = true;

    /// <summary>Rate α of the centres' own update.</summary>
    [LossOption("Rate α of the centres' own update.", Min = 0, Max = 1)]
    public double Alpha { get; init; } = 0.5;

    /// <summary>What reaches the centres in the backward pass.</summary>
    [LossOption("Centres get the plain gradient, the paper's step Δc as their gradient (SGD with rate α then makes its update), or none.")]
    public CenterGradient Gradient { get; init; }
}

/// <summary>
/// ½·Σ ‖x − c_y‖² (Wen, Zhang, Li, Qiao 2016). Centres have an update of their own: c ← c − α·Δc with
/// Δc = Σ δ(y=j)·(c − x) / (1 + Σ δ(y=j)), made by <see cref="UpdateCenters"/>, or by the optimiser through the
/// rescaled gradient. Reduction: sum.
/// </summary>
public sealed class CenterLoss : Loss
{
    private readonly CenterOptions _options;
    private readonly Parameter _centers;

    /// <summary>Centres drawn from the normal distribution.</summary>
    /// <param name="options">Its options.</param>
    /// <param name="size">Classes and dimension.</param>
    public CenterLoss(CenterOptions options, LossSize size)
        : base(Kind.Name, options)
    {
        _options = options;
        _centers = LearnedCenters.Create(size);
        register_parameter("centers", _centers);
    }

    /// <summary>Name, formula, source and options.</summary>
    public static ILossKind Kind { get; } = new LossKind<CenterOptions>(
        "center",
        "½·Σ ‖x − c_y‖²; centres c ← c − α·Σ(c − x)/(1 + n)",
        "Wen, Zhang, Li, Qiao 2016, A discriminative feature learning approach for deep face recognition",
        (options, size) => new CenterLoss(options, size));

    /// <inheritdoc/>
    public override IDistance Distance => new EuclideanDistance();

    /// <summary>The centres, classes × dimension.</summary>
    public torch.Tensor Centers => _centers;

    /// <summary>Whether no gradient reaches the centres, so that <see cref="UpdateCenters"/> alone moves them.</summary>
    public bool MovesByItself => _options.Gradient == CenterGradient.None;

    /// <summary>The rate α of <see cref="UpdateCenters"/>.</summary>
    public double Rate => _options.Alpha;

    /// <summary>The paper's update of the centres, with rate α; call it after the optimiser's step.</summary>
    /// <param name="embeddings">The batch, N×D.</param>
    /// <param name="labels">Its classes.</param>
    public void UpdateCenters(torch.Tensor embeddings, torch.Tensor labels)
    {
        LossInput.Check(Name, embeddings, labels);
        LossInput.CheckClasses(Name, labels, _centers.shape[0]);
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        _centers.sub_(Delta(LossInput.Precise(embeddings), labels) * _options.Alpha);
    }

    /// <inheritdoc/>
    protected internal override LossTerms Compute(torch.Tensor embeddings, torch.Tensor labels)
    {
        LearnedCenters.Check(Name, _centers, embeddings, labels);
        var plain = _options.Gradient == CenterGradient.Plain;
        var squares = (embeddings - (plain ? _centers : _centers.detach()).index_select(0, labels)).square().sum(1);
        var halved = _options.Half ? squares * 0.5 : squares;
        var terms = Parts.Terms.Reduce(halved, torch.ones_like(labels, torch.ScalarType.Bool), _options.Reduction);
        if (_options.Gradient != CenterGradient.Delta)
        {
            return terms;
        }

        var delta = Delta(embeddings.detach(), labels);
        return terms with { Value = Parts.BatchTriplets.WithGradient(terms.Value, delta, _centers) };
    }

    private torch.Tensor Delta(torch.Tensor embeddings, torch.Tensor labels)
    {
        using var noGrad = torch.no_grad();
        var apart = _centers.index_select(0, labels) - embeddings;
        var sums = torch.zeros_like(_centers).index_add_(0, labels, apart, 1.0);
        var counts = torch.zeros([_centers.shape[0]], apart.dtype, apart.device)
            .index_add_(0, labels, torch.ones([labels.shape[0]], apart.dtype, apart.device), 1.0);
        return sums / (counts + 1.0).unsqueeze(1);
    }
}
