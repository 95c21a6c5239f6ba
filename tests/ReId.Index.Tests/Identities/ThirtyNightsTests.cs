using ReId.Index.Clustering.Pipeline;
using ReId.Index.Identities;
using ReId.Index.Tests.Support;

namespace ReId.Index.Tests.Identities;

/// <summary>A month of people who come, go and come again, and of operators who decide at random, right or wrong.</summary>
public sealed class ThirtyNightsTests : GalleryTest
{
    private const int People = 12;
    private const int WayBack = 60;

    private readonly Random _random = new(20261126);
    private readonly DecisionOracle _oracle = new();
    private readonly List<GalleryEntry> _seen = [];

    [Theory]
    [InlineData(ClusterDistance.Jaccard, 0.7)] // As the night runs when nobody says otherwise.
    [InlineData(ClusterDistance.Cosine, 0.6)]
    public async Task NoDecisionIsEverBrokenNothingMovesWithoutAReasonAndUndoRestoresExactly(ClusterDistance distance, double eps)
    {
        var settings = new RunSettings { Distance = distance, Eps = eps };
        await using var gallery = await OpenAsync();
        var store = await IdentityStore.OpenAsync(gallery, cancellationToken: Token);
        var steps = new CheckedSteps(gallery, _oracle);
        var faces = Enumerable.Range(0, People).Select(_ => Sample.Vector()).ToArray();
        int decisions = 0, undone = 0, joined = 0, earlier = 0, refused = 0;
        for (var night = 0; night < 30; night++)
        {
            var (clustering, online) = (new IdentityClustering(gallery, store), new OnlineJoin(gallery, store, new OnlineJoinOptions()));

            // People come for some nights, leave and come again.
            var crops = Day(night, faces);
            await gallery.AddAsync(crops, Token);
            _seen.AddRange(crops);
            foreach (var crop in crops)
            {
                joined += await steps.DoAsync(store, async () => (await online.TryAsync(crop.Crop.CropId, Sample.Model, Token))?.OperationId, automatic: true) is null ? 0 : 1;
            }

            await steps.DoAsync(store, async () => (await clustering.RunAsync(new RunRequest { ModelId = Sample.Model, Settings = settings }, null, Token)).RunId, automatic: true);
            for (var i = 0; i < 3; i++)
            {
                var before = StateCopy.Of(store.State).Text;
                if (await steps.DoAsync(store, () => DecideAsync(store)) is not { } operation)
                {
                    continue;
                }

                decisions++;
                if (_random.Next(4) == 0)
                {
                    Assert.True(await steps.TryUndoAsync(store, operation));
                    Assert.Equal(before, StateCopy.Of(store.State).Text);
                    undone++;
                }
            }

            // Any step of any night: a run, a join, a decision, an undo.
            var any = steps.Diary.InForce.Order().ElementAt(_random.Next(steps.Diary.InForce.Count));
            _ = await steps.TryUndoAsync(store, any) ? earlier++ : refused++;

            // What a restart reads is what was in memory.
            var again = await IdentityStore.OpenAsync(gallery, cancellationToken: Token);
            Assert.Equal(StateCopy.Of(store.State).Text, StateCopy.Of(again.State).Text);
            store = again;
        }

        Assert.True(
            decisions > 60 && undone > 10 && joined > 20 && earlier > 10,
            $"{decisions} decisions, {undone} undone, {joined} joins, {earlier} earlier steps undone, {refused} refused prove little");
        var history = await store.HistoryAsync(null, 10_000, null, Token);
        Assert.Equal(steps.Diary.Order, history.Reverse().Select(entry => entry.OperationId));
        Assert.All(history, entry => Assert.Equal(entry.UndoneBy is null, steps.Diary.InForce.Contains(entry.OperationId)));
        await BackAsync(store, steps);
    }

    /// <summary>The last step, the one before it, and so on: each leaves exactly what was there before it.</summary>
    private static async Task BackAsync(IdentityStore store, CheckedSteps steps)
    {
        foreach (var operation in steps.Diary.Order.TakeLast(WayBack).Reverse().ToList())
        {
            Assert.True(await steps.TryUndoAsync(store, operation));
            Assert.Equal(steps.Diary.Before(operation).Text, StateCopy.Of(store.State).Text);
        }
    }

    private async Task<Guid?> DecideAsync(IdentityStore store)
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
                return (await store.NameAsync(id, $"person {_random.Next(100)}", "ann", Token)).OperationId;
            case 1:
                return (await store.HideAsync(id, _random.Next(2) == 0, "ann", Token)).OperationId;
            case 2 when id != other && _random.Next(3) == 0:
                var both = state.Members(id).Union(state.Members(other)).ToList();
                return Said(await store.MergeAsync(id, [other], "ann", Token), oracle => oracle.Merge(id, other, both));
            case 3 when state.Members(id).Count > 1:
                var rest = state.Members(id).Where(member => member != crop).ToList();
                var split = await store.SplitAsync(id, [crop], exact: true, "ann", Token);
                return Said(split, oracle => oracle.Split(id, split.IdentityId!.Value, crop, rest));
            case 4:
                return Said(await store.ConfirmAsync(other, [crop], exact, "bob", Token), oracle => named.ForEach(one => oracle.Pin(one, other)));
            default:
                // Who puts out one crop of a tracklet alone says that the others stay.
                var staying = mates.Where(mate => !named.Contains(mate) && state.IdentityOf(mate) == id).ToList();
                return Said(await store.RejectAsync(id, [crop], exact, "bob", Token), oracle =>
                {
                    named.ForEach(one => oracle.Ban(one, id));
                    staying.ForEach(mate => oracle.Pin(mate, id));
                });
        }
    }

    private Guid Said(OperationResult result, Action<DecisionOracle> what)
    {
        _oracle.Say(result.OperationId, what);
        return result.OperationId;
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
}
