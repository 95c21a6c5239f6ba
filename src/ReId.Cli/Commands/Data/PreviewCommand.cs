using System.CommandLine;
using ReId.Cli.Output;
using ReId.Contracts;
using ReId.Model.Augmentation;
using ReId.Model.Backbones;
using ReId.Model.Datasets;
using ReId.Model.Embedding;
using ReId.Model.Files;
using ReId.Model.Loading;
using ReId.Model.Samplers;
using ReId.Model.Training.Recipes;
using ReId.Model.Training.Runs;

namespace ReId.Cli.Commands.Data;

/// <summary><c>reid data preview</c>: a contact sheet of pictures as the network sees them while it is trained.</summary>
internal static class PreviewCommand
{
    public static Command Create()
    {
        var arguments = new PreviewArguments();
        var command = new Command("preview", "Draw training pictures as the network sees them, epoch by epoch");
        arguments.AddTo(command);
        command.SetAction((parsed, cancellationToken) => Task.FromResult(Run(arguments.Read(parsed), cancellationToken)));
        return command;
    }

    private static int Run(PreviewRequest request, CancellationToken cancellationToken)
    {
        var recipe = request.Recipe;
        var parts = recipe.Augmentation.Select(part => (part.Name, part.Options)).ToArray();
        var pipeline = AugmentationPipeline.Create(parts, recipe.Seed);
        var model = Input(recipe.Model);
        AtomicFile.RequireWritable(request.Output.FullName);
        var data = TrainingData.Of(Read(recipe.Data), recipe.Data.Share, recipe.Seed);
        var sampler = SamplerCatalog.Create(recipe.Sampler.Name, data.Labels, data.Cameras, SamplerSettings.Of(recipe));
        int[] positions = [.. sampler.Epoch(0).First().Take(request.Pictures)];
        using var loader = new TrainingLoader(data.Images, data.Labels, pipeline, model, new LoaderOptions
        {
            Workers = recipe.Data.Workers,
            SkipCorrupt = recipe.Data.SkipCorrupt,
        });
        using var sheet = new AugmentationSheet(model, Title(data, sampler, parts), positions.Length, request.Draws);
        for (var column = 0; column <= request.Draws; column++)
        {
            Draw(sheet, loader, positions, column, model, cancellationToken);
        }

        for (var row = 0; row < positions.Length; row++)
        {
            var image = data.Images[positions[row]];
            sheet.Name(row, $"{image.Identity}{(image.Camera is { } camera ? $", camera {camera}" : "")}: {image.Path}");
        }

        foreach (var sentence in loader.Skipped)
        {
            Console.Error.WriteLine($"note: {sentence}");
        }

        var bytes = sheet.Encode(request.Output.Extension);
        AtomicFile.Write(request.Output.FullName, stream => stream.Write(bytes));
        Terminal.Line($"{sampler.Name}: {sampler.BatchSize} pictures a batch, {sampler.BatchesPerEpoch} batches an epoch of {data.Images.Count} pictures, {data.Classes} identities");
        Terminal.Line($"{request.Output}: {positions.Length} pictures, {request.Draws} draws of {Names(parts)}");
        return ExitCodes.Success;
    }

    // Column 0 is the picture itself, column n what the n-th epoch sees.
    private static void Draw(
        AugmentationSheet sheet, TrainingLoader loader, int[] positions, int column, ModelInfo model, CancellationToken cancellationToken)
    {
        var size = 3 * model.InputHeight * model.InputWidth;
        foreach (var batch in loader.Load([positions], Math.Max(0, column - 1), augmented: column > 0, skip: 0, cancellationToken))
        {
            using (batch)
            {
                for (var (i, row) = (0, 0); i < batch.Count; i++, row++)
                {
                    // A picture that cannot be used is not in the batch, and its row stays empty.
                    while (positions[row] != batch.Positions[i])
                    {
                        row++;
                    }

                    sheet.Draw(row, column, batch.Pixels.AsSpan(i * size, size));
                }
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    private static ModelInfo Input(ModelRecipe recipe)
    {
        var backbone = BackboneCatalog.Get(recipe.Backbone, recipe.Options);
        return new ModelInfo
        {
            Architecture = backbone.Name,
            Dimension = backbone.Dimension,
            InputHeight = backbone.InputHeight,
            InputWidth = backbone.InputWidth,
            Mean = backbone.Mean,
            Std = backbone.Std,
        };
    }

    private static DataSet Read(DataRecipe recipe)
    {
        if (recipe.Dataset.Length == 0)
        {
            throw new UsageException($"--dataset is missing: name the layout, one of {string.Join(", ", DataSetCatalog.All.Select(reader => reader.Name))}.");
        }

        var reader = DataSetCatalog.Get(recipe.Dataset);
        return recipe.Root.Length == 0
            ? throw new UsageException($"--root is missing: for {reader.Name} it is {reader.Root}.")
            : Path.Exists(recipe.Root)
                ? DataSetCatalog.Read(recipe.Dataset, recipe.Root)
                : throw new ReIdException($"--root '{recipe.Root}' does not exist; for {reader.Name} it is {reader.Root}.");
    }

    private static string Title(TrainingData data, IBatchSampler sampler, (string Name, IReadOnlyDictionary<string, string> Settings)[] parts) =>
        $"{data.Source.Name}, first batch of {sampler.Name}: {Names(parts)}";

    private static string Names((string Name, IReadOnlyDictionary<string, string> Settings)[] parts) => parts.Length == 0
        ? "no augmentation"
        : string.Join(", ", parts.Select(part => part.Name));
}
