using ReId.Contracts;

namespace ReId.Model.Training.Optimisation;

/// <summary>The optimisers by name. Adding one is one line here.</summary>
public static class OptimizerCatalog
{
    private static readonly OrderedDictionary<string, Func<IReadOnlyList<ParameterGroup>, PartSettings, IOptimizer>> s_all = new(StringComparer.OrdinalIgnoreCase)
    {
        ["sgd"] = (groups, settings) => new SgdOptimizer(groups, settings),
        ["adagrad"] = (groups, settings) => new AdagradOptimizer(groups, settings),
        ["adam"] = (groups, settings) => new AdamOptimizer("adam", decoupled: false, groups, settings),
        ["adamw"] = (groups, settings) => new AdamOptimizer("adamw", decoupled: true, groups, settings),
    };

    /// <summary>The names there are.</summary>
    public static IReadOnlyCollection<string> Names => s_all.Keys;

    /// <summary>Makes an optimiser.</summary>
    /// <param name="name">One of <see cref="Names"/>; case does not matter.</param>
    /// <param name="groups">What it changes.</param>
    /// <param name="settings">Its options; those absent keep their defaults.</param>
    /// <exception cref="ReIdException">No such optimiser, option or value.</exception>
    public static IOptimizer Create(string name, IReadOnlyList<ParameterGroup> groups, IReadOnlyDictionary<string, string> settings)
    {
        ArgumentNullException.ThrowIfNull(groups);
        if (!s_all.TryGetValue(name, out var create))
        {
            throw new ReIdException($"There is no optimiser '{name}'; there are {string.Join(", ", s_all.Keys)}.");
        }

        var reader = new PartSettings($"optimiser '{name}'", settings);
        var optimizer = create(groups, reader);
        try
        {
            reader.RequireAllKnown();
            return optimizer;
        }
        catch
        {
            optimizer.Dispose();
            throw;
        }
    }
}
