using System.CommandLine;
using System.Globalization;
using ReId.Cli.Output;
using ReId.Model.Embedding.Features;

namespace ReId.Cli.Commands;

/// <summary><c>reid features</c>: pictures in, one .npy file of vectors out.</summary>
internal static class FeaturesCommand
{
    // More reasons than this would bury the result; the count always tells all.
    private const int ReasonsShown = 10;

    public static Command Create()
    {
        var weights = CommonOptions.Weights();
        var device = CommonOptions.Device();
        var engine = CommonOptions.Engine();
        var images = new Option<FileSystemInfo>("--images")
        {
            Description = "Folder of pictures, or a text file with one path a line",
            HelpName = "DIR|LIST.txt",
            Required = true,
        };
        var output = new Option<FileInfo>("--out")
        {
            Description = "The .npy file to write (float32, N×D); the names go beside it as .txt",
            HelpName = "F.npy",
            Required = true,
        };
        var raw = new Option<bool>("--raw") { Description = "Leave out the L2-normalisation" };
        var flip = new Option<bool>("--flip") { Description = "Average with the mirror image: of vectors of length 1, with --raw of raw ones" };
        var batch = CommonOptions.Count("--batch", "Pictures per forward pass", 32);
        var threads = new Option<int>("--threads") { Description = "Threads; 0 for one per core", HelpName = "N" };

        var command = new Command("features", "Embed pictures into one .npy file")
        {
            weights, images, output, raw, flip, device, engine, batch, threads,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var target = parsed.GetValue(output)!;
            if (!target.Extension.Equals(".npy", StringComparison.OrdinalIgnoreCase))
            {
                throw new UsageException($"--out '{target}' must end in .npy.");
            }

            var options = new FeatureExtractionOptions
            {
                Embedder = CommonOptions.Embedder(parsed.GetValue(weights), parsed.GetValue(device)!, parsed.GetValue(engine)) with
                {
                    FlipAverage = parsed.GetValue(flip),
                    BatchSize = parsed.GetValue(batch),
                    Threads = parsed.GetValue(threads),
                },
                Images = parsed.GetValue(images)!.FullName,
                Output = target.FullName,
                Raw = parsed.GetValue(raw),
            };
            FeatureExtractionResult result;
            using (var bar = new ProgressLine("embedding"))
            {
                var progress = new DirectProgress<FeatureExtractionProgress>(
                    at => bar.Show(at.Done, at.Total, at.PerSecond, "images", at.Remaining));
                result = await FeatureExtraction.RunAsync(options, progress, cancellationToken).ConfigureAwait(false);
            }

            foreach (var reason in result.Skipped.Take(ReasonsShown))
            {
                await Console.Error.WriteLineAsync($"skipped: {reason}").ConfigureAwait(false);
            }

            foreach (var zero in result.Zeros.Take(ReasonsShown))
            {
                await Console.Error.WriteLineAsync($"warning: {zero}.").ConfigureAwait(false);
            }

            if (result.Zeros.Count > ReasonsShown)
            {
                await Console.Error.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture, $"warning: so have {result.Zeros.Count - ReasonsShown} more pictures.")).ConfigureAwait(false);
            }

            var skipped = result.Skipped.Count == 0
                ? "" : string.Create(CultureInfo.InvariantCulture, $", {result.Skipped.Count} skipped");
            Terminal.Line(string.Create(
                CultureInfo.InvariantCulture, $"{result.Written} vectors in {result.Features}, names in {result.Names}{skipped}"));
            return ExitCodes.Success;
        });
        return command;
    }
}
