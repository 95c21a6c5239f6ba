using ReId.Model.Samplers;
using ReId.Model.Training.Recipes;

namespace ReId.Model.Training.Runs;

/// <summary>The sampler's options out of a recipe.</summary>
internal static class SamplerSettings
{
    public static SamplerOptions Of(Recipe recipe) => new()
    {
        Identities = recipe.Sampler.Identities,
        Images = recipe.Sampler.Images,
        BatchSize = recipe.Sampler.BatchSize,
        Seed = recipe.Seed,
        Scarce = Enum.Parse<ScarcePolicy>(recipe.Sampler.Scarce, ignoreCase: true),
    };
}
