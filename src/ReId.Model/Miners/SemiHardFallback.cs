namespace ReId.Model.Miners;

/// <summary>What happens to a pair (anchor, positive) that has negatives but no semi-hard one.</summary>
public enum SemiHardFallback
{
    /// <summary>It gives no triplet.</summary>
    None,

    /// <summary>The negative with the largest distance.</summary>
    Largest,

    /// <summary>The easiest of its hard negatives: the farthest one that is not farther than the positive, if there is one.</summary>
    Easiest,
}
