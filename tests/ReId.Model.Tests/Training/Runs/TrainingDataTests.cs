using ReId.Contracts;
using ReId.Model.Datasets;
using ReId.Model.Training.Runs;

namespace ReId.Model.Tests.Training.Runs;

public sealed class TrainingDataTests
{
    [Fact]
    public void Identities_are_numbered_without_gaps_and_stay_with_their_pictures()
    {
        var data = TrainingData.Of(Of(("0012", 2), ("0003", 1), ("1499", 3), ("-1", 4)));

        Assert.Equal(3, data.Classes);
        Assert.Equal([0, 1, 1, 2, 2, 2], data.Labels);
        Assert.Equal(["0003", "0012", "0012", "1499", "1499", "1499"], data.Images.Select(image => image.Identity));
        Assert.Equal(data.Images.Select(image => image.Camera), data.Cameras);
    }

    [Fact]
    public void The_order_of_the_pictures_is_that_of_identity_and_path_whatever_the_reader_gives()
    {
        var set = Of(("b", 3), ("a", 2));

        Assert.Equal(
            TrainingData.Of(set).Images.Select(image => image.Path),
            TrainingData.Of(set with { Train = [.. set.Train.Reverse()] }).Images.Select(image => image.Path));
    }

    [Theory]
    [InlineData(0, 1.0, "people has 0 identities to train with: at least 2 are needed.")]
    [InlineData(1, 1.0, "people has 1 identities to train with: at least 2 are needed.")]
    [InlineData(8, 0.1, "people has 1 identities to train with (data.share 0.1): at least 2 are needed.")]
    public void Fewer_than_two_identities_are_refused(int identities, double share, string sentence) =>
        Assert.Equal(sentence, Refused(Alike(identities, images: 3), share));

    [Fact]
    public void Junk_is_no_identity() => Assert.StartsWith("people has 1 identities", Refused(Of(("7", 3), ("-1", 5))), StringComparison.Ordinal);

    [Fact]
    public void One_picture_of_each_identity_is_refused_and_one_pair_is_enough()
    {
        Assert.Equal(
            "people has one picture of each of its 5 identities: to learn what stays the same, at least one identity needs two.",
            Refused(Alike(5, images: 1)));
        Assert.Equal(2, TrainingData.Of(Of(("a", 1), ("b", 2))).Classes);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Smaller_shares_are_parts_of_larger_ones(int seed)
    {
        var set = Alike(20, images: 2);
        string[][] kept = [.. new[] { 0.1, 0.25, 0.5, 0.9, 1 }.Select(share => Kept(set, share, seed))];

        Assert.Equal([2, 5, 10, 18, 20], kept.Select(identities => identities.Length));
        Assert.All(kept.Zip(kept.Skip(1)), pair => Assert.Subset(pair.Second.ToHashSet(), pair.First.ToHashSet()));
        Assert.Equal(kept[2], Kept(set, 0.5, seed));
    }

    [Fact]
    public void Which_identities_a_share_holds_is_drawn_and_they_keep_all_their_pictures()
    {
        var set = Alike(20, images: 3);
        var half = TrainingData.Of(set, 0.5, seed: 1);

        Assert.NotEqual(Kept(set, 0.5, 1), Kept(set, 0.5, 2));
        Assert.NotEqual(Kept(set, 0.5, 1), Kept(set, 1, 1)[..10]);
        Assert.Equal(30, half.Images.Count);
        Assert.Equal(Enumerable.Range(0, 10).SelectMany(label => Enumerable.Repeat(label, 3)), half.Labels);
    }

    private static string[] Kept(DataSet set, double share, int seed) =>
        [.. TrainingData.Of(set, share, seed).Images.Select(image => image.Identity).Distinct()];

    private static string Refused(DataSet set, double share = 1) =>
        Assert.Throws<ReIdException>(() => TrainingData.Of(set, share)).Message;

    private static DataSet Alike(int identities, int images) =>
        Of([.. Enumerable.Range(0, identities).Select(i => ($"{i:0000}", images))]);

    private static DataSet Of(params (string Identity, int Images)[] people) => new()
    {
        Name = "people",
        HasCameras = true,
        Train = [.. people.SelectMany(one => Enumerable.Range(0, one.Images).Select(i =>
            new DataSetImage($"{one.Identity}_{i}.png", one.Identity, $"c{i % 2}")))],
        Query = [],
        Gallery = [],
    };
}
