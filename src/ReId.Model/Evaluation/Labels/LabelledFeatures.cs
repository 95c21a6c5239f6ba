using ReId.Contracts;

namespace ReId.Model.Evaluation.Labels;

/// <summary>Feature vectors with their labels, without queries and gallery: for measures over pairs of pictures.</summary>
/// <param name="Features">N×D.</param>
/// <param name="Labels">N labels, none of them junk.</param>
public sealed record LabelledFeatures(FeatureMatrix Features, RetrievalLabels Labels)
{
    /// <summary>
    /// All pictures of an evaluation set, each once. An identity that stands in the gallery only is taken for
    /// distractors (Market-1501's 0 is many people): its pictures match nothing, each other neither.
    /// </summary>
    /// <param name="set">Queries and gallery.</param>
    public static LabelledFeatures From(EvaluationSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        var (queries, gallery) = (set.Task.Queries, set.Task.Gallery);
        int[] extra = [.. Enumerable.Range(0, queries.Count)
            .Where(i => set.Task.Self(i) < 0 && queries.Identities[i] != RetrievalLabels.Junk)];
        var known = queries.Identities.ToHashSet();
        var next = Math.Max(queries.Identities.Max(), gallery.Identities.Max()) + 1;
        int[] identities =
        [
            .. gallery.Identities.Select(identity => known.Contains(identity) ? identity : next++),
            .. extra.Select(i => queries.Identities[i]),
        ];
        int[]? cameras = set.Task.HasCameras ? [.. gallery.Cameras!, .. extra.Select(i => queries.Cameras![i])] : null;
        var features = extra.Length == 0 ? set.Gallery : FeatureMatrix.Concatenate(set.Gallery, set.Queries.Select(extra));
        return new LabelledFeatures(features, new RetrievalLabels(identities, cameras));
    }

    /// <summary>Reads a matrix and its labels; junk (identity −1) is left out.</summary>
    /// <param name="features">A .npy file, N×D.</param>
    /// <param name="labels">A CSV file with <c>identity</c> and perhaps <c>camera</c>, N lines below the header.</param>
    /// <param name="cameras">False to do without cameras.</param>
    /// <exception cref="ReIdException">A file is unusable, the two are of different lengths, or a vector is all zeros.</exception>
    public static LabelledFeatures Load(string features, string labels, bool cameras = true)
    {
        var table = cameras && FeatureFiles.Has("camera", labels) ? new LabelTable() : null;
        var (matrix, read) = FeatureFiles.Read(features, labels, new LabelTable(), table);
        return new LabelledFeatures(matrix, read).Select(i => read.Identities[i] != RetrievalLabels.Junk);
    }

    /// <summary>The pictures that fulfil a condition.</summary>
    /// <param name="condition">Gets the number of a picture.</param>
    public LabelledFeatures Select(Func<int, bool> condition)
    {
        int[] rows = [.. Enumerable.Range(0, Labels.Count).Where(condition)];
        return new LabelledFeatures(
            Features.Select(rows),
            new RetrievalLabels(
                [.. rows.Select(i => Labels.Identities[i])], Labels.Cameras is { } all ? [.. rows.Select(i => all[i])] : null));
    }
}
