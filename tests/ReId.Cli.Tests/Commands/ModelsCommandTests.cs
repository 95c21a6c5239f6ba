using System.Text.Json;
using ReId.Cli.Tests.Support;
using ReId.Model.Backbones;
using ReId.Model.Embedding;
using ReId.Model.Weights;
using ReId.Testing;
using TorchSharp;

namespace ReId.Cli.Tests.Commands;

public sealed class ModelsCommandTests : IDisposable
{
    private const string Architecture = "osnet_x0_25";

    private readonly TemporaryFolder _folder = new();

    private string Output => _folder.File("m.safetensors");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task List_shows_every_backbone()
    {
        var result = (await Reid.RunAsync("models", "list")).Succeeded();

        Assert.All(BackboneCatalog.All, backbone => Assert.Contains(backbone.Name, result.Out, StringComparison.Ordinal));
    }

    [Fact]
    public async Task List_tells_costs_and_writes_them_as_json()
    {
        var file = _folder.File("models.json");

        var result = (await Reid.RunAsync("models", "list", "--json", file)).Succeeded();

        Assert.Matches(@"osnet_x1_0\s+256×128\s+512\s+2\.17 M\s+0\.979 G", result.Out);
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        var rows = json.RootElement.GetProperty("backbones").EnumerateArray().ToList();
        Assert.Equal(BackboneCatalog.All.Select(backbone => backbone.Name), rows.Select(row => row.GetProperty("name").GetString()));
        Assert.All(rows, row => Assert.True(row.GetProperty("multiplyAdds").GetInt64() > 0));
    }

    [Fact]
    public async Task List_of_one_backbone_tells_its_options()
    {
        var result = (await Reid.RunAsync("models", "list", "resnet50", "--set", "last_stride=1", "dim=128")).Succeeded();

        Assert.Matches(@"resnet50\s+256×128\s+128", result.Out);
        Assert.Matches(@"last_stride\s+1\s+2 or 1", result.Out);
        Assert.DoesNotContain(Architecture, result.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("resnet50 --set last_stride", "must be NAME=VALUE")]
    [InlineData("resnet50 --set last_stride=3", "'3' is no value for last_stride of resnet50")]
    [InlineData("resnet50 --set depth=3", "resnet50 has no option 'depth'")]
    [InlineData("resnet50 --set dim=3 dim=4", "--set chooses dim twice")]
    [InlineData("--set dim=3", "--set needs the name of one backbone")]
    [InlineData("vgg", "name 'vgg' is unknown")]
    public async Task List_refuses_what_cannot_be_chosen(string arguments, string sentence) =>
        (await Reid.RunAsync(["models", "list", .. arguments.Split(' ')])).IsWrongUsage(sentence);

    [Fact]
    public async Task Import_keeps_the_options_that_were_set()
    {
        using var module = BackboneCatalog.Get(Architecture).Create();
        var path = _folder.File("random.safetensors");
        new ModelFile(StateLoader.SaveState(module), new ModelInfo { Architecture = Architecture, Dimension = 512 }).Save(path);

        (await Reid.RunAsync("models", "import", path, "--arch", Architecture, "--set", "l2=on", "input=160x64", "--out", Output)).Succeeded();
        var shown = (await Reid.RunAsync("models", "show", Output)).Succeeded();

        Assert.Contains("input=160x64 l2=on", shown.Out, StringComparison.Ordinal);
        Assert.Contains("160×64", shown.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_writes_a_model_that_show_describes()
    {
        var checkpoint = RandomModel();

        var imported = (await Reid.RunAsync("models", "import", checkpoint, "--arch", Architecture, "--out", Output)).Succeeded();
        var shown = (await Reid.RunAsync("models", "show", Output)).Succeeded();

        var model = ModelFile.Load(Output);
        Assert.Contains(model.Info.Id, imported.Out, StringComparison.Ordinal);
        Assert.Contains(model.Info.Id, shown.Out, StringComparison.Ordinal);
        Assert.Contains(Architecture, shown.Out, StringComparison.Ordinal);
        Assert.Contains("256×128", shown.Out, StringComparison.Ordinal);
        Assert.Contains("random.safetensors", shown.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_describes_an_exported_file_as_the_model_that_it_was()
    {
        var (model, onnx) = (RandomModel(), _folder.File("m.onnx"));
        (await Reid.RunAsync("models", "import", model, "--arch", Architecture, "--set", "input=160x64", "--out", Output)).Succeeded();
        (await Reid.RunAsync("models", "export", Output, "--onnx", onnx)).Succeeded();

        var shown = (await Reid.RunAsync("models", "show", onnx)).Succeeded();

        Assert.Matches($@"model id +{ModelFile.Load(Output).Info.Id}\b", shown.Out);
        Assert.Matches(@"input +160×64, bilinear", shown.Out);
        Assert.Matches(@"takes +images \?×3×160×64", shown.Out);
        Assert.Matches(@"gives +features \?×512, of length 1", shown.Out);
        Assert.Matches(@"graph +\d+ operators, \d+ tensors, operator set 10", shown.Out);
        Assert.Matches(@"imported_from +random.safetensors", shown.Out);
    }

    [Fact]
    public async Task Show_names_an_onnx_file_that_was_changed()
    {
        var (model, onnx) = (RandomModel(), _folder.File("m.onnx"));
        (await Reid.RunAsync("models", "import", model, "--arch", Architecture, "--out", Output)).Succeeded();
        (await Reid.RunAsync("models", "export", Output, "--onnx", onnx)).Succeeded();
        var bytes = await File.ReadAllBytesAsync(onnx, TestContext.Current.CancellationToken);
        bytes[^100] ^= 1;
        await File.WriteAllBytesAsync(onnx, bytes, TestContext.Current.CancellationToken);

        (await Reid.RunAsync("models", "show", onnx)).IsFailure("m.onnx is no usable model");
    }

    [Fact]
    public async Task Import_refuses_the_weights_of_another_architecture()
    {
        (await ImportAsync("tiny_zip.pth")).IsFailure("tiny_zip.pth", $"does not hold the weights of {Architecture}", "fc.weight");

        Assert.False(File.Exists(Output));
    }

    [Theory]
    [InlineData("hostile_zip.pth")]
    [InlineData("hostile_legacy.pth")]
    [InlineData("whole_model.pth")]
    public async Task Import_refuses_a_checkpoint_that_would_run_code(string file)
    {
        (await ImportAsync(file)).IsFailure(file);

        Assert.False(File.Exists(Output));
    }

    [Fact]
    public async Task Import_refuses_an_unknown_backbone() =>
        (await Reid.RunAsync("models", "import", Golden("tiny_zip.pth"), "--arch", "vgg", "--out", Output))
            .IsWrongUsage("--arch 'vgg'", Architecture);

    [Fact]
    public async Task Import_writes_safetensors_only() =>
        (await Reid.RunAsync("models", "import", Golden("tiny_zip.pth"), "--arch", Architecture, "--out", _folder.File("m.pth")))
            .IsWrongUsage("--out", "m.pth", "must end in .safetensors");

    [Fact]
    public async Task A_missing_file_is_named()
    {
        var lost = _folder.File("lost.pth");

        (await Reid.RunAsync("models", "show", lost)).IsFailure("lost.pth", "does not exist");
        (await Reid.RunAsync("models", "import", lost, "--arch", Architecture, "--out", Output))
            .IsFailure("lost.pth", "does not exist");
    }

    [Fact]
    public async Task Show_refuses_what_is_no_model() =>
        (await Reid.RunAsync("models", "show", Golden("tiny_zip.pth"))).IsFailure("tiny_zip.pth");

    private static string Golden(string file) => Path.Combine(RepositoryPaths.Root, "tests", "golden", "checkpoints", file);

    private Task<ReidResult> ImportAsync(string file) =>
        Reid.RunAsync("models", "import", Golden(file), "--arch", Architecture, "--out", Output);

    private string RandomModel()
    {
        torch.manual_seed(1);
        var path = _folder.File("random.safetensors");
        using var module = BackboneCatalog.Get(Architecture).Create();
        new ModelFile(StateLoader.SaveState(module), new ModelInfo { Architecture = Architecture, Dimension = 512 }).Save(path);
        return path;
    }
}
