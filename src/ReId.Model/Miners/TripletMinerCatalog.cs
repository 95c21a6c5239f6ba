using ReId.Contracts;

namespace ReId.Model.Miners;

/// <summary>The triplet miners by name. Adding one is one line here.</summary>
public static class TripletMinerCatalog
{
    private static readonly Dictionary<string, Func<TripletMinerOptions, ITripletMiner>> s_all = new(StringComparer.OrdinalIgnoreCase)
    {
        ["all"] = _ => new AllTripletsMiner(),
        ["batch_hard"] = _ => new BatchHardMiner(),
        ["semi_hard"] = options => new SemiHardMiner(options.Margin, options.Choice, options.Fallback, options.Seed),
        ["weighted"] = options => new WeightedMiner(options.Seed),
        ["easy_positive"] = _ => new EasyPositiveMiner(),
    };

    /// <summary>The names there are.</summary>
    public static IReadOnlyCollection<string> Names => s_all.Keys;

    /// <summary>Makes a miner.</summary>
    /// <param name="name">One of <see cref="Names"/>; case does not matter.</param>
    /// <param name="options">Its options; the defaults when null.</param>
    /// <exception cref="ReIdException">There is none of that name; the message lists those there are.</exception>
    public static ITripletMiner Create(string name, TripletMinerOptions? options = null) =>
        s_all.TryGetValue(name, out var create)
            ? create(options ?? new TripletMinerOptions())
            : throw new ReIdException($"There is no miner '{name}'; there are {string.Join(", ", s_all.Keys)}.");
}
