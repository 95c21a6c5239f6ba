using System.Diagnostics;
using ReId.EndToEnd.Tests.Running;
using ReId.Testing;

namespace ReId.EndToEnd.Tests.Wrapper;

/// <summary>A checkout of <c>./reid</c> and its scripts alone, whose dotnet, cmake and dpkg-query are scripts of the test's.</summary>
internal sealed class WrapperTree
{
    private const UnixFileMode Executable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead
        | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private readonly TemporaryFolder _folder;

    public WrapperTree(TemporaryFolder folder)
    {
        _folder = folder;
        File.SetUnixFileMode(folder.Path, Executable);
        Directory.CreateDirectory(folder.File("build"));
        Directory.CreateDirectory(folder.File("bin"));
        foreach (var file in Directory.GetFiles(Path.Combine(RepositoryPaths.Root, "build")))
        {
            File.Copy(file, folder.File("build", Path.GetFileName(file)));
        }

        File.Copy(Path.Combine(RepositoryPaths.Root, "reid"), folder.File("reid"));
        Script("dpkg-query", "echo installed");
        Script("cmake", "exit 0");
        Dotnet("""case "$1" in build|publish) ;; *) echo "$@";; esac""");
    }

    /// <summary>What a build leaves, an hour old, so that nothing is stale; says when it was.</summary>
    public DateTime Build()
    {
        var began = DateTime.UtcNow.AddHours(-1);
        foreach (var input in (string[])["native/CMakeLists.txt", "src/Code.cs", "models/model", "tests/Tests.cs", "bench/bench.cs", "ReId.sln"])
        {
            Write(input, began.AddHours(-1));
        }

        foreach (var folder in (string[])["native", "src", "models", "tests", "bench"])
        {
            Directory.SetLastWriteTimeUtc(_folder.File(folder), began.AddHours(-1));
        }

        foreach (var output in (string[])["native/lib/libreid_torch.so", "bin/ReId.Cli/release/reid.dll", "native/.stamp", ".managed-cli.stamp", ".managed-all.stamp"])
        {
            Write($"artifacts/{output}", began);
        }

        // The same lock file on both sides: nothing is to be fetched.
        Write("build/onnxruntime/package-lock.json", began, "lock");
        Write("artifacts/onnxruntime/.stamp", began, "lock");
        return began;
    }

    public void Write(string path, DateTime written, string text = "")
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.File(path))!);
        File.WriteAllText(_folder.File(path), text);
        File.SetLastWriteTimeUtc(_folder.File(path), written);
    }

    public void Dotnet(string body) => Script("dotnet", body);

    public void Script(string name, string body)
    {
        var path = _folder.File("bin", name);
        File.WriteAllText(path, $"#!/bin/sh\n{body}\n");
        File.SetUnixFileMode(path, Executable);
    }

    public Task<ReidResult> RunAsync(params string[] arguments) => StartAsync([_folder.File("reid"), .. arguments]);

    /// <summary>Root gives itself up first; anybody else is already without root.</summary>
    public Task<ReidResult> RunAsNobodyAsync(params string[] arguments)
    {
        string[] drop = Environment.UserName == "root" ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : [];
        return StartAsync([.. drop, _folder.File("reid"), .. arguments]);
    }

    private async Task<ReidResult> StartAsync(string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = _folder.Path,
        };
        start.Environment["PATH"] = $"{_folder.File("bin")}:/usr/bin:/bin";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        return await Reid.FinishAsync(process);
    }
}
