using System.CommandLine;
using ReId.Cli.Hosting;
using ReId.Cli.Output;
using ReId.Ingest.Pipeline;
using ReId.Ingest.Sources;

namespace ReId.Cli.Commands;

/// <summary><c>reid ingest</c>: videos, folders of images and cameras into a gallery, or to a broker.</summary>
internal static class IngestCommand
{
    public static Command Create()
    {
        var sources = new Argument<string[]>("source")
        {
            Description = "Videos, images, folders, patterns (frame_%04d.jpg), rtsp:// or http:// streams, webcams (0); each is a camera",
            Arity = ArgumentArity.OneOrMore,
        };
        var camera = new Option<string?>("--camera") { Description = "Name of the camera (default: the file's stem)", HelpName = "NAME" };
        var place = new IngestPlace();
        var ingest = new IngestArguments();
        var live = new LiveArguments();

        var command = new Command("ingest", "Detect, track, crop, embed and index the people of videos or images, here or behind a message broker")
        {
            sources, camera,
        };
        place.AddTo(command);
        ingest.AddTo(command);
        live.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var paths = parsed.GetValue(sources)!;
            if (paths.Length > 1 && parsed.GetValue(camera) is not null)
            {
                throw new UsageException("--camera names one camera, but several sources are given: ingest them one by one.");
            }

            if (!Array.Exists(paths, FrameSources.IsCamera))
            {
                live.RefuseWithoutCamera(parsed);
            }

            var ingestOptions = ingest.Options(parsed, paths.Length);
            var start = place.Read(parsed);

            // All sources are opened before the first is read: a misspelt last one costs nothing.
            using var loggers = Pipeline.CreateLoggers();
            var logger = loggers.CreateLogger(LiveCameras.LogCategory);
            var opened = new List<IFrameSource>();
            try
            {
                foreach (var path in paths)
                {
                    opened.Add(FrameSources.Open(
                        path, ingest.Source(parsed, parsed.GetValue(camera)) with { Live = live.Options(parsed) },
                        FrameSources.IsCamera(path) ? logger : null));
                }

                RequireDistinct(opened);
                var cameras = new LiveCameras([.. opened.Where(source => source.IsLive)], live.Duration(parsed));
                await using var pipeline = await start(cancellationToken).ConfigureAwait(false);
                var watching = cameras.RunAsync(pipeline, ingestOptions, cancellationToken);
                try
                {
                    foreach (var source in opened.Where(source => !source.IsLive))
                    {
                        IngestReport report;
                        using (var bar = new IngestProgressLine(source.Camera))
                        {
                            report = await pipeline.IngestAsync(source, ingestOptions, bar, cancellationToken).ConfigureAwait(false);
                        }

                        IngestSummary.Print(report);
                    }
                }
                catch
                {
                    cameras.Stop();
                    await Task.WhenAny(watching).ConfigureAwait(false);
                    throw;
                }

                await watching.ConfigureAwait(false);
                Terminal.Line(await pipeline.ConcludeAsync().ConfigureAwait(false));
                cancellationToken.ThrowIfCancellationRequested();
                return ExitCodes.Success;
            }
            finally
            {
                opened.ForEach(source => source.Dispose());
            }
        });
        return command;
    }

    /// <summary>Sources of one name would be one camera in the gallery.</summary>
    private static void RequireDistinct(IEnumerable<IFrameSource> sources)
    {
        if (sources.GroupBy(source => source.Camera).FirstOrDefault(group => group.Count() > 1) is { } same)
        {
            throw new UsageException(
                $"{same.Count()} sources would be the camera '{same.Key}': ingest them one by one, with --camera NAME where they are different cameras.");
        }
    }
}
