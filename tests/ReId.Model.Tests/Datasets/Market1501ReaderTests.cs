using ReId.Contracts;
using ReId.Testing;

namespace ReId.Model.Tests.Datasets;

public sealed class Market1501ReaderTests : DataSetReaderContract
{
    protected override string Name => "market1501";

    protected override string Make()
    {
        Files(
            "m/bounding_box_train/0002_c1s1_000451_03.jpg", "m/bounding_box_train/0000_c1s1_000451_03.jpg",
            "m/query/0001_c1s1_001051_00.jpg", "m/query/Thumbs.db",
            "m/bounding_box_test/0001_c2s1_000301_00.jpg", "m/bounding_box_test/-1_c1s1_000401_03.jpg",
            "m/bounding_box_test/0000_c3s1_000401_03.jpg");
        return Path.Combine(Folder, "m");
    }

    [Fact]
    public void Junk_and_distractors_are_in_the_gallery_but_never_in_training()
    {
        var data = Read(Make());

        Assert.Equal(["0002"], data.Train.Select(i => i.Identity));
        Assert.Equal(["-1", "0000", "0001"], data.Gallery.Select(i => i.Identity));
        Assert.Equal(["1", "3", "2"], data.Gallery.Select(i => i.Camera));
        Assert.Single(data.Query);
    }

    [Fact]
    public void The_folder_above_will_do()
    {
        Make();

        Assert.Single(Read(Folder).Query);
    }

    [Fact]
    public void A_name_that_does_not_follow_the_layout_is_named()
    {
        Make();
        Files("m/query/holiday.jpg");

        Assert.Contains("holiday.jpg", Assert.Throws<ReIdException>(() => Read(Folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_real_layout_is_read()
    {
        Assert.SkipWhen(RepositoryPaths.FindInShared("data/market1501-mini") is null, "the pictures are not here");

        var data = Read(RepositoryPaths.FindInShared("data/market1501-mini")!);

        Assert.Equal((32, 32, 32), (data.Train.Count, data.Query.Count, data.Gallery.Count));
        Assert.All(data.Query, image => Assert.Matches("^[1-6]$", image.Camera));
    }
}
