using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReId.Index.Clustering.Pipeline;
using ReId.Index.Database;
using ReId.Index.Identities;
using ReId.Index.Tests.Support;

namespace ReId.Index.Tests.Identities;

/// <summary>A month of people who come, go and come again, and of operators who decide at random, right or wrong.</summary>
public sealed class ThirtyNightsTests : GalleryTest
{
    private const int People = 12;
    private static readonly RunSettings s_settings = new() { Distance = ClusterDistance.Cosine, Eps = 0.6 };

    private readonly Random _random = new(20261126);
    private readonly DecisionOracle _oracle = new();
    private readonly List<GalleryEntry> _seen = [];

    [Fact]
    public async Task NoDecisionIsEverBrokenNothingMovesWithoutAReasonAndUndoRestoresExactly()
    {
        await using var gallery = await OpenAsync();
        var store = await IdentityStore.OpenAsync(gallery, cancellationToken: Token);
        var clustering = new IdentityClustering(gallery, store);
        var online = new OnlineJoin(gallery, store, new OnlineJoinOptions());
        var faces = Enumerable.Range(0, People).Select(_ => Sample.Vector()).ToArray();
        int decisions = 0, undone = 0, joined = 0;
        for (var night = 0; night < 30; night++)
        {
            // People come for some nights, leave and come again.
            var crops = Day(night, faces);
            await gallery.AddAsync(crops, Token);
            _seen.AddRange(crops);
            foreach (var crop in crops)
            {
                joined += await CheckedAsync(gallery, store, () => online.TryAsync(crop.Crop.CropId, Sample.Model, Token)) is null ? 0 : 1;
            }

            await CheckedAsync(gallery, store, async () => await clustering.RunAsync(new RunRequest { ModelId = Sample.Model, Settings = s_settings }, null, Token));
            for (var i = 0; i < 3; i++)
            {
                var before = Snapshot(store.State);
                var oracle = _oracle.Copy();
                if (await CheckedAsync(gallery, store, () => DecideAsync(store)) is not { } result)
                {
                    continue;
                }

                decisions++;
                if (_random.Next(4) == 0)
                {
                    await CheckedAsync(gallery, store, () => store.UndoAsync(result.OperationId, "ann", Token), oracle);
                    Assert.Equal(before, Snapshot(store.State));
                    undone++;
                }
            }

            // What a restart reads is what was in memory.
            var again = await IdentityStore.OpenAsync(gallery, cancellationToken: Token);
            Assert.Equal(Snapshot(store.State), Snapshot(again.State));
            store = again;
            (clustering, online) = (new IdentityClustering(gallery, store), new OnlineJoin(gallery, store, new OnlineJoinOptions()));
        }

        Assert.True(decisions > 60 && undone > 10 && joined > 20, $"{decisions} decisions, {undone} undone, {joined} joins prove little");
        var runs = await clustering.ListAsync(100, null, Token);
        Assert.Equal(30, runs.Count);
        Assert.All(runs, run => Assert.Equal(ClusterRunState.Finished, run.State));
    }

    /// <summary>Does a step, then asks whether every decision holds and every crop that moved has a row with a reason.</summary>
    private async Task<T> CheckedAsync<T>(Index.Gallery gallery, IdentityStore store, Func<Task<T>> step, DecisionOracle? undone = null)
    {
        var before = store.State.Assignments.ToDictionary(pair => pair.Key, pair => pair.Value.IdentityId);
        await using var context = gallery.Contexts.CreateContext();
        var last = await context.Set<ChangeRow>().MaxAsync(row => (long?)row.Sequence, Token) ?? 0;
        var result = await step();
        if (undone is not null)
        {
            _oracle.Become(undone);
        }

        _oracle.Check(store.State);
        var rows = await context.Set<ChangeRow>().AsNoTracking().Where(row => row.Sequence > last).ToListAsync(Token);
        var reasons = rows.ToLookup(row => row.OperationId, row => row.Reason);
        var moved = rows.Where(row => row.CropId is not null && reasons[row.OperationId].Any(reason => !string.IsNullOrEmpty(reason)))
            .Select(row => (row.CropId!.Value, row.FromIdentity, row.ToIdentity)).ToHashSet();
        foreach (var crop in before.Keys.Union(store.State.Assignments.Keys))
        {
            var from = before.TryGetValue(crop, out var was) ? was : (Guid?)null;
            var to = store.State.IdentityOf(crop);
            Assert.True(from == to || moved.Contains((crop, from, to)), $"crop {crop} went from {from} to {to} without a reason");
        }

        return result;
    }

    private async Task<OperationResult?> DecideAsync(IdentityStore store)
    {
        var state = store.State;
        var ids = state.Identities.Values.Where(identity => identity.MergedInto is null && state.Members(identity.Id).Count > 0).Select(identity => identity.Id).Order().ToArray();
        if (ids.Length < 2)
        {
            return null;
        }

        var (id, other) = (ids[_random.Next(ids.Length)], ids[_random.Next(ids.Length)]);
        var crop = state.Members(id).Order().ElementAt(_random.Next(state.Members(id).Count));
        var exact = _random.Next(3) == 0;
        var tracklet = _seen.Single(entry => entry.Crop.CropId == crop).Crop.TrackletId;
        var mates = _seen.Where(entry => entry.Crop.TrackletId == tracklet).Select(entry => entry.Crop.CropId).ToList();
        List<Guid> named = exact ? [crop] : mates;
        switch (_random.Next(6))
        {
            case 0:
                return await store.NameAsync(id, $"person {_random.Next(100)}", "ann", Token);
            case 1:
                return await store.HideAsync(id, _random.Next(2) == 0, "ann", Token);
            case 2 when id != other && _random.Next(3) == 0:
                var both = state.Members(id).Union(state.Members(other)).ToList();
                _oracle.Merge(id, other, both);
                return await store.MergeAsync(id, [other], "ann", Token);
            case 3 when state.Members(id).Count > 1:
                var rest = state.Members(id).Where(member => member != crop).ToList();
                var split = await store.SplitAsync(id, [crop], exact: true, "ann", Token);
                _oracle.Split(id, split.IdentityId!.Value, crop, rest);
                return split;
            case 4:
                named.ForEach(one => _oracle.Pin(one, other));
                return await store.ConfirmAsync(other, [crop], exact, "bob", Token);
            default:
                named.ForEach(one => _oracle.Ban(one, id));

                // Who puts out one crop of a tracklet alone says that the others stay.
                mates.Where(mate => !named.Contains(mate) && state.IdentityOf(mate) == id).ToList().ForEach(mate => _oracle.Pin(mate, id));
                return await store.RejectAsync(id, [crop], exact, "bob", Token);
        }
    }

    private List<GalleryEntry> Day(int night, float[][] faces)
    {
        string[] cameras = ["north", "south", "east"];
        var entries = new List<GalleryEntry>();
        for (var person = 0; person < People; person++)
        {
            if ((night + (person * 5)) % 11 > 6)
            {
                continue;
            }

            for (var visit = _random.Next(1, 3); visit > 0; visit--)
            {
                var (tracklet, camera, minute) = (Sample.NewId(), cameras[_random.Next(3)], (night * 1440) + _random.Next(60));
                for (var i = 0; i < 2; i++)
                {
                    var vector = faces[person].Select(value => value + (float)((_random.NextDouble() - 0.5) * 0.7)).ToArray();
                    entries.Add(Sample.Entry(camera, tracklet, minute + (i * 0.5), vector));
                }
            }
        }

        return entries;
    }

    private static string Snapshot(IdentityState state) => JsonSerializer.Serialize(new
    {
        Identities = state.Identities.Values.OrderBy(identity => identity.Id),
        Assignments = state.Assignments.OrderBy(pair => pair.Key).ToList(),
        Decisions = state.Decisions.Values.OrderBy(decision => decision.Id),
    });
}
