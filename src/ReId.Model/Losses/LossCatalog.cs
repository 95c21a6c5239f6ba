using ReId.Contracts;
using ReId.Model.Losses.Centers;
using ReId.Model.Losses.Classification;
using ReId.Model.Losses.Pairs;
using ReId.Model.Losses.Quadruplets;
using ReId.Model.Losses.Triplets;

namespace ReId.Model.Losses;

/// <summary>The losses by name. Adding one is one line here.</summary>
public static class LossCatalog
{
    /// <summary>Every loss, in the order of the list.</summary>
    public static IReadOnlyList<ILossKind> All { get; } =
    [
        ContrastiveLoss.Kind,
        TripletLoss.Kind,
        TripletNetLoss.Kind,
        TripletBatchAllLoss.Kind,
        TripletBatchHardLoss.Kind,
        TripletWeightedLoss.Kind,
        TripletCenterLoss.Kind,
        CenterLoss.Kind,
        NPairLoss.Kind,
        QuadrupletExhaustiveLoss.Kind,
        QuadrupletBatchHardLoss.Kind,
        LiftedStructureLoss.Kind,
        GeneralizedLiftedLoss.Kind,
        SoftmaxLoss.Kind,
        NormFaceLoss.Kind,
        ASoftmaxLoss.Kind,
        ArcFaceLoss.Kind,
        CosFaceLoss.Kind,
        CircleLoss.Kind,
        MultiSimilarityLoss.Kind,
        SupervisedContrastiveLoss.Kind,
    ];

    /// <summary>The loss of that name.</summary>
    /// <param name="name">E.g. <c>triplet_batch_hard</c>; case does not matter.</param>
    /// <exception cref="ReIdException">There is none; the message lists those there are.</exception>
    public static ILossKind Get(string name) =>
        All.FirstOrDefault(kind => kind.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new ReIdException($"There is no loss '{name}'; there are {string.Join(", ", All.Select(kind => kind.Name))}.");
}
