using ReId.Contracts;

namespace ReId.Model.Tests.Datasets;

public sealed class CsvReaderTests : DataSetReaderContract
{
    private const string Header = "path,identity,camera,split,is_query,is_gallery\n";

    protected override string Name => "csv";

    protected override string Make()
    {
        Files("c/a.jpg", "c/b, \"best\".jpg", "d/c.jpg");
        return Text("c/set.csv", $"""
            identity,path,camera,split,is_query,is_gallery,remark
            7,a.jpg,1,test,1,1,
            7,"b, ""best"".jpg",2,test,0,true,"two
            lines"

            8,{Path.Combine(Folder, "d", "c.jpg")},2,Train,,,
            """);
    }

    [Fact]
    public void Paths_are_relative_to_the_file_or_absolute_and_flags_say_what_a_picture_is()
    {
        var data = Read(Make());

        Assert.Equal(Path.Combine(Folder, "c", "a.jpg"), Assert.Single(data.Query).Path);
        Assert.Equal(["a.jpg", "b, \"best\".jpg"], data.Gallery.Select(i => Path.GetFileName(i.Path)));
        Assert.Equal(("8", "2"), (Assert.Single(data.Train).Identity, data.Train[0].Camera));
    }

    [Theory]
    [InlineData("a.jpg,7,,test,1,1", "camera is missing", "--no-cameras")]
    [InlineData(",7,1,test,1,1", "path is missing")]
    [InlineData("a.jpg,,1,test,1,1", "identity is missing")]
    [InlineData("a.jpg,7,1,exam,1,1", "split 'exam'", "train, val or test")]
    [InlineData("a.jpg,7,1,test,maybe,1", "is_query is 'maybe'")]
    [InlineData("a.jpg,7,1,test,1", "5 fields where the header has 6")]
    public void A_wrong_line_is_named(string line, params string[] words)
    {
        var file = Text("set.csv", $"{Header}b.jpg,7,1,test,1,1\n{line}\n");

        var message = Assert.Throws<ReIdException>(() => Read(file)).Message;

        Assert.Contains($"{file}, line 3", message, StringComparison.Ordinal);
        Assert.All(words, word => Assert.Contains(word, message, StringComparison.Ordinal));
    }

    [Fact]
    public void Missing_cameras_are_no_matter_when_they_are_left_out()
    {
        var file = Text("set.csv", $"{Header}b.jpg,7,,test,1,1\n");

        Assert.False(ReId.Model.Datasets.DataSetCatalog.Read("csv", file, new() { Cameras = false }).HasCameras);
    }

    [Fact]
    public void A_missing_column_is_named() =>
        Assert.Contains(
            "no column 'camera'",
            Assert.Throws<ReIdException>(() => Read(Text("set.csv", "path,identity\na.jpg,1\n"))).Message, StringComparison.Ordinal);
}
