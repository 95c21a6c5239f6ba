using ReId.Model.Distances;
using ReId.Model.Losses.Options;
using ReId.Model.Losses.Parts;
using TorchSharp;
using TorchSharp.Modules;

namespace ReId.Model.Losses.Centers;

/// <summary>Where the centres of <see cref="TripletCenterLoss"/> come from.</summary>
public enum CenterOrigin
{
    /// <summary>Parameters, learned by the optimiser.</summary>
    Learned,

    /// <summary>The class means of the batch; gradients flow through them.</summary>
    BatchMean,
}

/// <summary>Which centres of other classes are searched for the nearest.</summary>
public enum CenterSearch
{
    /// <summary>Those of all classes.</summary>
    All,

    /// <summary>Those of the classes in the batch.</summary>
    Batch,
}

/// <summary>Options of <see cref="TripletCenterLoss"/>.</summary>
public sealed record TripletCenterOptions : LossOptions
{
    /// <summary>The margin m.</summary>
    [LossOption("Margin m.", Min = 0)]
    public double Margin { get; init; } = 5;

    /// <summary>Learned centres or batch means.</summary>
    [LossOption("Learned centres (paper), or the class means of the batch.")]
    public CenterOrigin Centers { get; init; }

    /// <summary>Which other centres are searched.</summary>
    [LossOption("Search the centres of all other classes, or of those in the batch.")]
    public CenterSearch Search { get; init; }

    /// <summary>Whether distances are squared.</summary>
    [LossOption("Use squared distances (paper).")]
    public bool Squared { get; init; } = true;

    /// <summary>Whether distances are halved.</summary>
    [LossOption("Halve distances (paper).")]
    public bool Half { get; init; } = true;

    /// <summary>Whether embeddings are brought to length 1 first.</summary>
    [LossOption("Divide each embedding by its norm first.")]
    public bool Normalize { get; init; }

    /// <summary>How terms become one number.</summary>
    [LossOption("Mean over the images, over those above zero, or the plain sum (paper).")]
    public Reduction Reduction { get; init; }

    internal override bool Learns => Centers == CenterOrigin.Learned;
}

/// <summary>
/// max(0, ½‖f − c_y‖² + m − min over other classes of ½‖f − c_j‖²) (He, Zhou, Zhou, Bai, Bai 2018, arXiv:1803.06189).
/// Centres are parameters, or the class means of the batch. Reduction: mean over the images; without another class: 0.
/// </summary>
public sealed class TripletCenterLoss : Loss, IMarginLoss
{
    private readonly TripletCenterOptions _options;
    private readonly Parameter? _centers;

    /// <summary>Learned centres are drawn from the normal distribution.</summary>
    /// <param name="options">Its options.</param>
    /// <param name="size">Classes and dimension; not used with batch means.</param>
    public TripletCenterLoss(TripletCenterOptions options, LossSize size)
        : base(Kind.Name, options)
    {
        _options = options;
        Margin = options.Margin;
        if (options.Learns)
        {
            _centers = LearnedCenters.Create(size);
            register_parameter("centers", _centers);
        }
    }

    /// <summary>Name, formula, source and options.</summary>
    public static ILossKind Kind { get; } = new LossKind<TripletCenterOptions>(
        "triplet_center",
        "mean of max(0, ½‖f − c_y‖² + m − min ½‖f − c_j‖²)",
        "He, Zhou, Zhou, Bai, Bai 2018, arXiv:1803.06189",
        (options, size) => new TripletCenterLoss(options, size));

    /// <summary>The margin m.</summary>
    public double Margin { get; set; }

    /// <inheritdoc/>
    public override IDistance Distance => new EuclideanDistance(_options.Normalize);

    /// <inheritdoc/>
    protected internal override LossTerms Compute(torch.Tensor embeddings, torch.Tensor labels)
    {
        var features = _options.Normalize ? VectorNorm.Normalize(embeddings) : embeddings;
        var (centers, names) = Centers(features, labels);
        var distances = torch.cdist(features, centers, 2, compute_mode.donot_use_mm_for_euclid_dist);
        distances = (_options.Squared ? distances.square() : distances) * (_options.Half ? 0.5 : 1.0);

        var own = labels.unsqueeze(1).eq(names.unsqueeze(0));
        var other = own.logical_not();
        var difference = Masked.Max(distances, own) - Masked.Min(distances, other);
        return Terms.Reduce((difference + Margin).relu(), other.sum(1).gt(0L), _options.Reduction);
    }

    // The centres that are searched, and the class of each.
    private (torch.Tensor Centers, torch.Tensor Names) Centers(torch.Tensor features, torch.Tensor labels)
    {
        if (_centers is null)
        {
            var classes = Present(labels);
            var members = classes.unsqueeze(1).eq(labels.unsqueeze(0)).to_type(features.dtype);
            return (members.matmul(features) / members.sum(1, true), classes);
        }

        LearnedCenters.Check(Name, _centers, features, labels);
        if (_options.Search == CenterSearch.All)
        {
            return (_centers, torch.arange(_centers.shape[0], torch.ScalarType.Int64, labels.device));
        }

        var searched = Present(labels);
        return (_centers.index_select(0, searched), searched);
    }

    // The classes of the batch. Waits for the device, so only those ask that need them.
    private static torch.Tensor Present(torch.Tensor labels) => torch.tensor(BatchLabels.Distinct(labels), null, labels.device);
}
