using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using ReId.Cli.Output;
using ReId.Model.Files;
using ReId.Synthesis.Crops;

namespace ReId.Cli.Commands.Synth;

/// <summary><c>reid synth</c>: labelled pictures of people that nobody had to photograph.</summary>
internal static class SynthCommand
{
    public static Command Create() => new("synth", "Render people for training and tests") { Crops() };

    private static Command Crops()
    {
        var target = new Option<DirectoryInfo>("--out") { Description = "The folder to fill, in Market-1501's layout", Required = true };
        var identities = new Option<int>("--identities") { Description = "How many people", DefaultValueFactory = _ => 1000 };
        var cameras = new Option<int>("--cameras") { Description = "How many cameras", DefaultValueFactory = _ => 6 };
        var perCamera = new Option<int>("--images-per-camera") { Description = "Pictures of each person under each camera", DefaultValueFactory = _ => 4 };
        var split = new Option<double>("--split") { Description = "Share of the people that train", DefaultValueFactory = _ => 0.75 };
        var seed = new Option<long>("--seed") { Description = "The same seed gives the same bytes", DefaultValueFactory = _ => 1 };
        var command = new Command("crops", "Render a labelled set of crops; files that are there stay") { target, identities, cameras, perCamera, split, seed };
        command.SetAction((parsed, cancellationToken) =>
        {
            var share = parsed.GetValue(split);
            if (share is not (>= 0 and <= 1))
            {
                throw new UsageException("--split must lie between 0 and 1.");
            }

            foreach (var option in (Option<int>[])[identities, cameras, perCamera])
            {
                if (parsed.GetValue(option) < 1)
                {
                    throw new UsageException($"{option.Name} must be at least 1.");
                }
            }

            var plan = CropFile.Plan(parsed.GetValue(identities), parsed.GetValue(cameras), parsed.GetValue(perCamera), share);
            long total = (long)parsed.GetValue(identities) * parsed.GetValue(cameras) * parsed.GetValue(perCamera);
            Write(parsed.GetValue(target)!.FullName, plan, total, parsed.GetValue(seed), cancellationToken);
            return Task.FromResult(ExitCodes.Success);
        });
        return command;
    }

    private static void Write(string root, IEnumerable<CropFile> plan, long total, long seed, CancellationToken cancellationToken)
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
                throw new Contracts.ReIdException($"--out {path} cannot be created: name a folder that can be written.", e);
            }
        }

        using var line = new ProgressLine("rendering");
        using var renderers = new ThreadLocal<CropRenderer>(() => new CropRenderer(seed));
        var watch = Stopwatch.StartNew();
        long done = 0, rendered = 0;
        Parallel.ForEach(plan, new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount }, file =>
        {
            var path = Path.Combine(root, file.Folder, file.Name);
            if (!File.Exists(path))
            {
                var jpeg = renderers.Value!.Jpeg(file.Identity, file.Camera, file.Number);
                AtomicFile.Write(path, stream => stream.Write(jpeg));
                Interlocked.Increment(ref rendered);
            }

            var now = Interlocked.Increment(ref done);
            var rate = now / watch.Elapsed.TotalSeconds;
            line.Show(now, total, rate, "crops", TimeSpan.FromSeconds((total - now) / rate));
        });
        Terminal.Line(string.Create(CultureInfo.InvariantCulture, $"{root}: {total} crops, {rendered} rendered now, {rendered / watch.Elapsed.TotalSeconds:0} crops/s"));
    }
}
