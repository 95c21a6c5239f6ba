using System.Diagnostics;
using ReId.EndToEnd.Tests.Running;
using ReId.Testing;

namespace ReId.EndToEnd.Tests.Wrapper;

/// <summary>Where ONNX Runtime cannot be installed everything builds all the same (docs/decisions/0060).</summary>
public sealed class BuildWithoutOnnxRuntimeTests
{
    [Fact]
    public async Task The_engines_build_and_nothing_of_it_is_left_in_them()
    {
        // Output of its own: what the other tests run is not replaced.
        using var folder = new TemporaryFolder();
        var start = new ProcessStartInfo("dotnet", [
            "build", Path.Combine(RepositoryPaths.Root, "src", "ReId.Model"), "-c", "Release", "--disable-build-servers",
            $"-p:OnnxRuntimeDir={folder.File("nowhere")}", $"-p:ArtifactsPath={folder.File("artifacts")}",
            $"-p:ReIdNativeDir={Path.Combine(RepositoryPaths.Root, "artifacts", "native", "lib")}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;

        (await Reid.FinishAsync(process)).Succeeded();

        var model = folder.File("artifacts", "bin", "ReId.Model", "release");
        var assembly = await File.ReadAllBytesAsync(Path.Combine(model, "ReId.Model.dll"), TestContext.Current.CancellationToken);
        Assert.True(assembly.AsSpan().IndexOf("AbsentOnnxEngine"u8) >= 0);
        Assert.True(assembly.AsSpan().IndexOf("OnnxFeatureExtractor"u8) < 0);
        Assert.False(File.Exists(Path.Combine(model, "libonnxruntime.so")));
    }
}
