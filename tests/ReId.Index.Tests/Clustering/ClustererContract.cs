using ReId.Index.Clustering;
using ReId.Index.Storage;
using ReId.Index.Tests.Support;

namespace ReId.Index.Tests.Clustering;

/// <summary>What every clusterer must do; a new one inherits this and is done when it passes.</summary>
public abstract class ClustererContract(string name)
{
    private readonly Sample _sample = new(21);

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected IClusterer Clusterer { get; } = ClustererCatalog.Get(name);

    [Fact]
    public void Nothing_gives_nothing()
    {
        var result = Clusterer.Cluster([], new ClusteringOptions(), Token);

        Assert.Empty(result.Labels);
        Assert.Equal((0, 0), (result.Clusters, result.Singletons));
    }

    [Fact]
    public void Well_separated_people_are_told_apart()
    {
        var items = People(people: 12, tracklets: 4, crops: 3, noise: 0.2f);

        var result = Clusterer.Cluster([.. items.Select(item => item.Item)], new ClusteringOptions { Threshold = 0.6f }, Token);

        Assert.Equal((12, 0), (result.Clusters, result.Singletons));
        var pairs = items.Zip(result.Labels, (item, label) => (item.Person, label)).Distinct().ToList();
        Assert.Equal(12, pairs.Count);
        Assert.Equal(Enumerable.Range(0, 12), pairs.Select(pair => pair.label)); // By first occurrence.
    }

    [Fact]
    public void The_crops_of_a_tracklet_stay_together_however_different()
    {
        var tracklets = Enumerable.Range(0, 30).Select(_ => _sample.NewId()).ToArray();
        var items = Enumerable.Range(0, 150).Select(i => Item(tracklets[i % 30], Unit())).ToList();

        var result = Clusterer.Cluster(items, new ClusteringOptions { Threshold = 0.2f, MinimumTracklets = 1 }, Token);

        foreach (var tracklet in items.Zip(result.Labels).GroupBy(pair => pair.First.TrackletId))
        {
            Assert.Equal(result.TrackletLabels[tracklet.Key], Assert.Single(tracklet.Select(pair => pair.Second).Distinct()));
        }

        Assert.Equal(30, result.TrackletLabels.Count);
    }

    [Fact]
    public void Tracklets_alone_are_counted_as_singletons()
    {
        var items = People(people: 3, tracklets: 2, crops: 2, noise: 0.1f).Select(item => item.Item)
            .Concat(People(people: 5, tracklets: 1, crops: 2, noise: 0.1f).Select(item => item.Item)).ToList();

        var result = Clusterer.Cluster(items, new ClusteringOptions { Threshold = 0.7f }, Token);
        var alone = Clusterer.Cluster(items, new ClusteringOptions { Threshold = 0.7f, MinimumTracklets = 1 }, Token);

        Assert.Equal((3, 5), (result.Clusters, result.Singletons));
        Assert.All(result.Labels.Skip(12), label => Assert.Equal(ClusteringResult.Singleton, label));
        Assert.Equal((8, 0), (alone.Clusters, alone.Singletons));
    }

    [Fact]
    public void The_order_of_the_input_does_not_change_who_is_with_whom()
    {
        var items = People(people: 6, tracklets: 3, crops: 2, noise: 0.7f).Select(item => item.Item).ToArray();
        var options = new ClusteringOptions { Threshold = 0.45f };
        var before = Groups(items, options);
        Assert.Equal(before, Groups(items, options));
        new Random(4).Shuffle(items);

        Assert.Equal(before, Groups(items, options));
    }

    [Fact]
    public void Vectors_of_different_dimensions_are_refused() =>
        Assert.Throws<ArgumentException>(() => Clusterer.Cluster(
            [Item(_sample.NewId(), Unit()), Item(_sample.NewId(), [1f])], new ClusteringOptions(), Token));

    [Fact]
    public async Task Work_can_be_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        Assert.ThrowsAny<OperationCanceledException>(() => Clusterer.Cluster(
            [Item(_sample.NewId(), Unit()), Item(_sample.NewId(), Unit())], new ClusteringOptions(), cancelled.Token));
    }

    private string[] Groups(ClusterItem[] items, ClusteringOptions options) =>
        [.. items.Zip(Clusterer.Cluster(items, options, Token).Labels)
            .Where(pair => pair.Second >= 0)
            .GroupBy(pair => pair.Second, pair => pair.First.CropId)
            .Select(group => string.Join(' ', group.Order()))
            .Order(StringComparer.Ordinal)];

    protected List<(int Person, ClusterItem Item)> People(int people, int tracklets, int crops, float noise)
    {
        var items = new List<(int, ClusterItem)>();
        for (var person = 0; person < people; person++)
        {
            var centre = Unit();
            for (var t = 0; t < tracklets; t++)
            {
                var tracklet = _sample.NewId();
                for (var c = 0; c < crops; c++)
                {
                    var vector = centre.Zip(Unit(), (a, b) => a + (noise * b)).ToArray();
                    items.Add((person, Item(tracklet, HalfVector.Normalise(vector, out _)!)));
                }
            }
        }

        return items;
    }

    protected ClusterItem Item(Guid tracklet, float[] vector) => new(_sample.NewId(), tracklet, vector);

    protected float[] Unit() => HalfVector.Normalise(_sample.Vector(64), out _)!;
}
