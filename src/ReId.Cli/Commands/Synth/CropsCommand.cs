using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using ReId.Cli.Output;
using ReId.Contracts;
using ReId.Synthesis.Crops;

namespace ReId.Cli.Commands.Synth;

/// <summary><c>reid synth crops</c>.</summary>
internal static class CropsCommand
{
    public static Command Create()
    {
        var target = new Option<DirectoryInfo>("--out") { Description = "The folder to fill, in Market-1501's layout", Required = true };
        var split = new Option<double>("--split") { Description = "Share of the people that train", DefaultValueFactory = _ => 0.75 };
        var command = new Command("crops", "Render a labelled set of crops; files that are there stay") { target, split };
        var arguments = new CropSetArguments(command, 1000, 6, 4);
        command.SetAction((parsed, cancellationToken) =>
        {
            var share = parsed.GetValue(split);
            if (share is not (>= 0 and <= 1))
            {
                throw new UsageException("--split must lie between 0 and 1.");
            }

            Write(parsed.GetValue(target)!.FullName, arguments.Read(parsed, share), arguments.Size(parsed), cancellationToken);
            return Task.FromResult(ExitCodes.Success);
        });
        return command;
    }

    private static void Write(string root, CropSet set, (int Height, int Width) size, CancellationToken cancellationToken)
    {
        foreach (var folder in (string[])["bounding_box_train", "query", "bounding_box_test"])
        {
            var path = Path.Combine(root, folder);
            try
            {
                Directory.CreateDirectory(path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new ReIdException($"--out {path} cannot be created: name a folder that can be written.", e);
            }
        }

        Description.Keep(root, set, size);
        using var line = new ProgressLine("rendering");
        using var renderers = new ThreadLocal<CropRenderer>(() => new CropRenderer(set.Seed, size.Height, size.Width));
        var watch = Stopwatch.StartNew();
        long done = 0, rendered = 0;
        Rendering.Each(
            set.Files(),
            (file, _) =>
            {
                var path = Path.Combine(root, file.Folder, file.Name);
                if (new FileInfo(path) is not { Exists: true, Length: > 0 })
                {
                    // Not flushed one by one: after a power cut an empty file is rendered again, which costs less.
                    var aside = path + ".part";
                    Rendering.Write(path, aside, () => File.WriteAllBytes(aside, renderers.Value!.Jpeg(file.Identity, file.Camera, file.Number)));
                    Interlocked.Increment(ref rendered);
                }

                var now = Interlocked.Increment(ref done);
                var rate = now / watch.Elapsed.TotalSeconds;
                line.Show(now, set.Count, rate, "crops", TimeSpan.FromSeconds((set.Count - now) / rate));
            },
            cancellationToken);
        Terminal.Line(string.Create(CultureInfo.InvariantCulture, $"{root}: {set.Count} crops of {set.Identities} people, {rendered} rendered now, {rendered / watch.Elapsed.TotalSeconds:0} crops/s"));
    }
}
