using ReId.Contracts;

namespace ReId.Model.Evaluation.Labels;

/// <summary>Everything that an evaluation needs: features of queries and gallery, and what must find what.</summary>
public sealed class EvaluationSet
{
    /// <summary>Puts a set together; junk is left out of the gallery, so that it is nobody's neighbour either.</summary>
    /// <param name="queries">Features of the queries.</param>
    /// <param name="gallery">Features of the gallery, of the same dimension.</param>
    /// <param name="queryLabels">As many as there are queries.</param>
    /// <param name="galleryLabels">As many as there are gallery features.</param>
    /// <param name="self">For each query the gallery entry of the very same picture, or −1; null where there are none.</param>
    /// <exception cref="ReIdException">Nothing to find or to be found, or features of two dimensions.</exception>
    public EvaluationSet(
        FeatureMatrix queries, FeatureMatrix gallery, RetrievalLabels queryLabels, RetrievalLabels galleryLabels,
        IReadOnlyList<int>? self = null)
    {
        ArgumentNullException.ThrowIfNull(queries);
        ArgumentNullException.ThrowIfNull(gallery);
        ArgumentNullException.ThrowIfNull(galleryLabels);
        if (queries.Rows == 0 || gallery.Rows == 0)
        {
            throw new ReIdException(queries.Rows == 0 ? "There are no queries." : "The gallery is empty.");
        }

        if (queries.Dimension != gallery.Dimension)
        {
            throw new ReIdException(
                $"The query features have {queries.Dimension} components and the gallery features {gallery.Dimension}: "
                + "they must be of one model.");
        }

        int[] kept = [.. Enumerable.Range(0, gallery.Rows).Where(i => galleryLabels.Identities[i] != RetrievalLabels.Junk)];
        JunkDropped = gallery.Rows - kept.Length;
        Queries = queries;
        if (JunkDropped == 0)
        {
            (Gallery, Task) = (gallery, new RetrievalTask(queryLabels, galleryLabels, self));
            return;
        }

        Gallery = gallery.Select(kept);
        var places = new Dictionary<int, int>();
        for (var i = 0; i < kept.Length; i++)
        {
            places[kept[i]] = i;
        }

        int[]? cameras = galleryLabels.Cameras is { } all ? [.. kept.Select(i => all[i])] : null;
        Task = new RetrievalTask(
            queryLabels,
            new RetrievalLabels([.. kept.Select(i => galleryLabels.Identities[i])], cameras),
            self?.Select(i => places.GetValueOrDefault(i, -1)).ToArray());
    }

    /// <summary>Features of the queries.</summary>
    public FeatureMatrix Queries { get; }

    /// <summary>Features of the gallery without junk.</summary>
    public FeatureMatrix Gallery { get; }

    /// <summary>Which gallery entry is right, wrong or not counted for which query.</summary>
    public RetrievalTask Task { get; }

    /// <summary>Gallery entries that were left out as junk.</summary>
    public int JunkDropped { get; }

    /// <summary>How many pictures there are: one that is query and in the gallery counts once.</summary>
    public int CountPictures() => Gallery.Rows + Enumerable.Range(0, Queries.Rows).Count(query => Task.Self(query) < 0);
}
