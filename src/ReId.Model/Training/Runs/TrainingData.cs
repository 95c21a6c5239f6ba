using ReId.Contracts;
using ReId.Model.Datasets;

namespace ReId.Model.Training.Runs;

/// <summary>The pictures that are trained with, their identities numbered from 0 without gaps.</summary>
public sealed class TrainingData
{
    private TrainingData(DataSet source, IReadOnlyList<DataSetImage> images, IReadOnlyList<int> labels, int classes)
    {
        (Source, Images, Labels, Classes) = (source, images, labels, classes);
        Cameras = [.. images.Select(image => image.Camera)];
    }

    /// <summary>The data set that they are of.</summary>
    public DataSet Source { get; }

    /// <summary>The pictures, by identity and name.</summary>
    public IReadOnlyList<DataSetImage> Images { get; }

    /// <summary>The identity of each picture, from 0 to <see cref="Classes"/> − 1.</summary>
    public IReadOnlyList<int> Labels { get; }

    /// <summary>The camera of each picture; null where the data set knows none.</summary>
    public IReadOnlyList<string?> Cameras { get; }

    /// <summary>Identities.</summary>
    public int Classes { get; }

    /// <summary>Takes the training list of a data set.</summary>
    /// <param name="data">The data set; junk is left out.</param>
    /// <param name="share">Share of the identities, above 0 and at most 1; which ones is drawn, and smaller shares are parts of larger ones.</param>
    /// <param name="seed">Of the draw.</param>
    /// <exception cref="ReIdException">Fewer than two identities, or none with two pictures.</exception>
    public static TrainingData Of(DataSet data, double share = 1, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(data);
        var identities = data.Train.Where(image => image.Identity != "-1")
            .GroupBy(image => image.Identity, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal).ToArray();
        var chosen = Choose(identities.Length, share, seed);
        var groups = chosen.Select(i => identities[i].OrderBy(image => image.Path, StringComparer.Ordinal).ToArray()).ToArray();
        if (groups.Length < 2)
        {
            throw new ReIdException(
                $"{data.Name} has {groups.Length} identities to train with{(share < 1 ? FormattableString.Invariant($" (data.share {share})") : "")}: at least 2 are needed.");
        }

        if (groups.All(group => group.Length < 2))
        {
            throw new ReIdException(
                $"{data.Name} has one picture of each of its {groups.Length} identities: to learn what stays the same, at least one identity needs two.");
        }

        return new TrainingData(
            data, [.. groups.SelectMany(group => group)], [.. groups.SelectMany((group, label) => Enumerable.Repeat(label, group.Length))],
            groups.Length);
    }

    private static int[] Choose(int count, double share, int seed)
    {
        var order = Enumerable.Range(0, count).ToArray();
        if (share < 1)
        {
            new Random(seed).Shuffle(order);
        }

        int[] kept = order[..(int)Math.Ceiling(count * share)];
        Array.Sort(kept);
        return kept;
    }
}
