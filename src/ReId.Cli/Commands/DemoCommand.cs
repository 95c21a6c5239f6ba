using System.CommandLine;
using ReId.Cli.Demo;

namespace ReId.Cli.Commands;

/// <summary><c>reid demo</c>: the main job on real footage, with nothing to set up.</summary>
internal static class DemoCommand
{
    // Set by ./reid to Debian's pedestrians.
    private const string FootageVariable = "REID_FOOTAGE";

    public static Command Create()
    {
        var videos = new Option<string[]>("--video")
        {
            Description = "Video files or folders of images; several are several cameras (default: Debian's vtest.avi)",
            AllowMultipleArgumentsPerToken = true,
            HelpName = "FILE",
        };
        var synthetic = new Option<bool>("--synthetic") { Description = "Render people who walk from camera to camera instead of real footage" };
        var weights = CommonOptions.Weights();
        var device = CommonOptions.Device();
        var engine = CommonOptions.Engine();
        var output = new Option<DirectoryInfo>("--out")
        {
            Description = "Folder for pictures, summary.json and the gallery; a former run's are replaced",
            DefaultValueFactory = _ => new DirectoryInfo("demo-out"),
            HelpName = "DIR",
        };
        var queries = CommonOptions.Count("--queries", "Crops to search for again", 5);
        var k = CommonOptions.Count("--k", "Matches of each query", 8);
        var exit = new Option<bool>("--exit") { Description = "Never wait or serve when done" };
        var ingest = new IngestArguments();

        var command = new Command("demo", "Footage in, ranked matches out: detect, track, embed, index, search, cluster")
        {
            videos, synthetic, output, weights, device, engine, queries, k, exit,
        };
        ingest.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var folder = parsed.GetValue(output)!.FullName;
            var source = ingest.Source(parsed, camera: null);
            var rendered = Rendered(parsed.GetValue(synthetic), parsed.GetValue(videos)) ? RenderedFootage.In(folder, source.Start, cancellationToken) : null;
            var footage = rendered?.Films ?? Videos(parsed.GetValue(videos));
            using var run = new DemoRun(new DemoOptions
            {
                Videos = footage,
                Output = folder,
                Embedder = CommonOptions.Embedder(parsed.GetValue(weights), parsed.GetValue(device)!, parsed.GetValue(engine)),
                Ingest = ingest.Options(parsed, footage.Length),
                Source = rendered is null ? source : source with { Start = rendered.Start },
                Truth = rendered?.Truth(),
                Queries = parsed.GetValue(queries),
                K = parsed.GetValue(k),
            });
            await run.RunAsync(cancellationToken).ConfigureAwait(false);
            return ExitCodes.Success;
        });
        return command;
    }

    private static bool Rendered(bool synthetic, string[]? given) => synthetic && given is { Length: > 0 }
        ? throw new UsageException("--synthetic renders its own footage: leave --video out, or leave --synthetic out.")
        : synthetic;

    private static string[] Videos(string[]? given)
    {
        if (given is { Length: > 0 })
        {
            if (given.Any(ReId.Ingest.Sources.FrameSources.IsCamera))
            {
                throw new UsageException("--video names a camera, but the demo needs footage that ends: watch cameras with ./reid ingest.");
            }

            return given;
        }

        var footage = Environment.GetEnvironmentVariable(FootageVariable);
        return string.IsNullOrEmpty(footage)
            ? throw new UsageException("no footage: start the demo as ./reid demo, which fetches some, or name yours with --video FILE.")
            : [footage];
    }
}
