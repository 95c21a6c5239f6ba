using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ReId.Cli.Commands.Identities;
using ReId.Cli.Commands.Serve;
using ReId.Cli.Output;
using ReId.Index.Clustering.Pipeline;
using ReId.Index.Identities;
using ReId.Model.Files;
using ReId.Search.Queries;

namespace ReId.Cli.Commands.Cluster;

/// <summary><c>reid cluster --data</c>: the nightly run over a gallery, now.</summary>
internal sealed class ClusterGallery
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly Option<DirectoryInfo?> _data = new("--data") { Description = "Gallery whose crops become identities (in place of --features)", HelpName = "DIR" };
    private readonly Option<string?> _database = ServeArguments.DatabaseOption();
    private readonly Option<string?> _model = new("--model") { Description = "Model whose vectors are compared; needed where the gallery has several (--data)", HelpName = "ID" };
    private readonly Option<int> _tracklets = CommonOptions.Count("--min-tracklets", "Tracklets that make a new identity (--data)", new RunSettings().MinTracklets);

    private readonly Option<bool> _centre = new("--centre-cameras") { Description = "Take off what all crops of a camera have in common (--data)" };

    public void AddTo(Command command) => Array.ForEach<Option>([_data, _database, _model, _tracklets, _centre], command.Options.Add);

    public bool IsMeant(ParseResult parsed) => parsed.GetValue(_data) is not null;

    public async Task<int> RunAsync(
        ParseResult parsed, ClusteringPipelineOptions options, FileInfo? json, IReadOnlyList<Option> others, CancellationToken cancellationToken)
    {
        Refuse(parsed, others, "--data and {0} do not go together: a gallery's clusters become its identities");
        if (json is not null)
        {
            AtomicFile.RequireWritable(json.FullName);
        }

        var place = new IdentityPlace(parsed.GetValue(_data)!, parsed.GetValue(_database));
        return await place.OpenAsync(async (gallery, identities) =>
        {
            var model = await new QueryService(gallery).ResolveModelAsync(parsed.GetValue(_model), cancellationToken).ConfigureAwait(false);
            var clustering = new IdentityClustering(gallery, identities);
            var request = new RunRequest { ModelId = model, Settings = RunSettings.Of(options, parsed.GetValue(_tracklets)) with { CentreCameras = parsed.GetValue(_centre) } };
            ClusterRun run;
            using (var progress = new ClusterProgressLine())
            {
                try
                {
                    run = await ClusterSettings.GuardAsync(() => clustering.RunAsync(request, progress, cancellationToken)).ConfigureAwait(false);
                }
                catch (OperationCanceledException)
                {
                    throw new InterruptedException("interrupted; identities are as they were, and the same command goes on from what was finished");
                }
            }

            Print(run, place);
            if (json is not null)
            {
                AtomicFile.Write(json.FullName, stream => JsonSerializer.Serialize(stream, run, s_json));
            }
        }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Without <c>--data</c> its companions would be ignored.</summary>
    public void RefuseAlone(ParseResult parsed) => Refuse(parsed, [_database, _model, _tracklets, _centre], "{0} goes with --data DIR, not with --features");

    private static void Refuse(ParseResult parsed, IReadOnlyList<Option> options, string sentence)
    {
        if (options.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } given)
        {
            throw new UsageException(string.Format(CultureInfo.InvariantCulture, sentence, given.Name) + ".");
        }
    }

    private static void Print(ClusterRun run, IdentityPlace place)
    {
        var (culture, report) = (CultureInfo.InvariantCulture, run.Report);
        Terminal.Line(string.Create(culture, $"{Amount.Of(report.Crops, "crop")}: clusters {report.Clusters}, singletons {report.Singletons} (tracklets of nobody known)"));
        Terminal.Line(string.Create(culture, $"new {report.NewIdentities}, joins {report.Joins}, splits {report.Splits}; {Amount.Of(report.ChangedCrops, "crop")} changed"));
        if (report.Silhouette is { } silhouette)
        {
            Terminal.Line(string.Create(culture, $"silhouette {silhouette:0.000}"));
        }

        Terminal.Line(string.Create(culture, $"{report.Seconds:0.0} seconds; './reid identities undo {run.RunId}{place.Arguments}' takes it back"));
    }
}
