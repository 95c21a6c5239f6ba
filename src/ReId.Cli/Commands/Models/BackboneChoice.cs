using System.CommandLine;
using ReId.Contracts;
using ReId.Model.Backbones;

namespace ReId.Cli.Commands.Models;

/// <summary>A backbone as the command line names it: a name and <c>--set NAME=VALUE</c>.</summary>
internal static class BackboneChoice
{
    public static Option<string[]> Settings() => new("--set")
    {
        Description = "Options of the backbone, e.g. last_stride=1 pool=gem dim=512 neck=bnneck; 'reid models list NAME' shows them",
        HelpName = "NAME=VALUE",
        AllowMultipleArgumentsPerToken = true,
    };

    /// <summary>The backbone that was asked for.</summary>
    /// <param name="what">What names it on the command line, for sentences.</param>
    /// <param name="name">Its name.</param>
    /// <param name="settings">The values of <c>--set</c>.</param>
    /// <exception cref="UsageException">No such backbone, option or value.</exception>
    public static IBackbone Find(string what, string name, IReadOnlyList<string> settings)
    {
        if (!BackboneCatalog.All.Any(backbone => backbone.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
        {
            throw new UsageException(
                $"{what} '{name}' is unknown: choose one of {string.Join(", ", BackboneCatalog.All.Select(backbone => backbone.Name))}.");
        }

        var options = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var setting in settings)
        {
            if (setting.Split('=', 2) is not [{ Length: > 0 } option, { Length: > 0 } value])
            {
                throw new UsageException($"--set '{setting}' must be NAME=VALUE, e.g. last_stride=1.");
            }

            if (!options.TryAdd(option, value))
            {
                throw new UsageException($"--set chooses {option} twice.");
            }
        }

        try
        {
            return BackboneCatalog.Get(name, options);
        }
        catch (ReIdException e)
        {
            throw new UsageException($"--set does not fit: {e.Message}");
        }
    }
}
