using System.CommandLine;
using ReId.Model.Datasets;
using ReId.Model.Samplers;
using ReId.Model.Training.Recipes;

namespace ReId.Cli.Commands.Data;

/// <summary>The options of <c>reid data preview</c>: a recipe as for <c>reid train</c>, and what to show of it.</summary>
internal sealed class PreviewArguments
{
    private const string DefaultRecipe = "best";

    private static readonly string[] s_endings = [".png", ".jpg", ".jpeg"];

    private readonly Option<string?> _config = new("--config")
    {
        Description = $"Recipe whose augmentation, sampler and input size to show: a YAML file, or one of {string.Join(", ", ShippedRecipes.Names)}",
        HelpName = "FILE|NAME",
    };

    private readonly Option<string[]> _set = new("--set")
    {
        Description = "Set keys of the recipe: seed=2 sampler.identities=4 model.backbone=resnet50 …",
        HelpName = "KEY=VALUE",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string?> _dataset = new("--dataset")
    {
        Description = "Layout of the data set",
        HelpName = string.Join('|', DataSetCatalog.All.Select(reader => reader.Name)),
    };

    private readonly Option<string?> _root = new("--root") { Description = "Where it is", HelpName = "DIR|FILE.csv" };

    private readonly Option<string[]> _augment = new("--augment")
    {
        Description = "Augmentations in place of the recipe's, in this order: flip random_erasing:probability=1,aspect=2 …; 'none' for none",
        HelpName = "NAME[:OPTION=VALUE,…]",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string?> _sampler = new("--sampler")
    {
        Description = $"Show the first batch of this sampler: {string.Join(", ", SamplerCatalog.Names)}; default: the recipe's with --config, else shuffle",
        HelpName = "NAME",
    };

    private readonly Option<int> _pictures = CommonOptions.Count("--pictures", "Pictures of the batch to show, a row for each", 6);
    private readonly Option<int> _draws = CommonOptions.Count("--draws", "Draws of each picture: what the first epochs see", 8);

    private readonly Option<FileInfo> _output = new("--out")
    {
        Description = "The sheet to write, .png or .jpg",
        DefaultValueFactory = _ => new FileInfo("augmented.png"),
        HelpName = "FILE",
    };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _dataset, _root, _augment, _sampler, _config, _set, _pictures, _draws, _output })
        {
            command.Options.Add(option);
        }
    }

    public PreviewRequest Read(ParseResult parsed)
    {
        var output = parsed.GetValue(_output)!;
        if (!s_endings.Contains(output.Extension, StringComparer.OrdinalIgnoreCase))
        {
            throw new UsageException($"--out '{output}' must end in .png or .jpg.");
        }

        return new PreviewRequest(Recipe(parsed), parsed.GetValue(_pictures), parsed.GetValue(_draws), output);
    }

    private Recipe Recipe(ParseResult parsed)
    {
        var config = parsed.GetValue(_config);
        var recipe = RecipeReader.Read(config ?? DefaultRecipe, parsed.GetValue(_set) ?? []);
        var sampler = parsed.GetValue(_sampler) ?? (config is null ? "shuffle" : recipe.Sampler.Name);
        return recipe with
        {
            Data = recipe.Data with
            {
                Dataset = parsed.GetValue(_dataset) ?? recipe.Data.Dataset,
                Root = parsed.GetValue(_root) ?? recipe.Data.Root,
            },
            Sampler = recipe.Sampler with { Name = sampler },
            Augmentation = parsed.GetValue(_augment) is { Length: > 0 } given ? Parts(given) : recipe.Augmentation,
        };
    }

    private static PartRecipe[] Parts(string[] given) => given is ["none"]
        ? []
        : [.. given.Select(AugmentArgument.Parse).Select(part => new PartRecipe { Name = part.Name, Options = part.Settings })];
}
