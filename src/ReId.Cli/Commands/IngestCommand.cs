using System.CommandLine;
using ReId.Cli.Commands.Parts;
using ReId.Cli.Hosting;
using ReId.Cli.Hosting.Parts;
using ReId.Cli.Output;
using ReId.Index;
using ReId.Ingest.Pipeline;
using ReId.Ingest.Sources;

namespace ReId.Cli.Commands;

/// <summary><c>reid ingest</c>: videos, folders of images and cameras into a gallery, or to a message broker.</summary>
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
        var data = CommonOptions.Data();
        var weights = CommonOptions.Weights();
        var device = CommonOptions.Device();
        var engine = CommonOptions.Engine();
        var ingest = new IngestArguments();
        var live = new LiveArguments();
        var part = new PartArguments();

        var command = new Command("ingest", "Detect, track, crop, embed and index the people of videos or images")
        {
            sources, data, camera, weights, device, engine,
        };
        ingest.AddTo(command);
        live.AddTo(command);
        part.AddTo(command);
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
            var broker = part.Read(parsed);
            if (broker is not null && Array.Find<Option>([data, weights, device, engine], option => parsed.GetResult(option) is { Implicit: false }) is { } other)
            {
                throw new UsageException($"{other.Name} is not for 'reid ingest' over a message broker: 'reid worker' embeds, and 'reid serve' has the gallery.");
            }

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
                await using var ingestion = broker is null
                    ? await Pipeline.StartAsync(
                        new PipelineOptions
                        {
                            Gallery = new GalleryOptions { Directory = parsed.GetValue(data)!.FullName },
                            ShownDirectory = parsed.GetValue(data)!.ToString(),
                            Embedder = CommonOptions.Embedder(parsed.GetValue(weights), parsed.GetValue(device)!, parsed.GetValue(engine)),
                        },
                        cancellationToken).ConfigureAwait(false)
                    : (IIngestion)await BrokerIngestion.StartAsync(broker, cancellationToken).ConfigureAwait(false);
                var watching = cameras.RunAsync(ingestion, ingestOptions, cancellationToken);
                try
                {
                    foreach (var source in opened.Where(source => !source.IsLive))
                    {
                        IngestReport report;
                        using (var bar = new IngestProgressLine(source.Camera))
                        {
                            report = await ingestion.IngestAsync(source, ingestOptions, bar, cancellationToken).ConfigureAwait(false);
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
                Terminal.Line(await ingestion.DescribeAsync().ConfigureAwait(false));
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
