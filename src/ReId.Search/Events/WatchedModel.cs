using ReId.Index;
using ReId.Index.Watching;
using ReId.Search.Endpoints.Crops;

namespace ReId.Search.Events;

/// <summary>
/// The watches of one model as rows in memory. Those of vectors never change; those of identities follow the newest crops
/// of each, and only crops that came to one since are read from the database.
/// </summary>
internal sealed class WatchedModel
{
    // The best of an identity's crops, not their mean, which would miss somebody who has changed clothes.
    private const int MostOfIdentity = 32;

    private readonly string _modelId;
    private readonly Watch[] _watches;
    private readonly WatchRows _vectors;
    private Members _members = new(-1, [], [], new WatchRows([]));

    public WatchedModel(string modelId, IEnumerable<Watch> watches)
    {
        _modelId = modelId;
        _watches = [.. watches.Where(watch => watch.ModelId == modelId)];
        _vectors = new WatchRows([.. _watches.Index().Where(one => one.Item.Vector is not null)
            .Select(one => (one.Index, Guid.Empty, one.Item.Vector!))]);
    }

    public bool IsEmpty => _watches.Length == 0;

    /// <summary>The watches that a crop raises, in their order.</summary>
    public async Task<IReadOnlyList<(Watch Watch, float Score)>> CompareAsync(
        Guid crop, float[] unit, IIdentityNames identities, IGallery gallery, CancellationToken cancellationToken)
    {
        var members = await MembersAsync(identities, gallery, cancellationToken);
        var best = new float[_watches.Length];
        Array.Fill(best, float.NegativeInfinity);
        _vectors.Compare(unit, crop, best);
        members.Rows.Compare(unit, crop, best);
        return [.. _watches.Index().Where(one => best[one.Index] >= one.Item.Threshold).Select(one => (one.Item, best[one.Index]))];
    }

    private async Task<Members> MembersAsync(IIdentityNames identities, IGallery gallery, CancellationToken cancellationToken)
    {
        var (known, version) = (Volatile.Read(ref _members), identities.Version);
        if (known.Version == version)
        {
            return known;
        }

        // 1. Who is looked for; most changes of identities are none of the watched ones'.
        var crops = _watches.Index().Where(one => one.Item.Vector is null)
            .SelectMany(one => identities.CropsOf(one.Item.IdentityId!.Value).Take(MostOfIdentity).Select(crop => (one.Index, Crop: crop))).ToList();
        if (crops.SequenceEqual(known.Crops))
        {
            Volatile.Write(ref _members, known with { Version = version });
            return known;
        }

        // 2. One read for those that are new; those that are gone are not kept.
        var missing = crops.Select(one => one.Crop).Where(crop => !known.Vectors.ContainsKey(crop)).ToHashSet();
        var read = missing.Count == 0 ? null : await gallery.FindVectorsAsync(missing, _modelId, cancellationToken);
        var vectors = new Dictionary<Guid, float[]>();
        foreach (var crop in crops.Select(one => one.Crop))
        {
            if ((known.Vectors.GetValueOrDefault(crop) ?? read?.GetValueOrDefault(crop)) is { } vector)
            {
                vectors[crop] = vector;
            }
        }

        var rows = new WatchRows([.. crops.Where(one => vectors.ContainsKey(one.Crop)).Select(one => (one.Index, one.Crop, vectors[one.Crop]))]);
        var members = new Members(version, crops, vectors, rows);
        Volatile.Write(ref _members, members);
        return members;
    }

    private sealed record Members(long Version, List<(int Watch, Guid Crop)> Crops, Dictionary<Guid, float[]> Vectors, WatchRows Rows);
}
