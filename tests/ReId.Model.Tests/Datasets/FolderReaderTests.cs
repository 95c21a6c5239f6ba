namespace ReId.Model.Tests.Datasets;

public sealed class FolderReaderTests : DataSetReaderContract
{
    protected override string Name => "folder";

    protected override string Make()
    {
        Files("f/anna/1.jpg", "f/anna/deep/2.PNG", "f/ben/1.jpg", "f/ben/notes.txt", "f/.hidden/1.jpg");
        return Path.Combine(Folder, "f");
    }

    [Fact]
    public void Every_picture_is_there_for_everything()
    {
        var data = Read(Make());

        Assert.Equal(["anna", "anna", "ben"], data.Query.Select(i => i.Identity));
        Assert.Equal(data.Query, data.Gallery);
        Assert.Equal(data.Query, data.Train);
        Assert.False(data.HasCameras);
    }

    [Fact]
    public void Folders_of_splits_are_kept_apart()
    {
        Files("s/train/anna/1.jpg", "s/val/carl/1.jpg", "s/query/ben/1.jpg", "s/gallery/ben/2.jpg");

        var data = Read(Path.Combine(Folder, "s"));

        Assert.Equal("anna", Assert.Single(data.Train).Identity);
        Assert.Equal("carl", Assert.Single(data.Validation).Identity);
        Assert.EndsWith("query/ben/1.jpg", Assert.Single(data.Query).Path, StringComparison.Ordinal);
        Assert.EndsWith("gallery/ben/2.jpg", Assert.Single(data.Gallery).Path, StringComparison.Ordinal);
    }

    [Fact]
    public void Beside_query_and_gallery_other_folders_are_no_identities()
    {
        Files("s/query/ben/1.jpg", "s/gallery/ben/2.jpg", "s/all/ben/1.jpg");

        var data = Read(Path.Combine(Folder, "s"));

        Assert.Equal(["ben"], data.Query.Select(i => i.Identity));
        Assert.EndsWith("gallery/ben/2.jpg", Assert.Single(data.Gallery).Path, StringComparison.Ordinal);
    }

    [Fact]
    public void A_test_folder_is_query_and_gallery()
    {
        Files("s/train/anna/1.jpg", "s/test/ben/1.jpg", "s/test/ben/2.jpg");

        var data = Read(Path.Combine(Folder, "s"));

        Assert.Equal(2, data.Query.Count);
        Assert.Equal(data.Query, data.Gallery);
    }
}
