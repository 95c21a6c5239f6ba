using System.CommandLine;
using System.Globalization;
using ReId.Cli.Hosting;
using ReId.Cli.Output;
using ReId.Contracts;
using ReId.Index;
using ReId.Model.Embedding;
using ReId.Model.Files;
using ReId.Search.Queries;

namespace ReId.Cli.Commands;

/// <summary><c>reid search</c>: the stored crops most similar to a picture, a stored crop or a vector.</summary>
internal static class SearchCommand
{
    public static Command Create()
    {
        var (data, vectors) = (CommonOptions.Data(), VectorsArgument.Create());
        var image = new Option<FileInfo?>("--image") { Description = "Query by a picture; the whole picture is the crop", HelpName = "FILE" };
        var crop = new Option<Guid?>("--crop") { Description = "Query by a stored crop", HelpName = "ID" };
        var vector = new Option<FileInfo?>("--vector") { Description = "Query by a vector: .npy of shape D or 1×D", HelpName = "FILE" };
        var weights = CommonOptions.Weights();
        var device = CommonOptions.Device();
        var engine = CommonOptions.Engine();
        var k = CommonOptions.Count("--k", "Number of matches (of groups with --group)", 10);
        var cameras = new Option<string[]>("--camera") { Description = "Only this camera (may be repeated)", HelpName = "NAME" };
        var from = new Option<string?>("--from") { Description = "Only captured at or after this time (UTC)", HelpName = "TIME" };
        var to = new Option<string?>("--to") { Description = "Only captured before this time (UTC)", HelpName = "TIME" };
        var group = new Option<SearchGrouping>("--group") { Description = "Best match of each group: none, tracklet, camera or identity", HelpName = "BY" };
        var identities = new Option<Guid[]>("--identity") { Description = "Only crops of this identity (may be repeated)", HelpName = "ID" };
        var minQuality = new Option<float?>("--min-quality") { Description = "Only crops of at least this quality, 0 to 1", HelpName = "Q" };
        minQuality.Validators.Add(result =>
        {
            if (result.Tokens is [var token]
                && float.TryParse(token.Value, CultureInfo.InvariantCulture, out var given) && given is not (>= 0 and <= 1))
            {
                result.AddError($"--min-quality must be from 0 to 1, not {token.Value}.");
            }
        });
        var exact = new Option<bool>("--exact") { Description = "Compare with every crop that passes the filters, without the index" };
        var minScore = new Option<float?>("--min-score") { Description = "Only matches of at least this cosine similarity", HelpName = "S" };
        var minProbability = ProbabilityArgument.Create();
        var json = CommonOptions.Json();

        var command = new Command("search", "Find the stored crops most similar to a picture, a crop or a vector")
        {
            data, vectors, image, crop, vector, weights, device, engine, k, cameras, from, to, identities, minQuality, group, minScore, minProbability, exact, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var probe = new Probe(parsed.GetValue(image), parsed.GetValue(crop), parsed.GetValue(vector));
            probe.Validate();
            var options = new SearchOptions
            {
                ModelId = "",
                K = parsed.GetValue(k),
                Cameras = parsed.GetValue(cameras) is { Length: > 0 } names ? names : null,
                From = parsed.GetValue(from) is { } start ? Clock.Parse("--from", start) : null,
                To = parsed.GetValue(to) is { } end ? Clock.Parse("--to", end) : null,
                Identities = parsed.GetValue(identities) is { Length: > 0 } people ? people : null,
                MinQuality = parsed.GetValue(minQuality),
                Exact = parsed.GetValue(exact),
                GroupBy = parsed.GetValue(group),
                MinScore = parsed.GetValue(minScore),
            };
            var given = parsed.GetValue(weights);
            var embedder = CommonOptions.Embedder(given, parsed.GetValue(device)!, parsed.GetValue(engine));
            await using var gallery = await Gallery.OpenAsync(
                CommonOptions.ExistingGallery(parsed.GetValue(data)!) with { VectorDatabase = VectorsArgument.Read(parsed.GetValue(vectors)) },
                cancellationToken: cancellationToken).ConfigureAwait(false);
            var (hits, model) = await probe.SearchAsync(
                gallery, embedder, options, cancellationToken).ConfigureAwait(false);
            var calibration = ProbabilityArgument.Calibration(given, model, parsed.GetValue(minProbability));
            hits = ProbabilityArgument.Keep(hits, calibration, parsed.GetValue(minProbability));
            MatchTable.Print(hits, calibration);
            if (parsed.GetValue(json) is { } file)
            {
                MatchJson.Write(file.FullName, hits, calibration);
            }

            return ExitCodes.Success;
        });
        return command;
    }

    /// <summary>What is searched for: exactly one of a picture, a stored crop and a vector.</summary>
    private sealed record Probe(FileInfo? Image, Guid? Crop, FileInfo? Vector)
    {
        public void Validate()
        {
            var given = (Image is null ? 0 : 1) + (Crop is null ? 0 : 1) + (Vector is null ? 0 : 1);
            if (given != 1)
            {
                throw new UsageException($"name exactly one of --image, --crop and --vector, not {given} of them.");
            }
        }

        /// <returns>The hits, and the model whose vectors were compared.</returns>
        public async Task<(IReadOnlyList<SearchHit> Hits, string Model)> SearchAsync(
            Gallery gallery, EmbedderOptions embedderOptions, SearchOptions options,
            CancellationToken cancellationToken)
        {
            var queries = new QueryService(gallery);
            if (Image is not null)
            {
                var picture = await InputFile.ReadAsync("--image", Image, cancellationToken).ConfigureAwait(false);
                using var embedder = (await GalleryWeights.SettleAsync(Embedder.Open(embedderOptions), embedderOptions, gallery, cancellationToken).ConfigureAwait(false)).Embedder;
                return (await queries.ByImageAsync(picture, embedder, options, cancellationToken, Image.ToString()).ConfigureAwait(false), embedder.Model.Id);
            }

            // A gallery may have vectors of several models; the weights tell which are meant.
            var wanted = embedderOptions.ByDefault ? null : ModelOf(embedderOptions);
            var model = await queries.ResolveModelAsync(wanted, cancellationToken).ConfigureAwait(false);
            options = options with { ModelId = model };
            var hits = Crop is { } crop
                ? await queries.ByCropAsync(crop, options, cancellationToken).ConfigureAwait(false)
                : await queries.ByVectorAsync(ReadVector(), options, cancellationToken).ConfigureAwait(false);
            return (hits, model);
        }

        private static string ModelOf(EmbedderOptions options)
        {
            using var embedder = Embedder.Open(options);
            return embedder.Model.Id;
        }

        private float[] ReadVector()
        {
            InputFile.MustExist("--vector", Vector!);
            var array = NpyArray.Load(Vector!.FullName);
            if (array.Shape.Count != 1 && !(array.Shape.Count == 2 && array.Shape[0] == 1))
            {
                throw new ReIdException(
                    $"--vector '{Vector}' has shape {string.Join('×', array.Shape)}: one vector (D or 1×D) is needed.");
            }

            try
            {
                return array.ToSingles();
            }
            catch (InvalidOperationException)
            {
                throw new ReIdException($"--vector '{Vector}' holds whole numbers: float32 or float64 is needed.");
            }
        }
    }
}
