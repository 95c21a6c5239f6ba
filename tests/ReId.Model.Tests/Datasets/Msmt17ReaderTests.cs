using ReId.Contracts;

namespace ReId.Model.Tests.Datasets;

public sealed class Msmt17ReaderTests : DataSetReaderContract
{
    private const string First = "0000/0000_000_01_0303morning_0008_0.jpg";
    private const string Second = "0000/0000_001_05_0303noon_0012_0_ex.jpg";

    protected override string Name => "msmt17";

    protected override string Make()
    {
        Files($"train/{First}", $"train/{Second}", $"test/{First}", $"test/{Second}");
        Text("list_train.txt", $"{First} 0\n");
        Text("list_val.txt", $"{Second} 0\n\n");
        Text("list_query.txt", $"{First} 3\n");
        Text("list_gallery.txt", $"{Second} 3\n");
        return Folder;
    }

    [Fact]
    public void The_validation_list_stays_out_of_training()
    {
        var data = Read(Make());

        Assert.EndsWith(First, Assert.Single(data.Train).Path, StringComparison.Ordinal);
        Assert.EndsWith(Second, Assert.Single(data.Validation).Path, StringComparison.Ordinal);
        Assert.Equal(("3", "01"), (data.Query[0].Identity, data.Query[0].Camera));
        Assert.Equal(("3", "05"), (data.Gallery[0].Identity, data.Gallery[0].Camera));
        Assert.Contains("/test/", data.Gallery[0].Path, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0000_000_01_0303morning_0008_0.jpg", "identity")]
    [InlineData("0000/0000_000_01_0303morning_0008_0.jpg x", "identity")]
    [InlineData("0000/holiday.jpg 4", "camera")]
    public void A_line_that_does_not_follow_the_layout_is_named(string line, string word)
    {
        var root = Make();
        Text("list_gallery.txt", $"{First} 3\n{line}\n");

        var message = Assert.Throws<ReIdException>(() => Read(root)).Message;

        Assert.Contains("list_gallery.txt, line 2", message, StringComparison.Ordinal);
        Assert.Contains(word, message, StringComparison.Ordinal);
    }
}
