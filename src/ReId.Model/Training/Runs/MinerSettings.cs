using System.Globalization;
using ReId.Contracts;
using ReId.Model.Miners;

namespace ReId.Model.Training.Runs;

/// <summary>The options of a miner out of a recipe.</summary>
internal static class MinerSettings
{
    private static readonly string[] s_names = ["margin", "choice", "fallback"];

    /// <exception cref="ReIdException">An unknown option, or a value that it does not take.</exception>
    public static TripletMinerOptions Of(IReadOnlyDictionary<string, string> settings, int seed)
    {
        var options = new TripletMinerOptions { Seed = seed };
        foreach (var (name, value) in settings)
        {
            options = name switch
            {
                "margin" when double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var margin) && margin >= 0 => options with { Margin = margin },
                "choice" when Enum.TryParse<SemiHardChoice>(value, ignoreCase: true, out var choice) => options with { Choice = choice },
                "fallback" when Enum.TryParse<SemiHardFallback>(value, ignoreCase: true, out var fallback) => options with { Fallback = fallback },
                "margin" or "choice" or "fallback" => throw new ReIdException($"'{value}' is no {name} of a miner."),
                _ => throw new ReIdException($"A miner has no option '{name}': {KnownNames.Hint(name, s_names)}."),
            };
        }

        return options;
    }
}
