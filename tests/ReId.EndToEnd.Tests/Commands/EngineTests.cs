using ReId.EndToEnd.Tests.Footage;
using ReId.EndToEnd.Tests.Running;
using ReId.Testing;

namespace ReId.EndToEnd.Tests.Commands;

/// <summary>Models on both engines, as a user runs them.</summary>
public sealed class EngineTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_model_is_exported_and_both_engines_give_the_same_features()
    {
        var checkpoint = RepositoryPaths.FindInShared("data/weights/reid/osnet_x0_25_msmt17.pth");
        Assert.SkipWhen(checkpoint is null, "needs shared/data/weights/reid/osnet_x0_25_msmt17.pth");
        var (model, onnx, pictures) = (_folder.File("m.safetensors"), _folder.File("m.onnx"), _folder.File("pictures"));
        GeneratedFootage.Folder(pictures, people: 2, each: 2);
        (await Reid.RunAsync("models", "import", checkpoint!, "--arch", "osnet_x0_25", "--out", model)).Succeeded();

        var export = await Reid.RunAsync("models", "export", model, "--onnx", onnx);
        var byTorch = await Features("torch", model, pictures);
        var byDefault = await Features("auto", onnx, pictures);

        export.Succeeded();
        Assert.Contains("N×3×256×128 to N×512", export.Output, StringComparison.Ordinal);
        Assert.Equal(byTorch.Length, byDefault.Length);
        Assert.All(byTorch.Zip(byDefault), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
    }

    [Theory]
    [InlineData("--onnx", "out.bin", 2, "must end in .onnx")]
    [InlineData("--onnx", "missing/out.onnx", 1, "cannot be written")]
    public async Task An_export_that_cannot_be_is_one_sentence(string option, string target, int code, string hint)
    {
        var checkpoint = RepositoryPaths.FindInShared("data/weights/reid/osnet_x0_25_msmt17.pth");
        Assert.SkipWhen(checkpoint is null, "needs shared/data/weights/reid/osnet_x0_25_msmt17.pth");
        var model = _folder.File("m.safetensors");
        (await Reid.RunAsync("models", "import", checkpoint!, "--arch", "osnet_x0_25", "--out", model)).Succeeded();

        var result = await Reid.RunAsync("models", "export", model, option, _folder.File(target));

        result.FailedWith(code, hint);
    }

    [Fact]
    public async Task An_unknown_engine_is_a_wrong_command_line()
    {
        var pictures = _folder.File("pictures");
        GeneratedFootage.Folder(pictures, people: 1, each: 1);

        var result = await Reid.RunAsync(
            "features", "--weights", "m.onnx", "--engine", "tpu", "--images", pictures, "--out", _folder.File("f.npy"));

        result.FailedWith(2, "--engine 'tpu'", "auto, onnx, torch");
    }

    private async Task<float[]> Features(string engine, string weights, string pictures)
    {
        var output = _folder.File($"{engine}.npy");
        (await Reid.RunAsync("features", "--engine", engine, "--weights", weights, "--images", pictures, "--out", output)).Succeeded();
        return NpyVectors(output);
    }

    // Version 1 of the format: the header and its length, then little-endian float32.
    private static float[] NpyVectors(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var header = 10 + BitConverter.ToUInt16(bytes, 8);
        return System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(bytes.AsSpan(header)).ToArray();
    }
}
