using ReId.Contracts;
using ReId.Model.Distances;
using ReId.Model.Losses.Options;
using TorchSharp;

namespace ReId.Model.Losses;

/// <summary>
/// A loss on a batch of embeddings, usable without a trainer. It is a module: what it learns (class weights, centres,
/// a scale) are its parameters, for the optimiser and the checkpoint.
/// </summary>
/// <example><code>
/// using var loss = new TripletBatchHardLoss(new() { Margin = 0.3 });
/// using var output = loss.Evaluate(embeddings, labels);
/// output.Value.backward();
/// </code></example>
public abstract class Loss : torch.nn.Module
{
    /// <summary>Names the loss and checks its options.</summary>
    /// <param name="name">Name in the catalogue.</param>
    /// <param name="options">Its options.</param>
    /// <exception cref="ReIdException">An option is outside its range.</exception>
    protected Loss(string name, LossOptions options)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(options);
        Name = name;
        options.Check(name);
    }

    /// <summary>Name in the catalogue.</summary>
    public string Name { get; }

    /// <summary>What it measures with; the cosine distance where it works on angles.</summary>
    public virtual IDistance Distance => new CosineDistance();

    /// <summary>
    /// The margin between semi-hard and easy triplets, in units of <see cref="Distance"/>. 0 where it has none, as with the
    /// soft margin: then every triplet whose negative is farther than its positive counts as easy.
    /// </summary>
    public virtual double CategoryMargin => 0;

    /// <summary>Whether the soft margin ln(1 + eˣ) stands for the hinge; a batch on one point then costs ln 2, not the margin.</summary>
    public virtual bool IsSoft => false;

    /// <summary>Computes the loss; exactly 0 with gradient 0 where the batch has no valid pair, triplet or term.</summary>
    /// <param name="embeddings">N×D floating point (half precision is computed as float32), finite.</param>
    /// <param name="labels">N identities, int64, on the same device, in any order.</param>
    /// <exception cref="ReIdException">Shapes that do not match, an empty batch, NaN, a label without a class.</exception>
    public LossOutput Evaluate(torch.Tensor embeddings, torch.Tensor labels)
    {
        LossInput.Check(Name, embeddings, labels);
        return Scoped(() => Compute(LossInput.Precise(embeddings), labels));
    }

    /// <summary>The computation on checked input; intermediate tensors are disposed by the caller.</summary>
    /// <param name="embeddings">N×D, float32 or float64.</param>
    /// <param name="labels">N, int64.</param>
    protected internal abstract LossTerms Compute(torch.Tensor embeddings, torch.Tensor labels);

    /// <summary>Runs a computation and disposes all that it made but its result.</summary>
    /// <param name="compute">Gives the result.</param>
    protected LossOutput Scoped(Func<LossTerms> compute)
    {
        ArgumentNullException.ThrowIfNull(compute);
        using var scope = torch.NewDisposeScope();
        return new LossOutput(compute(), TakeParts()).MoveToOuterScope();
    }

    /// <summary>The parts of the computation that has just run; only a weighted sum has any.</summary>
    private protected virtual IReadOnlyList<LossPart> TakeParts() => [];
}
