namespace ReId.Model.Training.Recipes;

/// <summary>Which keys of a recipe may change when a run is resumed: those that mend a run that could not go on.</summary>
internal static class RecipeChange
{
    /// <summary>The keys, for messages.</summary>
    public const string Allowed = "learning_rate, clip_norm, evaluation, and data.workers, prefetch, cache_megabytes and skip_corrupt";

    /// <summary>Whether two recipes differ in nothing but <see cref="Allowed"/>.</summary>
    public static bool MayResume(Recipe before, Recipe now) => Rest(before) == Rest(now);

    private static string Rest(Recipe recipe)
    {
        var (recipeDefault, dataDefault, stageDefault) = (new Recipe(), new DataRecipe(), new StageRecipe());
        return RecipeWriter.Write(recipe with
        {
            ClipNorm = recipeDefault.ClipNorm,
            Evaluation = recipeDefault.Evaluation,
            Data = recipe.Data with
            {
                Workers = dataDefault.Workers,
                Prefetch = dataDefault.Prefetch,
                CacheMegabytes = dataDefault.CacheMegabytes,
                SkipCorrupt = dataDefault.SkipCorrupt,
            },
            Stages = [.. recipe.Stages.Select(stage => stage with { LearningRate = stageDefault.LearningRate })],
        });
    }
}
