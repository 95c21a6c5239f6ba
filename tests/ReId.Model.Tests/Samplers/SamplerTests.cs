using ReId.Contracts;
using ReId.Model.Samplers;

namespace ReId.Model.Tests.Samplers;

public sealed class SamplerTests
{
    // Identity 0 has 1 picture, 1 has 2, … 7 has 8; two cameras by turns.
    private static readonly int[] s_labels = [.. Enumerable.Range(0, 8).SelectMany(identity => Enumerable.Repeat(identity, identity + 1))];
    private static readonly string?[] s_cameras = [.. Enumerable.Range(0, s_labels.Length).Select(i => $"c{i % 2}")];

    public static TheoryData<string> Names() => [.. SamplerCatalog.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Batches_follow_from_seed_and_epoch(string name)
    {
        var one = Create(name);

        Assert.Equal(name, one.Name);
        Assert.Equal(one.Epoch(3), Create(name).Epoch(3));
        Assert.NotEqual(one.Epoch(3), one.Epoch(4));
        Assert.NotEqual(one.Epoch(3), Create(name, new SamplerOptions { Identities = 4, Images = 3, BatchSize = 10, Seed = 2 }).Epoch(3));
        Assert.Equal(one.BatchesPerEpoch, one.Epoch(0).Count());
        Assert.All(one.Epoch(0), batch => Assert.InRange(batch.Length, 1, one.BatchSize));
        Assert.All(one.Epoch(0).SelectMany(batch => batch), position => Assert.InRange(position, 0, s_labels.Length - 1));
    }

    [Fact]
    public void Shuffle_shows_every_picture_at_most_once()
    {
        var positions = Create("shuffle").Epoch(0).SelectMany(batch => batch).ToArray();

        Assert.Equal(30, positions.Distinct().Count());
        Assert.Equal(30, positions.Length);
    }

    [Theory]
    [InlineData("pk")]
    [InlineData("pk_camera")]
    public void A_pk_batch_has_p_identities_of_k_pictures(string name)
    {
        foreach (var batch in Create(name).Epoch(1))
        {
            var groups = batch.GroupBy(position => s_labels[position]).ToArray();
            Assert.Equal(4, groups.Length);
            Assert.All(groups, group => Assert.Equal(3, group.Count()));
            // Nothing is repeated while there is enough.
            Assert.All(groups, group => Assert.Equal(Math.Min(3, group.Key + 1), group.Distinct().Count()));
        }
    }

    [Fact]
    public void Identities_come_round_by_round()
    {
        var shown = Create("pk").Epoch(0).Take(2).SelectMany(batch => batch.Select(position => s_labels[position]).Distinct());

        Assert.Equal(Enumerable.Range(0, 8), shown.Order());
    }

    [Fact]
    public void Scarce_identities_are_dropped_or_taken_whole_on_request()
    {
        var dropped = Create("pk", new SamplerOptions { Identities = 4, Images = 3, Scarce = ScarcePolicy.Drop }).Epoch(0);
        var whole = Create("pk", new SamplerOptions { Identities = 8, Images = 3, Scarce = ScarcePolicy.All }).Epoch(0).First();

        Assert.All(dropped.SelectMany(batch => batch), position => Assert.True(s_labels[position] >= 2));
        Assert.Equal(1 + 2 + (6 * 3), whole.Length);
    }

    [Fact]
    public void Cameras_are_balanced()
    {
        var options = new SamplerOptions { Identities = 4, Images = 4, Scarce = ScarcePolicy.Drop };

        foreach (var identity in Create("pk_camera", options).Epoch(0).SelectMany(batch => batch.GroupBy(position => s_labels[position])))
        {
            Assert.Equal(2, identity.Count(position => s_cameras[position] == "c0"));
        }
    }

    [Fact]
    public void FaceNet_batches_take_up_to_k_pictures()
    {
        var batch = Create("facenet", new SamplerOptions { Identities = 8, Images = 40 }).Epoch(0).Single();

        Assert.Equal(Enumerable.Range(0, s_labels.Length), batch.Order());
    }

    [Theory]
    [InlineData("random", 2, 2, "There is no sampler 'random'; there are shuffle, pk, pk_camera, facenet.")]
    [InlineData("pk", 9, 2, "A batch takes 9 identities, but there are 8: lower sampler.identities.")]
    public void What_cannot_be_is_named(string name, int identities, int images, string message) => Assert.Equal(
        message,
        Assert.Throws<ReIdException>(() => Create(name, new SamplerOptions { Identities = identities, Images = images })).Message);

    [Fact]
    public void Data_without_pairs_or_cameras_are_refused()
    {
        var pairs = Assert.Throws<ReIdException>(() => SamplerCatalog.Create("pk", [0, 1, 2], [null, null, null], new SamplerOptions { Identities = 2 }));
        var cameras = Assert.Throws<ReIdException>(() => SamplerCatalog.Create("pk_camera", [0, 0, 1], [null, null, null], new SamplerOptions { Identities = 2 }));

        Assert.StartsWith("No identity has two pictures", pairs.Message, StringComparison.Ordinal);
        Assert.Equal("The sampler pk_camera spreads pictures over cameras, and the data set knows none: use pk.", cameras.Message);
    }

    private static IBatchSampler Create(string name, SamplerOptions? options = null) =>
        SamplerCatalog.Create(name, s_labels, s_cameras, options ?? new SamplerOptions { Identities = 4, Images = 3, BatchSize = 10 });
}
