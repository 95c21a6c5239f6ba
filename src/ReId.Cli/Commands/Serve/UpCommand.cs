using System.CommandLine;
using ReId.Cli.Hosting;
using ReId.Cli.Hosting.Serving;
using ReId.Ingest.Sources;

namespace ReId.Cli.Commands.Serve;

/// <summary><c>reid up</c>: everything in one process, with nothing else to install.</summary>
internal static class UpCommand
{
    public static Command Create()
    {
        var sources = new Argument<string[]>("source")
        {
            Description = "Videos, images, folders, rtsp:// or http:// streams, webcams (0) to ingest; none to serve only",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var serving = new ServeArguments();
        var ingest = new IngestArguments();
        var live = new LiveArguments(withDuration: false);
        var command = new Command("up", "Everything in one process: ingest, embed, index, serve") { sources };
        serving.AddTo(command);
        ingest.AddTo(command);
        live.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var paths = parsed.GetValue(sources)!;
            if (!Array.Exists(paths, FrameSources.IsCamera))
            {
                live.RefuseWithoutCamera(parsed);
            }

            var options = serving.Options(parsed) with { Embeds = true, Ingest = ingest.Options(parsed, paths.Length) };
            options = options with { Api = options.Api with { Detector = options.Ingest.Detector, Detection = options.Ingest.Detection } };
            using var loggers = Pipeline.CreateLoggers();
            var logger = loggers.CreateLogger(LiveCameras.LogCategory);
            var opened = new List<NamedSource>();
            try
            {
                foreach (var path in paths)
                {
                    opened.Add(new NamedSource(
                        FrameSources.Open(
                            path, ingest.Source(parsed, camera: null) with { Live = live.Options(parsed) },
                            FrameSources.IsCamera(path) ? logger : null),
                        FrameSources.Shown(path)));
                }

                if (opened.GroupBy(named => named.Source.Camera).FirstOrDefault(group => group.Count() > 1) is { } same)
                {
                    throw new UsageException($"{same.Count()} sources would be the camera '{same.Key}': rename one, or ingest it with 'reid ingest --camera NAME'.");
                }

                return await ServeCommand.RunAsync(options with { Sources = opened }, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                opened.ForEach(named => named.Source.Dispose());
            }
        });
        return command;
    }
}
