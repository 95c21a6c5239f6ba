using ReId.Model.Embedding;
using ReId.Testing;

namespace ReId.Model.Tests.Embedding;

public sealed class BuiltInWeightsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("+colour")]
    public void The_path_of_a_file_is_made_whole(string behind)
    {
        var file = _folder.File("m.safetensors");
        File.WriteAllText(file, "");
        var near = Path.GetRelativePath(Environment.CurrentDirectory, file);

        Assert.False(Path.IsPathRooted(near));
        Assert.Equal(file + behind, BuiltInWeights.Rooted(near + behind));
    }

    [Theory]
    [InlineData("colour")]
    [InlineData("synthetic")]
    [InlineData("synthetic+colour")]
    [InlineData("gone.safetensors+colour")]
    public void A_name_stays(string name) => Assert.Equal(name, BuiltInWeights.Rooted(name));
}
