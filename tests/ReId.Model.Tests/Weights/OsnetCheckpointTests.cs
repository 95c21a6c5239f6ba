using System.Text.Json;
using ReId.Contracts;
using ReId.Model.Embedding;
using ReId.Model.Weights;
using ReId.Testing;

namespace ReId.Model.Tests.Weights;

/// <summary>The published checkpoints, where they are beside the repository.</summary>
public sealed class OsnetCheckpointTests
{
    private const string Folder = "data/weights/reid";

    [Theory]
    [InlineData("osnet_x0_25_msmt17.pth")]
    [InlineData("osnet_x0_25_market1501.pth")]
    public void A_published_checkpoint_has_every_tensor_of_the_architecture(string file)
    {
        var model = Importer().Read(Find(file), "osnet_x0_25");

        Assert.Equal(565, model.Tensors.Count);
        Assert.DoesNotContain("classifier.weight", model.Tensors.Keys);
        Assert.Equal([16, 3, 7, 7], model.Tensors["conv1.conv.weight"].Shape);
    }

    [Fact]
    public void Both_containers_of_one_checkpoint_give_identical_models()
    {
        var legacy = Importer().Read(Find("osnet_x0_25_msmt17.pth"), "osnet_x0_25");
        var zip = Importer().Read(Find("osnet_x0_25_msmt17.zipformat.pth"), "osnet_x0_25");

        Assert.Equal(legacy.Info.Id, zip.Info.Id);
        Assert.All(legacy.Tensors, t => Assert.True(t.Value.Data.Span.SequenceEqual(zip.Tensors[t.Key].Data.Span)));
    }

    [Fact]
    public void Weights_of_another_architecture_are_refused()
    {
        var importer = new ModelImporter(_ => Describe("osnet_x1_0"));
        Assert.SkipWhen(RepositoryPaths.FindInShared("golden/osnet/architecture__osnet_x1_0.json") is null, "needs shared/golden");

        var error = Assert.Throws<ReIdException>(() => importer.Read(Find("osnet_x0_25_msmt17.pth"), "osnet_x1_0"));

        Assert.Contains("misshapen: conv1.conv.weight [16, 3, 7, 7] instead of [64, 3, 7, 7]", error.Message, StringComparison.Ordinal);
    }

    private static string Find(string file)
    {
        var path = RepositoryPaths.FindInShared($"{Folder}/{file}");
        Assert.SkipWhen(path is null, $"needs shared/{Folder}/{file}");
        return path!;
    }

    private static ModelImporter Importer() => new(Describe);

    private static ArchitectureDescription Describe(string name)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(RepositoryPaths.Golden($"osnet/architecture__{name}.json")));
        var tensors = json.RootElement.GetProperty("expected").GetProperty("state_dict").EnumerateArray()
            .Select(entry => (Name: entry[0].GetString()!, Shape: entry[1].EnumerateArray().Select(s => s.GetInt64()).ToArray()))
            .Where(entry => !entry.Name.StartsWith("classifier.", StringComparison.Ordinal))
            .ToList();
        return new ArchitectureDescription(new ModelInfo { Architecture = name, Dimension = 512 }, tensors);
    }
}
