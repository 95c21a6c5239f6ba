using ReId.Model.Losses.Options;
using TorchSharp;

namespace ReId.Model.Losses.Classification;

/// <summary>Options of <see cref="ASoftmaxLoss"/>.</summary>
public sealed record ASoftmaxOptions : ClassificationOptions
{
    /// <summary>The factor m on the angle.</summary>
    [LossOption("Factor m on the angle.", Min = 1, Max = 8)]
    public int M { get; init; } = 4;

    /// <summary>A fixed λ; not set: annealed.</summary>
    [LossOption("A fixed λ; none: max(lam_min, lam_start/(1 + lam_decay·iteration)).", Min = 0)]
    public double? Lam { get; init; }

    /// <summary>Where annealing ends.</summary>
    [LossOption("Smallest λ of the annealing.", Min = 0)]
    public double LamMin { get; init; } = 5;

    /// <summary>Where annealing starts.</summary>
    [LossOption("λ at iteration 0.", Min = 0)]
    public double LamStart { get; init; } = 1000;

    /// <summary>How fast λ falls.</summary>
    [LossOption("How fast λ falls with the iteration.", Min = 0)]
    public double LamDecay { get; init; } = 0.12;
}

/// <summary>
/// Cross-entropy over ‖x‖·cos θ with the target ‖x‖·(λ·cos θ + ψ(θ))/(1 + λ), ψ(θ) = (−1)ᵏ·cos(mθ) − 2k on
/// [kπ/m, (k+1)π/m] (SphereFace: Liu et al. 2017, arXiv:1704.08063). Weights normalised, no bias, ‖x‖ kept; k is a
/// constant for the gradient. λ falls with the iteration: max(5, 1000/(1 + 0.12·it)). Reduction: mean over the images.
/// </summary>
/// <param name="options">Its options.</param>
/// <param name="size">Classes and dimension.</param>
public sealed class ASoftmaxLoss(ASoftmaxOptions options, LossSize size) : CosineClassifierLoss(Kind.Name, options, size), IIterationLoss
{
    private readonly ASoftmaxOptions _options = options;

    /// <summary>Name, formula, source and options.</summary>
    public static ILossKind Kind { get; } = new LossKind<ASoftmaxOptions>(
        "a_softmax",
        "cross-entropy over ‖x‖·cos θ, target ‖x‖·(λ·cos θ + ψ(θ))/(1 + λ), ψ = (−1)ᵏ·cos(mθ) − 2k",
        "Liu et al. 2017 (SphereFace), arXiv:1704.08063",
        (options, size) => new ASoftmaxLoss(options, size));

    /// <inheritdoc/>
    public long Iteration { get; set; }

    /// <summary>λ at <see cref="Iteration"/>.</summary>
    public double Lambda =>
        _options.Lam ?? Math.Max(_options.LamMin, _options.LamStart / (1 + (_options.LamDecay * Iteration)));

    private protected override torch.Tensor Logits(torch.Tensor embeddings, torch.Tensor directions, torch.Tensor labels)
    {
        const double Smallest = 1e-12;
        var length = embeddings.norm(1, true);
        var logits = embeddings.matmul(directions.t());
        var own = logits.gather(1, labels.unsqueeze(1));
        var cosine = own / length.clamp_min(Smallest);
        var turns = (cosine.detach().clamp(-1.0, 1.0).acos() * (_options.M / Math.PI)).floor().clamp(0.0, _options.M - 1.0);
        var sign = 1 - ((turns - (turns * 0.5).floor() * 2) * 2);
        var psi = (sign * MultipleAngle(cosine)) - (turns * 2);
        var target = length * ((cosine * Lambda) + psi) / (1 + Lambda);
        return torch.where(CrossEntropy.Targets(labels, directions.shape[0]), target, logits);
    }

    // cos(mθ) from cos θ by Chebyshev's recursion: a polynomial, so its gradient is finite at θ = 0 and π.
    private torch.Tensor MultipleAngle(torch.Tensor cosine)
    {
        var (before, current) = (torch.ones_like(cosine), cosine);
        for (var m = 1; m < _options.M; m++)
        {
            (before, current) = (current, (cosine * current * 2) - before);
        }

        return current;
    }
}
