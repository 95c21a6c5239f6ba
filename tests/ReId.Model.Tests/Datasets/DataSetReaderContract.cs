using ReId.Contracts;
using ReId.Model.Datasets;
using ReId.Testing;

namespace ReId.Model.Tests.Datasets;

/// <summary>What every reader of a data set promises. A test class gives a small data set and inherits the rest.</summary>
public abstract class DataSetReaderContract : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>Name of the layout.</summary>
    protected abstract string Name { get; }

    /// <summary>Makes a small data set and gives its root: something to train on, queries and a gallery.</summary>
    protected abstract string Make();

    protected string Folder => _folder.Path;

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void It_is_found_by_its_name()
    {
        Assert.Equal(Name, DataSetCatalog.Get(Name.ToUpperInvariant()).Name);
        Assert.NotEmpty(DataSetCatalog.Get(Name).Root);
    }

    [Fact]
    public void Lists_are_whole_absolute_and_the_same_every_time()
    {
        var root = Make();

        var data = Read(root);
        var again = Read(Path.GetRelativePath(Environment.CurrentDirectory, root));

        Assert.NotEmpty(data.Train);
        Assert.NotEmpty(data.Query);
        Assert.NotEmpty(data.Gallery);
        Assert.Equal(data.Train, again.Train);
        Assert.Equal(data.Query, again.Query);
        Assert.Equal(data.Gallery, again.Gallery);
        Assert.All(All(data), image =>
        {
            Assert.True(Path.IsPathFullyQualified(image.Path));
            Assert.True(File.Exists(image.Path), image.Path);
            Assert.NotEmpty(image.Identity);
            Assert.Equal(data.HasCameras, image.Camera is not null);
        });
    }

    [Fact]
    public void Cameras_can_be_left_out()
    {
        var data = DataSetCatalog.Read(Name, Make(), new DataSetOptions { Cameras = false });

        Assert.False(data.HasCameras);
        Assert.All(All(data), image => Assert.Null(image.Camera));
    }

    [Fact]
    public void Something_else_is_refused_with_a_sentence_that_names_it()
    {
        var empty = Directory.CreateDirectory(Path.Combine(Folder, "empty")).FullName;

        var message = Assert.Throws<ReIdException>(() => Read(empty)).Message;

        Assert.Contains(empty, message, StringComparison.Ordinal);
        Assert.Throws<ReIdException>(() => Read(Path.Combine(Folder, "lost")));
    }

    protected DataSet Read(string root) => DataSetCatalog.Read(Name, root);

    /// <summary>Makes files below the test's folder; they only need names.</summary>
    protected void Files(params string[] paths)
    {
        foreach (var path in paths)
        {
            Text(path, "");
        }
    }

    protected string Text(string path, string text)
    {
        var full = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
        return full;
    }

    private static IEnumerable<DataSetImage> All(DataSet data) => data.Train.Concat(data.Validation).Concat(data.Query).Concat(data.Gallery);
}
