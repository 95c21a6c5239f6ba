namespace ReId.Model.Samplers;

/// <summary>What samplers know of the pictures.</summary>
/// <param name="Labels">Identity of each picture, from 0 without gaps.</param>
/// <param name="Cameras">Camera of each picture; null where unknown.</param>
internal sealed record TrainingLabels(IReadOnlyList<int> Labels, IReadOnlyList<string?> Cameras)
{
    /// <summary>The pictures of each identity.</summary>
    public int[][] ByIdentity { get; } =
    [
        .. Enumerable.Range(0, Labels.Count).GroupBy(picture => Labels[picture]).OrderBy(group => group.Key).Select(group => group.ToArray()),
    ];
}
