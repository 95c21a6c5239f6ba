using System.CommandLine;
using ReId.Cli.Output;
using ReId.Contracts;
using ReId.Model.Datasets;
using ReId.Model.Training.Recipes;
using ReId.Model.Training.Runs;

namespace ReId.Cli.Commands.Train;

/// <summary><c>reid train</c>: trains a network by a recipe.</summary>
internal static class TrainCommand
{
    public static Command Create()
    {
        var config = new Option<string>("--config")
        {
            Description = $"Recipe: a YAML file, or one of {string.Join(", ", ShippedRecipes.Names)}",
            DefaultValueFactory = _ => "best",
            HelpName = "FILE|NAME",
        };
        var set = new Option<string[]>("--set")
        {
            Description = "Set keys of the recipe: seed=2 stages[0].epochs=30 model.backbone=resnet50 …",
            HelpName = "KEY=VALUE",
            AllowMultipleArgumentsPerToken = true,
        };
        var dataset = new Option<string?>("--dataset") { Description = "Layout of the data set (data.dataset)", HelpName = "NAME" };
        var root = new Option<string?>("--root") { Description = "Where the data set is (data.root)", HelpName = "DIR|FILE.csv" };
        var weights = new Option<string?>("--weights") { Description = "Model file to begin with (model.weights)", HelpName = "FILE" };
        var output = new Option<DirectoryInfo?>("--out") { Description = "Folder of the run", HelpName = "DIR" };
        var device = CommonOptions.Device();
        var threads = new Option<int>("--threads") { Description = "Threads of one operator; 0 for one per core", HelpName = "N" };
        var resume = new Option<bool>("--resume") { Description = "Go on with the run in --out" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Print the recipe with every key, and train nothing" };
        var command = new Command("train", "Train a network by a recipe")
        {
            config, set, dataset, root, weights, output, device, threads, resume, dryRun, CreateList(), ReportCommand.Create(),
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var recipe = RecipeReader.Read(parsed.GetValue(config)!, Overrides(
                parsed.GetValue(set) ?? [],
                ("data.dataset", parsed.GetValue(dataset)), ("data.root", parsed.GetValue(root)), ("model.weights", parsed.GetValue(weights))));
            if (parsed.GetValue(dryRun))
            {
                Console.Out.Write(RecipeWriter.Write(recipe));
                return ExitCodes.Success;
            }

            var options = new TrainerOptions
            {
                Folder = new RunFolder((parsed.GetValue(output) ?? throw new UsageException("--out is missing: name a folder for the run.")).FullName),
                Device = parsed.GetValue(device)!,
                Threads = parsed.GetValue(threads),
                Resume = parsed.GetValue(resume),
            };
            return await RunAsync(recipe, options, cancellationToken).ConfigureAwait(false);
        });
        return command;
    }

    private static async Task<int> RunAsync(Recipe recipe, TrainerOptions options, CancellationToken cancellationToken)
    {
        var data = TrainingData.Of(Read(recipe.Data), recipe.Data.Share, recipe.Seed);
        TrainingResult result;
        using (var lines = new TrainingLines())
        using (var trainer = new Trainer(recipe, data, options, lines))
        {
            result = await trainer.RunAsync(cancellationToken).ConfigureAwait(false);
        }

        if (!result.Complete)
        {
            throw new InterruptedException(FormattableString.Invariant(
                $"Interrupted after step {result.Steps}; the run lies in {options.Folder.Root}: go on with the same command and --resume."));
        }

        Terminal.Line(FormattableString.Invariant(
            $"{result.Steps} steps; of the time {result.Shares.Network:P0} network, {result.Shares.Loss:P1} losses and miners, {result.Shares.Optimizer:P1} optimiser, {result.Shares.Data:P0} waiting for data"));
        Terminal.Line($"model   {result.Model}");
        Terminal.Line($"report  {options.Folder.Report}");
        return ExitCodes.Success;
    }

    private static DataSet Read(DataRecipe recipe)
    {
        if (recipe.Dataset.Length == 0 || recipe.Root.Length == 0)
        {
            throw new UsageException("The recipe names no data: give --dataset and --root, or data.dataset and data.root in the recipe.");
        }

        var reader = DataSetCatalog.Get(recipe.Dataset);
        return Path.Exists(recipe.Root)
            ? DataSetCatalog.Read(recipe.Dataset, recipe.Root)
            : throw new ReIdException($"{recipe.Root} does not exist; for {reader.Name} it is {reader.Root}.");
    }

    private static Command CreateList()
    {
        var command = new Command("recipes", "List the recipes that come with the program");
        command.SetAction(_ =>
        {
            foreach (var name in ShippedRecipes.Names)
            {
                Terminal.Line($"{name,-16} {RecipeReader.Read(name, []).Description}");
            }

            return ExitCodes.Success;
        });
        return command;
    }

    private static IEnumerable<string> Overrides(string[] set, params (string Key, string? Value)[] shorthands) => shorthands
        .Where(pair => pair.Value is not null)
        // In quotes, because a path may hold what YAML reads otherwise.
        .Select(pair => $"{pair.Key}='{pair.Value!.Replace("'", "''", StringComparison.Ordinal)}'")
        .Concat(set);
}
