using ReId.Contracts;

namespace ReId.Model.Tests.Datasets;

public sealed class Cuhk03ReaderTests : DataSetReaderContract
{
    protected override string Name => "cuhk03";

    protected override string Make()
    {
        foreach (var boxes in new[] { "labeled", "detected" })
        {
            Files(
                $"np/{boxes}/bounding_box_train/0003_c1_21.png", $"np/{boxes}/query/0001_c1_22.png",
                $"np/{boxes}/bounding_box_test/0001_c2_{boxes}.png");
        }

        return Path.Combine(Folder, "np");
    }

    [Fact]
    public void Labelled_boxes_come_first_and_detected_ones_by_their_folder()
    {
        var root = Make();

        var (labelled, detected) = (Read(root), Read(Path.Combine(root, "detected")));

        Assert.Equal("cuhk03 labelled", labelled.Name);
        Assert.EndsWith("0001_c2_labeled.png", labelled.Gallery[0].Path, StringComparison.Ordinal);
        Assert.Equal("cuhk03 detected", detected.Name);
        Assert.EndsWith("0001_c2_detected.png", detected.Gallery[0].Path, StringComparison.Ordinal);
    }

    [Fact]
    public void Extracted_pictures_follow_their_split_file()
    {
        Files("x/images_detected/1_001_1_01.png", "x/images_detected/1_001_2_06.png", "x/images_detected/2_001_1_01.png");
        Text("x/splits_new_detected.json", """
            [{"train": [["/elsewhere/2_001_1_01.png", 0, 0]], "query": [["/elsewhere/1_001_1_01.png", 1, 0]],
              "gallery": [["C:\\elsewhere\\1_001_2_06.png", 1, 1]], "num_query_pids": 1}]
            """);

        var data = Read(Path.Combine(Folder, "x"));

        Assert.Equal("cuhk03 detected, new protocol", data.Name);
        Assert.Equal(("2_001", "1"), (data.Train[0].Identity, data.Train[0].Camera));
        Assert.Equal(("1_001", "1"), (data.Query[0].Identity, data.Query[0].Camera));
        Assert.Equal(("1_001", "2"), (data.Gallery[0].Identity, data.Gallery[0].Camera));
    }

    [Fact]
    public void Without_a_split_file_every_picture_is_searched_for_every_other()
    {
        Files("x/images_labeled/1_001_1_01.png", "x/images_labeled/1_001_2_06.png");

        var data = Read(Path.Combine(Folder, "x"));

        Assert.Equal("cuhk03 labelled, every picture", data.Name);
        Assert.Equal(data.Query, data.Gallery);
        Assert.Empty(data.Train);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[{\"train\": []}]")]
    [InlineData("[{\"train\": [[\"9_999_1_01.png\", 0, 0]], \"query\": [], \"gallery\": []}]")]
    public void A_split_file_that_does_not_fit_is_named(string text)
    {
        Files("x/images_labeled/1_001_1_01.png");
        Text("x/splits_new_labeled.json", text);

        Assert.Contains(
            "splits_new_labeled.json", Assert.Throws<ReIdException>(() => Read(Path.Combine(Folder, "x"))).Message, StringComparison.Ordinal);
    }
}
