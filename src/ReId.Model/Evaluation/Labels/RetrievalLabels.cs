namespace ReId.Model.Evaluation.Labels;

/// <summary>Who is on each picture and which camera took it, as numbers that only mean equal or different.</summary>
/// <param name="Identities">One number a picture; <see cref="Junk"/> marks pictures that count for nothing.</param>
/// <param name="Cameras">One number a picture, or null where no camera is known.</param>
public sealed record RetrievalLabels(IReadOnlyList<int> Identities, IReadOnlyList<int>? Cameras)
{
    /// <summary>The identity of junk (Market-1501's −1): neither right nor wrong, as if it were not in the gallery.</summary>
    public const int Junk = -1;

    /// <summary>Number of pictures.</summary>
    public int Count => Identities.Count;
}
