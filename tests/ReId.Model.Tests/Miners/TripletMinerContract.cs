using ReId.Model.Miners;

namespace ReId.Model.Tests.Miners;

/// <summary>What every miner must do; a new one inherits this suite with its name.</summary>
public abstract class TripletMinerContract
{
    private protected static readonly long[] s_labels = [0, 1, 2, 0, 1, 1, 3, 2, 0, 3, 4];

    /// <summary>Name of the miner in the catalogue.</summary>
    protected abstract string Name { get; }

    /// <summary>Its options.</summary>
    protected virtual TripletMinerOptions Options => new() { Margin = 0.3 };

    /// <summary>Every class of this suite: the miner and its options.</summary>
    internal static IEnumerable<(string Miner, TripletMinerOptions Options)> All() => typeof(TripletMinerContract).Assembly.GetTypes()
        .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(TripletMinerContract)))
        .Select(type => (TripletMinerContract)Activator.CreateInstance(type)!)
        .Select(one => (one.Name, one.Options));

    /// <summary>What it must choose, by plain loops; null where it draws at random.</summary>
    private protected abstract IEnumerable<(int A, int P, int N)>? Expected(MinedBatch batch);

    [Fact]
    public void It_is_found_by_its_name() => Assert.Equal(Name, Create().Name);

    [Fact]
    public void It_chooses_valid_triplets_and_those_of_its_definition()
    {
        using var batch = new MinedBatch(s_labels);

        var mined = batch.Mine(Create());

        Assert.NotEmpty(mined);
        Assert.Empty(mined.Except(batch.All()));
        Assert.Equal(mined.Count, mined.Distinct().Count());
        if (Expected(batch) is { } expected)
        {
            Assert.Equal(expected.Order(), mined);
        }
    }

    [Theory]
    [InlineData(new long[] { 3, 3, 3 })]
    [InlineData(new long[] { 0, 1, 2 })]
    [InlineData(new long[] { 5 })]
    public void Without_valid_triplets_there_are_none(long[] labels)
    {
        using var batch = new MinedBatch(labels);

        Assert.Empty(batch.Mine(Create()));
    }

    [Fact]
    public void A_collapsed_batch_gives_valid_triplets_or_none()
    {
        using var batch = new MinedBatch(s_labels, collapsed: true);

        Assert.Empty(batch.Mine(Create()).Except(batch.All()));
    }

    [Fact]
    public void The_same_seed_gives_the_same_triplets()
    {
        using var batch = new MinedBatch(s_labels, seed: 4);

        Assert.Equal(batch.Mine(Create()), batch.Mine(Create()));
    }

    private protected ITripletMiner Create() => TripletMinerCatalog.Create(Name, Options);
}
