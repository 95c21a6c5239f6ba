using ReId.Contracts;
using ReId.Model.Embedding;
using ReId.Model.Tests.Support;
using ReId.Model.Weights;
using ReId.Testing;

namespace ReId.Model.Tests.Weights;

public sealed class ModelImporterTests
{
    public static TheoryData<string> GoodFiles =>
    [
        "tiny_zip.pth", "tiny_legacy.pth", "tiny_half.pth", "tiny_bfloat16.pth", "tiny_double.pth",
        "tiny_protocol4.pth", "tiny_strided_zip.pth", "tiny_strided_legacy.pth", "tiny_training.pth.tar",
        "tiny_training_zip.pth",
    ];

    [Theory]
    [MemberData(nameof(GoodFiles))]
    public void Every_container_type_and_layout_gives_the_same_model(string name)
    {
        var model = Tiny.Importer.Read(Tiny.File(name), "tiny");

        Assert.Equal(["fc.weight", "fc.bias", "bn.num_batches_tracked"], model.Tensors.Keys);
        Assert.Equal(Tiny.Weight, Tiny.Singles(model.Tensors["fc.weight"]));
        Assert.Equal(Tiny.Bias, Tiny.Singles(model.Tensors["fc.bias"]));
        Assert.Equal(7, BitConverter.ToInt64(model.Tensors["bn.num_batches_tracked"].Data.Span));
        Assert.Equal(Tiny.Model().Info.Id, model.Info.Id);
        Assert.Equal(name, model.Info.Training["imported_from"]);
    }

    [Fact]
    public void The_written_model_loads_as_it_was()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("tiny.safetensors");

        var written = Tiny.Importer.Import(Tiny.File("tiny_legacy.pth"), "tiny", path);
        var read = ModelFile.Load(path);

        Assert.Equal(written.Info.Id, read.Info.Id);
        Assert.Equal(written.Info.Training, read.Info.Training);
        Assert.Equal(written.Info.Mean, read.Info.Mean);
        Assert.Equal(written.Tensors.Keys, read.Tensors.Keys);
        Assert.Equal(Tiny.Weight, Tiny.Singles(read.Tensors["fc.weight"]));
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_converted_model_can_be_imported_again()
    {
        using var folder = new TemporaryFolder();
        Tiny.Model().Save(folder.File("a.safetensors"));

        Assert.Equal(Tiny.Model().Info.Id, Tiny.Importer.Read(folder.File("a.safetensors"), "tiny").Info.Id);
    }

    [Theory]
    [InlineData("hostile_zip.pth", "posix.system")]
    [InlineData("hostile_legacy.pth", "posix.system")]
    [InlineData("whole_model.pth", "torch.nn.modules.linear.Linear")]
    public void A_file_that_asks_for_code_is_refused_by_the_name_of_what_it_asks_for(string name, string what)
    {
        var error = Assert.Throws<ReIdException>(() => Tiny.Importer.Read(Tiny.File(name), "tiny"));

        Assert.Contains(what, error.Message, StringComparison.Ordinal);
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists("/tmp/reid-hostile"));
    }

    [Fact]
    public void Differences_from_the_architecture_are_listed_by_kind()
    {
        var importer = new ModelImporter(_ => new ArchitectureDescription(
            new ModelInfo { Architecture = "other", Dimension = 2 },
            [("fc.weight", [2, 4]), ("conv.weight", [1]), ("bn.num_batches_tracked", [])]));

        var error = Assert.Throws<ReIdException>(() => importer.Read(Tiny.File("tiny_zip.pth"), "other"));

        Assert.EndsWith(
            "does not hold the weights of other: 1 missing: conv.weight; "
            + "1 misshapen: fc.weight [2, 3] instead of [2, 4]; 1 extra: fc.bias",
            error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_list_of_differences_is_capped()
    {
        var tensors = Enumerable.Range(0, 20).Select(i => ($"layer{i}.weight", new long[] { 1 })).ToList();
        var importer = new ModelImporter(_ => new ArchitectureDescription(
            new ModelInfo { Architecture = "other", Dimension = 2 }, tensors));

        var error = Assert.Throws<ReIdException>(() => importer.Read(Tiny.File("tiny_zip.pth"), "other"));

        Assert.Contains("20 missing: layer0.weight,", error.Message, StringComparison.Ordinal);
        Assert.Contains("layer7.weight and 12 more", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_checkpoint_without_batch_counters_gets_zeros()
    {
        var importer = new ModelImporter(_ => Tiny.Architecture with
        {
            Tensors = [.. Tiny.Architecture.Tensors, ("late.num_batches_tracked", [])],
        });

        var model = importer.Read(Tiny.File("tiny_zip.pth"), "tiny");

        Assert.Equal(0, BitConverter.ToInt64(model.Tensors["late.num_batches_tracked"].Data.Span));
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html>not found</html>")]
    [InlineData("")]
    [InlineData("PK")]
    public void A_file_that_is_no_checkpoint_says_so(string content)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("page.pth"), content);

        var error = Assert.Throws<ReIdException>(() => Tiny.Importer.Read(folder.File("page.pth"), "tiny"));

        Assert.Contains("page.pth is no checkpoint", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_and_a_folder_are_named()
    {
        using var folder = new TemporaryFolder();

        var missing = Assert.Throws<ReIdException>(() => Tiny.Importer.Read(folder.File("none.pth"), "tiny"));
        var directory = Assert.Throws<ReIdException>(() => Tiny.Importer.Read(folder.Path, "tiny"));

        Assert.EndsWith("none.pth does not exist", missing.Message, StringComparison.Ordinal);
        Assert.Contains("is a folder", directory.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_output_that_cannot_be_written_leaves_nothing_behind()
    {
        using var folder = new TemporaryFolder();
        var output = folder.File("no", "such", "folder.safetensors");

        var error = Assert.Throws<ReIdException>(() => Tiny.Importer.Import(Tiny.File("tiny_zip.pth"), "tiny", output));

        Assert.Contains("cannot be written", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }
}
